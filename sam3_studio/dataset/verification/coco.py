"""A COCO file as pycocotools reads it."""

import contextlib
import io
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import Any

from pycocotools import mask as coco_mask
from pycocotools.coco import COCO

from sam3_studio.core.annotation import AnnotatedImage
from sam3_studio.core.errors import DatasetError
from sam3_studio.dataset.formats.coco import FILE_NAME
from sam3_studio.dataset.reading.coco_items import CocoItems
from sam3_studio.dataset.report import ExportReport
from sam3_studio.dataset.verification.comparison import Comparison, VerifyReport


def verify_coco(report: ExportReport, images: Iterable[AnnotatedImage], class_names: Sequence[str]) -> VerifyReport:
    """Compare a COCO file with the objects it should hold: masks, boxes, areas and classes.

    pycocotools would hold the whole file in memory, so it is given one picture after the other.

    Args:
        report: of the writer.
        images: what was written, in that order.
        class_names: in the order of their ids.

    Raises:
        DatasetError: the file is no COCO file, or pycocotools cannot read it.
    """
    path = report.folder / FILE_NAME
    comparison = Comparison()
    with contextlib.ExitStack() as stack:
        try:
            file = stack.enter_context(contextlib.closing(CocoItems(path)))
        except DatasetError as error:
            raise _unreadable(report, error) from error
        if file.labels != dict(enumerate(class_names, 1)):
            names = ", ".join(file.labels.values())
            comparison.problem(f"{path}: the classes are read as {names}.")
        for image, listed in zip_longest(images, file.images()):
            key, entry = listed[:2] if listed else ("", {})
            if image is None:
                comparison.problem(f"{entry.get('file_name')}: it is listed, but was not to be written.")
                continue
            expected = image.path, image.width, image.height
            if tuple(map(entry.get, ("file_name", "width", "height"))) != expected:
                comparison.problem(f"{image.path}: it is not listed with its size of {image.width} x {image.height}.")
                continue
            annotations = [one for one, _ in file.annotations(key)]
            try:
                _compare(image, entry, annotations, file.labels, comparison)
            except (ValueError, LookupError, TypeError, AssertionError) as error:
                raise _unreadable(report, error) from error
    return comparison.report()


def _compare(
    image: AnnotatedImage, entry: Any, annotations: list[Any], names: dict[Any, str], comparison: Comparison
) -> None:
    """Compare what pycocotools reads of a picture."""
    coco = COCO()
    categories = [{"id": number, "name": name} for number, name in names.items()]
    coco.dataset = {"images": [entry], "annotations": annotations, "categories": categories}
    # It reports its progress on the standard output.
    with contextlib.redirect_stdout(io.StringIO()):
        coco.createIndex()
    shapes = [coco.annToRLE(one) for one in annotations]
    labels = [names.get(one["category_id"]) for one in annotations]
    comparison.objects_of(image, list(zip(labels, shapes, strict=True)))
    for number, (one, rle) in enumerate(zip(annotations, shapes, strict=True), 1):
        if one["bbox"] != coco_mask.toBbox(rle).tolist() or one["area"] != coco_mask.area(rle) or one["iscrowd"]:
            comparison.problem(f"{image.path}: the box, area or crowd mark of object {number} is wrong.")


def _unreadable(report: ExportReport, error: Exception) -> DatasetError:
    return DatasetError(
        "{path} cannot be read as a COCO file ({reason}); export again.", path=report.folder / FILE_NAME, reason=error
    )
