"""`app.canvas.tint`: a mask in one colour is as large as it has to be, and no larger."""

import numpy as np

from sam3_studio.app.canvas.tint import tinted
from sam3_studio.core.geometry import Box
from sam3_studio.core.rle import Rle


def test_a_mask_is_an_image_of_its_box_pixel_by_pixel() -> None:
    mask = np.zeros((30, 40), dtype=bool)
    mask[5:9, 7:20] = True
    mask[6, 10] = False
    ((box, image),) = tinted(Rle.from_mask(mask), (255, 0, 0))
    assert (box, image.width(), image.height()) == (Box(7, 5, 20, 9), 13, 4)
    assert [image.pixelColor(x, 1).alpha() > 0 for x in (2, 3, 4)] == [True, False, True]


def test_of_a_mask_that_fills_a_huge_picture_the_image_is_coarser() -> None:
    full = Rle.from_counts(15000, 20000, [0, 15000 * 20000])
    ((box, image),) = tinted(full, (255, 0, 0))
    assert box == Box(0, 0, 20000, 15000)
    assert image.sizeInBytes() <= 64 << 20  # pixel by pixel it takes 1,200


def test_of_nothing_there_is_no_image() -> None:
    assert tinted(Rle.empty(30, 40), (255, 0, 0)) == ()
