"""Pictures are read before their turn comes, some at a time."""

import threading
from pathlib import Path

import pytest

from sam3_studio.dataset.reading_ahead import AHEAD, ReadingAhead

PATHS = [Path(f"{number}.png") for number in range(6)]


class Disk:
    """Gives names; tells what was read, and waits for leave."""

    def __init__(self) -> None:
        self.read_paths: list[Path] = []
        self.leave = threading.Event()
        self.leave.set()
        self.begun = threading.Semaphore(0)

    def read(self, path: Path) -> str:
        self.read_paths.append(path)
        self.begun.release()
        self.leave.wait()
        if path.stem == "5":
            raise OSError("gone")
        return path.name


@pytest.fixture
def disk() -> Disk:
    return Disk()


@pytest.fixture
def ahead(disk: Disk):
    made = ReadingAhead(disk.read)
    yield made
    disk.leave.set()
    assert made.close()


def test_the_next_pictures_are_read_while_one_is_used(disk: Disk, ahead: ReadingAhead[str]) -> None:
    assert ahead.take(PATHS[0], PATHS[1:]) == "0.png"
    for _ in range(AHEAD + 1):
        disk.begun.acquire()
    assert set(disk.read_paths) == set(PATHS[: AHEAD + 1])


def test_what_was_read_ahead_is_not_read_again(disk: Disk, ahead: ReadingAhead[str]) -> None:
    taken = [ahead.take(path, PATHS[number + 1 : 5]) for number, path in enumerate(PATHS[:5])]
    assert taken == [path.name for path in PATHS[:5]]
    assert sorted(disk.read_paths) == PATHS[:5]


def test_what_goes_wrong_ahead_is_told_when_its_turn_comes(ahead: ReadingAhead[str]) -> None:
    assert ahead.take(PATHS[4], PATHS[5:]) == "4.png"
    with pytest.raises(OSError, match="gone"):
        ahead.take(PATHS[5])


def test_what_is_not_likely_any_more_is_forgotten(disk: Disk, ahead: ReadingAhead[str]) -> None:
    ahead.take(PATHS[0], [PATHS[1]])
    for _ in range(2):
        disk.begun.acquire()
    ahead.take(PATHS[2], [PATHS[3]])
    ahead.take(PATHS[1])
    assert disk.read_paths.count(PATHS[1]) == 2


def test_closing_tells_whether_a_picture_is_still_being_read(disk: Disk, ahead: ReadingAhead[str]) -> None:
    ahead.take(PATHS[0])
    disk.begun.acquire()
    disk.leave.clear()
    threading.Thread(target=ahead.take, args=(PATHS[1],)).start()
    disk.begun.acquire()
    assert not ahead.close(0.0)
    disk.leave.set()
    assert ahead.close()


def test_closing_does_not_wait_for_what_never_began(disk: Disk, ahead: ReadingAhead[str]) -> None:
    disk.leave.clear()
    for path in PATHS[: AHEAD + 1]:
        ahead._start(path)
    for _ in range(AHEAD + 1):
        disk.begun.acquire()
    ahead._start(PATHS[AHEAD + 1])  # every thread is held up
    threading.Timer(0.1, disk.leave.set).start()
    assert ahead.close(timeout=20)
