"""Holes hang on key-holes, are filled, or objects are cut so that they have none: nothing else changes."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from scipy.ndimage import binary_fill_holes

from sam3_studio.core.annotation import AnnotatedImage, Annotation
from sam3_studio.core.components import Parts
from sam3_studio.core.contour import trace_contours
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.rle import Rle
from sam3_studio.dataset import formats
from sam3_studio.dataset.export import export_dataset
from sam3_studio.dataset.format_table import ExportFormat
from sam3_studio.dataset.formats.holes import HolesGone, filled, pieces

MASKS = st.one_of(
    arrays(np.bool_, array_shapes(min_dims=2, max_dims=2, max_side=16)),
    arrays(np.bool_, array_shapes(min_dims=2, max_dims=2, max_side=30), elements=st.sampled_from([True] * 9 + [False])),
)
RING = np.pad(~np.pad(np.ones((4, 6), bool), 3), 2)


@given(MASKS)
def test_pieces_have_no_holes_do_not_overlap_and_are_the_mask(mask):
    found = pieces(Rle.from_mask(mask))
    total = np.sum([one.to_mask() for one in found] or [np.zeros(mask.shape, int)], axis=0)
    np.testing.assert_array_equal(total, mask)
    for one in found:
        assert not trace_contours(one).holes
        assert len(Parts.of(one, diagonal=False).areas) == 1


@given(MASKS.filter(np.any))
def test_of_every_part_that_hangs_together_by_sides_what_it_encloses_is_filled(mask):
    whole = Rle.from_mask(mask)
    parts = [binary_fill_holes(part.to_mask()) for part in Parts.of(whole, diagonal=False).masks()]
    np.testing.assert_array_equal(filled(whole).to_mask(), np.any(parts, axis=0))


def test_a_ring_becomes_two_pieces():
    # One reaches as far as the middle of the hole, the other goes on from there.
    first, second = pieces(Rle.from_mask(RING))
    assert (first.box.y2, second.box.y1) == (7, 7)


def test_objects_without_holes_stay_as_they_are():
    whole = Annotation("cat", Rle.from_mask(np.eye(6, dtype=bool)), 0.5)
    for how in ("keyhole", "outer", "split"):
        (image,) = HolesGone([AnnotatedImage("a.png", 6, 6, (whole,))], how)
        assert image.annotations == (whole,)


@pytest.fixture
def image():
    height, width = RING.shape
    masks = RING, np.tri(height, width, dtype=bool)
    return AnnotatedImage("a.png", width, height, tuple(Annotation("cat", Rle.from_mask(mask), 0.5) for mask in masks))


@pytest.mark.parametrize("format_", [ExportFormat.YOLO_SEG, ExportFormat.COCO_POLYGON])
@pytest.mark.parametrize(
    ("how", "objects", "iou", "change"),
    [("keyhole", 2, 1, "holes"), ("outer", 2, 0.8, "filled"), ("split", 3, 1, "split")],
)
def test_how_many_objects_are_affected_is_told(tmp_path, image, format_, how, objects, iou, change):
    report = export_dataset([image], ["cat"], tmp_path, format_, pictures="leave", holes=how)
    assert (report.images, report.objects) == (1, objects)
    assert report.lowest_iou == pytest.approx(iou)
    told = json.loads((tmp_path / "export-report.json").read_text())["changes"]
    assert {key for key in ("holes", "filled", "split") if told[key]} == {change}


def first_lost(mask):
    return pieces(mask)[1:]


def first_twice(mask):
    return (*pieces(mask), pieces(mask)[0])


def nothing(_):
    return ()


@pytest.mark.parametrize("format_", [ExportFormat.YOLO_SEG, ExportFormat.COCO_POLYGON])
@pytest.mark.parametrize("cut", [first_lost, first_twice, nothing])
def test_pieces_that_are_not_the_object_as_it_was_labeled_are_noticed(tmp_path, image, format_, cut, monkeypatch):
    monkeypatch.setattr(formats.holes, "pieces", cut)
    with pytest.raises(DatasetError, match=r"a\.png: the pieces of object 1 \(cat\) are read with an IoU of 0"):
        export_dataset([image], ["cat"], tmp_path, format_, pictures="leave", holes="split")


@pytest.mark.parametrize("format_", [ExportFormat.COCO, ExportFormat.LABELME, ExportFormat.INSTANCE_PNG])
def test_formats_that_can_hold_holes_keep_them(tmp_path, format_):
    image = AnnotatedImage("a.png", RING.shape[1], RING.shape[0], (Annotation("cat", Rle.from_mask(RING)),))
    report = export_dataset([image], ["cat"], tmp_path, format_, pictures="leave", holes="outer")
    assert (report.lowest_iou, report.changes.filled) == (1, 0)
