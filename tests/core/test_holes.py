"""Holes of masks, against what the pixels say."""

import numpy as np
from hypothesis import given
from hypothesis.extra.numpy import array_shapes, arrays

from sam3_studio.core.contour import trace_contours
from sam3_studio.core.holes import background_of, filled, is_hole
from sam3_studio.core.mask_algebra import subtracted, united
from sam3_studio.core.raster import rle_from_rings
from sam3_studio.core.rle import Mask, Rle

MASKS = arrays(np.bool_, array_shapes(min_dims=2, max_dims=2, max_side=12))


def ring(side: int = 9, hole: int = 3) -> Rle:
    """A square with a square hole in its middle, in a picture with a border of 4."""
    mask = np.zeros((side + 8, side + 8), dtype=bool)
    mask[4 : 4 + side, 4 : 4 + side] = True
    first = 4 + (side - hole) // 2
    mask[first : first + hole, first : first + hole] = False
    return Rle.from_mask(mask)


@given(MASKS)
def test_a_filled_mask_has_no_holes_and_loses_no_pixel(mask: Mask) -> None:
    whole = filled(Rle.from_mask(mask))
    assert not is_hole(background_of(whole)).any()
    assert subtracted(Rle.from_mask(mask), whole).area == 0


def test_only_small_holes_are_filled_when_a_size_is_given() -> None:
    assert filled(ring(hole=3), largest=8) == ring(hole=3)
    assert filled(ring(hole=3), largest=9).area == 81


@given(MASKS)
def test_a_filled_mask_is_what_its_outer_contours_enclose(mask: Mask) -> None:
    rle = Rle.from_mask(mask)
    rings = trace_contours(rle).outers
    enclosed = [rle_from_rings([ring], rle.height, rle.width) for ring in rings]
    assert filled(rle) == (united(enclosed) if enclosed else rle)


def test_an_empty_mask_has_no_holes() -> None:
    assert filled(Rle.empty(5, 6)) == Rle.empty(5, 6)


def test_a_dent_in_the_pictures_border_is_no_hole() -> None:
    mask = np.ones((5, 5), dtype=bool)
    mask[0, 2] = mask[1, 2] = False
    assert filled(Rle.from_mask(mask)) == Rle.from_mask(mask)
