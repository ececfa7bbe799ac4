"""`app.main_window.unfinished`: outlines that are still being drawn when their project or the window closes."""

import os
from pathlib import Path

import pytest
from hand import Hand
from labelers import PATIENCE
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot
from real_window import OpenWindow
from widgets import button

from sam3_studio.app.main_window.window import MainWindow

pytestmark = pytest.mark.gui

THREE = (5, 18), (35, 18), (35, 28)


@pytest.fixture
def hand(open_window: OpenWindow, photos: Path, qtbot: QtBot) -> Hand:
    """At the first picture, in a window without a model."""
    window = open_window()
    show(window, photos, qtbot)
    window.session.classes.add_names(["duck"])
    return Hand(window, qtbot)


def show(window: MainWindow, photos: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.desk.picture_shown, timeout=PATIENCE):
        window.open(photos)


def begin(hand: Hand, *places: tuple[float, float]) -> None:
    hand.bench.commands["polygon"].trigger()
    hand.click(*places)


def question(hand: Hand) -> QMessageBox:
    (box,) = hand.bench.findChildren(QMessageBox)
    return box


def test_an_outline_goes_on_when_its_project_is_opened_again(hand: Hand, photos: Path, qtbot: QtBot) -> None:
    begin(hand, *THREE)
    hand.bench.close_project()
    show(hand.bench, photos.parent / "photos", qtbot)
    assert hand.bench.canvas.dragging
    hand.bench.commands["finish_shape"].trigger()
    assert abs(hand.objects[-1].mask.area - 150) < 15


def test_an_outline_that_was_begun_for_an_object_is_of_that_object_when_its_picture_is_shown_again(
    hand: Hand, qtbot: QtBot
) -> None:
    hand.bench.commands["rectangle"].trigger()
    hand.drag((2, 12), (10, 28))
    (drawn,) = hand.objects
    hand.bench.workbench.selection.select((drawn.id,))
    begin(hand, *THREE)
    for way in ("next", "previous"):
        with qtbot.waitSignal(hand.bench.desk.picture_shown, timeout=PATIENCE):
            hand.bench.commands[way].trigger()
    assert hand.bench.instances.selection == {drawn.id}
    hand.bench.commands["finish_shape"].trigger()
    (grown,) = hand.objects
    assert grown.id == drawn.id
    assert grown.mask.area > drawn.mask.area + 100


def test_in_another_project_an_outline_waits_for_its_own(
    hand: Hand, photos: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "1.png").write_bytes((photos / "1.png").read_bytes())
    begin(hand, *THREE)
    show(hand.bench, other, qtbot)
    assert not hand.bench.canvas.dragging
    show(hand.bench, photos, qtbot)
    assert hand.bench.canvas.dragging
    hand.bench.canvas.drop()


def test_an_outline_goes_with_its_picture_into_another_folder(hand: Hand, photos: Path, qtbot: QtBot) -> None:
    window = hand.bench
    window.commands["rectangle"].trigger()
    hand.drag((2, 2), (8, 8))
    begin(hand, *THREE)
    (photos / "sorted").mkdir()
    (photos / "1.png").rename(photos / "sorted" / "1.png")
    with qtbot.waitSignal(window.session.scanned, timeout=PATIENCE):
        window.open(photos)
    qtbot.waitUntil(lambda: window.desk.size is not None, timeout=PATIENCE)
    assert window.files.current == "sorted/1.png"
    assert window.canvas.dragging
    window.commands["finish_shape"].trigger()
    assert len(hand.objects) == 2


def test_an_outline_in_a_picture_that_is_gone_does_not_go_on_in_the_one_that_has_its_name_now(
    hand: Hand, photos: Path, qtbot: QtBot
) -> None:
    window = hand.bench
    for age, name in enumerate(("1.png", "2.png")):
        Image.new("RGB", (40, 30), "red").save(photos / name)
        os.utime(photos / name, ns=(age, 10**9 + age))
    with qtbot.waitSignal(window.session.scanned, timeout=PATIENCE):
        window.session.scan()
    qtbot.waitUntil(lambda: window.desk.size is not None, timeout=PATIENCE)
    begin(hand, *THREE)
    with qtbot.waitSignal(window.desk.picture_shown, timeout=PATIENCE):
        window.session.show("2.png")
    (photos / "2.png").replace(photos / "1.png")
    window.session.scan()
    qtbot.waitUntil(lambda: window.files.current == "1.png", timeout=PATIENCE)
    qtbot.waitUntil(lambda: window.desk.size is not None, timeout=PATIENCE)
    assert not window.canvas.dragging


@pytest.mark.usefixtures("time_to_close")
@pytest.mark.parametrize("is_open", [True, False], ids=["project open", "project closed"])
def test_who_quits_with_an_outline_half_drawn_is_asked_first(hand: Hand, photos: Path, *, is_open: bool) -> None:
    window = hand.bench
    begin(hand, *THREE)
    if not is_open:
        window.close_project()
    window.close()
    window.close()
    assert window.isVisible()
    assert question(hand).text() == "1 outline is not finished, and would be lost."
    assert question(hand).informativeText() == ("1.png" if is_open else str(photos / "1.png"))
    button(question(hand), "Quit anyway").click()
    assert not window.isVisible()
    assert window.has_ended


def test_who_goes_on_drawing_finishes_it(hand: Hand, qtbot: QtBot) -> None:
    begin(hand, *THREE)
    hand.bench.close()
    asked = question(hand)
    with qtbot.waitSignal(asked.finished):
        qtbot.mouseClick(button(asked, "Go on drawing"), Qt.MouseButton.LeftButton)
    hand.bench.commands["finish_shape"].trigger()
    assert len(hand.objects) == 1
    assert hand.bench.close()


def test_nobody_is_asked_about_a_click_or_two(hand: Hand) -> None:
    begin(hand, *THREE[:2])
    assert hand.bench.close()
