"""`app.main_window.objects.misfits`: objects of a picture whose file was replaced by one of another size."""

import pytest
from hand import Hand
from labelers import PATIENCE
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from sam3_studio.app.interaction import RegionMarked
from sam3_studio.core.labeling import LabeledObject

pytestmark = pytest.mark.gui

_Key = Qt.Key
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_TOLD = (
    "3 objects were made when this picture had another size (duck 40 × 30): delete them and draw them anew, or put"
    " the old file back."
)


@pytest.fixture
def replaced(hand: Hand, qtbot: QtBot) -> Hand:
    """The picture is of 80 x 60 by now; its three ducks are of 40 x 30."""
    bench = hand.bench
    with qtbot.waitSignal(bench.desk.picture_shown):
        bench.session.show("2.png")
    Image.new("RGB", (80, 60)).save(bench.session.path("1.png"))
    bench.session.show("1.png")
    qtbot.waitUntil(lambda: bench.desk.size == (80, 60), timeout=PATIENCE)
    return hand


def told(hand: Hand) -> str:
    return hand.bench.notifier.log[-1].text


def ducks(hand: Hand) -> tuple[LabeledObject, ...]:
    return hand.objects[:3]


def test_they_are_told_of_as_soon_as_they_are_seen(replaced: Hand) -> None:
    assert told(replaced) == _TOLD


def test_in_a_picture_of_the_size_that_it_had_nothing_is_told(hand: Hand) -> None:
    assert not any("another size" in notice.text for notice in hand.bench.notifier.log)


def test_they_can_be_selected_all_at_once_and_deleted(replaced: Hand, qtbot: QtBot) -> None:
    with qtbot.waitSignal(replaced.bench.notifier.told) as notice:
        assert replaced.bench.workbench.misfits.met(ducks(replaced))
    replaced.press(_Key.Key_R)
    replaced.drag((50, 40), (70, 50))
    notice.args[0].choice.take()
    replaced.press(_Key.Key_Delete)
    assert [item.mask.width for item in replaced.objects] == [80]


@pytest.mark.parametrize(("tool", "selected"), [(_Key.Key_B, 1), (_Key.Key_E, 1), (_Key.Key_E, 3)])
def test_they_are_neither_painted_on_nor_erased(replaced: Hand, tool: Qt.Key, selected: int) -> None:
    before, said = replaced.objects, len(replaced.bench.notifier.log)
    replaced.bench.workbench.selection.select([item.id for item in before[:selected]])
    replaced.press(tool, _SHIFT)
    replaced.drag((5, 4), (30, 4))
    assert (replaced.objects, told(replaced)) == (before, _TOLD)
    assert len(replaced.bench.notifier.log) == said + 1


@pytest.mark.parametrize("action", ["merge", "subtract", "subtract_last"])
def test_they_are_not_combined_with_others(replaced: Hand, action: str) -> None:
    replaced.press(_Key.Key_R)
    replaced.drag((1, 1), (20, 20))
    before = replaced.objects
    replaced.bench.workbench.selection.select([item.id for item in before])
    replaced.bench.actions[action].trigger()
    assert (replaced.objects, told(replaced)) == (before, _TOLD)


def test_the_model_does_not_correct_them(replaced: Hand) -> None:
    replaced.bench.canvas.region_marked.emit(RegionMarked(replaced.objects[0].id, None))
    assert told(replaced) == _TOLD


def test_the_eraser_takes_from_the_others(replaced: Hand) -> None:
    replaced.press(_Key.Key_R)
    replaced.drag((1, 1), (20, 20))
    replaced.bench.workbench.selection.select(())
    before = ducks(replaced)
    replaced.press(_Key.Key_E, _SHIFT)
    replaced.drag((5, 4), (30, 4))
    assert replaced.objects[-1].mask.area < 361
    assert ducks(replaced) == before


def test_where_the_eraser_meets_nothing_else_they_are_told_of(replaced: Hand) -> None:
    said = len(replaced.bench.notifier.log)
    replaced.press(_Key.Key_E, _SHIFT)
    replaced.drag((5, 4), (30, 4))
    assert [notice.text for notice in replaced.bench.notifier.log[said:]] == [_TOLD]


def test_the_knife_and_filling_leave_them_alone_where_nothing_is_selected(replaced: Hand) -> None:
    before = replaced.objects
    replaced.bench.actions["cut"].trigger()
    replaced.drag((4, 1), (4, 40))
    replaced.bench.actions["fill"].trigger()
    replaced.click((4, 4))
    assert replaced.objects == before


def test_overlaps_of_the_others_are_parted(replaced: Hand) -> None:
    replaced.press(_Key.Key_R)
    replaced.drag((1, 1), (20, 20))
    replaced.drag((10, 10), (30, 30))
    before = ducks(replaced)
    replaced.bench.actions["no_overlaps"].trigger()
    first, second = replaced.objects[3:]
    assert (first.mask.area, second.mask.area) == (261, 400)
    assert ducks(replaced) == before
