"""YOLO labels: boxes, outlines and oriented boxes, told apart by how many values a row has."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from sam3_studio.core.annotation import Annotation
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.geometry import Box
from sam3_studio.core.rle import Rle
from sam3_studio.core.sentence import Sentence
from sam3_studio.dataset.class_files import read_class_names
from sam3_studio.dataset.reading.found import ReadImage, Reading
from sam3_studio.dataset.reading.label_files import first_folder, label_files
from sam3_studio.dataset.reading.parsing import Place, filled, numbers, read_text, rectangle

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
    for label in labels:
        reading.classes.setdefault(label)
    for file, stem in label_files(first_folder(folder, "labels"), ".txt", frozenset(_INDICES)):
        name = reading.pictures.find_stem(stem)
        if name is None:
            reading.miss(str(stem))
            continue
        size = reading.size(name)
        if size:
            rows = enumerate(read_text(file).splitlines(), 1)
            found = [_object(row, labels, *size, Place(file, f"line {line}")) for line, row in rows if row.strip()]
            yield reading.image(name, *size, found)


def _class_names(path: Path) -> tuple[str, ...]:
    if path.is_file():
        return read_class_names(path)
    index = next((path / name for name in _INDICES if (path / name).is_file()), None)
    if index is None:
        raise DatasetError("{folder} has neither data.yaml nor classes.txt; choose the dataset's folder.", folder=path)
    return read_class_names(index)


def _object(row: str, labels: tuple[str, ...], width: int, height: int, place: Place) -> Annotation:
    try:
        values = [float(value) for value in row.split()]
    except ValueError as error:
        raise place.wrong(Sentence("there should be numbers, none of them NaN or infinite")) from error
    checked = numbers(values, place)
    if not checked[0].is_integer() or not 0 <= checked[0] < len(labels):
        raise place.wrong(Sentence("there is no class with the number {number}", number=f"{values[0]:g}"))
    label, shares = labels[int(checked[0])], checked[1:]
    if np.abs(shares).max(initial=0) > _MOST_SHARE:
        raise place.wrong(Sentence("coordinates should be shares of the picture's size, 0 to 1"))
    if len(shares) in {4, 5}:
        score = float(shares[4]) if len(shares) == 5 and 0 <= shares[4] <= 1 else None
        return Annotation(label, _box(shares[:4].tolist(), width, height), score)
    if len(shares) < 6 or len(shares) % 2:
        raise place.wrong(Sentence("a row has a class and 4 values of a box, or an even number from 6 of an outline"))
    return Annotation(label, filled([shares.reshape(-1, 2) * (width, height)], width, height, place))


_MOST_SHARE = 4.0
"""Coordinates further off are pixels, or damage."""


def _box(shares: list[float], width: int, height: int) -> Rle:
    x, y, across, down = shares[0] * width, shares[1] * height, shares[2] * width, shares[3] * height
    return rectangle(Box(x - across / 2, y - down / 2, x + across / 2, y + down / 2), width, height)
