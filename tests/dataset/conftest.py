"""A dataset with every kind of object, and the readers that others use."""

import importlib
import warnings
from types import ModuleType

import numpy as np
import pytest
from PIL import Image

from sam3_studio.core.annotation import AnnotatedImage, Annotation
from sam3_studio.core.rle import Rle

WIDTH, HEIGHT = 640, 480
CLASSES = ("cat", "Hündin 🐕")


def disc(x, y, radius):
    row, column = np.mgrid[:HEIGHT, :WIDTH] + 0.5
    return np.hypot(column - x, row - y) < radius


def square(x, y, side):
    mask = np.zeros((HEIGHT, WIDTH), dtype=bool)
    mask[y : y + side, x : x + side] = True
    return mask


def petals(x, y):
    row, column = np.mgrid[:HEIGHT, :WIDTH] + 0.5
    return np.hypot(column - x, row - y) < 260 + 40 * np.cos(5 * np.arctan2(row - y, column - x))


LARGE = {
    "disc": disc(320, 240, 200),
    "petals, cut off by the border": petals(130, 200),
    "ring": disc(330, 230, 220) & ~disc(300, 250, 80),
    "two holes": disc(330, 230, 225) & ~disc(250, 200, 30) & ~square(380, 200, 40),
    "two parts": disc(170, 240, 140) | disc(470, 240, 140),
    "island in a hole": (disc(320, 240, 235) & ~disc(320, 240, 60)) | disc(320, 240, 40),
    "everything": np.ones((HEIGHT, WIDTH), dtype=bool),
}
"""Objects so large that half a pixel all round costs less than one percent."""

SMALL = {
    "square of 20": square(600, 440, 20),
    "square of 20 with a hole": square(3, 3, 20) & ~square(10, 9, 7),
    "speckles": square(100, 100, 15) | square(130, 101, 9) | square(117, 125, 12) | square(99, 130, 3),
    "squares that touch at a corner": square(300, 200, 12) | square(312, 212, 12),
    "loop closed at a corner": square(40, 200, 18) & ~square(46, 206, 6) & ~square(52, 212, 6),
    "stairs": np.tri(HEIGHT, WIDTH, 0, dtype=bool) & ~np.tri(HEIGHT, WIDTH, -3, dtype=bool),
    "one pixel": square(639, 479, 1),
    "line of one pixel": square(200, 7, 100) & ~square(200, 8, 100),
}


def annotated(path, masks, scores=(None,)):
    annotations = tuple(
        Annotation(CLASSES[i % 2], Rle.from_mask(mask), scores[i % len(scores)]) for i, mask in enumerate(masks)
    )
    return AnnotatedImage(path, WIDTH, HEIGHT, annotations)


@pytest.fixture(scope="session")
def class_names() -> tuple[str, ...]:
    return CLASSES


@pytest.fixture(scope="session")
def large_objects() -> AnnotatedImage:
    """A picture of objects that cover at least 10,000 pixels, with holes, parts and cut off by borders."""
    return annotated("large.png", LARGE.values())


@pytest.fixture(scope="session")
def small_objects() -> AnnotatedImage:
    """A picture of objects of a few pixels to a few hundred."""
    return annotated("small.png", SMALL.values(), scores=(0.875, None))


@pytest.fixture(scope="session")
def dataset(large_objects, small_objects) -> tuple[AnnotatedImage, ...]:
    """Both pictures and one without objects."""
    return large_objects, small_objects, AnnotatedImage("none.png", WIDTH, HEIGHT)


@pytest.fixture(scope="session")
def image_root(tmp_path_factory, dataset):
    """A folder with the pictures of the dataset."""
    root = tmp_path_factory.mktemp("pictures")
    for image in dataset:
        Image.new("RGB", (image.width, image.height)).save(root / image.path)
    return root


@pytest.fixture(scope="session")
def supervision() -> ModuleType:
    """The reader of Roboflow's notebooks. It paints polygons as OpenCV's `fillPoly` does.

    Corners are pixel *centres* to it and outlines are painted, so a shape that runs along pixel edges grows by one
    pixel to the right and below, and bridges show as lines. That costs more than one percent of an object that is less
    than about 250 pixels across, whatever is written; run lengths it reads exactly.
    """
    with warnings.catch_warnings():
        # It says that it does without OpenCV.
        warnings.simplefilter("ignore")
        return importlib.import_module("supervision")
