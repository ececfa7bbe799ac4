"""Reading written labels back, with code that has nothing in common with the writers.

pycocotools decodes both formats here, as it does in nearly every evaluation: COCO files through its own `COCO` class,
rows of YOLO files as polygons.
"""

import contextlib
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from pycocotools import mask as coco_mask
from pycocotools.coco import COCO

from sam3_studio.core.annotation import AnnotatedImage, Annotation
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.rle import Rle
from sam3_studio.dataset.files import relative_name

_LOWEST_IOU = 0.99
_MOST_PROBLEMS = 20


@dataclass(slots=True)
class VerifyReport:
    """What was found on reading labels back.

    Attributes:
        images: pictures compared.
        objects: objects compared.
        lowest_iou: of what was read with what was labeled, over all objects, 0 to 1; 1 without objects.
        problems: what does not agree, a sentence each; the first 20.
    """

    images: int = 0
    objects: int = 0
    lowest_iou: float = 1.0
    problems: list[str] = field(default_factory=list)

    @property
    def agrees(self) -> bool:
        """Whether everything was there as it should be, with an IoU of 0.99 at least."""
        return not self.problems

    def compare(self, image: str, number: int, read: tuple[str, float], label: str) -> None:
        """Note the class and the IoU of an object that was read."""
        self.objects += 1
        read_label, iou = read
        self.lowest_iou = min(self.lowest_iou, iou)
        if read_label != label:
            self.problem(f"{image}: object {number} is read as {read_label!r} instead of {label!r}.")
        if iou < _LOWEST_IOU:
            self.problem(f"{image}: object {number} ({label}) is read with an IoU of {iou:.4f} only.")

    def problem(self, sentence: str) -> None:
        """Note what does not agree."""
        if len(self.problems) < _MOST_PROBLEMS:
            self.problems.append(sentence)


def verify_coco(path: Path, images: Iterable[AnnotatedImage], class_names: Sequence[str]) -> VerifyReport:
    """Compare a COCO file with the objects it should hold, mask by mask.

    pycocotools holds the whole file in memory.

    Args:
        path: the JSON file.
        images: what was written, in any order.
        class_names: in the order of their ids.

    Raises:
        DatasetError: pycocotools cannot read the file.
    """
    coco = _load_coco(path)
    names = {category["id"]: category["name"] for category in coco.dataset["categories"]}
    report = VerifyReport()
    if names != dict(enumerate(class_names, 1)):
        report.problem(f"{path}: the classes are read as {', '.join(map(str, names.values()))}.")
    by_name = {entry["file_name"]: entry for entry in coco.dataset["images"]}
    for image in images:
        report.images += 1
        entry = by_name.pop(image.path, None)
        if entry is None or (entry["width"], entry["height"]) != (image.width, image.height):
            report.problem(f"{image.path}: it is not there in its size of {image.width} x {image.height}.")
            continue
        read = coco.imgToAnns.get(entry["id"], [])
        _compare_all(report, image, [(names.get(a["category_id"], "?"), a) for a in read], coco)
    for name in by_name:
        report.problem(f"{name}: it was not to be written.")
    return report


def verify_yolo(
    folder: Path,
    images: Iterable[AnnotatedImage],
    *,
    renamed: Iterable[tuple[str, str]] = (),
) -> VerifyReport:
    """Compare YOLO label files with the objects they should hold; rows of five values are read as boxes.

    Args:
        folder: the dataset.
        images: what was written, in any order.
        renamed: pictures that go by another name in the dataset: old name, new name.

    Raises:
        DatasetError: a label file cannot be read.
    """
    names = _lines(folder / "classes.txt")
    new_names = dict(renamed)
    report = VerifyReport()
    for image in images:
        report.images += 1
        name = relative_name(new_names.get(image.path, image.path))
        rows = _lines(folder.joinpath("labels", "train", *name.parent.parts, f"{name.stem}.txt"))
        read = list(_yolo_objects(rows, names, image, report))
    return report


def _unused() -> None: ...
