"""An object that is wrong is mended with the embedded model, in the real window, with mouse and keys."""

from pathlib import Path

import pytest
from hand import Hand
from labelers import PATIENCE
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from sam3_studio.app.main_window.window import MainWindow
from sam3_studio.app.settings.table import BRUSH_SIZE
from sam3_studio.core.labeling import LabeledObject, Source

pytestmark = [pytest.mark.gui, pytest.mark.slow]

_Key = Qt.Key
_SHIFT, _CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def panda(window: MainWindow, photos: Path, qtbot: QtBot) -> LabeledObject:
    """The largest, accepted, selected and looked at closely."""
    window.open(photos)
    qtbot.waitUntil(lambda: window.desk.size is not None, timeout=PATIENCE)
    assert window.session is not None
    window.session.classes.add_concepts(["panda"])
    qtbot.waitUntil(lambda: not window.asking.is_busy, timeout=PATIENCE)
    window.commands["accept_all"].trigger()
    assert window.desk.picture is not None
    found = max(window.desk.picture.document.objects, key=lambda item: item.mask.area)
    window.workbench.selection.select((found.id,))
    window.commands["look_closely"].trigger()
    window.canvas.setFocus()
    return found


def test_what_was_erased_by_mistake_is_found_again(window: MainWindow, panda: LabeledObject, qtbot: QtBot) -> None:
    def now() -> LabeledObject:
        assert window.desk.picture is not None
        item = window.desk.picture.document.find_object(panda.id)
        assert item is not None
        return item

    hand, box = Hand(window, qtbot), panda.mask.box
    assert box is not None
    window._settings.set(BRUSH_SIZE, 60)
    hand.press(_Key.Key_E, _SHIFT)
    hand.drag((box.x2 - 30, box.y1 + 20), (box.x2 - 30, box.y2 - 20))
    erased = now()
    assert erased.mask.iou(panda.mask) < 0.85

    hand.press(_Key.Key_O)
    hand.drag((box.x2 - 80, box.y1 - 6), (box.x2, box.y2), (box.x2 + 8, box.y2 + 6))
    qtbot.waitUntil(lambda: window.tools.correct.told.endswith("px"), timeout=PATIENCE)
    assert now() is erased
    hand.press(_Key.Key_Return)
    assert now().mask.iou(panda.mask) > 0.93
    assert now().source is Source.EDITED

    hand.press(_Key.Key_Z, _CONTROL)
    assert now() == erased
