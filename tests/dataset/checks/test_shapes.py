"""`dataset.checks.shapes`: what looks like a mistake in one picture."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sam3_studio.core.rle import Rle
from sam3_studio.dataset.checks.shapes import (
    CLASSES_IOU,
    DUPLICATE_IOU,
    Outline,
    islands,
    likely_pairs,
    touches_border,
)
from sam3_studio.dataset.project.derived import mask_box


def square(x: int, y: int, side: int) -> Rle:
    return Rle.from_crop(np.ones((side, side), dtype=bool), x, y, 60, 80)


def outline(mask: Rle, class_id: int = 1) -> Outline:
    return Outline(class_id, mask_box(mask), mask.area)


def test_a_square_that_lies_on_another_is_a_likely_pair() -> None:
    outlines = [outline(square(10, 10, 20)), outline(square(50, 10, 20)), outline(square(11, 10, 20))]
    assert list(likely_pairs(outlines)) == [(0, 2)]


def test_objects_of_different_classes_are_suspected_sooner() -> None:
    half = square(10, 10, 20), square(15, 10, 20)  # an IoU of 0.6
    assert not list(likely_pairs([outline(half[0]), outline(half[1])]))
    assert list(likely_pairs([outline(half[0]), outline(half[1], 2)])) == [(0, 1)]


@given(st.integers(0, 2**32 - 1))
def test_no_pair_that_has_too_much_in_common_is_overlooked(seed: int) -> None:
    rng = np.random.default_rng(seed)
    masks = [square(int(x), int(y), int(s)) for x, y, s in rng.integers((0, 0, 1), (8, 8, 12), (8, 3))]
    classes = rng.integers(1, 3, 8).tolist()
    found = set(likely_pairs([outline(mask, one) for mask, one in zip(masks, classes, strict=True)]))
    for i in range(8):
        for j in range(i + 1, 8):
            limit = DUPLICATE_IOU if classes[i] == classes[j] else CLASSES_IOU
            assert masks[i].iou(masks[j]) <= limit or (i, j) in found


@pytest.mark.parametrize(
    ("mask", "touches"),
    [
        (square(0, 5, 5), True),
        (square(5, 0, 5), True),
        (square(75, 5, 5), True),
        (square(5, 55, 5), True),
        (square(1, 1, 58), False),
        (Rle.empty(60, 80), False),
    ],
)
def test_an_object_is_at_the_border_where_it_has_a_pixel_there(mask: Rle, touches: bool) -> None:
    assert touches_border(outline(mask), 80, 60) is touches


def test_specks_beside_an_object_are_islands() -> None:
    mask = np.zeros((60, 80), dtype=bool)
    mask[10:40, 10:40] = True
    mask[50, 50] = mask[5:7, 60:62] = True
    assert islands(Rle.from_mask(mask)) == (1, 4)


def test_two_large_parts_are_no_islands() -> None:
    mask = np.zeros((60, 80), dtype=bool)
    mask[10:20, 10:20] = mask[10:16, 40:46] = True
    assert islands(Rle.from_mask(mask)) == ()


def test_a_small_object_alone_is_no_island() -> None:
    assert islands(square(3, 3, 2)) == ()


def test_an_empty_mask_has_none() -> None:
    assert islands(Rle.empty(60, 80)) == ()
