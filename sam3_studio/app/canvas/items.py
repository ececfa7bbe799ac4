"""What lies on the picture, and what of it is under a point."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sam3_studio.app.canvas.masks import RunsCache
from sam3_studio.app.canvas.style import PALE, ColorBy, DisplayOptions, MaskStyle, Paint, Rgb, instance_color
from sam3_studio.app.interaction import Hit
from sam3_studio.core.annotation import Candidate
from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import LabelClass, LabeledObject
from sam3_studio.core.rle import Rle

UNKNOWN: Rgb = (160, 160, 168)
"""The colour of a class that is not known."""
NUMBERED = 9
"""How many candidates have a key of their own, and a label that says which."""


@dataclass(frozen=True, slots=True)
class CandidateView:
    """A candidate as it is shown.

    Attributes:
        id: unique among candidates and objects.
        number: the one a person knows it by, from 1; best first.
        class_id: of the class it was found for.
        candidate: what the model found.
        ghost: it just misses the threshold, and is only hinted at.
    """

    id: str
    number: int
    class_id: int
    candidate: Candidate
    ghost: bool = False


@dataclass(frozen=True, slots=True)
class SketchBox:
    """A box that the model has found before its mask is there.

    Attributes:
        box: in pixels of the picture; it may leave it.
        score: 0 to 1.
        class_id: of the class it was found for.
    """

    box: Box
    score: float
    class_id: int


@dataclass(frozen=True, slots=True)
class Entry:
    """An object or candidate that is shown.

    Attributes:
        hit: names it.
        mask: of the whole picture.
        class_id: of its class.
        score: the model's, None for what a person drew.
        number: of a candidate, 0 for an object.
        locked: it cannot be picked.
        ghost: it is only hinted at.
    """

    hit: Hit
    mask: Rle
    class_id: int
    score: float | None
    number: int = 0
    locked: bool = False
    ghost: bool = False


def entry_of_object(item: LabeledObject) -> Entry:
    """An object as it is shown."""
    score = item.origin.score if item.origin else None
    return Entry(Hit(item.id), item.mask, item.class_id, score, locked=item.locked)


def entry_of_candidate(view: CandidateView) -> Entry:
    """A candidate as it is shown."""
    found, hit = view.candidate, Hit(view.id, candidate=True)
    return Entry(hit, found.mask, view.class_id, found.score, view.number, ghost=view.ghost)


class Palette:
    """Gives everything its colour and its look.

    Args:
        classes: their colours.
        options: how a person wants things to look.
        ratio: device pixels for one logical pixel of the screen, which line widths are multiples of.
    """

    def __init__(self, classes: Iterable[LabelClass], options: DisplayOptions, ratio: float) -> None:
        self._classes = {known.id: known for known in classes}
        self._options = options
        self._ratio = ratio
        self._paints: dict[Paint, Paint] = {}
        self._of_class: dict[tuple[int, bool | None], Paint] = {}

    def name(self, class_id: int) -> str:
        """A class's name, "" for one that is not known."""
        known = self._classes.get(class_id)
        return known.name if known else ""

    def color(self, class_id: int, name: str) -> Rgb:
        """The colour of an object or candidate called `name`."""
        if self._options.color_by is ColorBy.INSTANCE:
            return instance_color(name)
        known = self._classes.get(class_id)
        return known.color if known else UNKNOWN

    def object(self, class_id: int, name: str) -> Paint:
        """Accepted: a firm line, a full fill."""
        if (class_id, None) not in self._of_class or self._options.color_by is ColorBy.INSTANCE:
            paint = self._paint(self.color(class_id, name), fill=1.0, line=1.0, width=1.9)
            self._of_class[class_id, None] = paint
        return self._of_class[class_id, None]

    def candidate(self, class_id: int, name: str, *, ghost: bool) -> Paint:
        """Proposed: a dashed line and half a fill; a ghost is a faint line alone."""
        if (class_id, ghost) not in self._of_class or self._options.color_by is ColorBy.INSTANCE:
            fill, line, width = (0.0, 0.5, 1.2) if ghost else (0.45, 1.0, 1.9)
            color = self.color(class_id, name)
            paint = self._paint(color, fill=fill, line=line, width=width, dashed=True, always_lined=True)
            self._of_class[class_id, ghost] = paint
        return self._of_class[class_id, ghost]

    def selected(self) -> Paint:
        """On top of what it was painted with: a strong pale line."""
        return self._known(Paint(PALE, 0.10, 1.0, 3.0 * self._ratio, halo=0.7))

    def hovered(self) -> Paint:
        """On top of what it was painted with: a little light."""
        return self._known(Paint(PALE, 0.18, 1.0, 2.0 * self._ratio, halo=0.3))

    def _paint(
        self, color: Rgb, *, fill: float, line: float, width: float, dashed: bool = False, always_lined: bool = False
    ) -> Paint:
        masks = self._options.masks
        fill = 0.0 if masks is MaskStyle.OUTLINE else fill * self._options.opacity
        line = 0.0 if masks is MaskStyle.FILL and not always_lined else line
        return self._known(Paint(color, fill, line, width * self._ratio, dashed))

    def _known(self, paint: Paint) -> Paint:
        return self._paints.setdefault(paint, paint)


class HitIndex:
    """Finds what lies under a point or in a box: boxes of all at once, then the masks of the few that remain."""

    def __init__(self, entries: Sequence[Entry], runs: RunsCache) -> None:
        found = [(entry, box) for entry in entries if (box := entry.mask.box) is not None]
        self.entries = tuple(entry for entry, _ in found)
        self.bounds = np.array([box.as_tuple() for _, box in found], dtype=np.float64).reshape(-1, 4)
        self._runs = runs
        self._areas = np.array([entry.mask.area for entry in self.entries], dtype=np.int64)

    def __add__(self, other: "HitIndex") -> "HitIndex":
        """Of the entries of both."""
        both = HitIndex((), self._runs)
        both.entries = self.entries + other.entries
        both.bounds = np.concatenate([self.bounds, other.bounds])
        both._areas = np.concatenate([self._areas, other._areas])
        return both

    @cached_property
    def _objects(self) -> dict[str, Entry]:
        """The entries that are objects, by their ids."""
        return {entry.hit.id: entry for entry in self.entries if not entry.hit.candidate}

    def at(self, x: float, y: float, *, locked: bool = False) -> Hit | None:
        """What has the smallest area of all whose mask has the pixel at a point.

        Args:
            x: in pixels of the picture.
            y: in pixels of the picture.
            locked: whether locked ones are met as well.
        """
        column, row = math.floor(x), math.floor(y)
        near = self._near(column, row)
        ranks: list[int] = near[np.argsort(self._areas[near], kind="stable")].tolist()
        for rank in ranks:
            entry: Entry = self.entries[rank]
            runs = self._runs.of(entry.mask)
            if (locked or not entry.locked) and runs is not None and runs.has(column, row):
                return entry.hit
        return None

    def is_seen(self, name: str) -> bool:
        """Whether there is an object of this id, and not hidden."""
        return name in self._objects

    def mask_of(self, name: str) -> Rle | None:
        """Of an object that is seen and may be edited; None for any other."""
        entry = self._objects.get(name)
        return entry.mask if entry and not entry.locked else None

    def around(self, x: float, y: float) -> tuple[str, ...]:
        """Ids of the objects whose boxes hold the pixel at a point; neither locked ones nor candidates."""
        return self._free(self._near(math.floor(x), math.floor(y)))

    def _near(self, column: int, row: int) -> NDArray[np.intp]:
        """Which of the boxes hold a pixel."""
        x1, y1, x2, y2 = self.bounds.T
        return np.flatnonzero((x1 <= column) & (column < x2) & (y1 <= row) & (row < y2))

    def within(self, band: Box) -> tuple[str, ...]:
        """Ids of the objects that lie in a box as a whole; locked ones and candidates are not caught."""
        x1, y1, x2, y2 = self.bounds.T
        return self._free(np.flatnonzero((band.x1 <= x1) & (x2 <= band.x2) & (band.y1 <= y1) & (y2 <= band.y2)))

    def _free(self, ranks: NDArray[np.intp]) -> tuple[str, ...]:
        """Ids of those of the entries that are objects, and not locked."""
        entries = [self.entries[rank] for rank in ranks.tolist()]
        return tuple(entry.hit.id for entry in entries if not entry.locked and not entry.hit.candidate)
