"""`app.main_window.objects.areas`: what is said of a cut."""

from functools import partial

import numpy as np
import pytest
from hand import Hand
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from sam3_studio.core.labeling import LabeledObject, Source
from sam3_studio.core.rle import Rle
from sam3_studio.editing import edits

pytestmark = pytest.mark.gui


def test_a_cut_that_takes_off_a_speck_says_that_it_stays(hand: Hand, qtbot: QtBot) -> None:
    mask = np.zeros((30, 40), dtype=bool)
    mask[10:28, 2:38] = True
    mask[2:10, 20:22] = True
    item = LabeledObject(1, Rle.from_mask(mask), Source.MODEL, id="spiked")
    hand.bench.desk.edit("", partial(edits.add_objects, objects=[item]))
    hand.press(Qt.Key.Key_K, Qt.KeyboardModifier.ShiftModifier)
    with qtbot.waitSignal(hand.bench.notifier.told) as told:
        hand.drag((15, 8), (20, 8), (30, 8))
    assert told.args[0].text.startswith("The cut takes off no more than a speck")
    assert [one.mask for one in hand.objects if one.id == "spiked"] == [item.mask]
