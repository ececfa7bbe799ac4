"""Somebody whose object is to be mended."""

import numpy as np
import pytest
from hand import Hand
from pytestqt.qtbot import QtBot
from window_bench import Bench


@pytest.fixture
def hand(keys: Bench, qtbot: QtBot) -> Hand:
    """At a picture with three ducks, accepted, the first selected; the model now finds a larger one there."""
    keys.actions["accept_all"].trigger()
    keys.workbench.selection.select((keys.picture.document.objects[0].id,))
    qtbot.waitUntil(lambda: not keys.controller.is_busy)
    keys.model.prompts.clear()
    keys.model.shape = np.ones((7, 7), dtype=bool)
    keys.model.places = ((2, 2, 0.85),)
    return Hand(keys, qtbot)
