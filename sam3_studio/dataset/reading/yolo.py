"""YOLO labels: boxes, outlines and oriented boxes, told apart by how many values a row has."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path, PurePosixPath

import numpy as np

from sam3_studio.core.annotation import Annotation
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.geometry import Box
from sam3_studio.core.rle import Rle
from sam3_studio.core.sentence import Sentence
from sam3_studio.dataset.class_files import read_numbered_names
from sam3_studio.dataset.reading.found import ReadImage, Reading
from sam3_studio.dataset.reading.label_files import first_folder, label_files
from sam3_studio.dataset.reading.parsing import Place, filled, nothing_imported, numbers, read_text, rectangle
from sam3_studio.dataset.reading.wanted import Rivals, Wanted

_INDICES = ("classes.txt", "data.yaml", "data.yml", "dataset.yaml")


def read_yolo(path: Path, reading: Reading) -> Iterator[ReadImage]:
    """The labels of a YOLO dataset, picture by picture.

    A row of five values is a box; one of seven or more, an odd number, is an outline or an oriented box. A sixth value
    after a box is its score. A file without rows says that the picture has no objects.

    Args:
        path: the dataset's folder, or its `data.yaml`.
        reading: looks pictures up and takes notes.

    Raises:
        DatasetError: a file is damaged, or the classes are named nowhere.
    """
    folder = path.parent if path.is_file() else path
    labels = _class_names(path)
    reading.name_classes(labels.values())
    files = partial(label_files, first_folder(folder, "labels"), ".txt", frozenset(_INDICES))
    rivals = Rivals(lambda: (_wanted(stem) for _, stem in files()))
    for file, stem in files(tell=reading.tell):
        name = reading.find(_wanted(stem), rivals)
        if name is None:
            if file.name.lower() not in _INDICES and not stem.name.lower().startswith("readme"):
                reading.miss(str(stem))
            continue
        size = reading.size(name)
        if size:
            rows = enumerate(read_text(file).splitlines(), 1)
            score = partial(reading.score, name)
            found = [
                _object(row, labels, *size, Place(file, f"line {line}"), score) for line, row in rows if row.strip()
            ]
            yield reading.image(name, *size, found)


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


def _class_names(path: Path) -> dict[int, str]:
    """Class names by their numbers, from all files that tell any.

    Raises:
        DatasetError: there is no such file, one is damaged, or two contradict each other.
    """
    files = [path] if path.is_file() else [path / name for name in _INDICES if (path / name).is_file()]
    if not files:
        raise DatasetError(
            "{folder} has neither data.yaml nor classes.txt; choose the dataset's folder. Nothing was imported.",
            folder=path,
        )
    names: dict[int, str] = {}
    for file in files:
        with nothing_imported():
            found = read_numbered_names(file)
        if any(names.get(number, name) != name for number, name in found.items()):
            raise DatasetError(
                "{path} and {other} give the classes other numbers; remove the one that is outdated, or name the one "
                "that is right. Nothing was imported.",
                path=files[0],
                other=file,
            )
        names |= found
    return dict(sorted(names.items()))


def _object(
    row: str,
    labels: dict[int, str],
    width: int,
    height: int,
    place: Place,
    score: Callable[[float | None], float | None],
) -> Annotation:
    try:
        values = [float(value) for value in row.split()]
    except ValueError as error:
        raise place.wrong(Sentence("there should be numbers, none of them NaN or infinite")) from error
    checked = numbers(values, place)
    number, shares = checked[0], checked[1:]
    label = labels.get(int(number)) if number.is_integer() else None
    if label is None:
        raise place.wrong(Sentence("there is no class with the number {number}", number=f"{values[0]:g}"))
    if np.abs(shares).max(initial=0) > _MOST_SHARE:
        raise place.wrong(Sentence("coordinates should be shares of the picture's size, 0 to 1"))
    if len(shares) in {4, 5}:
        if shares[2] < 0 or shares[3] < 0:
            raise place.wrong(Sentence("a box has a width and a height from 0"))
        said = float(shares[4]) if len(shares) == 5 else None
        return Annotation(label, _box(shares[:4].tolist(), width, height), score(said))
    if len(shares) < 6 or len(shares) % 2:
        raise place.wrong(Sentence("a row has a class and 4 values of a box, or an even number from 6 of an outline"))
    return Annotation(label, filled([shares.reshape(-1, 2) * (width, height)], width, height, place))


_MOST_SHARE = 4.0
"""Coordinates further off are pixels, or damage."""


def _box(shares: list[float], width: int, height: int) -> Rle:
    x, y, across, down = shares[0] * width, shares[1] * height, shares[2] * width, shares[3] * height
    return rectangle(Box(x - across / 2, y - down / 2, x + across / 2, y + down / 2), width, height)
