"""A folder that is there whole or not at all."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from sam3_studio.core.errors import DatasetError
from sam3_studio.dataset.new_folder import new_folder


def fill(wanted: Path) -> Path:
    with new_folder(wanted) as folder:
        (folder.path / "file").write_text("new")
    return folder.place


def test_it_takes_its_place_at_the_end_and_holds_nothing_but_what_was_written(tmp_path: Path) -> None:
    with new_folder(tmp_path / "a" / "b") as folder:
        (folder.path / "file").write_text("new")
        assert not (tmp_path / "a" / "b").exists()
    assert folder.place == tmp_path / "a" / "b"
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b"]
    assert [path.name for path in (tmp_path / "a" / "b").iterdir()] == ["file"]


def test_an_empty_folder_is_taken_over(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    assert fill(tmp_path / "out") == tmp_path / "out"


def test_what_lies_there_already_stays(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    (tmp_path / "out-2").mkdir()
    (tmp_path / "out-2" / "theirs").write_text("theirs")
    assert fill(tmp_path / "out") == tmp_path / "out-3"
    assert (tmp_path / "out").read_text() == "a file"
    assert [path.name for path in (tmp_path / "out-2").iterdir()] == ["theirs"]


def test_after_an_error_nothing_is_left(tmp_path: Path) -> None:
    def break_off() -> None:
        with new_folder(tmp_path / "out") as folder:
            (folder.path / "file").write_text("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        break_off()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_what_a_killed_run_left_is_removed_by_the_next(tmp_path: Path) -> None:
    killed = (
        "import os, sys; from pathlib import Path; from sam3_studio.dataset.new_folder import new_folder\n"
        "with new_folder(Path(sys.argv[1])) as folder:\n"
        "    (folder.path / 'file').write_text('half')\n"
        "    os._exit(9)\n"
    )
    assert subprocess.run([sys.executable, "-c", killed, str(tmp_path / "out")], check=False).returncode == 9
    (left,) = tmp_path.iterdir()
    assert left.name.startswith(".")
    fill(tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_what_another_run_is_filling_stays(tmp_path: Path) -> None:
    other = tmp_path / ".sam3-new-other"
    other.mkdir()
    with FileLock(other / ".lock"):
        fill(tmp_path / "out")
    assert other.is_dir()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_it_may_be_read_by_whom_the_system_lets(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        place = fill(tmp_path / "out")
    finally:
        os.umask(before)
    assert place.stat().st_mode & 0o777 == 0o755


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DatasetError, match="cannot be written"):
        fill(tmp_path / "file" / "out")
