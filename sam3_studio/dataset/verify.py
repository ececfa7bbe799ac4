"""Reading written labels back, with code that has nothing in common with the writers.

pycocotools decodes both formats here, as it does in nearly every evaluation: COCO files through its own `COCO` class,
rows of YOLO files as its polygons and boxes.
"""

import contextlib
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pycocotools import mask as coco_mask
from pycocotools.coco import COCO

from sam3_studio.core.annotation import AnnotatedImage
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.rle import Rle
from sam3_studio.dataset.files import relative_name
from sam3_studio.dataset.formats.yolo_rows import Task

LOWEST_IOU = 0.99
"""What a written object must have in common with its mask."""

_MOST_PROBLEMS = 20


@dataclass(frozen=True, slots=True)
class _Holder:
    """What an object is to lie in: run lengths as pycocotools has them, and the area in pixels."""

    shape: dict[str, Any]
    area: float


# Run lengths as pycocotools has them, or a box as x, y, width, height, or what holds the object.
_Shape = dict[str, Any] | list[float] | _Holder


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What was found on reading labels back.

    Attributes:
        images: pictures compared.
        objects: objects compared.
        lowest_iou: of what was read with what was labeled, over all objects, 0 to 1; None without objects.
        problems: what does not agree, a sentence each, the first 20; empty when all is as it should be.
    """

    images: int
    objects: int
    lowest_iou: float | None
    problems: tuple[str, ...]


def verify_coco(path: Path, images: Iterable[AnnotatedImage], class_names: Sequence[str]) -> VerifyReport:
    """Compare a COCO file with the objects it should hold: masks, boxes, areas and classes.

    pycocotools holds the whole file in memory.

    Args:
        path: the JSON file.
        images: what was written.
        class_names: in the order of their ids.

    Raises:
        DatasetError: pycocotools cannot read the file.
    """
    coco = _load_coco(path)
    names = {category["id"]: category["name"] for category in coco.dataset["categories"]}
    comparison = _Comparison()
    if names != dict(enumerate(class_names, 1)):
        comparison.problem(f"{path}: the classes are read as {', '.join(map(str, names.values()))}.")
    listed = {entry["file_name"]: entry for entry in coco.dataset["images"]}
    for image in images:
        entry = listed.pop(image.path, {})
        if (entry.get("width"), entry.get("height")) != (image.width, image.height):
            comparison.problem(f"{image.path}: it is not listed with its size of {image.width} x {image.height}.")
            continue
        annotations = coco.imgToAnns.get(entry["id"], [])
        shapes = [coco.annToRLE(a) for a in annotations]
        labels = [names.get(a["category_id"]) for a in annotations]
        comparison.objects_of(image, list(zip(labels, shapes, strict=True)))
        for number, (a, rle) in enumerate(zip(annotations, shapes, strict=True), 1):
            if a["bbox"] != coco_mask.toBbox(rle).tolist() or a["area"] != coco_mask.area(rle) or a["iscrowd"]:
                comparison.problem(f"{image.path}: the box, area or crowd mark of object {number} is wrong.")
    for name in listed:
        comparison.problem(f"{name}: it is listed, but was not to be written.")
    return comparison.report()


def verify_yolo(
    folder: Path,
    images: Iterable[AnnotatedImage],
    task: Task,
    *,
    renamed: Iterable[tuple[str, str]] = (),
    edited: Iterable[str] = (),
) -> VerifyReport:
    """Compare YOLO label files with the objects they should hold; rows of five values are taken for boxes.

    Of an oriented box it is asked what share of the object it holds, and that it is no larger than the upright one.

    Args:
        folder: the dataset.
        images: what was written.
        task: what it was written for.
        renamed: pictures that go by another name in the dataset: old name, new name.
        edited: pictures whose label files hold what a person made of them; they are not compared.

    Raises:
        DatasetError: a file cannot be read.
    """
    names = dict(enumerate(_lines(folder / "classes.txt")))
    new_names, left_out = dict(renamed), frozenset(edited)
    comparison = _Comparison()
    for image in images:
        if image.path in left_out:
            continue
        name = relative_name(new_names.get(image.path, image.path))
        path = folder.joinpath("labels", "train", *name.parent.parts, f"{name.stem}.txt")
        try:
            rows = [list(map(float, row.split())) for row in _lines(path)]
            read = [(names.get(int(row[0])), _yolo_shape(row[1:], image, task)) for row in rows]
        except ValueError as error:
            comparison.problem(f"{path}: it has a row that is none ({error}).")
            continue
        comparison.objects_of(image, read)
    return comparison.report()


class _Comparison:
    """Counts what has been compared and notes what does not agree."""

    def __init__(self) -> None:
        self._images = 0
        self._objects = 0
        self._lowest_iou: float | None = None
        self._problems: list[str] = []

    def objects_of(self, image: AnnotatedImage, read: Sequence[tuple[str | None, _Shape]]) -> None:
        """Compare a picture's objects with those that were read: class and shape of each."""
        self._images += 1
        expected = [annotation for annotation in image.annotations if annotation.mask.area]
        if len(read) != len(expected):
            self.problem(f"{image.path}: {len(read)} objects are read instead of {len(expected)}.")
            return
        for number, (annotation, (label, shape)) in enumerate(zip(expected, read, strict=True), 1):
            self._objects += 1
            iou = _iou(shape, annotation.mask)
            self._lowest_iou = iou if self._lowest_iou is None else min(self._lowest_iou, iou)
            if label != annotation.label:
                self.problem(f"{image.path}: object {number} is read as {label!r} instead of {annotation.label!r}.")
            if iou < LOWEST_IOU:
                self.problem(f"{image.path}: object {number} ({label}) is read with an IoU of {iou:.4f} only.")

    def problem(self, sentence: str) -> None:
        """Note what does not agree."""
        if len(self._problems) < _MOST_PROBLEMS:
            self._problems.append(sentence)

    def report(self) -> VerifyReport:
        """All of it."""
        return VerifyReport(self._images, self._objects, self._lowest_iou, tuple(self._problems))


def _load_coco(path: Path) -> COCO:
    try:
        # It reports its progress on the standard output.
        with contextlib.redirect_stdout(io.StringIO()):
            return COCO(str(path))
    except (OSError, ValueError, LookupError, TypeError, AssertionError) as error:
        raise DatasetError(
            "{path} cannot be read as a COCO file ({reason}); export again.", path=path, reason=error
        ) from error


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DatasetError("{path} cannot be read ({reason}); export again.", path=path, reason=error) from error


def _yolo_shape(values: list[float], image: AnnotatedImage, task: Task) -> _Shape:
    if task == "obb" and len(values) != 8:
        raise ValueError(f"{len(values)} coordinates")
    x, y = ([value * image.width for value in values[0::2]], [value * image.height for value in values[1::2]])
    if len(values) == 4:
        return [x[0] - x[1] / 2, y[0] - y[1] / 2, x[1], y[1]]
    if len(x) < 3:
        raise ValueError(f"{len(values)} coordinates")
    ring = [value for point in zip(x, y, strict=True) for value in point]
    shape: dict[str, Any] = coco_mask.frPyObjects([ring], image.height, image.width)[0]
    if task == "obb":
        doubled = sum(x[i - 1] * y[i] - x[i] * y[i - 1] for i in range(4))
        return _Holder(shape, abs(doubled) / 2)
    return shape


def _iou(shape: _Shape, mask: Rle) -> float:
    expected = coco_mask.frPyObjects(
        {"size": [mask.height, mask.width], "counts": mask.counts.tolist()}, mask.height, mask.width
    )
    if isinstance(shape, _Holder):
        upright = coco_mask.toBbox(expected)
        if shape.area > 1.001 * upright[2] * upright[3]:
            return 0.0
        # A crowd's IoU is the share of the object that lies in it.
        return float(coco_mask.iou([expected], [shape.shape], [1])[0, 0])
    if isinstance(shape, list):
        expected = coco_mask.toBbox(expected).tolist()
    return float(coco_mask.iou([shape], [expected], [0])[0, 0])
