"""`app.main_window.staying`: a picture that is taken in hand anew is seen as before."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hand import Hand
from labelers import PATIENCE
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from real_window import OpenWindow

from sam3_studio.app.main_window.window import MainWindow

pytestmark = pytest.mark.gui


@pytest.fixture
def window(open_window: OpenWindow, photos: Path, qtbot: QtBot) -> MainWindow:
    """A duck of two is selected and looked at closely in the first picture, without a model."""
    made = open_window()
    made.open(photos)
    session = made.session
    assert session is not None
    qtbot.waitUntil(lambda: made.desk.size is not None and not session.is_scanning, timeout=PATIENCE)
    session.classes.add_names(["duck", "dukc"])
    session.classes.choose(1)
    hand = Hand(made, qtbot)
    made.commands["rectangle"].trigger()
    hand.drag((2, 2), (9, 9))
    hand.drag((20, 12), (30, 22))
    made.workbench.selection.select((hand.objects[0].id,))
    made.commands["look_closely"].trigger()
    return made


def remove_class(window: MainWindow, _: Path) -> None:
    assert window.session is not None
    window.session.classes.remove(2)


def rename(window: MainWindow, photos: Path) -> None:
    (photos / "1.png").rename(photos / "renamed.png")
    window.commands["look_for_pictures"].trigger()


def write_again(window: MainWindow, photos: Path) -> None:
    Image.new("RGB", (40, 30), "red").save(photos / "1.png")
    window.commands["look_for_pictures"].trigger()


@pytest.mark.parametrize("change", [remove_class, rename, write_again])
def test_who_looks_closely_goes_on_where_they_are_with_what_is_selected(
    window: MainWindow, photos: Path, qtbot: QtBot, change: Callable[[MainWindow, Path], None]
) -> None:
    view, selected = window.canvas.view, window.canvas.selection
    assert view is not None
    assert not view.fitted
    with qtbot.waitSignal(window.desk.picture_shown, timeout=PATIENCE):
        change(window, photos)
    assert (window.canvas.view, window.canvas.selection) == (view, selected)
    assert window.instances.selection == set(selected)


def test_an_outline_that_is_being_drawn_there_goes_on_and_belongs_to_what_was_selected(
    window: MainWindow, qtbot: QtBot
) -> None:
    hand, view = Hand(window, qtbot), window.canvas.view
    before = hand.objects
    window.commands["polygon"].trigger()
    hand.click((7, 3), (15, 3), (15, 8))
    with qtbot.waitSignal(window.desk.picture_shown, timeout=PATIENCE):
        remove_class(window, Path())
    assert window.canvas.view == view
    window.commands["finish_shape"].trigger()
    assert [item.id for item in hand.objects] == [item.id for item in before]
    assert hand.objects[0].mask.area > before[0].mask.area


def test_a_picture_that_is_gone_to_is_seen_as_a_whole(window: MainWindow, qtbot: QtBot) -> None:
    remove_class(window, Path())
    with qtbot.waitSignal(window.desk.picture_shown, timeout=PATIENCE):
        qtbot.keyClick(window.canvas, Qt.Key.Key_D)
    assert window.canvas.view is not None
    assert window.canvas.view.fitted
    assert window.canvas.selection == ()


def test_a_file_of_another_size_is_seen_as_a_whole(window: MainWindow, photos: Path, qtbot: QtBot) -> None:
    Image.new("RGB", (30, 40), "red").save(photos / "1.png")
    with qtbot.waitSignal(window.desk.picture_shown, timeout=PATIENCE):
        window.commands["look_for_pictures"].trigger()
    assert window.canvas.view is not None
    assert window.canvas.view.fitted


def test_who_removes_a_class_that_nothing_belongs_to_can_still_undo(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.desk.picture_shown, timeout=PATIENCE):
        remove_class(window, Path())
    hand = Hand(window, qtbot)
    for left in (1, 0):
        hand.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert len(hand.objects) == left
