"""The parts of a mask are those a flood would find."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from sam3_studio.core.components import Parts
from sam3_studio.core.mask_algebra import united
from sam3_studio.core.rle import Mask, Rle

MASKS = arrays(np.bool_, array_shapes(min_dims=2, max_dims=2, max_side=12))


def flooded(mask: Mask, *, diagonal: bool) -> set[Rle]:
    """The parts, by walking from pixel to pixel."""
    left, parts = mask.copy(), set()
    for place in zip(*np.nonzero(mask), strict=True):
        if not left[place]:
            continue
        part, waiting = np.zeros_like(mask), [place]
        while waiting:
            y, x = waiting.pop()
            if not (0 <= y < mask.shape[0] and 0 <= x < mask.shape[1] and left[y, x]):
                continue
            left[y, x], part[y, x] = False, True
            around = [(dy, dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1) if diagonal or not dy or not dx]
            waiting += [(y + dy, x + dx) for dy, dx in around]
        parts.add(Rle.from_mask(part))
    return parts


@pytest.mark.parametrize("diagonal", [False, True])
@given(mask=MASKS)
def test_parts_are_what_hangs_together(mask: Mask, diagonal: bool) -> None:
    assert set(Parts.of(Rle.from_mask(mask), diagonal=diagonal).masks()) == flooded(mask, diagonal=diagonal)


@given(MASKS)
def test_parts_together_are_the_mask(mask: Mask) -> None:
    whole = Rle.from_mask(mask)
    assert united([Rle.empty(*mask.shape), *Parts.of(whole).masks()]) == whole


def test_parts_come_from_left_to_right_and_from_top_to_bottom() -> None:
    mask = np.zeros((5, 5), dtype=bool)
    mask[0, 3] = mask[3, 0] = mask[1, 0] = True
    assert [(part.box.x1, part.box.y1) for part in Parts.of(Rle.from_mask(mask)).masks() if part.box] == [
        (0, 1),
        (0, 3),
        (3, 0),
    ]


def test_a_spiral_is_one_part() -> None:
    mask = np.zeros((41, 41), dtype=bool)
    y = x = 20
    dy, dx, length = 0, 1, 2
    while 0 <= y + dy * length < 41 and 0 <= x + dx * length < 41:
        for _ in range(length):
            mask[y, x] = True
            y, x = y + dy, x + dx
        dy, dx, length = dx, -dy, length + 1
    assert len(Parts.of(Rle.from_mask(mask), diagonal=False).areas) == 1


@given(MASKS)
def test_areas_are_those_of_the_parts(mask: Mask) -> None:
    parts = Parts.of(Rle.from_mask(mask))
    assert parts.areas.tolist() == [part.area for part in parts.masks()]


@given(MASKS)
def test_chosen_parts_make_one_mask(mask: Mask) -> None:
    parts = Parts.of(Rle.from_mask(mask))
    chosen = parts.areas > 2
    expected = [part for part in parts.masks() if part.area > 2]
    assert parts.together(chosen) == united([Rle.empty(*mask.shape), *expected])


@given(MASKS, st.integers(0, 2**32 - 1))
def test_parts_that_share_a_pixel_with_a_mask_are_found_and_can_be_had_alone(mask: Mask, seed: int) -> None:
    other = Rle.from_mask(np.random.default_rng(seed).random(mask.shape) < 0.2)
    parts = Parts.of(Rle.from_mask(mask))
    expected = tuple(part for part in parts.masks() if part.intersection(other))
    assert parts.masks(parts.sharing(other)) == expected
