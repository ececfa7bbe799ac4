"""A COCO file as pycocotools reads it."""

import contextlib
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from pycocotools import mask as coco_mask
from pycocotools.coco import COCO

from sam3_studio.core.annotation import AnnotatedImage
from sam3_studio.core.errors import DatasetError
from sam3_studio.dataset.formats.coco import FILE_NAME
from sam3_studio.dataset.report import ExportReport
from sam3_studio.dataset.verification.comparison import Comparison, VerifyReport


def verify_coco(report: ExportReport, images: Iterable[AnnotatedImage], class_names: Sequence[str]) -> VerifyReport:
    """Compare a COCO file with the objects it should hold: masks, boxes, areas and classes.

    pycocotools holds the whole file in memory.

    Args:
        report: of the writer.
        images: what was written.
        class_names: in the order of their ids.

    Raises:
        DatasetError: pycocotools cannot read the file.
    """
    path = report.folder / FILE_NAME
    coco = _load_coco(path)
    names = {category["id"]: category["name"] for category in coco.dataset["categories"]}
    comparison = Comparison()
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


def _load_coco(path: Path) -> COCO:
    try:
        # It reports its progress on the standard output.
        with contextlib.redirect_stdout(io.StringIO()):
            return COCO(str(path))
    except (OSError, ValueError, LookupError, TypeError, AssertionError) as error:
        raise DatasetError(
            "{path} cannot be read as a COCO file ({reason}); export again.", path=path, reason=error
        ) from error
