"""YOLO rows as pycocotools' polygons and boxes."""

from collections.abc import Iterable
from typing import Any

from pycocotools import mask as coco_mask

from sam3_studio.core.annotation import AnnotatedImage
from sam3_studio.dataset.formats.sidecar import Layout
from sam3_studio.dataset.formats.yolo import NOT_DIVIDED
from sam3_studio.dataset.formats.yolo_rows import Task
from sam3_studio.dataset.report import ExportReport
from sam3_studio.dataset.verification.comparison import Comparison, Holder, Shape, VerifyReport, labels_of, lines_of


def verify_yolo(
    report: ExportReport, images: Iterable[AnnotatedImage], task: Task, layout: Layout = NOT_DIVIDED.layout
) -> VerifyReport:
    """Compare YOLO label files with the objects they should hold, each row as what its task has there.

    Of an oriented box it is asked what share of the object it holds, and that it is no larger than the upright one.

    Args:
        report: of the writer.
        images: what was written.
        task: what it was written for.
        layout: where the files lie.

    Raises:
        DatasetError: a file cannot be read.
    """
    names = dict(enumerate(lines_of(report.folder / "classes.txt")))
    comparison = Comparison()
    for image, path in labels_of(report, images, layout):
        try:
            rows = [list(map(float, row.split())) for row in lines_of(path)]
            read = [(names.get(int(row[0])), _yolo_shape(row[1:], image, task)) for row in rows]
        except ValueError as error:
            comparison.problem(f"{path}: it has a row that is none ({error}).")
            continue
        comparison.objects_of(image, read)
    return comparison.report()


_COORDINATES: dict[Task, int] = {"detect": 4, "obb": 8}


def _yolo_shape(values: list[float], image: AnnotatedImage, task: Task) -> Shape:
    if not (len(values) >= 6 if task == "segment" else len(values) == _COORDINATES[task]):
        raise ValueError(f"{len(values)} coordinates")
    x, y = ([value * image.width for value in values[0::2]], [value * image.height for value in values[1::2]])
    if task == "detect":
        return [x[0] - x[1] / 2, y[0] - y[1] / 2, x[1], y[1]]
    ring = [value for point in zip(x, y, strict=True) for value in point]
    shape: dict[str, Any] = coco_mask.frPyObjects([ring], image.height, image.width)[0]
    if task == "obb":
        doubled = sum(x[i - 1] * y[i] - x[i] * y[i - 1] for i in range(4))
        return Holder(shape, abs(doubled) / 2)
    return shape
