"""Boxes as masks."""

import numpy as np
import pytest
from limits import most_memory

from sam3_studio.core.geometry import Box
from sam3_studio.dataset.reading.boxes import rectangle


@pytest.mark.parametrize(
    ("box", "edges"),
    [
        (Box(1.4, 1.6, 3.5, 3.4), (1, 2, 4, 3)),
        (Box(1.1, 1.1, 1.2, 1.2), (1, 1, 2, 2)),
        (Box(-3, -3, 0.2, 0.2), (0, 0, 1, 1)),
        (Box(9.8, 9.8, 20, 20), (9, 9, 10, 10)),
    ],
)
def test_a_box_goes_to_whole_pixels_and_keeps_one_at_least(box, edges):
    assert rectangle(box, 10, 10).box.as_tuple() == edges


@pytest.mark.parametrize("box", [Box(-3, 0, 0, 5), Box(10, 0, 12, 5), Box(0, 10, 5, 12)])
def test_a_box_outside_the_picture_has_no_pixel(box):
    assert rectangle(box, 10, 10).area == 0


@pytest.mark.parametrize("edges", [(0, 0, 10, 10), (2, 0, 5, 10), (0, 3, 10, 4), (9, 9, 10, 10), (1, 2, 9, 8)])
def test_the_pixels_of_a_box_are_all_between_its_edges(edges):
    expected = np.zeros((10, 10), bool)
    expected[edges[1] : edges[3], edges[0] : edges[2]] = True
    np.testing.assert_array_equal(rectangle(Box(*edges), 10, 10).to_mask(), expected)


def test_a_large_box_takes_no_memory_for_its_pixels():
    with most_memory() as peak:
        assert rectangle(Box(1, 1, 9999, 9999), 10_000, 10_000).area == 9998**2
    assert peak[0] < 8 << 20
