"""Parts of pictures, and what is found in them in pixels of the whole."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sam3_studio.core.annotation import Candidate
from sam3_studio.core.cropping import Crop
from sam3_studio.core.geometry import Box
from sam3_studio.core.prompt import ExemplarBox, Prompt
from sam3_studio.core.rle import Rle
from sam3_studio.core.segmenter import Picture, Segmentation

PICTURE = Picture("key", np.arange(30 * 40 * 3, dtype=np.uint8).reshape(30, 40, 3))
edges = st.tuples(st.floats(-50, 90), st.floats(-50, 90)).map(sorted)


@given(edges, edges, st.integers(1, 60))
def test_a_crop_lies_inside_and_holds_what_of_the_box_does(across: list[float], down: list[float], least: int) -> None:
    crop = Crop.around(Box(across[0], down[0], across[1], down[1]), 40, 30, least=least)
    assert Crop(0, 0, 40, 30).holds(crop.box)
    assert crop.width >= min(least, 40)
    assert crop.height >= min(least, 30)
    inside = [min(max(value, 0), limit) for value, limit in zip((*across, *down), (40, 40, 30, 30), strict=True)]
    assert crop.holds(Box(inside[0], inside[2], inside[1], inside[3]))


def test_a_crop_has_the_pixels_of_its_place() -> None:
    part = Crop(5, 6, 7, 8).of(PICTURE)
    assert np.array_equal(part.pixels, PICTURE.pixels[6:14, 5:12])


def test_a_crop_is_not_to_be_kept_on_disk_and_a_picture_is() -> None:
    assert (PICTURE.lasting, Crop(5, 6, 7, 8).of(PICTURE).lasting) == (True, False)


def test_the_crop_of_everything_is_the_picture_itself() -> None:
    assert Crop(0, 0, 40, 30).of(PICTURE) is PICTURE


def test_different_crops_have_different_keys() -> None:
    parts = [Crop(5, 6, 7, 8), Crop(5, 6, 7, 9), Crop(6, 6, 7, 8), Crop(0, 0, 40, 30)]
    assert len({crop.of(PICTURE).key for crop in parts}) == 4


def test_boxes_of_a_prompt_move_into_the_crop() -> None:
    prompt = Prompt("duck", (ExemplarBox(Box(6, 8, 10, 12), positive=False),))
    assert Crop(5, 6, 20, 20).asked(prompt) == Prompt("duck", (ExemplarBox(Box(1, 2, 5, 6), positive=False),))


def test_what_is_found_moves_back_to_its_place() -> None:
    crop, mask = Crop(5, 6, 20, 20), np.zeros((20, 20), dtype=bool)
    mask[2:5, 3:9] = True
    found = Segmentation(0.9, (Candidate(Box(3, 2, 9, 5), 0.8, Rle.from_mask(mask)),))
    (candidate,) = crop.placed(found, 40, 30).candidates
    whole = np.zeros((30, 40), dtype=bool)
    whole[8:11, 8:14] = True
    assert candidate == Candidate(Box(8, 8, 14, 11), 0.8, Rle.from_mask(whole))


def test_an_empty_mask_stays_empty() -> None:
    found = Segmentation(0.9, (Candidate(Box(3, 2, 9, 5), 0.8, Rle.empty(20, 20)),))
    assert Crop(5, 6, 20, 20).placed(found, 40, 30).candidates[0].mask == Rle.empty(30, 40)
