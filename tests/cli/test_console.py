"""`cli.console`: output that may have no reader."""

import errno
import io
import subprocess
import sys
from pathlib import Path
from typing import TextIO

import pytest

from sam3_studio.cli.console import Console, consoles
from sam3_studio.cli.exit_status import ExitStatus

SAMPLES = Path(__file__).parents[2] / "resources" / "samples"


class Broken(io.StringIO):
    """A stream that fails as the operating system says."""

    def __init__(self, error: OSError) -> None:
        super().__init__()
        self.error = error

    def write(self, _: str) -> int:
        raise self.error


def test_what_is_printed_arrives() -> None:
    stream = io.StringIO()
    print("found", file=Console(stream))
    assert stream.getvalue() == "found\n"


@pytest.mark.parametrize("stream", [None, Broken(BrokenPipeError(errno.EPIPE, "Broken pipe"))])
def test_output_without_a_reader_is_no_failure(stream: TextIO | None) -> None:
    console = Console(stream)
    print("nobody hears", file=console)
    console.flush()
    assert console.failure is None
    assert not console.isatty()


def test_a_full_disk_is_remembered() -> None:
    console = Console(Broken(OSError(errno.ENOSPC, "No space left on device")))
    print("lost", file=console)
    assert console.failure is not None
    assert console.failure.errno == errno.ENOSPC


def test_standard_streams_are_what_they_were_afterwards() -> None:
    before = sys.stdout, sys.stderr
    with consoles():
        assert sys.stdout is not before[0]
    assert (sys.stdout, sys.stderr) == before


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")
def test_a_reader_that_leaves_stops_no_work(tmp_path: Path) -> None:
    command = f"exec '{sys.executable}' -m sam3_studio annotate '{SAMPLES}' --concept duck --out '{tmp_path}'"
    shell = subprocess.run(["bash", "-o", "pipefail", "-c", f"({command}) | true"], capture_output=True, check=False)
    assert shell.returncode == ExitStatus.DONE
    assert (tmp_path / "coco" / "annotations.json").is_file()
    assert b"Error" not in shell.stderr


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs Linux's full device")
def test_output_that_finds_no_room_is_told_when_all_is_done(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sam3_studio", "model", "info"]
    with Path("/dev/full").open("w") as full:
        told = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False, cwd=tmp_path)
    assert told.returncode == ExitStatus.MENDABLE
    assert told.stderr.count(b"\n") == 1
    assert b"No space left" in told.stderr
