"""A COCO file, its shapes as pycocotools decodes them."""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from pycocotools import mask as coco_mask

from sam3_studio.core.annotation import AnnotatedImage
from sam3_studio.core.errors import DatasetError
from sam3_studio.dataset.disk_table import DiskTable
from sam3_studio.dataset.formats.coco import FILE_NAME
from sam3_studio.dataset.json_stream import LIST, pieces_of
from sam3_studio.dataset.report import ExportReport
from sam3_studio.dataset.verification.comparison import Comparison, Shape, VerifyReport

Piece = tuple[str, Any]


def verify_coco(report: ExportReport, images: Iterable[AnnotatedImage], class_names: Sequence[str]) -> VerifyReport:
    """Compare a COCO file with the objects it should hold: masks, boxes, areas and classes.

    Memory does not grow with the file, for which objects have to come in the order of their pictures.

    Args:
        report: of the writer.
        images: what was written, in the order in which it was.
        class_names: in the order of their ids.

    Raises:
        DatasetError: the file cannot be read.
    """
    path = report.folder / FILE_NAME
    comparison = Comparison()
    try:
        names, listed, annotations = _head(pieces_of(path))
        if names != dict(enumerate(class_names, 1)):
            comparison.problem(f"{path}: the classes are read as {', '.join(map(str, names.values()))}.")
        for image in images:
            _compare(image, json.loads(listed.pop(image.path) or "{}"), annotations, names, comparison)
        for name in listed:
            comparison.problem(f"{name}: it is listed, but was not to be written.")
        if annotations.peek():
            comparison.problem(f"{path}: there are objects of pictures that were not to be written.")
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise DatasetError(
            "{path} cannot be read as a COCO file ({reason}); export again.", path=path, reason=error
        ) from error
    return comparison.report()


class _Annotations:
    """Of the pictures, one after the other."""

    def __init__(self, entries: Iterator[Any]) -> None:
        self._entries = entries
        self._next: Any = next(entries, None)

    def peek(self) -> Any:
        """The next one; None at the end."""
        return self._next

    def of(self, image: Any) -> Iterator[Any]:
        """Those that come next and belong to a picture."""
        while self._next is not None and self._next["image_id"] == image:
            yield self._next
            self._next = next(self._entries, None)


def _head(pieces: Iterator[Piece]) -> tuple[dict[Any, str], DiskTable, _Annotations]:
    """Class names by id, and pictures by name, as JSON; and then the objects."""
    names: dict[Any, str] = {}
    listed = DiskTable()
    for key, value in pieces:
        if key == "annotations":
            return names, listed, _Annotations(_entries(chain([(key, value)], pieces)))
        if key == "categories" and value is not LIST:
            names[value["id"]] = value["name"]
        if key == "images" and value is not LIST:
            listed.add(value["file_name"], json.dumps(value))
    return names, listed, _Annotations(iter(()))


def _entries(pieces: Iterable[Piece]) -> Iterator[Any]:
    for key, value in pieces:
        if key != "annotations":
            raise ValueError(f"{key} comes after the objects")
        if value is not LIST:
            yield value


def _compare(
    image: AnnotatedImage, entry: Any, annotations: _Annotations, names: dict[Any, str], comparison: Comparison
) -> None:
    own = list(annotations.of(entry.get("id")))
    if (entry.get("width"), entry.get("height")) != (image.width, image.height):
        comparison.problem(f"{image.path}: it is not listed with its size of {image.width} x {image.height}.")
        return
    shapes = [_run_lengths(one["segmentation"], image) for one in own]
    read: list[tuple[str | None, Shape]] = [
        (names.get(one["category_id"]), shape) for one, shape in zip(own, shapes, strict=True)
    ]
    comparison.objects_of(image, read)
    for number, (one, rle) in enumerate(zip(own, shapes, strict=True), 1):
        if one["bbox"] != coco_mask.toBbox(rle).tolist() or one["area"] != coco_mask.area(rle) or one["iscrowd"]:
            comparison.problem(f"{image.path}: the box, area or crowd mark of object {number} is wrong.")


def _run_lengths(segmentation: Any, image: AnnotatedImage) -> dict[str, Any]:
    if isinstance(segmentation, dict):
        return segmentation
    rings: dict[str, Any] = coco_mask.merge(coco_mask.frPyObjects(segmentation, image.height, image.width))
    return rings
