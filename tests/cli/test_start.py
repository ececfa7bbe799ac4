"""`cli.start`: the first moments."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

START = "import sys, sam3_studio.cli.start as s; sys.argv = ['sam3-studio', '--version']; "


def test_the_command_runs() -> None:
    told = subprocess.run([sys.executable, "-c", START + "s.main()"], capture_output=True, text=True, check=True)
    assert told.stdout.startswith("sam3-studio ")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT of this kind")
def test_ctrl_c_while_the_program_loads_says_nothing() -> None:
    """The first heavy import sends the signal, as a person would who changed their mind."""
    interrupted = (
        "import builtins, os, signal\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "load = builtins.__import__\n"
        "def loads(name, *rest):\n"
        "    if name == 'argparse':\n"
        "        os.kill(os.getpid(), signal.SIGINT)\n"
        "    return load(name, *rest)\n"
        f"{START}\n"
        "builtins.__import__ = loads\n"
        "s.main()\n"
    )
    told = subprocess.run([sys.executable, "-c", interrupted], capture_output=True, check=False)
    assert told.returncode == -signal.SIGINT
    assert told.stderr == b""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT of this kind")
def test_once_loaded_ctrl_c_is_answered_as_ever() -> None:
    script = (
        "import signal\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "import sam3_studio.cli.main as m\nm.main = lambda: 7\n"
        f"{START}\nassert s.main() == 7\nassert signal.getsignal(signal.SIGINT) is signal.default_int_handler\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_python_runs_the_package_as_the_command() -> None:
    command = [sys.executable, "-m", "sam3_studio", "--version"]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    assert told.stdout.startswith("sam3-studio ")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows deletes no folder that somebody is in")
def test_a_current_folder_that_is_gone_is_told_in_a_sentence(tmp_path: Path) -> None:
    script = (
        f"import os, sys\nos.chdir({str(tmp_path)!r})\nos.rmdir({str(tmp_path)!r})\n"
        "import sam3_studio.cli.start as s\nsys.argv = ['sam3-studio', 'stats', 'photos']\nsys.exit(s.main())"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert told.returncode == 2
    assert told.stderr == "sam3-studio: The current folder is gone; change to another one, or to it once more.\n"


@pytest.mark.parametrize(("given", "want"), [(None, "passive"), ("active", "active")])
def test_threads_that_wait_leave_their_cores_to_others_unless_told_otherwise(given: str | None, want: str) -> None:
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            f"import atexit, os; atexit.register(lambda: print(os.environ['OMP_WAIT_POLICY'])); {START}s.main()",
        ],
        env={**os.environ, "OMP_WAIT_POLICY": given} if given else without("OMP_WAIT_POLICY"),
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.split()[-1] == want


def without(name: str) -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if key != name}
