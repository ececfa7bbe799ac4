"""A project with every kind of object and name that label files have trouble with."""

from collections import Counter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from project_tools import rescan

from sam3_studio.core.document import ImageDocument
from sam3_studio.core.labeling import NO_DETAILS, Details, ImageState, LabeledObject, Source
from sam3_studio.core.rle import Rle
from sam3_studio.dataset.project.project import Project

Pixels = NDArray[np.bool_]

WIDTH, HEIGHT = 120, 90
CLASSES = ("duck", "Hündin 🐕", "yellow school bus")


def block(left: int, top: int, width: int, height: int) -> Pixels:
    """A rectangle."""
    pixels = np.zeros((HEIGHT, WIDTH), dtype=bool)
    pixels[top : top + height, left : left + width] = True
    return pixels


RING = block(5, 5, 40, 40) & ~block(15, 15, 12, 9)
PARTS = block(60, 10, 12, 12) | block(85, 12, 9, 20) | block(62, 40, 5, 5)
TINY = block(50, 70, 1, 1)
LINE = block(20, 80, 60, 1)
CORNER = block(0, 0, 20, 15)
EDGE = block(100, 60, 20, 30)
EVERYTHING = block(0, 0, WIDTH, HEIGHT)
ISLAND = (block(40, 30, 41, 41) & ~block(45, 35, 31, 31)) | block(52, 42, 11, 11)
BEHIND = block(30, 20, 30, 30)
BEFORE = block(45, 35, 35, 30)

SAID = Details((("colour", "gelb, matt"), ("note", "B7")), truncated=True, note='a "note"\nof two lines')
CALLED_NOTE = Details((("note", "B8"), ("age", "3")))
"""An attribute is called so, but there is no note."""

OBJECTS: dict[str, tuple[tuple[int, Pixels, Details], ...]] = {
    "plain.png": ((0, RING, NO_DETAILS), (1, PARTS, SAID), (2, TINY, CALLED_NOTE), (0, LINE, NO_DETAILS)),
    "Entenküken é/im Gras 2.jpg": ((1, CORNER, SAID), (1, EDGE, NO_DETAILS)),
    "中文/图片 1.png": ((2, EVERYTHING, NO_DETAILS),),
    "a/1.png": ((0, ISLAND, NO_DETAILS), (2, CORNER, NO_DETAILS)),
    "b/1.png": ((2, BEHIND, Details(occluded=True)), (1, BEFORE, NO_DETAILS)),
    "nothing.png": (),
}
"""Of pictures that are done: class, pixels and details of each object. In one picture objects overlap."""

POINTS = {
    "plain.png": ((20, 19), (66, 16), (89, 22), (64, 42)),
    "a/1.png": ((48, 60), (57, 47), (42, 60)),
}
"""Columns and rows in pictures: the middle of a hole and of three parts; a hole, the island in it, and the ring."""

COVERED = dict(
    Counter(
        f"{name} {x},{y}"
        for name, points in POINTS.items()
        for x, y in points
        for _, mask, _ in OBJECTS[name]
        if mask[y, x]
    )
)
"""How many objects have each of these; those of holes are in none."""

COUNTS = dict(Counter(CLASSES[one] for objects in OBJECTS.values() for one, _, _ in objects))
"""Objects of each class."""


def draw_pictures(root: Path) -> None:
    """The pictures, each another one."""
    for number, name in enumerate([*OBJECTS, "not done.png"]):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        shade = np.indices((HEIGHT, WIDTH)).sum(axis=0) + 30 * number
        Image.fromarray(np.repeat(shade[..., None] % 256, 3, axis=2).astype(np.uint8)).save(path)


def make_rich_project(root: Path) -> None:
    """A folder of pictures with a project in it; one picture more has an object, but is not done."""
    draw_pictures(root)
    with Project.open(root) as project:
        rescan(project)
        ids = [project.classes.add(name).id for name in CLASSES]
        for name, objects in OBJECTS.items():
            _save(project, name, objects, ids, ImageState.DONE)
        _save(project, "not done.png", ((0, BEHIND, NO_DETAILS),), ids, ImageState.IN_WORK)


def _save(
    project: Project, name: str, objects: tuple[tuple[int, Pixels, Details], ...], ids: list[int], state: ImageState
) -> None:
    before = project.labels.document(name)
    labeled = tuple(
        LabeledObject(ids[one], Rle.from_mask(pixels), Source.PERSON, details=details)
        for one, pixels, details in objects
    )
    project.labels.save(name, before, ImageDocument(labeled, ()), state)
