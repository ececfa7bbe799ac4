"""Label pictures as Pillow decodes them: what is seen of each object has its number, and nothing else has any."""

import csv
from collections import Counter
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from pycocotools import mask as coco_mask

from sam3_studio.core.annotation import AnnotatedImage
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.rle import Rle
from sam3_studio.dataset.formats.label_images import CLASSES, INSTANCES_PER_CLASS, LAYOUT, Kind
from sam3_studio.dataset.pixels import lenient_pillow
from sam3_studio.dataset.report import ExportReport
from sam3_studio.dataset.verification.comparison import Comparison, VerifyReport, labels_of, lines_of


def verify_label_images(report: ExportReport, images: Iterable[AnnotatedImage], kind: Kind) -> VerifyReport:
    """Compare label pictures with the objects that they should show, the later ones on top.

    Args:
        report: of the writer.
        images: what was written.
        kind: what a pixel tells.

    Raises:
        DatasetError: a file cannot be read.
    """
    rows = csv.reader(lines_of(report.folder / CLASSES)[1:])
    numbers = {name: int(number) for number, name, *_ in rows}
    comparison = Comparison()
    for image, path in labels_of(report, images, LAYOUT):
        try:
            with lenient_pillow(), Image.open(path) as picture:
                found = np.asarray(picture)
        except (OSError, ValueError) as error:
            raise DatasetError("{path} cannot be read ({reason}); export again.", path=path, reason=error) from error
        expected, objects = _expected(image, numbers, kind)
        comparison.count(objects)
        if found.shape != expected.shape:
            comparison.problem(f"{path}: it has another size than its picture.")
        elif wrong := int((found != expected).sum()):
            comparison.problem(f"{path}: {wrong} pixels are read as something else.")
    return comparison.report()


def _expected(image: AnnotatedImage, numbers: dict[str, int], kind: Kind) -> tuple[NDArray[np.uint16], int]:
    """(height, width) what the pixels should say, and how many objects say it."""
    values = np.zeros((image.height, image.width), np.uint16)
    count: Counter[str] = Counter()
    for annotation in image.annotations:
        mask = annotation.mask
        if not mask.area:
            continue
        count[annotation.label] += 1
        pixels, left = _columns(mask)
        number = numbers[annotation.label]
        value = number if kind == "semantic" else number * INSTANCES_PER_CLASS + count[annotation.label]
        values[:, left : left + pixels.shape[1]][pixels == 1] = value
    return values, count.total()


def _columns(mask: Rle) -> tuple[NDArray[np.uint8], int]:
    """(height, n) the columns that an object lies in, as pycocotools decodes them, and the first of them.

    Decoded as a whole picture each, a thousand objects would have every pixel read a thousand times.
    """
    height, counts = mask.height, mask.counts.tolist()
    left = counts[0] // height
    counts[0] -= left * height
    if len(counts) % 2:  # background comes last
        counts[-1] %= height
    width = sum(counts) // height
    runs = {"size": [height, width], "counts": counts}
    return coco_mask.decode(coco_mask.frPyObjects(runs, height, width)), left
