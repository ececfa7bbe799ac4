"""Files that become other pictures while theirs are in hand, and while something is done with what they were before."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from exchanging import exchange
from labelers import PATIENCE
from PIL import Image
from pytestqt.qtbot import QtBot
from window_bench import Bench

from sam3_studio.app.session import reading
from sam3_studio.dataset.picture_shelf import PictureShelf

pytestmark = pytest.mark.gui


@pytest.fixture
def may_read(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Until it is set, a picture is not read; set at first."""
    gate, read = threading.Event(), reading._read
    gate.set()

    def read_late(pictures: PictureShelf, path: Path) -> object:
        gate.wait()
        return read(pictures, path)

    monkeypatch.setattr(reading, "_read", read_late)
    yield gate
    gate.set()


def test_what_is_at_hand_of_a_file_is_not_taken_for_what_that_is_now(
    open_bench: Bench, qtbot: QtBot, may_read: threading.Event
) -> None:
    bench, renewed = open_bench, list[frozenset[str]]()
    bench.session.renewed.connect(renewed.append)
    may_read.clear()
    Image.new("RGB", (50, 70), (60, 90, 120)).save(bench.session.path("1.png"))
    with qtbot.waitSignal(bench.session.scanned, timeout=PATIENCE):
        bench.session.scan()
    qtbot.waitUntil(lambda: bool(bench.desk._reader._busy_with), timeout=PATIENCE)
    assert renewed == [{"1.png"}]
    may_read.set()
    qtbot.waitUntil(lambda: bench.desk.size == (50, 70), timeout=PATIENCE)
    assert renewed == [{"1.png"}]


def test_what_is_at_hand_under_a_name_is_not_taken_for_the_picture_that_has_that_name_now(
    open_bench: Bench, qtbot: QtBot, may_read: threading.Event
) -> None:
    bench, told = open_bench, list[tuple[str, int]]()
    for name in ("2.png", "1.png"):
        with qtbot.waitSignal(bench.desk.picture_shown, timeout=PATIENCE):
            bench.session.show(name)
    qtbot.waitUntil(lambda: not bench.desk._reader._busy_with, timeout=PATIENCE)
    first, second = map(bench.session.path, ("1.png", "2.png"))
    pictures = [bench.desk._reader._pictures.find(path) for path in (first, second)]
    bench.desk._reader.read.connect(lambda path, picture: told.append((path.name, picture.width)))
    bench.controller.set_enabled(False)  # the model would read it before
    may_read.clear()
    exchange(first, second)
    with qtbot.waitSignal(bench.session.scanned, timeout=PATIENCE):
        bench.session.scan()
    qtbot.waitUntil(lambda: bool(bench.desk._reader._busy_with), timeout=PATIENCE)
    assert [one.width for one in pictures if one] == [40, 20]
    assert told == []
    may_read.set()
    qtbot.waitUntil(lambda: bool(told), timeout=PATIENCE)
    assert told == [("2.png", 40)]
