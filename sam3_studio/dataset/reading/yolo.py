"""YOLO labels: boxes, outlines and oriented boxes, told apart by how many values a row has."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath

import numpy as np
from numpy.typing import NDArray

from sam3_studio.core.annotation import Annotation
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.geometry import Box
from sam3_studio.core.rle import Rle
from sam3_studio.core.sentence import Sentence
from sam3_studio.dataset.class_files import dataset_folder, read_numbered_names
from sam3_studio.dataset.reading.boxes import rectangle
from sam3_studio.dataset.reading.found import ReadImage, Reading
from sam3_studio.dataset.reading.label_files import first_folder, label_files
from sam3_studio.dataset.reading.parsing import Place, filled, nothing_imported, numbers, read_text
from sam3_studio.dataset.reading.wanted import Rivals, Wanted

CVAT_CLASSES = "obj.names"
"""The list of classes in CVAT's "YOLO 1.1"."""
_INDICES = ("classes.txt", CVAT_CLASSES, "data.yaml", "data.yml", "dataset.yaml")
# Beside the labels such a dataset has lists of its pictures.
_NO_LABELS = frozenset({*_INDICES, "train.txt", "valid.txt", "val.txt", "test.txt"})
_YAML = (".yaml", ".yml")
_ROW = re.compile(rb"\s*\d+([ \t]+[-+.\de]+){4,}(\s|\Z)", re.IGNORECASE)
_HEAD = 1000  # bytes that have four numbers of a row, whatever their digits
_KEYPOINTS = re.compile(r"""^["']?kpt_shape["']?\s*:""", re.MULTILINE)


def read_yolo(path: Path, reading: Reading) -> Iterator[ReadImage]:
    """The labels of a YOLO dataset, picture by picture.

    A row of five values is a box; one of seven or more, an odd number, is an outline or an oriented box. A sixth value
    after a box is its score, and so is a last one that all rows of a file have. A row with nothing besides, as
    Ultralytics writes it for a mask without a pixel, is noted and left out. Where `data.yaml` tells of key points, rows
    are boxes, and what follows these is noted and left out. A file without rows says that the picture has no objects.

    Args:
        path: the dataset's folder, or its `data.yaml`, which may lie elsewhere.
        reading: looks pictures up and takes notes.

    Raises:
        DatasetError: a file is damaged, or the classes are named nowhere.
    """
    folder = dataset_folder(path) if path.is_file() else path
    indices = _indices(path)
    labels = _class_names(indices)
    reading.name_classes(labels.values())
    box_alone = any(_KEYPOINTS.search(read_text(file)) for file in indices if file.name.lower().endswith(_YAML))
    if box_alone:
        reading.tell(Sentence("{path}: key points were left out, and the boxes around them read.", path=folder))
    files = partial(label_files, first_folder(folder, "labels"), ".txt", frozenset(_INDICES))
    rivals = Rivals(lambda: (_wanted(stem) for _, stem in files()))
    for file, stem in files(tell=reading.tell):
        name = reading.find(_wanted(stem), rivals)
        if name is None:
            if file.name.lower() not in _NO_LABELS and not stem.name.lower().startswith("readme"):
                reading.miss(str(stem))
            continue
        size = reading.size(name)
        if size:
            rows = {line: row.split() for line, row in enumerate(read_text(file).splitlines(), 1) if row.strip()}
            scored = all(len(row) % 2 == 0 for row in rows.values())
            reader = _RowReader(labels, *size, partial(reading.score, name), box_alone=box_alone, scored=scored)
            found = [reader.object(row, Place(file, f"line {line}")) for line, row in rows.items()]
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


def _indices(path: Path) -> list[Path]:
    """All files that tell class names.

    Raises:
        DatasetError: there is none, or what was chosen has labels in the place of names.
    """
    with nothing_imported():
        refuse_rows(path)
    files = [path] if path.is_file() else [path / name for name in _INDICES if (path / name).is_file()]
    if not files:
        raise DatasetError(
            "{folder} has neither data.yaml nor classes.txt, which say what the numbers mean; put one of them there, "
            "or choose another folder. Nothing was imported.",
            folder=path,
        )
    return files


def refuse_rows(path: Path) -> None:
    """Say that the labels of one picture, which name no classes, are no dataset.

    Raises:
        DatasetError: the file is of that kind.
    """
    if path.suffix.lower() != ".txt" or not path.is_file():
        return
    with suppress(OSError), path.open("rb") as file:
        if _ROW.match(file.read(_HEAD)):
            raise DatasetError(
                "{path} has the labels of one picture; choose the folder that has data.yaml or classes.txt, too, which "
                "say what the numbers mean.",
                path=path,
            )


def _class_names(files: list[Path]) -> dict[int, str]:
    """Class names by their numbers.

    Raises:
        DatasetError: a file is damaged, or two contradict each other.
    """
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


@dataclass(frozen=True, slots=True)
class _RowReader:
    """Reads the rows of a file.

    Attributes:
        labels: class names by their numbers.
        width: of the picture, in pixels.
        height: of the picture, in pixels.
        score: takes a score as it is written.
        box_alone: whether key points follow the boxes.
        scored: whether all rows have one value more than a shape alone.
    """

    labels: Mapping[int, str]
    width: int
    height: int
    score: Callable[[float | None], float | None]
    box_alone: bool
    scored: bool

    def object(self, row: Sequence[str], place: Place) -> Annotation:
        """The object of a row's values.

        Raises:
            DatasetError: it is damaged.
        """
        label, shares = self._split(row, place)
        said = None
        if self.box_alone:
            shares = shares[:4]
        elif len(shares) == 5 or (self.scored and len(shares) % 2 and not _has_visibilities(shares)):
            shares, said = shares[:-1], float(shares[-1])
        if np.abs(shares).max(initial=0) > _MOST_SHARE:
            raise place.wrong(Sentence("coordinates should be shares of the picture's size, 0 to 1"))
        mask = self._mask(shares, place)
        return Annotation(label, mask, self.score(said))

    def _split(self, row: Sequence[str], place: Place) -> tuple[str, NDArray[np.float64]]:
        """The class, and what follows it."""
        try:
            values = numbers([float(value) for value in row], place)
        except ValueError as error:
            raise place.wrong(Sentence("there should be numbers, none of them NaN or infinite")) from error
        number = float(values[0])
        label = self.labels.get(int(number)) if number.is_integer() else None
        if label is None:
            raise place.wrong(Sentence("there is no class with the number {number}", number=f"{number:g}"))
        return label, values[1:]

    def _mask(self, shares: NDArray[np.float64], place: Place) -> Rle:
        if len(shares) == 4:
            if shares[2] < 0 or shares[3] < 0:
                raise place.wrong(Sentence("a box has a width and a height from 0"))
            return _box(shares.tolist(), self.width, self.height)
        if not len(shares) and not self.box_alone:
            return Rle.empty(self.height, self.width)
        if len(shares) < 6 or len(shares) % 2:
            raise place.wrong(
                Sentence("a row has a class and 4 values of a box, or an even number from 6 of an outline")
            )
        size = self.width, self.height
        return filled([shares.reshape(-1, 2) * size], *size, place)


def _has_visibilities(shares: NDArray[np.float64]) -> bool:
    """Whether values are a box and key points of which each has a third value: 0, 1 or 2, for how it is seen."""
    thirds = shares[6::3]
    return len(thirds) > 0 and (len(shares) - 4) % 3 == 0 and bool(np.isin(thirds, (0, 1, 2)).all())


_MOST_SHARE = 4.0
"""Coordinates further off are pixels, or damage."""


def _box(shares: list[float], width: int, height: int) -> Rle:
    x, y, across, down = shares[0] * width, shares[1] * height, shares[2] * width, shares[3] * height
    return rectangle(Box(x - across / 2, y - down / 2, x + across / 2, y + down / 2), width, height)
