"""A window that is killed in the midst of work has lost nothing."""

import json
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
import walk_to_be_killed
from walk_to_be_killed import State

pytestmark = [pytest.mark.gui, pytest.mark.slow]

WALK = Path(walk_to_be_killed.__file__)


def start(folder: Path) -> "subprocess.Popen[str]":
    """The walk, in a process of its own."""
    return subprocess.Popen([sys.executable, str(WALK), str(folder)], stdout=subprocess.PIPE, text=True)


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> list[State]:
    """What there is after each step of a walk that nobody kills."""
    folder = tmp_path_factory.mktemp("whole") / "photos"
    copy_photos(folder)
    with start(folder) as process:
        assert process.stdout is not None
        lines = [json.loads(line) for line in process.stdout]
    assert process.returncode == 0
    assert "over" in lines[-1]
    after = [line["state"] for line in lines if "state" in line]
    assert walk_to_be_killed.kept(folder) == after[-1]
    return after


def copy_photos(folder: Path) -> None:
    """Two of the samples."""
    samples = Path(walk_to_be_killed.__file__).parents[2] / "resources" / "samples"
    folder.mkdir()
    for name in ("animals-in-the-grass.jpg", "at-the-pond.jpg"):
        shutil.copy(samples / name, folder)


@pytest.mark.parametrize("step", [1, 4, 8, 12])
def test_every_step_that_was_done_is_there_after_a_kill(step: int, states: list[State], tmp_path: Path) -> None:
    folder = tmp_path / "photos"
    copy_photos(folder)
    with start(folder) as process:
        assert process.stdout is not None
        while json.loads(process.stdout.readline()) != {"begin": step}:
            pass
        time.sleep(random.uniform(0, 0.2))  # the moment is to be any
        process.kill()
        begun = [line["begin"] for line in map(json.loads, process.stdout) if "begin" in line]
    last = max(begun, default=step)
    # The step in which it was killed may have been done or not; all before it were.
    assert walk_to_be_killed.kept(folder) in (states[last - 1], states[last])
