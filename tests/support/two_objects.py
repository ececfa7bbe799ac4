"""Two objects that lie over each other, and the dialog of a number that masks are reshaped by."""

import numpy as np
from pytestqt.qtbot import QtBot
from window_bench import Bench

from sam3_studio.app.dialogs.reshape import ReshapeDialog
from sam3_studio.core.labeling import LabeledObject, Source
from sam3_studio.core.rle import Rle
from sam3_studio.editing import edits

A, B = 144 - 9 + 1, 120
"""Pixels of the two."""


def rectangles(*bounds: tuple[int, int, int, int], hole: tuple[int, int, int, int] | None = None) -> Rle:
    """Of a picture of 40 x 30."""
    mask = np.zeros((30, 40), dtype=bool)
    for x1, y1, x2, y2 in bounds:
        mask[y1:y2, x1:x2] = True
    if hole:
        x1, y1, x2, y2 = hole
        mask[y1:y2, x1:x2] = False
    return Rle.from_mask(mask)


def add_two(bench: Bench) -> None:
    """Object a: a ring, and an island of one pixel; object b lies over its right side. Both are selected."""
    a = rectangles((2, 2, 14, 14), (30, 25, 31, 26), hole=(6, 6, 9, 9))
    bench.session.classes.add(bench.session.classes.blank("duck"))
    objects = [
        LabeledObject(1, a, Source.MODEL, id="a"),
        LabeledObject(1, rectangles((10, 2, 20, 14)), Source.PERSON, id="b"),
    ]
    bench.desk.edit("", lambda document: edits.add_objects(document, objects))
    bench.workbench.selection.select(("a", "b"))


def areas(bench: Bench) -> dict[str, int]:
    return {item.id: item.mask.area for item in bench.picture.document.objects}


def dialog(bench: Bench) -> ReshapeDialog:
    return bench.window.findChildren(ReshapeDialog)[-1]


def ask(bench: Bench, qtbot: QtBot, action: str) -> None:
    """Open a dialog, and wait for what the number does that it begins with."""
    bench.actions[action].trigger()
    qtbot.waitUntil(lambda: dialog(bench).effect.strip() != "")


def shown(bench: Bench) -> dict[str, int]:
    """What the canvas shows of each object."""
    assert bench.canvas.stage is not None
    return {item.id: item.mask.area for item in bench.canvas.stage.objects}
