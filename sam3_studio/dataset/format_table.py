"""Every format that labels can be written as: how it is checked, written and read back."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Literal

from sam3_studio.core.annotation import AnnotatedImage
from sam3_studio.dataset.formats.coco import Segmentation, check_coco, write_coco
from sam3_studio.dataset.formats.label_images import Kind, check_label_images, write_label_images
from sam3_studio.dataset.formats.labelme import check_labelme, write_labelme
from sam3_studio.dataset.formats.summary import check_summary, write_summary
from sam3_studio.dataset.formats.voc import check_voc, write_voc
from sam3_studio.dataset.formats.yolo import NOT_DIVIDED, Division, check_yolo, write_yolo
from sam3_studio.dataset.formats.yolo_rows import Task
from sam3_studio.dataset.pictures import Placement
from sam3_studio.dataset.report import ExportReport
from sam3_studio.dataset.verification.coco import verify_coco
from sam3_studio.dataset.verification.comparison import VerifyReport
from sam3_studio.dataset.verification.label_images import verify_label_images
from sam3_studio.dataset.verification.labelme import verify_labelme
from sam3_studio.dataset.verification.summary import verify_summary
from sam3_studio.dataset.verification.voc import verify_voc
from sam3_studio.dataset.verification.yolo import verify_yolo

Images = Iterable[AnnotatedImage]
Names = Sequence[str]


class ExportFormat(StrEnum):
    """What labels can be written as."""

    COCO = "coco"
    COCO_RLE = "coco-rle"
    COCO_POLYGON = "coco-polygon"
    YOLO_SEG = "yolo-seg"
    YOLO_DETECT = "yolo-detect"
    YOLO_OBB = "yolo-obb"
    VOC = "voc"
    LABELME = "labelme"
    SEMANTIC_PNG = "semantic-png"
    INSTANCE_PNG = "instance-png"
    CSV = "csv"


_YOLO: dict[ExportFormat, Task] = {
    ExportFormat.YOLO_SEG: "segment",
    ExportFormat.YOLO_DETECT: "detect",
    ExportFormat.YOLO_OBB: "obb",
}


@dataclass(frozen=True, slots=True)
class Format:
    """What is done with a format.

    Attributes:
        check: raises `DatasetError` where a folder cannot take a dataset of some classes.
        write: writes one.
        verify: reads back what was written, without anything of the writer.
        pictures: where they lie that are put beside the labels: "own" for a place of the format's, "images" for a
            folder of that name, as the files name them from wherever they are; None for a format that has none.
        one_outline: whether each object is one, so that it matters what becomes of holes.
        drops_twins: whether readers leave out an object where another one of its class has the same upright box.
    """

    check: Callable[[Path, Names], object]
    write: Callable[[Images, Names, Path, Path | None, Placement], ExportReport]
    verify: Callable[[ExportReport, Images, Names], VerifyReport]
    pictures: Literal["own", "images"] | None = "own"
    one_outline: bool = False
    drops_twins: bool = False


def _coco(shape: Segmentation) -> Format:
    return Format(
        check=lambda folder, _: check_coco(folder),
        write=lambda images, names, folder, *_: write_coco(images, names, folder, segmentation=shape),
        verify=verify_coco,
        pictures="images",
        one_outline=shape == "polygon",
    )


def _yolo(task: Task, division: Division = NOT_DIVIDED) -> Format:
    return Format(
        check=check_yolo,
        write=lambda images, names, folder, root, pictures: write_yolo(
            images, names, folder, task=task, image_root=root, pictures=pictures, division=division
        ),
        verify=lambda report, images, _: verify_yolo(report, images, task, division.layout),
        one_outline=task == "segment",
        # What box lies around an oriented one is not known before it is made.
        drops_twins=task != "obb",
    )


def _label_images(kind: Kind) -> Format:
    return Format(
        check=lambda folder, names: check_label_images(folder, names, kind),
        write=lambda images, names, folder, root, pictures: write_label_images(
            images, names, folder, kind=kind, image_root=root, pictures=pictures
        ),
        verify=lambda report, images, _: verify_label_images(report, images, kind),
    )


FORMATS: dict[ExportFormat, Format] = {
    ExportFormat.COCO: _coco("auto"),
    ExportFormat.COCO_RLE: _coco("rle"),
    ExportFormat.COCO_POLYGON: _coco("polygon"),
    **{format_: _yolo(task) for format_, task in _YOLO.items()},
    ExportFormat.VOC: Format(
        check=lambda folder, _: check_voc(folder),
        write=lambda images, names, folder, root, pictures: write_voc(
            images, names, folder, image_root=root, pictures=pictures
        ),
        verify=lambda report, images, _: verify_voc(report, images),
    ),
    ExportFormat.LABELME: Format(
        check=lambda folder, _: check_labelme(folder),
        write=lambda images, names, folder, root, pictures: write_labelme(
            images, names, folder, image_root=root, pictures=pictures
        ),
        verify=lambda report, images, _: verify_labelme(report, images),
    ),
    ExportFormat.SEMANTIC_PNG: _label_images("semantic"),
    ExportFormat.INSTANCE_PNG: _label_images("instance"),
    ExportFormat.CSV: Format(
        check=lambda folder, _: check_summary(folder),
        write=lambda images, names, folder, *_: write_summary(images, names, folder),
        verify=lambda report, images, _: verify_summary(report, images),
        pictures=None,
    ),
}
"""By format."""


def in_parts(format_: ExportFormat, division: Division) -> Format | None:
    """A format that holds the parts of a dataset in one; None for those whose parts are datasets of their own."""
    task = _YOLO.get(format_)
    return None if task is None else _yolo(task, division)
