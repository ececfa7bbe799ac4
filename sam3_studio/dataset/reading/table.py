"""Every format that labels can be read from, and how a dataset's is told."""

import os
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from functools import partial
from itertools import islice
from pathlib import Path, PurePosixPath

from sam3_studio.core.errors import DatasetError
from sam3_studio.core.folders import is_there
from sam3_studio.dataset.formats import label_images, labelme, summary
from sam3_studio.dataset.reading.coco import LABEL_STUDIO, coco_files, read_coco
from sam3_studio.dataset.reading.found import ReadImage, Reading, nothing
from sam3_studio.dataset.reading.label_files import files_below
from sam3_studio.dataset.reading.label_images import read_label_images
from sam3_studio.dataset.reading.labelme import read_labelme
from sam3_studio.dataset.reading.origins import Origins
from sam3_studio.dataset.reading.parsing import ARCHIVES, Place
from sam3_studio.dataset.reading.summary import read_summary
from sam3_studio.dataset.reading.voc import read_voc
from sam3_studio.dataset.reading.weighing import Weighing
from sam3_studio.dataset.reading.yolo import CVAT_CLASSES, read_yolo, refuse_rows

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

_SIGNS = (
    (summary.FILE_NAME, ImportFormat.CSV),
    (label_images.CLASSES, ImportFormat.LABEL_IMAGES),
    ("data.yaml", ImportFormat.YOLO),
    ("classes.txt", ImportFormat.YOLO),
    (CVAT_CLASSES, ImportFormat.YOLO),
    (labelme.LABELS, ImportFormat.LABELME),
)
PARTS = ("train", "val", "valid", "test")
"""Sub-folders in which the parts of a dataset lie."""
PICTURE_FOLDERS = ("images", "JPEGImages")
"""Sub-folders of a dataset in which its pictures may lie."""
# How far to look for what a folder may be; where it is not found soon, a person says it sooner.
_BEGINNING = 100_000
_SHAPES = re.compile(rb'"shapes"\s*:\s*\[')
_MOST_FILES = 20_000
_MOST_JSONS = 20
_MOST_CVAT = 20
_HEAD = 1000
_BOM = b"\xef\xbb\xbf"


def read_labels(path: Path, format_: ImportFormat, reading: Reading) -> Iterator[ReadImage]:
    """The labels of a file or folder, picture by picture; of a dataset in parts, those of all of them.

    Args:
        path: the label file, the dataset's folder, or a folder with a dataset in `train`, `val` and so on.
        format_: of the labels.
        reading: looks pictures up and takes notes.

    Raises:
        DatasetError: a file is damaged or cannot be read, or there are no labels.
    """
    try:
        yield from _read_parts(path, format_, reading)
    except OSError as error:  # of looking at what lies there; what is read has a sentence of its own
        raise Place(path).wrong(error.strerror or str(error)) from error


def _read_parts(path: Path, format_: ImportFormat, reading: Reading) -> Iterator[ReadImage]:
    parts = [path / name for name in PARTS if _sign(path / name) is format_]
    later = deque([path] if _sign(path) is format_ or not parts else parts)
    reading.weigh_later = partial(_weigh, later, READERS[format_], reading)
    while later:
        place = later.popleft()
        reading.origins, reading.beside = _origins(place), _beside(place, reading)
        yield from READERS[format_](place, reading)


def _weigh(places: Iterable[Path], reader: Reader, reading: Reading) -> None:
    for place in places:
        for _ in reader(place, Weighing(reading, _origins(place), _beside(place, reading))):
            pass  # no labels find a picture that way


def _origins(place: Path) -> Origins:
    return Origins(place if place.is_dir() else place.parent)


def _beside(place: Path, reading: Reading) -> tuple[PurePosixPath, ...]:
    """Where the pictures of a part may lie, relative to the folder of all pictures; nowhere where it lies elsewhere."""
    root = reading.pictures.root
    if root is None:
        return ()
    folder = Path(os.path.realpath(place if place.is_dir() else place.parent))
    try:
        inner = PurePosixPath(folder.relative_to(os.path.realpath(root)).as_posix())
    except ValueError:
        return ()
    return tuple(inner / name for name in ("", *PICTURE_FOLDERS) if (folder / name).is_dir())


def format_of(path: Path, pulse: Callable[[], None] = nothing) -> ImportFormat:
    """The format of a label file or a dataset's folder, told by what lies there.

    Args:
        path: the file or folder.
        pulse: called at each file that is looked at; what it raises ends the search.

    Raises:
        DatasetError: there is nothing, or nothing that is known; or a folder that may hold it cannot be listed, or an
            archive has to be unpacked first, CVAT or Label Studio to export another format, or a folder to be chosen.
    """
    found = None
    if is_there(path):
        found = _of_file(path) if path.is_file() else _of_folder(path, pulse)
    if found is None:
        raise DatasetError("{path} has no labels of a kind that is known; say which format it is.", path=path)
    return found


def _of_file(path: Path) -> ImportFormat | None:
    if _begins(path, len(ARCHIVES[0])).startswith(ARCHIVES):
        raise DatasetError("{path} is an archive; unpack it, and choose the folder that it gives.", path=path)
    refuse_rows(path)
    if path.suffix.lower() == ".xml":
        _refuse_cvat([path])
        return ImportFormat.VOC if b"<annotation" in _begins(path, _HEAD) else None
    if path.suffix.lower() == ".json":
        if _begins(path, _HEAD).removeprefix(_BOM).lstrip().startswith(b"["):
            raise DatasetError(
                "{path} is a list, as Label Studio's own format is, and COCO is none; have the program that wrote it "
                "export COCO, and choose that.",
                path=path,
            )
        return ImportFormat.LABELME if _looks_like_labelme(path) else ImportFormat.COCO
    by_suffix = {".csv": ImportFormat.CSV, ".yaml": ImportFormat.YOLO, ".yml": ImportFormat.YOLO}
    return by_suffix.get(path.suffix.lower())


def _of_folder(path: Path, pulse: Callable[[], None]) -> ImportFormat | None:
    for place in (path, *(path / name for name in PARTS)):
        if sign := _sign(place):
            return sign
    jsons = 0
    of_cvat: list[Path] = []
    refused: list[OSError] = []
    for file in islice(files_below(path, refused.append), _MOST_FILES):
        pulse()
        suffix = file.suffix.lower()
        if suffix == ".xml" and len(of_cvat) < _MOST_CVAT:
            if not _is_of_cvat(file):
                return ImportFormat.VOC
            of_cvat.append(file)
        if suffix == ".json" and jsons < _MOST_JSONS:
            jsons += 1
            if _looks_like_labelme(file):
                return ImportFormat.LABELME
    if refused:
        raise DatasetError(
            "{folder} cannot be listed ({reason}); change its permissions.",
            folder=refused[0].filename,
            reason=refused[0].strerror,
        )
    _refuse_cvat(of_cvat)
    return None


def _refuse_cvat(files: Iterable[Path]) -> None:
    """Say what to do about files of CVAT's own format.

    Raises:
        DatasetError: one of the files is of that format.
    """
    file = next(filter(_is_of_cvat, files), None)
    if file is not None:
        raise DatasetError("{path} is of CVAT's own format; have CVAT export COCO, and choose that.", path=file)


def _is_of_cvat(path: Path) -> bool:
    return b"<annotations>" in _begins(path, _HEAD)


def _sign(folder: Path) -> ImportFormat | None:
    """The format that a folder's own files tell."""
    if _has_coco(coco_files(folder)):
        return ImportFormat.COCO
    if _has_voc(folder / "Annotations"):
        return ImportFormat.VOC
    found = next((format_ for name, format_ in _SIGNS if is_there(folder / name)), None)
    return found or (ImportFormat.COCO if _has_coco([folder / LABEL_STUDIO]) else None)


def _has_voc(folder: Path) -> bool:
    """Whether there are VOC's files in it: others, too, may call a folder so, as COCO does but for the capital."""
    return any(file.suffix.lower() == ".xml" for file in islice(files_below(folder), _MOST_FILES))


def _has_coco(files: Iterable[Path]) -> bool:
    """Whether one of the files is there, and not labelme's for a picture that is called so."""
    return any(is_there(file) and not _looks_like_labelme(file) for file in files)


def _looks_like_labelme(path: Path) -> bool:
    return _SHAPES.search(_begins(path, _BEGINNING)) is not None


def _begins(path: Path, length: int) -> bytes:
    """The first bytes of a file; none where it cannot be read, or is none."""
    try:
        if not path.is_file():
            return b""
        with path.open("rb") as file:
            return file.read(length)
    except OSError:
        return b""
