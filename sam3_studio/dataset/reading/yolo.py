"""YOLO labels: boxes, outlines and oriented boxes, told apart by how many values a row has."""

import os
import re
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path, PurePosixPath

from sam3_studio.core.errors import DatasetError
from sam3_studio.core.folders import is_there
from sam3_studio.core.sentence import Sentence
from sam3_studio.dataset.class_files import ClassList, read_class_list
from sam3_studio.dataset.reading.found import ReadImage, Reading
from sam3_studio.dataset.reading.label_files import first_folder, label_files
from sam3_studio.dataset.reading.parsing import Place, class_name, nothing_imported
from sam3_studio.dataset.reading.wanted import Rivals, Wanted
from sam3_studio.dataset.reading.yolo_rows import RowReader, Tracks, rows_of

LISTS = (
    "classes.txt",
    "obj.names",
    "_darknet.labels",
    "classification.txt",
    "data.yaml",
    "data.yml",
    "dataset.yaml",
)
"""What the list of classes is called: as most have it, and CVAT in its "YOLO 1.1", Roboflow for Darknet, and ISAT."""
# Beside the labels such a dataset has lists of its pictures.
_NO_LABELS = frozenset({*LISTS, "train.txt", "valid.txt", "val.txt", "test.txt"})
# A class and a box or more: what a person who chooses a file may take for the dataset.
_ROW = re.compile(r"\d+(?:\s+[-+.\de]+){4,}")


def read_yolo(path: Path, reading: Reading) -> Iterator[ReadImage]:
    """The labels of a YOLO dataset, picture by picture.

    A row of five values is a box; one of seven or more, an odd number, is an outline or an oriented box. A sixth value
    after a box is its score, and so is a last one that all rows of a file have. A row with nothing besides, as
    Ultralytics writes it for a mask without a pixel, is noted and left out. Where `data.yaml` tells of key points, rows
    with as many values as these have are boxes, and what follows these is noted and left out. A file without rows says
    that the picture has no objects. Results of tracking end with the number of a track, which is noted and left out.

    Args:
        path: the dataset's folder, or its list of classes; a `data.yaml` may lie elsewhere.
        reading: looks pictures up and takes notes.

    Raises:
        DatasetError: a file is damaged, or the classes are named nowhere.
    """
    lists = {file: _read_list(file) for file in _lists(path)}
    labels = _class_names(lists)
    folder = _dataset_folder(path, lists[path].path) if path in lists else path
    reading.name_classes(labels.values())
    key_points = next((one.key_points for one in lists.values() if one.key_points is not None), None)
    told = False
    files = partial(label_files, first_folder(folder, "labels"), ".txt", frozenset(LISTS))
    tracks = Tracks(lambda: (file for file, stem in files() if reading.note(_wanted(stem))), folder, reading)
    rivals = Rivals(lambda: (_wanted(stem) for _, stem in files()))
    for file, stem in files(tell=reading.tell):
        name = reading.find(_wanted(stem), rivals)
        if name is None:
            if is_yolo(file):
                reading.miss(str(stem))
            continue
        size = reading.size(name)
        if size:
            rows = rows_of(file)
            if key_points is None and tracks.are_in(rows):
                rows = {line: row[:-1] for line, row in rows.items()}
            scored = all(len(row) % 2 == 0 for row in rows.values())
            reader = RowReader(labels, *size, partial(reading.score, name), key_points, scored=scored)
            if not told and any(reader.has_points(len(row) - 1) for row in rows.values()):
                reading.tell(
                    Sentence("{path}: key points were left out; the boxes around them were read.", path=folder)
                )
                told = True
            found = [reader.object(row, Place(file, f"line {line}")) for line, row in rows.items()]
            yield reading.image(name, *size, found)


def class_lists(folder: Path) -> list[Path]:
    """The files of a dataset that tell class names; where it has none, those among its labels, as labelImg has them."""
    for place in (folder, folder / "labels"):
        files = [place / name for name in LISTS]
        if found := [file for file in files if is_there(file) and file.is_file()]:
            return found
    return []


def is_yolo(file: Path) -> bool:
    """Whether a text file may hold labels, by its name."""
    name = file.name.lower()
    return name not in _NO_LABELS and not name.startswith("readme")


def has_rows(beginning: bytes) -> bool:
    """Whether a text file begins with an object."""
    line, _, _ = beginning.decode(errors="replace").partition("\n")
    return _ROW.fullmatch(line.strip()) is not None


def _wanted(stem: PurePosixPath) -> Wanted:
    # What this program writes lies in train, val or test.
    return Wanted(origin=PurePosixPath(*stem.parts[1:]), stem=_mirrored(stem))


def _mirrored(stem: PurePosixPath) -> PurePosixPath:
    """Where a label's picture lies, as all readers have it: in `images` in the place of the last `labels`."""
    parts = list(stem.parts)
    for number in reversed(range(len(parts) - 1)):
        if parts[number] == "labels":
            parts[number] = "images"
            break
    return PurePosixPath(*parts)


def _lists(path: Path) -> list[Path]:
    """All files that tell class names.

    Raises:
        DatasetError: there is none.
    """
    files = [path] if path.is_file() else class_lists(path)
    if not files:
        raise DatasetError(
            "{folder} has neither data.yaml nor classes.txt, which say what the numbers mean; put one of them there, "
            "or choose another folder. Nothing was imported.",
            folder=path,
        )
    return files


def _read_list(path: Path) -> ClassList:
    """What a list of classes says.

    Raises:
        DatasetError: it is damaged, holds labels, or has a name that no class can have.
    """
    with nothing_imported():
        found = read_class_list(path)
    for name in found.names.values():
        class_name(name, Place(path))
    if any(_ROW.fullmatch(name) for name in found.names.values()):
        raise Place(path).wrong(Sentence("it holds labels and no classes, so choose the folder of its dataset"))
    return found


def _class_names(lists: Mapping[Path, ClassList]) -> dict[int, str]:
    """Class names by their numbers.

    Raises:
        DatasetError: two lists contradict each other.
    """
    names: dict[int, str] = {}
    for file, found in lists.items():
        if any(names.get(number, name) != name for number, name in found.names.items()):
            raise DatasetError(
                "{path} and {other} give the classes other numbers; remove the one that is outdated, or name the one "
                "that is right. Nothing was imported.",
                path=next(iter(lists)),
                other=file,
            )
        names |= found.names
    return dict(sorted(names.items()))


def _dataset_folder(path: Path, said: str) -> Path:
    """Where the dataset of a list lies: where that says so, if there is such a folder, else beside it.

    A folder above its own counts where labels lie right in it alone: it may be the one of all datasets.
    """
    try:
        folder = path.parent / said
        is_above = Path(os.path.realpath(path.parent)).is_relative_to(os.path.realpath(folder))
        return folder if (folder / "labels" if is_above else folder).is_dir() else path.parent
    except (OSError, ValueError):
        return path.parent
