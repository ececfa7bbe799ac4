"""Picking: what lies under a point, and in a rubber band."""

import numpy as np
import pytest

from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import LabeledObject, Source
from sam3_studio.core.rle import Rle
from sam3_studio.editing.picking import objects_at, objects_within


def test_the_smallest_object_under_a_point_comes_first(labeled) -> None:
    large, small, elsewhere = labeled(0, 0, 50), labeled(10, 10, 5), labeled(100, 50)
    assert objects_at([large, small, elsewhere], 12, 12) == (small, large)
    assert objects_at([large, small, elsewhere], 40, 12) == (large,)
    assert objects_at([large, small, elsewhere], 80, 12) == ()


def test_hidden_objects_are_neither_met_nor_caught(labeled) -> None:
    hidden = labeled(0, 0, hidden=True)
    assert objects_at([hidden], 3, 3) == ()
    assert objects_within([hidden], Box(-5, -5, 50, 50)) == ()


def test_a_point_belongs_to_the_pixel_that_it_lies_in(labeled) -> None:
    item = labeled(10, 20, 1)
    assert objects_at([item], 10.0, 20.0) == (item,)
    assert objects_at([item], 10.99, 20.99) == (item,)
    assert objects_at([item], 11.0, 20.5) == ()
    assert objects_at([item], 9.99, 20.5) == ()


@pytest.mark.parametrize(("x", "y"), [(-1, 5), (5, -1), (200, 5), (5, 100), (-0.5, 99.5)])
def test_nothing_lies_outside_the_picture(labeled, x: float, y: float) -> None:
    everything = LabeledObject(1, Rle.from_mask(np.ones((100, 200), dtype=bool)), Source.PERSON)
    assert objects_at([everything, labeled(0, 0)], x, y) == ()


def test_a_hole_is_not_part_of_an_object() -> None:
    mask = np.random.default_rng(3).random((30, 40)) < 0.5
    item = LabeledObject(1, Rle.from_mask(mask), Source.PERSON)
    picked = [[bool(objects_at([item], x, y)) for x in range(40)] for y in range(30)]
    assert np.array_equal(picked, mask)


def test_an_object_without_a_pixel_is_never_picked() -> None:
    empty = LabeledObject(1, Rle.empty(30, 40), Source.PERSON)
    assert objects_at([empty], 0, 0) == ()
    assert objects_within([empty], Box(0, 0, 40, 30)) == ()


def test_a_band_catches_what_lies_in_it_as_a_whole(labeled) -> None:
    inside, across = labeled(10, 10), labeled(25, 10)
    assert objects_within([inside, across], Box(10, 10, 30, 20)) == (inside,)
    assert objects_within([across, inside], Box(-3, 0, 300, 200)) == (across, inside)
