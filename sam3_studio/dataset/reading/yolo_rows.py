"""The rows of YOLO's label files, told apart by how many values they have."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sam3_studio.core.annotation import Annotation
from sam3_studio.core.geometry import Box
from sam3_studio.core.rle import Rle
from sam3_studio.core.sentence import Sentence
from sam3_studio.dataset.reading.boxes import rectangle
from sam3_studio.dataset.reading.found import Reading
from sam3_studio.dataset.reading.parsing import Place, numbers, read_text
from sam3_studio.dataset.reading.rings import filled

_BOX = 4
"""Values of a box."""
_MOST_SHARE = 4.0
"""Coordinates further off are pixels, or damage."""
_SLACK = 0.001
"""That a box may reach beyond its picture, as what is written is rounded."""
_DIGITS = 9
"""No track has a number of more."""


def rows_of(file: Path) -> dict[int, list[str]]:
    """The values of each row, by the number of its line."""
    return {line: row.split() for line, row in enumerate(read_text(file).splitlines(), 1) if row.strip()}


class Tracks:
    """Tells results of tracking, which end with the number of a track, from outlines and from boxes with a score.

    Ultralytics writes them behind boxes and outlines, with a score before them or not; in frames in which nothing is
    followed, what is found has none.

    Args:
        files: gives those that hold labels of pictures at hand.
        folder: that they lie in.
        reading: is told once that numbers are left out.
    """

    def __init__(self, files: Callable[[], Iterator[Path]], folder: Path, reading: Reading) -> None:
        self._files = files
        self._folder = folder
        self._reading = reading

    def are_in(self, rows: Mapping[int, Sequence[str]]) -> bool:
        """Whether the rows of a file are such; those of one file alone may look so, so all files have to fit."""
        return bool(rows) and all(map(_may_be_track, rows.values())) and self._are_there

    @cached_property
    def _are_there(self) -> bool:
        is_likely, is_sure, are_all = False, False, True
        for file in self._files():
            self._reading.pulse()
            rows = rows_of(file).values()
            if all(map(_may_be_track, rows)):
                is_likely = is_likely or any(len(row) == 1 + _BOX + 2 for row in rows)
                is_sure = is_sure or any(int(row[-1]) > 1 for row in rows)  # a 1 may be a score, or a coordinate
            elif all(map(_may_be_untracked, rows)):
                are_all = False
            else:
                return False
        are_there = is_sure or (is_likely and are_all)
        if are_there:
            self._reading.tell(Sentence("{path}: track numbers were left out.", path=self._folder))
        return are_there


def _may_be_track(row: Sequence[str]) -> bool:
    """Whether a row has a shape in the picture, maybe a score, and a whole number from 1."""
    if len(row) < 2 or len(row[-1]) > _DIGITS or not (row[-1].isdecimal() and int(row[-1])):
        return False
    shares = _shares(row)
    if len(shares) in {_BOX + 1, _BOX + 2}:
        return _is_box(shares[:-1])
    # Key points of a box may end with a whole number, too.
    is_outline = len(shares) > _BOX + 2 and not (_has_visibilities(shares) and _is_box(shares[:_BOX]))
    # Of a mask without a pixel there is no outline.
    return (is_outline or len(shares) in {1, 2}) and bool(np.all((shares[:-1] >= 0) & (shares[:-1] <= 1)))


def _may_be_untracked(row: Sequence[str]) -> bool:
    """Whether a row is the same without that number, of a box."""
    shares = _shares(row)
    return len(shares) in {_BOX, _BOX + 1} and _is_box(shares)


def _shares(row: Sequence[str]) -> NDArray[np.float64]:
    """What follows the class; nothing where that is no numbers."""
    try:
        return np.array([float(value) for value in row[1:]], dtype=np.float64)
    except ValueError:
        return np.zeros(0)


def _is_box(shares: NDArray[np.float64]) -> bool:
    """Whether values are a box in the picture, and maybe a score."""
    x, y, across, down, *scores = shares.tolist()
    is_box = 0 <= across / 2 <= min(x, 1 - x) + _SLACK and 0 <= down / 2 <= min(y, 1 - y) + _SLACK
    return is_box and all(0 <= score <= 1 for score in scores)


@dataclass(frozen=True, slots=True)
class RowReader:
    """Reads the rows of a file.

    Attributes:
        labels: class names by their numbers.
        width: of the picture, in pixels.
        height: of the picture, in pixels.
        score: takes a score as it is written.
        key_points: how many follow a box, 0 where that is not known; None for none.
        scored: whether all rows have one value more than a shape alone.
    """

    labels: Mapping[int, str]
    width: int
    height: int
    score: Callable[[float | None], float | None]
    key_points: int | None
    scored: bool

    def has_points(self, count: int) -> bool:
        """Whether so many values are those of a box, key points and maybe a score: others are a box or an outline."""
        if not self.key_points:
            return self.key_points == 0 and count > _BOX + 1
        return count in {_BOX + self.key_points * each + score for each in (2, 3) for score in (0, 1)}

    def object(self, row: Sequence[str], place: Place) -> Annotation:
        """The object of a row's values.

        Raises:
            DatasetError: it is damaged.
        """
        label, shares = self._split(row, place)
        said = None
        if self.has_points(len(shares)):
            shares = shares[:_BOX]
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
        if len(shares) == _BOX:
            if shares[2] < 0 or shares[3] < 0:
                raise place.wrong(Sentence("a box has a width and a height from 0"))
            return _box(shares.tolist(), self.width, self.height)
        if not len(shares) and self.key_points is None:
            return Rle.empty(self.height, self.width)
        if self.key_points and (len(shares) % 2 or _has_visibilities(shares)):
            raise place.wrong(
                Sentence("the row has other values than a box and as many key points as {key} says", key="kpt_shape")
            )
        # What is seen of a key point is a 2, which no outline reaches.
        if len(shares) < 6 or len(shares) % 2 or (_has_visibilities(shares) and 2 in shares[6::3]):
            raise place.wrong(
                Sentence("a row has a class and 4 values of a box, or an even number from 6 of an outline")
            )
        size = self.width, self.height
        return filled([shares.reshape(-1, 2) * size], *size, place)


def _has_visibilities(shares: NDArray[np.float64]) -> bool:
    """Whether values are a box and key points of which each has a third value: 0, 1 or 2, for how it is seen."""
    thirds = shares[6::3]
    return len(thirds) > 0 and (len(shares) - 4) % 3 == 0 and bool(np.isin(thirds, (0, 1, 2)).all())


def _box(shares: list[float], width: int, height: int) -> Rle:
    x, y, across, down = shares[0] * width, shares[1] * height, shares[2] * width, shares[3] * height
    return rectangle(Box(x - across / 2, y - down / 2, x + across / 2, y + down / 2), width, height)
