"""Every format that labels can be read from, and how a dataset's is told."""

import os
import re
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from functools import partial
from itertools import islice
from pathlib import Path, PurePosixPath

from sam3_studio.core.errors import DatasetError
from sam3_studio.core.folders import is_there
from sam3_studio.dataset.formats import label_images, labelme, summary
from sam3_studio.dataset.reading.coco import LABEL_STUDIO, coco_files, read_coco
from sam3_studio.dataset.reading.foreign import refuse_foreign
from sam3_studio.dataset.reading.found import ReadImage, Reading, nothing
from sam3_studio.dataset.reading.label_files import files_below, first_folder
from sam3_studio.dataset.reading.label_images import read_label_images
from sam3_studio.dataset.reading.labelme import read_labelme
from sam3_studio.dataset.reading.origins import Origins
from sam3_studio.dataset.reading.parsing import ARCHIVES, Place
from sam3_studio.dataset.reading.summary import read_summary
from sam3_studio.dataset.reading.voc import LABELS as VOC_LABELS
from sam3_studio.dataset.reading.voc import read_voc
from sam3_studio.dataset.reading.weighing import Weighing
from sam3_studio.dataset.reading.yolo import LISTS as YOLO_LISTS
from sam3_studio.dataset.reading.yolo import class_lists, has_rows, is_yolo, read_yolo

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
)
PARTS = ("train", "val", "valid", "test")
"""Sub-folders in which the parts of a dataset lie."""
PICTURE_FOLDERS = ("images", "JPEGImages")
"""Sub-folders of a dataset in which its pictures may lie."""
# How far to look for what a folder may be; where it is not found soon, a person says it sooner.
_BEGINNING = 100_000
# The picture comes after the shapes, unless something has sorted the keys.
_LABELME = re.compile(rb'"shapes"\s*:\s*\[|"imageData"\s*:')
_MOST_FILES = 20_000
_MOST_LOOKED_INTO = 20


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
    later = deque([path] if not parts or _sign(path) is format_ else parts)
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
            archive has to be unpacked first, or another program to export another format.
    """
    found = None
    if is_there(path):
        if not path.is_file() and not path.is_dir():  # a pipe, or a device
            raise DatasetError("{path} is no file; name one.", path=path)
        found = _of_file(path) if path.is_file() else _of_folder(path, pulse)
    if found is None and is_there(path) and path.is_file():
        raise DatasetError(
            "{path} has no labels of a kind that is known; choose the folder of its dataset, or say which format it "
            "is.",
            path=path,
        )
    if found is None:
        raise DatasetError(
            "{path} has no labels of a kind that is known; choose the label file itself, or say which format it is.",
            path=path,
        )
    return found


def _of_file(path: Path) -> ImportFormat | None:
    beginning, suffix = _begins(path), path.suffix.lower()
    if beginning.startswith(ARCHIVES):
        raise DatasetError("{path} is an archive; unpack it, and choose the folder that it gives.", path=path)
    if suffix in _LOOKED_INTO:
        if found := _told_by(suffix, beginning):
            return found
        refuse_foreign(path, beginning)
    if suffix == ".json" and not beginning.lstrip().startswith(b"["):  # no file of COCO's is a list
        return ImportFormat.COCO
    # Labels of a single picture are told by the reader to be no list of classes.
    is_yolo_file = path.name.lower() in YOLO_LISTS or (suffix == ".txt" and is_yolo(path) and has_rows(beginning))
    return ImportFormat.YOLO if is_yolo_file else _BY_SUFFIX.get(suffix)


_LOOKED_INTO = (".xml", ".json")
_BY_SUFFIX = {".csv": ImportFormat.CSV, ".yaml": ImportFormat.YOLO, ".yml": ImportFormat.YOLO}


def _of_folder(path: Path, pulse: Callable[[], None]) -> ImportFormat | None:
    places = [path, *(path / name for name in PARTS)]
    for place in places:
        if sign := _sign(place):
            for file in coco_files(place) or [place / LABEL_STUDIO] if sign is ImportFormat.COCO else ():
                refuse_foreign(file, _begins(file))
            return sign
    others: list[tuple[Path, bytes]] = []
    refused: list[OSError] = []
    looked = Counter[str]()
    for file in islice(files_below(path, refused.append), _MOST_FILES):
        pulse()
        suffix = file.suffix.lower()
        if suffix in _LOOKED_INTO and looked[suffix] < _MOST_LOOKED_INTO:
            looked[suffix] += 1
            beginning = _begins(file)
            if found := _told_by(suffix, beginning):
                return found
            others.append((file, beginning))
    if refused:
        raise DatasetError(
            "{folder} cannot be listed ({reason}); change its permissions.",
            folder=refused[0].filename,
            reason=refused[0].strerror,
        )
    for file, beginning in others:
        refuse_foreign(file, beginning)
    return ImportFormat.YOLO if any(map(class_lists, places)) else None


def _told_by(suffix: str, beginning: bytes) -> ImportFormat | None:
    """The format of a label file of which there is one for each picture."""
    if suffix == ".xml":
        return ImportFormat.VOC if VOC_LABELS.search(beginning) else None
    return ImportFormat.LABELME if _LABELME.search(beginning) else None


def _sign(folder: Path) -> ImportFormat | None:
    """The format that a folder's own files tell."""
    if _has_coco(coco_files(folder)):
        return ImportFormat.COCO
    # Others, too, may call a folder so, as COCO does but for the capital.
    if any(_below(folder / "Annotations", ".xml")):
        return ImportFormat.VOC
    if found := next((format_ for name, format_ in _SIGNS if is_there(folder / name)), None):
        return found
    # Lists of classes lie beside labels of many kinds.
    if class_lists(folder) and any(map(is_yolo, _below(first_folder(folder, "labels"), ".txt"))):
        return ImportFormat.YOLO
    if is_there(folder / labelme.LABELS) and any(
        _LABELME.search(_begins(file)) for file in islice(_below(folder, ".json"), _MOST_LOOKED_INTO)
    ):
        return ImportFormat.LABELME
    return ImportFormat.COCO if _has_coco([folder / LABEL_STUDIO]) else None


def _below(folder: Path, suffix: str) -> Iterator[Path]:
    return (file for file in islice(files_below(folder), _MOST_FILES) if file.suffix.lower() == suffix)


def _has_coco(files: Iterable[Path]) -> bool:
    """Whether one of the files is there, and not labelme's for a picture that is called so."""
    return any(is_there(file) and not _LABELME.search(_begins(file)) for file in files)


def _begins(path: Path) -> bytes:
    """The first bytes of a file, without zeros, which UTF-16 has; none where it cannot be read, or is none."""
    try:
        if not path.is_file():
            return b""
        with path.open("rb") as file:
            return file.read(_BEGINNING).replace(b"\0", b"")
    except OSError:
        return b""
