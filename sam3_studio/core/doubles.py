"""Doubles: objects seen again, fragments of others or groups of several; found among many that hardly change."""

from collections.abc import Iterable, Sequence

from sam3_studio.core.merging import SAME_MASK
from sam3_studio.core.overlap import tight_boxes, touching
from sam3_studio.core.pieces import COVERED, Joined

INSIDE = 0.8
"""An object with this share of its pixels in another one lies inside it."""

TWICE = 0.5
"""Above this IoU even one part has drawn one object twice."""


class Doubles:
    """Leaves out doubles. Asked again with nearly the same objects, it compares only those that are new."""

    def __init__(self) -> None:
        self._touching: dict[Joined, dict[Joined, int | None]] = {}
        """Of each object those whose boxes share pixels with its own, and how many their masks share, once known."""

    def without(self, objects: Sequence[Joined]) -> list[Joined]:
        """Those that are no doubles of better ones, in their order."""
        self._follow(objects)
        kept: set[Joined] = set()
        for one in sorted(objects, key=_best_first):
            better = self._touching[one].keys() & kept
            if not better or not self._is_double(one, better):
                kept.add(one)
        return [one for one in objects if one in kept]

    def _follow(self, objects: Sequence[Joined]) -> None:
        """Bring up to date which objects touch each other."""
        for gone in self._touching.keys() - set(objects):
            for other in self._touching.pop(gone):
                self._touching.get(other, {}).pop(gone, None)
        fresh = [place for place, one in enumerate(objects) if one not in self._touching]
        if not fresh:
            return
        self._touching |= {objects[place]: {} for place in fresh}
        boxes = tight_boxes([one.candidate.mask for one in objects])
        for place in fresh:
            one = objects[place]
            for other in touching(boxes, boxes[place]).tolist():
                if other != place:
                    self._touching[one][objects[other]] = self._touching[objects[other]][one] = None

    def _shared(self, one: Joined, other: Joined) -> int:
        shared = self._touching[one][other]
        if shared is None:
            shared = one.candidate.mask.intersection(other.candidate.mask)
            self._touching[one][other] = self._touching[other][one] = shared
        return shared

    def _is_double(self, one: Joined, better: Iterable[Joined]) -> bool:
        area, covered = one.candidate.mask.area, 0
        for rival in better:
            its, shared = rival.candidate.mask.area, self._shared(one, rival)
            told_apart = bool(one.parts & rival.parts)
            if shared > (TWICE if told_apart else SAME_MASK) * (area + its - shared):
                return True
            if told_apart:
                continue
            if shared >= INSIDE * area:
                return True
            if shared >= INSIDE * its:
                covered += shared
        return covered >= COVERED * area


def _best_first(one: Joined) -> float:
    return -one.weight
