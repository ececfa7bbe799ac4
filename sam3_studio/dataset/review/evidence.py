"""What speaks for a look at each of some pictures, all of them at once."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sam3_studio.core.candidates import GHOST_DEPTH, SAME_OBJECT
from sam3_studio.core.labeling import ImageState
from sam3_studio.dataset.checks.project import HIGH_PRESENCE, count_mistakes
from sam3_studio.dataset.checks.shapes import CLASSES_IOU, DUPLICATE_IOU
from sam3_studio.dataset.project.storage.connections import Connection
from sam3_studio.dataset.review.need import NO_NEED, Need
from sam3_studio.dataset.review.pairs import Outlines, pair_count, pairs, possible_iou

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_PAIRS = 1_000_000
"""Pairs at a time: some 100 MB while they are compared. One picture is never divided."""

PictureRow = tuple[int, str, str]
"""Id, name and state of a picture."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What a person has settled about candidates.

    Attributes:
        near: candidates whose score is no further from the threshold are near it.
        same_object: above this IoU with an accepted object a candidate is that object.
    """

    near: float = GHOST_DEPTH
    same_object: float = SAME_OBJECT


@dataclass(frozen=True, slots=True)
class Limits:
    """Of the classes, each by its id.

    Attributes:
        rules: about candidates.
        ids: of all classes.
        active: those that are looked for.
        threshold: by id; candidates that score more are shown.
        least: by id; candidates with fewer pixels are not shown.
    """

    rules: Rules
    ids: tuple[int, ...]
    active: frozenset[int]
    threshold: NDArray[np.float64]
    least: NDArray[np.int64]

    @classmethod
    def of(cls, connection: Connection, rules: Rules) -> "Limits":
        """Those of a project."""
        rows = connection.execute("SELECT id, active, threshold, minimum_area FROM classes ORDER BY id").fetchall()
        size = max((row[0] for row in rows), default=0) + 1
        threshold, least = np.zeros(size), np.ones(size, dtype=np.int64)
        for id_, _, value, area in rows:
            threshold[id_], least[id_] = value, max(area, 1)
        active = frozenset(row[0] for row in rows if row[1])
        return cls(rules, tuple(row[0] for row in rows), active, threshold, least)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Some pictures, and what is known of them.

    Attributes:
        limits: of the classes.
        images: the pictures; everything else goes by their numbers here.
        asked: (n, 3) picture, class and presence of each answer.
        scores: (m,) of all candidates.
        rejected: (m,) whether a person has rejected each.
        candidates: (m,) where they are.
        objects: where objects are.
    """

    limits: Limits
    images: list[PictureRow]
    asked: NDArray[np.float64]
    scores: NDArray[np.float64]
    rejected: NDArray[np.bool_]
    candidates: Outlines
    objects: Outlines

    def divided(self) -> "Iterator[Evidence]":
        """The same in parts that have few enough pairs."""
        size, objects = len(self.images), self.objects
        most = max(pair_count(self.candidates, objects, size), pair_count(objects, objects, size))
        if most <= _MOST_PAIRS or size == 1:
            yield self
            return
        for start, end in ((0, size // 2), (size // 2, size)):
            yield from self._part(start, end).divided()

    def _part(self, start: int, end: int) -> "Evidence":
        inside = _between(self.candidates.image, start, end)
        asked = self.asked[_between(self.asked[:, 0], start, end)] - (start, 0, 0)
        return Evidence(
            self.limits,
            self.images[start:end],
            asked,
            self.scores[inside],
            self.rejected[inside],
            _cut(self.candidates, inside, start),
            _cut(self.objects, _between(self.objects.image, start, end), start),
        )

    def needs(self, connection: Connection, file: Path) -> dict[str, Need]:
        """Of the pictures that need something."""
        size = len(self.images)
        near, clashes, unseen = self._compared(size)
        doubt, doubtful = self._doubts(size)
        mistakes = self._mistakes(connection, file, size)
        open_ = np.array([state not in {ImageState.DONE, ImageState.FAILED} for _, _, state in self.images])
        doubt, near = doubt * open_, near * open_
        doubtful *= doubt > 0
        columns = (doubt, doubtful, near, clashes, unseen, mistakes)
        rows = zip(*(column.tolist() for column in columns), strict=True)
        given = ((name, Need(*row)) for (_, name, _), row in zip(self.images, rows, strict=True))
        return {name: one for name, one in given if one.score > NO_NEED.score}

    def _compared(self, size: int) -> tuple[NDArray[np.int64], ...]:
        """How many candidates near the threshold, clashes and objects that were not seen each picture has."""
        limits, candidates, objects = self.limits, self.candidates, self.objects
        left, right = pairs(candidates, objects, size)
        iou = possible_iou(candidates, left, objects, right)
        same_class = candidates.class_id[left] == objects.class_id[right]
        same = same_class & (iou > limits.rules.same_object)
        taken = _any(len(candidates), left[same])
        distance = self.scores - limits.threshold[candidates.class_id]
        offered = ~taken & ~self.rejected & (candidates.area >= limits.least[candidates.class_id])
        near = offered & (np.abs(distance) <= limits.rules.near)
        clash = offered & (distance > 0) & _any(len(candidates), left[~same_class & (iou > CLASSES_IOU)])
        likely = same & (distance[left] >= -limits.rules.near)
        looked_for = np.isin(_key(objects.image, objects.class_id), _key(self.asked[:, 0], self.asked[:, 1]))
        unseen = looked_for & ~_any(len(objects), right[likely])
        return (
            _count(candidates.image[near], size),
            _count(candidates.image[clash], size),
            _count(objects.image[unseen], size),
        )

    def _doubts(self, size: int) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
        """The highest doubt of each picture, and the class that it is about."""
        has = np.isin(_key(self.asked[:, 0], self.asked[:, 1]), _key(self.objects.image, self.objects.class_id))
        image, class_id, presence = self.asked[~has].T
        each = 1 - 2 * np.abs(presence - 0.5)
        order = np.argsort(each, kind="stable")
        doubt, doubtful = np.zeros(size), np.zeros(size, dtype=np.int64)
        # What is assigned last stays: the highest.
        doubt[image[order].astype(np.int64)] = each[order]
        doubtful[image[order].astype(np.int64)] = class_id[order].astype(np.int64)
        return np.maximum(doubt, 0), doubtful

    def _mistakes(self, connection: Connection, file: Path, size: int) -> NDArray[np.int64]:
        """How many findings of checks each picture has."""
        objects = self.objects
        left, right = pairs(objects, objects, size)
        left, right = left[left < right], right[left < right]
        iou = possible_iou(objects, left, objects, right)
        same_class = objects.class_id[left] == objects.class_id[right]
        likely = np.unique(objects.image[left[iou > np.where(same_class, DUPLICATE_IOU, CLASSES_IOU)]])
        counts = np.zeros(size, dtype=np.int64)
        for place in likely.tolist():
            id_, name, _ = self.images[place]
            counts[place] = count_mistakes(connection, id_, name, file)
        filled = set(objects.image.tolist())
        sure = self.asked[self.asked[:, 2] > HIGH_PRESENCE, 0].astype(np.int64)
        for place in sure.tolist():
            counts[place] += place not in filled and self.images[place][2] == ImageState.DONE
        return counts


def _between(values: NDArray[np.int64] | NDArray[np.float64], start: int, end: int) -> NDArray[np.bool_]:
    return np.asarray((values >= start) & (values < end), dtype=np.bool_)


def _cut(outlines: Outlines, inside: NDArray[np.bool_], start: int) -> Outlines:
    return Outlines(
        outlines.image[inside] - start, outlines.class_id[inside], outlines.box[inside], outlines.area[inside]
    )


def _any(size: int, places: NDArray[np.int64]) -> NDArray[np.bool_]:
    """(size,) True at the places."""
    marks = np.zeros(size, dtype=np.bool_)
    marks[places] = True
    return marks


def _count(images: NDArray[np.int64], size: int) -> NDArray[np.int64]:
    return np.bincount(images, minlength=size)


def _key(image: NDArray[np.generic], class_id: NDArray[np.generic]) -> NDArray[np.int64]:
    """One number for picture and class."""
    return (image.astype(np.int64) << 32) | class_id.astype(np.int64)
