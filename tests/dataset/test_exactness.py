"""Label files hold what was labeled, whatever it looks like: random masks, written and read by other code."""

import tempfile
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from pycocotools import mask as coco_mask
from pycocotools.coco import COCO

from sam3_studio.core.annotation import AnnotatedImage, Annotation
from sam3_studio.core.contour import trace_contours
from sam3_studio.core.oriented_box import oriented_box
from sam3_studio.core.raster import rle_from_rings
from sam3_studio.core.rle import Rle
from sam3_studio.dataset.formats.coco import write_coco
from sam3_studio.dataset.formats.voc import write_voc
from sam3_studio.dataset.formats.yolo import write_yolo
from sam3_studio.dataset.formats.yolo_rows import row_of

pytestmark = pytest.mark.slow

SIDES = st.one_of(st.integers(1, 16), st.integers(17, 300), st.integers(301, 700), st.sampled_from([2160, 4096]))


def rectangle(draw, height, width):
    y, x = draw(st.integers(0, height - 1)), draw(st.integers(0, width - 1))
    shape = np.zeros((height, width), bool)
    shape[y : y + draw(st.integers(1, height)), x : x + draw(st.integers(1, width))] = True
    return shape


def disc(draw, height, width):
    y, x = draw(st.integers(0, height)), draw(st.integers(0, width))
    return np.hypot(np.arange(height)[:, None] - y, np.arange(width) - x) < draw(st.integers(1, max(height, width)))


def line(draw, height, width):
    """One pixel wide, straight or slanted."""
    (y1, y2), (x1, x2) = (draw(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1))) for n in (height, width))
    steps = max(abs(y2 - y1), abs(x2 - x1)) + 1
    shape = np.zeros((height, width), bool)
    shape[np.linspace(y1, y2, steps).round().astype(int), np.linspace(x1, x2, steps).round().astype(int)] = True
    return shape


def frame(draw, height, width):
    """All around the picture."""
    shape, breadth = np.ones((height, width), bool), draw(st.integers(1, 5))
    shape[breadth:-breadth, breadth:-breadth] = False
    return shape


def speckles(draw, height, width):
    """Many parts, at most 16 pixels away from one another."""
    noise = draw(arrays(np.bool_, (min(height, 16), min(width, 16))))
    y, x = draw(st.integers(0, height - noise.shape[0])), draw(st.integers(0, width - noise.shape[1]))
    shape = np.zeros((height, width), bool)
    shape[y : y + noise.shape[0], x : x + noise.shape[1]] = noise
    return shape


def everything(_, height, width):
    return np.ones((height, width), bool)


@st.composite
def masks(draw, height, width):
    """Shapes put together, cut out of one another and inverted; some are empty."""
    mask = np.zeros((height, width), bool)
    for _ in range(draw(st.integers(0, 5))):
        shape = draw(st.sampled_from([rectangle, disc, line, frame, speckles, everything]))(draw, height, width)
        mask = mask & ~shape if draw(st.booleans()) and mask.any() else mask | shape
    return mask


@st.composite
def pictures(draw):
    """A picture with some objects."""
    height, width = draw(SIDES), draw(SIDES)
    shapes = draw(st.lists(masks(height, width), min_size=1, max_size=3))
    return AnnotatedImage("a.png", width, height, tuple(Annotation("cat", Rle.from_mask(shape)) for shape in shapes))


def labeled(image):
    """Masks that have a pixel: files hold no others."""
    return [one.mask for one in image.annotations if one.mask.area]


many = settings(max_examples=40, deadline=None)


@many
@given(pictures())
def test_the_rings_of_a_mask_fill_to_that_mask(image):
    for mask in labeled(image):
        assert rle_from_rings(trace_contours(mask).rings, image.height, image.width) == mask


@many
@given(pictures(), st.sampled_from(["auto", "rle", "polygon"]))
def test_a_coco_file_holds_every_pixel_box_and_area(image, segmentation):
    with tempfile.TemporaryDirectory() as folder:
        write_coco([image], ["cat"], Path(folder), segmentation=segmentation)
        coco = COCO(f"{folder}/annotations.json")
    masks = labeled(image)
    assert len(coco.anns) == len(masks)
    for one, mask in zip(coco.anns.values(), masks, strict=True):
        np.testing.assert_array_equal(coco.annToMask(one).astype(bool), mask.to_mask())
        assert one["area"] == mask.area
        assert one["bbox"] == coco_mask.toBbox(coco.annToRLE(one)).tolist()


@many
@given(pictures())
def test_a_yolo_row_keeps_99_percent_of_an_object_of_more_than_100_pixels(image):
    for mask in labeled(image):
        row = row_of(mask, mask.box, "segment")
        points = np.array(row.text.split(), float).reshape(-1, 2) * (image.width, image.height)
        filled = coco_mask.frPyObjects([points.ravel().tolist()], image.height, image.width)[0]
        expected = coco_mask.encode(np.asfortranarray(mask.to_mask(), np.uint8))
        iou = coco_mask.iou([filled], [expected], [0])[0, 0]
        assert iou >= 0.99 or mask.area <= 100


@many
@given(pictures())
def test_a_voc_box_is_the_first_and_last_pixel_that_an_object_has(image):
    with tempfile.TemporaryDirectory() as folder:
        write_voc([image], ["cat"], Path(folder), pictures="leave")
        root = ET.parse(f"{folder}/Annotations/a.xml").getroot()  # noqa: S314  # written a moment ago
    keys = ("xmin", "ymin", "xmax", "ymax")
    read = [[int(one.findtext(f"bndbox/{key}")) for key in keys] for one in root.iter("object")]
    expected = []
    for mask in labeled(image):
        y, x = np.nonzero(mask.to_mask())
        expected.append([x.min() + 1, y.min() + 1, x.max() + 1, y.max() + 1])
    assert read == expected


@many
@given(pictures())
def test_yolo_boxes_are_exact_to_the_hundredth_of_a_pixel(image):
    assume(labeled(image))
    with tempfile.TemporaryDirectory() as folder:
        for task in ("detect", "obb"):
            write_yolo([image], ["cat"], Path(folder, task), task=task, pictures="leave")
        upright, oriented = (
            np.loadtxt(Path(folder, task, "labels/train/a.txt"), ndmin=2) for task in ("detect", "obb")
        )
    size = np.array([image.width, image.height])
    for mask, box, corners in zip(labeled(image), upright, oriented, strict=True):
        centre, extent = box[1:3] * size, box[3:] * size
        edges = [*(centre - extent / 2), *(centre + extent / 2)]
        assert edges == pytest.approx(mask.box.as_tuple(), abs=0.01)
        assert corners[1:].reshape(4, 2) * size == pytest.approx(oriented_box(mask), abs=0.01)
