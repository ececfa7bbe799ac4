"""Masks made larger and smaller have exactly the pixels that are near enough, whichever way they are found."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from sam3_studio.core.geometry import Box
from sam3_studio.core.rle import Mask, Rle
from sam3_studio.editing import growing
from sam3_studio.editing.growing import grown, shrunk

MASKS = arrays(np.bool_, array_shapes(min_dims=2, max_dims=2, max_side=12))
PIXELS = st.integers(1, 12)


def nearby(mask: Mask, pixels: int) -> Mask:
    """Where a pixel of the mask is at most so far away."""
    y, x = np.nonzero(mask)
    rows, columns = np.mgrid[: mask.shape[0], : mask.shape[1]]
    squared = (rows[..., None] - y) ** 2 + (columns[..., None] - x) ** 2
    return (squared <= pixels**2).any(axis=-1)


@given(MASKS, PIXELS)
def test_a_grown_mask_has_every_pixel_that_is_near_enough(mask: Mask, pixels: int) -> None:
    assert grown(Rle.from_mask(mask), pixels) == Rle.from_mask(nearby(mask, pixels))


@given(MASKS, PIXELS)
def test_a_shrunk_mask_has_no_pixel_that_is_near_the_outside(mask: Mask, pixels: int) -> None:
    assert shrunk(Rle.from_mask(mask), pixels) == Rle.from_mask(~nearby(~mask, pixels))


def test_shrinking_leaves_what_the_pictures_border_cuts_off() -> None:
    whole = Rle.from_mask(np.ones((6, 7), dtype=bool))
    assert shrunk(whole, 2) == whole


def wavy(seed: int) -> Mask:
    """Bands, holes and specks in a picture of 90 x 70."""
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[:70, :90]
    mask = abs(y - 30 - 12 * np.sin(x / 9)) < 6
    mask |= np.hypot(x - 60, y - 40) < 20
    mask &= np.hypot(x - 64, y - 44) > 7
    return (mask | (rng.random(mask.shape) < 0.002)) & (rng.random(mask.shape) > 0.02)


@pytest.mark.parametrize("pixels", [7, 8, 15, 40])
@pytest.mark.parametrize("dear", [0, 1, growing._DEAR, 10_000])
def test_bands_grow_as_their_pieces_do(pixels: int, dear: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(growing, "_DEAR", dear)
    mask = wavy(pixels)
    assert grown(Rle.from_mask(mask), pixels) == Rle.from_mask(nearby(mask, pixels))
    assert shrunk(Rle.from_mask(mask), pixels) == Rle.from_mask(~nearby(~mask, pixels))


def test_long_bands_are_looked_at_part_by_part_without_a_seam(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(growing, "_AT_ONCE", 13)
    mask = wavy(1)
    assert grown(Rle.from_mask(mask), 9) == Rle.from_mask(nearby(mask, 9))


def test_in_a_very_high_picture_rows_have_large_numbers() -> None:
    mask = np.zeros((40_000, 30), dtype=bool)
    mask[39_000:39_020, 10:20] = True
    assert grown(Rle.from_mask(mask), 8).box == Box(2, 38_992, 28, 39_028)
