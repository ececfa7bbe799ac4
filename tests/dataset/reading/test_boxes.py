"""Boxes as masks."""

import pytest

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
