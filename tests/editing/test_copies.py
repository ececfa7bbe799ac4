"""`editing.copies`: objects copied within a picture and from one to another."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from limits import most_memory

from sam3_studio.core.labeling import LabeledObject, Origin, Source
from sam3_studio.core.rle import Rle
from sam3_studio.editing.copies import copies, moved, without_twins

ORIGIN = Origin("duck", 0.9, 0.8, "m")


def square(x: int, y: int, side: int = 4, height: int = 20, width: int = 30) -> Rle:
    return Rle.from_crop(np.ones((side, side), dtype=bool), x, y, height, width)


def item(x: int = 2, y: int = 3, **values: object) -> LabeledObject:
    return LabeledObject(**{"class_id": 1, "mask": square(x, y), "source": Source.MODEL, "origin": ORIGIN} | values)


@given(
    seed=st.integers(0, 2**16),
    shift=st.tuples(st.integers(-12, 12), st.integers(-12, 12)),
    size=st.tuples(st.integers(1, 20), st.integers(1, 20)),
)
def test_a_moved_mask_is_that_of_the_moved_pixels(seed: int, shift: tuple[int, int], size: tuple[int, int]) -> None:
    mask = np.random.default_rng(seed).random((9, 11)) < 0.2
    (dx, dy), (height, width) = shift, size
    wanted = np.zeros((height, width), dtype=bool)
    for y, x in zip(*np.nonzero(mask), strict=True):
        if 0 <= y + dy < height and 0 <= x + dx < width:
            wanted[y + dy, x + dx] = True
    assert moved(Rle.from_mask(mask), dx, dy, height, width) == Rle.from_mask(wanted)


def test_a_mask_of_a_huge_picture_is_moved_without_its_pixels_being_made() -> None:
    full = Rle.from_counts(15000, 20000, [0, 15000 * 20000])
    with most_memory() as peak:
        assert moved(full, 12, 12, 15000, 20000).area == 14988 * 19988
    assert peak[0] < 16 << 20  # pixel by pixel it takes 900


def test_a_copy_is_a_new_object_that_is_seen_and_can_be_edited() -> None:
    original = item(hidden=True, locked=True)
    (copy,) = copies([original], 20, 30, time=7.0)
    assert copy.id != original.id
    assert copy == replace(original, id=copy.id, hidden=False, locked=False, source=Source.EDITED, time=7.0)


def test_what_a_person_drew_stays_drawn_by_a_person() -> None:
    (copy,) = copies([item(source=Source.PERSON, origin=None)], 20, 30, time=0)
    assert (copy.source, copy.origin) == (Source.PERSON, None)


def test_on_a_smaller_picture_copies_are_cut_and_those_outside_left_out() -> None:
    (copy,) = copies([item(2, 3), item(20, 3)], 5, 4, time=0)
    assert copy.mask == square(2, 3, 2, 5, 4)


@pytest.mark.parametrize(("place", "wanted"), [((2, 3), (12, 13)), ((26, 3), (16, 13)), ((2, 16), (12, 6))])
def test_a_copy_aside_stays_inside_the_picture(place: tuple[int, int], wanted: tuple[int, int]) -> None:
    (copy,) = copies([item(*place)], 20, 30, time=0, offset=10)
    assert copy.mask == square(*wanted)


def test_objects_that_are_there_already_are_left_out() -> None:
    present = [item(2, 3)]
    again, other, another_class = item(2, 3), item(8, 3), item(2, 3, class_id=2)
    assert without_twins([again, other, another_class], present) == (other, another_class)
