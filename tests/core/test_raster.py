"""Filling is even-odd at pixel centres, whatever the rings do."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from limits import most_memory

from sam3_studio.core import raster
from sam3_studio.core.raster import fill_rings, rle_from_rings
from sam3_studio.core.rle import Rle

# Sixteenths are exact, so that a pixel centre lies on an edge in the same way for everyone.
rings = arrays(
    np.float64, st.tuples(st.integers(3, 8), st.just(2)), elements=st.integers(-40, 160).map(lambda n: n / 16)
)


def inside(x, y, rings_):
    """Even-odd test of one point: a ray to the left, edge by edge."""
    crossings = 0
    for ring in rings_:
        for (x1, y1), (x2, y2) in zip(ring, np.roll(ring, -1, axis=0), strict=True):
            if min(y1, y2) <= y < max(y1, y2):
                crossings += x1 + (x2 - x1) * ((y - y1) / (y2 - y1)) <= x
    return crossings % 2 == 1


@given(st.lists(rings, max_size=3))
def test_a_pixel_is_filled_when_its_centre_is_inside(shapes):
    filled = fill_rings(shapes, 8, 7)
    expected = [[inside(x + 0.5, y + 0.5, shapes) for x in range(7)] for y in range(8)]
    # On an edge that does not run along an axis, rounding may decide either way.
    assert (filled != np.array(expected)).sum() <= len(shapes)


@given(st.lists(rings, max_size=3), st.sampled_from([0, raster._SMALL]))
def test_run_lengths_of_rings_are_those_of_the_filled_mask(shapes, small):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(raster, "_SMALL", small)
        assert rle_from_rings(shapes, 8, 7) == Rle.from_mask(fill_rings(shapes, 8, 7))


def test_what_fills_a_huge_picture_takes_no_more_memory_than_its_outline():
    square = np.array([[10, 10], [19990, 10], [19990, 14990], [10, 14990]], dtype=float)
    with most_memory() as peak:
        filled = rle_from_rings([square], 15000, 20000)
    assert filled.area == 19980 * 14980
    assert peak[0] < 16 << 20  # pixel by pixel it takes 900


@given(rings, arrays(np.float64, (2, 2), elements=st.floats(-9, 20)))
def test_a_spike_of_no_width_leaves_no_trace(ring, spike):
    with_spike = np.concatenate([ring, ring[:1], spike, spike[:1], ring[:1]])
    assert np.array_equal(fill_rings([with_spike], 8, 7), fill_rings([ring], 8, 7))


def test_a_square_outside_fills_nothing():
    square = np.array([[0, 0], [4, 0], [4, 4], [0, 4]], dtype=float)
    for shift in ((100, 0), (-100, 0), (0, 100), (0, -100)):
        assert rle_from_rings([square + shift], 10, 10) == Rle.empty(10, 10)


def test_a_square_beyond_every_border_fills_the_image():
    square = np.array([[-5, -5], [50, -5], [50, 50], [-5, 50]], dtype=float)
    assert fill_rings([square], 10, 12).all()


@given(array_shapes(min_dims=2, max_dims=2, max_side=5))
def test_no_rings_fill_nothing(shape):
    assert not fill_rings([], *shape).any()
    assert rle_from_rings([], *shape) == Rle.empty(*shape)
