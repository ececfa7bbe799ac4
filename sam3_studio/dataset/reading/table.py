"""Every format that labels can be read from, and how a dataset's is told."""

from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path

from sam3_studio.core.errors import DatasetError
from sam3_studio.dataset.formats import coco, label_images, labelme, summary
from sam3_studio.dataset.reading.coco import read_coco
from sam3_studio.dataset.reading.found import ReadImage, Reading
from sam3_studio.dataset.reading.label_images import read_label_images
from sam3_studio.dataset.reading.labelme import read_labelme
from sam3_studio.dataset.reading.summary import read_summary
from sam3_studio.dataset.reading.voc import read_voc
from sam3_studio.dataset.reading.yolo import read_yolo

Reader = Callable[[Path, Reading], Iterator[ReadImage]]


class ImportFormat(StrEnum):
    """What labels can be read from."""

    COCO = "coco"
    YOLO = "yolo"
    VOC = "voc"
    LABELME = "labelme"
    LABEL_IMAGES = "png"
    CSV = "csv"


READERS: dict[ImportFormat, Reader] = {
    ImportFormat.COCO: read_coco,
    ImportFormat.YOLO: read_yolo,
    ImportFormat.VOC: read_voc,
    ImportFormat.LABELME: read_labelme,
    ImportFormat.LABEL_IMAGES: read_label_images,
    ImportFormat.CSV: read_summary,
}
"""By format; each gives the labels of one picture after the other."""


def format_of(path: Path) -> ImportFormat:
    """The format of a label file or a dataset's folder, told by what lies there.

    Raises:
        DatasetError: there is nothing, or nothing that is known.
    """
    if path.is_file():
        by_suffix = {".csv": ImportFormat.CSV, ".yaml": ImportFormat.YOLO, ".yml": ImportFormat.YOLO}
        if path.suffix.lower() == ".json":
            return ImportFormat.LABELME if _looks_like_labelme(path) else ImportFormat.COCO
        if path.suffix.lower() in by_suffix:
            return by_suffix[path.suffix.lower()]
    elif path.is_dir():
        signs = (
            (coco.FILE_NAME, ImportFormat.COCO),
            (summary.FILE_NAME, ImportFormat.CSV),
            (label_images.CLASSES, ImportFormat.LABEL_IMAGES),
            ("Annotations", ImportFormat.VOC),
            ("data.yaml", ImportFormat.YOLO),
            ("classes.txt", ImportFormat.YOLO),
            (labelme.LABELS, ImportFormat.LABELME),
        )
        for name, format_ in signs:
            if (path / name).exists():
                return format_
        for pattern, format_ in (("*.xml", ImportFormat.VOC), ("*.json", ImportFormat.LABELME)):
            if next(path.rglob(pattern), None):
                return format_
    raise DatasetError("{path} has no labels of a kind that is known; say which format it is.", path=path)


def _looks_like_labelme(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return b'"shapes"' in file.read(100_000)
    except OSError:
        return False
