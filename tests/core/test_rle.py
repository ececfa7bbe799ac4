"""Run lengths hold a mask exactly, and their arithmetic is that of the pixels."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from pycocotools import mask as coco_mask

from sam3_studio.core.geometry import Box
from sam3_studio.core.rle import Rle

masks = arrays(np.bool_, array_shapes(min_dims=2, max_dims=2, max_side=14))


@st.composite
def mask_pairs(draw):
    shape = draw(array_shapes(min_dims=2, max_dims=2, max_side=12))
    return draw(arrays(np.bool_, shape)), draw(arrays(np.bool_, shape))


@given(masks)
def test_a_mask_comes_back_bit_for_bit(mask):
    assert np.array_equal(Rle.from_mask(mask).to_mask(), mask)


@given(masks)
def test_run_lengths_are_those_of_pycocotools(mask):
    expected = coco_mask.encode(np.asfortranarray(mask, dtype=np.uint8))
    ours = Rle.from_mask(mask)
    packed = coco_mask.frPyObjects({"size": list(mask.shape), "counts": ours.counts.tolist()}, *mask.shape)
    assert packed == expected
    assert ours.area == coco_mask.area(expected)


@given(masks)
def test_equal_masks_are_equal_values_however_they_were_made(mask):
    crop, x, y = Rle.from_mask(mask).to_crop()
    rle = Rle.from_crop(crop, x, y, *mask.shape)
    assert rle == Rle.from_mask(mask)
    assert hash(rle) == hash(Rle.from_mask(mask))


@given(masks)
def test_a_mask_is_read_alike_however_it_lies_in_memory(mask):
    apart = np.zeros((2 * mask.shape[0], 3 * mask.shape[1]), dtype=bool)[::2, ::3]
    apart[:] = mask
    for same in (np.asfortranarray(mask), apart, mask.astype(np.int64) * 256):
        assert Rle.from_mask(same) == Rle.from_mask(mask)


@given(masks, st.data())
def test_columns_are_those_of_the_mask(mask, data):
    first = data.draw(st.integers(0, mask.shape[1]))
    after = data.draw(st.integers(first, mask.shape[1]))
    assert np.array_equal(Rle.from_mask(mask).to_columns(first, after), mask[:, first:after].T)


@pytest.mark.parametrize("shape", [(0, 0), (0, 4), (3, 0)])
def test_a_crop_without_pixels_makes_an_empty_mask(shape):
    assert Rle.from_crop(np.zeros(shape, dtype=bool), 0, 0, 5, 6) == Rle.empty(5, 6)


@given(masks)
def test_the_box_is_tight(mask):
    rows, columns = np.nonzero(mask)
    expected = Box(columns.min(), rows.min(), columns.max() + 1, rows.max() + 1) if rows.size else None
    assert Rle.from_mask(mask).box == expected


@given(masks)
def test_the_crop_is_what_lies_in_the_box(mask):
    crop, x, y = Rle.from_mask(mask).to_crop()
    placed = np.zeros_like(mask)
    placed[y : y + crop.shape[0], x : x + crop.shape[1]] = crop
    assert np.array_equal(placed, mask)
    assert not crop.size or (crop.any(axis=0).all() or crop.any(axis=0)[[0, -1]].all())


@given(mask_pairs())
def test_intersection_and_iou_count_pixels(pair):
    a, b = pair
    first, second = Rle.from_mask(a), Rle.from_mask(b)
    assert first.intersection(second) == (a & b).sum()
    assert first.iou(second) == ((a & b).sum() / (a | b).sum() if (a | b).any() else 1.0)
    assert first.iou(second) == second.iou(first)


@given(masks, st.lists(st.integers(0, 3), max_size=4))
def test_empty_runs_merge_with_their_neighbours(mask, places):
    counts = Rle.from_mask(mask).counts.tolist()
    for place in places:
        # Two empty runs anywhere change nothing.
        at = min(place, len(counts))
        counts[at:at] = [0, 0]
    assert Rle.from_counts(*mask.shape, counts) == Rle.from_mask(mask)


def test_an_empty_mask_has_no_pixel_and_no_box():
    empty = Rle.empty(4, 5)
    assert not empty.to_mask().any()
    assert empty.to_mask().shape == (4, 5)
    assert (empty.area, empty.box) == (0, None)
    assert empty == Rle.from_mask(np.zeros((4, 5), dtype=bool))


def test_two_empty_masks_agree_perfectly():
    assert Rle.empty(4, 5).iou(Rle.empty(4, 5)) == 1.0


def test_a_full_mask_starts_with_an_empty_background_run():
    assert Rle.from_mask(np.ones((3, 2), dtype=bool)).counts.tolist() == [0, 6]


def test_a_crop_at_the_border_does_not_flow_into_the_next_column():
    rle = Rle.from_crop(np.ones((2, 2), dtype=bool), 1, 1, 3, 3)
    assert rle.to_mask().tolist() == [[False, False, False], [False, True, True], [False, True, True]]


def test_a_gigapixel_mask_of_a_small_crop_takes_no_gigabyte():
    rle = Rle.from_crop(np.ones((10, 10), dtype=bool), 29_990, 29_990, 30_000, 30_000)
    assert rle.box == Box(29_990, 29_990, 30_000, 30_000)
    assert len(rle.data) == 4 * 20
    assert rle.iou(rle) == 1.0


@pytest.mark.parametrize(("x", "y"), [(-1, 0), (0, -1), (2, 0), (0, 2)])
def test_a_crop_that_leaves_the_image_is_refused(x, y):
    with pytest.raises(ValueError, match="leaves the image of 3 x 3"):
        Rle.from_crop(np.ones((2, 2), dtype=bool), x, y, 3, 3)


def test_runs_must_cover_the_image():
    with pytest.raises(ValueError, match="cover 5 pixels, the image of 3 x 2 has 6"):
        Rle.from_counts(2, 3, [2, 3])


def test_a_run_cannot_be_negative():
    with pytest.raises(ValueError, match="negative"):
        Rle.from_counts(2, 3, [7, -1])


def test_data_with_an_empty_inner_run_is_refused():
    with pytest.raises(ValueError, match="only the first run"):
        Rle(1, 3, np.array([1, 0, 2], dtype="<u4").tobytes())


def test_masks_of_images_of_different_size_cannot_be_compared():
    with pytest.raises(ValueError, match="cannot be compared"):
        Rle.empty(2, 3).iou(Rle.empty(3, 2))
