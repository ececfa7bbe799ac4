"""Export to any format, checked by reading back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from sam3_studio.core.annotation import AnnotatedImage
from sam3_studio.core.errors import DatasetError
from sam3_studio.dataset.files import check_folder
from sam3_studio.dataset.formats.coco import FILE_NAME, Segmentation, check_coco, write_coco
from sam3_studio.dataset.formats.yolo import check_yolo, write_yolo
from sam3_studio.dataset.formats.yolo_rows import Task
from sam3_studio.dataset.pictures import Placement
from sam3_studio.dataset.report import ExportReport, check_class_names
from sam3_studio.dataset.verify import verify_coco, verify_yolo


class ExportFormat(StrEnum):
    """What labels can be written as."""

    COCO = "coco"
    COCO_RLE = "coco-rle"
    YOLO_SEG = "yolo-seg"
    YOLO_DETECT = "yolo-detect"
    YOLO_OBB = "yolo-obb"


YOLO_TASKS: dict[ExportFormat, Task] = {
    ExportFormat.YOLO_SEG: "segment",
    ExportFormat.YOLO_DETECT: "detect",
    ExportFormat.YOLO_OBB: "obb",
}
"""What the formats are for that want pictures beside their labels."""


@dataclass(frozen=True, slots=True)
class ExportOutcome:
    """What became of an export to several formats.

    Attributes:
        reports: of the formats that were written.
        failures: why others could not be written, a sentence or two each.
    """

    reports: tuple[ExportReport, ...]
    failures: tuple[str, ...]


def check_export(class_names: Sequence[str], folder: Path, formats: Iterable[ExportFormat]) -> None:
    """Check what can be told before there is anything to write: nobody should learn it after hours of work.

    Args:
        class_names: all classes, in the order of their numbers.
        folder: of the sub-folders, as for `export_formats`.
        formats: which.

    Raises:
        DatasetError: a class has a name that no format can hold, a folder cannot be written, or holds something that
            this program did not write.
    """
    check_class_names(class_names)
    check_folder(folder)
    for format_ in formats:
        check_folder(folder / format_)
        if format_ in {ExportFormat.COCO, ExportFormat.COCO_RLE}:
            check_coco(folder / format_)
        else:
            check_yolo(folder / format_, class_names)


def export_formats(
    images: Iterable[AnnotatedImage],
    class_names: Sequence[str],
    folder: Path,
    formats: Iterable[ExportFormat],
    *,
    image_root: Path | None = None,
    pictures: Placement = "copy",
) -> ExportOutcome:
    """Write several formats, each to a sub-folder of its name, as `export_dataset` does. One that fails stops nothing.

    Args:
        images: see `export_dataset`.
        class_names: all classes, in the order of their numbers.
        folder: of the sub-folders.
        formats: which.
        image_root: see `export_dataset`.
        pictures: see `export_dataset`.
    """
    reports, failures = [], []
    for format_ in formats:
        try:
            report = export_dataset(
                images, class_names, folder / format_, format_, image_root=image_root, pictures=pictures
            )
        except DatasetError as error:
            failures.append(str(error))
        else:
            reports.append(report)
    return ExportOutcome(tuple(reports), tuple(failures))


def export_dataset(
    images: Iterable[AnnotatedImage],
    class_names: Sequence[str],
    folder: Path,
    format_: ExportFormat,
    *,
    image_root: Path | None = None,
    pictures: Placement = "copy",
) -> ExportReport:
    """Write labels, read them back and compare every object.

    Args:
        images: what to write. Iterated twice, so no generator; each iteration must give the same.
        class_names: all classes, in the order of their numbers.
        folder: made as needed; what else lies in it stays.
        format_: how.
        image_root: for YOLO, the folder that the pictures' names start from.
        pictures: for YOLO, how the pictures come to lie beside the labels.

    Returns:
        What was written, with the lowest IoU that was read back.

    Raises:
        DatasetError: something cannot be written, or does not read back as it should.
    """
    if format_ in {ExportFormat.COCO, ExportFormat.COCO_RLE}:
        shape: Segmentation = "rle" if format_ is ExportFormat.COCO_RLE else "auto"
        report = write_coco(images, class_names, folder, segmentation=shape)
        found = verify_coco(folder / FILE_NAME, images, class_names)
    else:
        task = YOLO_TASKS[format_]
        report = write_yolo(images, class_names, folder, task=task, image_root=image_root, pictures=pictures)
        found = verify_yolo(folder, images, task, renamed=report.renamed, edited=report.edited)
    if found.problems or (found.images, found.objects) != (report.images, report.objects):
        raise DatasetError(
            "The labels in {folder} do not read back as they should. {problems} Please report this.",
            folder=folder,
            problems=" ".join(found.problems),
        )
    return replace(report, lowest_iou=found.lowest_iou)
