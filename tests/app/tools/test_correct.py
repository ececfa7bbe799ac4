"""The tools that have the model mend an object turn a drag into one box, and a click into a selection."""

from dataclasses import replace

import numpy as np
import pytest

from sam3_studio.app.interaction import BoxShape, Hit, Key, Pointer, RegionMarked, Scene, Selected
from sam3_studio.app.tools.correct import CorrectTool
from sam3_studio.core.geometry import Box
from sam3_studio.core.rle import Rle

MASK = Rle.from_crop(np.ones((20, 20), dtype=bool), 10, 10, 60, 80)


def scene(*selected: str, locked: bool = False) -> Scene:
    return Scene(
        80,
        60,
        selected=selected,
        at=lambda x, _: Hit("other") if x > 60 else None,
        mask=lambda _: None if locked else MASK,
    )


def pointer(x: float, y: float, **held: bool) -> Pointer:
    return Pointer(x, y, 1.0, **held)


def dragged(tool: CorrectTool, at: Scene, **held: bool):
    drag = tool.begin(pointer(5, 5, **held), at)
    assert drag is not None
    return drag.to(pointer(30, 20, **held)).to(pointer(90, 40, **held))


@pytest.mark.parametrize("adds", [True, False])
def test_a_drag_is_a_box_inside_the_picture_with_the_tool_s_meaning(adds: bool) -> None:
    assert dragged(CorrectTool(adds), scene("one")).edits() == (RegionMarked("one", Box(5, 5, 80, 40), adds),)


@pytest.mark.parametrize("held", ["shift", "right"])
@pytest.mark.parametrize("adds", [True, False])
def test_shift_and_the_right_button_invert_the_meaning(adds: bool, held: str) -> None:
    drag = dragged(CorrectTool(adds), scene("one"), **{held: True})
    (edit,) = drag.edits()
    assert edit.adds is not adds
    assert drag.preview.shapes == (BoxShape(Box(5, 5, 80, 40), not adds),)


def test_a_click_selects_what_is_there() -> None:
    drag = CorrectTool().begin(pointer(70, 5), scene("one"))
    assert drag is not None
    assert drag.edits() == (Selected(("other",)),)


def test_a_click_beside_everything_keeps_the_selection() -> None:
    drag = CorrectTool().begin(pointer(5, 5), scene("one"))
    assert drag is not None
    assert drag.edits() == ()


@pytest.mark.parametrize("at", [scene(), scene("one", "two"), scene("one", locked=True)], ids=["0", "2", "locked"])
def test_without_one_object_to_mend_no_box_is_drawn(at: Scene) -> None:
    edits = dragged(CorrectTool(), at).edits()
    assert not any(isinstance(edit, RegionMarked) for edit in edits)


def test_an_object_that_is_selected_with_hidden_ones_is_the_one_that_is_meant() -> None:
    at = replace(scene("hidden", "one"), is_seen=lambda name: name == "one")
    assert CorrectTool().key(Key.INSERT, at) == (RegionMarked("one", None, True),)


def test_a_box_of_no_width_is_none() -> None:
    drag = CorrectTool().begin(pointer(5, 5), scene("one"))
    assert drag is not None
    assert drag.to(pointer(5, 40)).edits() == ()


def test_insert_means_the_object_as_a_whole() -> None:
    assert CorrectTool(adds=False).key(Key.INSERT, scene("one")) == (RegionMarked("one", None, True),)
    assert CorrectTool().key(Key.INSERT, scene()) == ()
