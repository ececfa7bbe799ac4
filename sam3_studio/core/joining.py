"""What was found in several parts of a picture, as one finding: each object once, whole, whatever border cut it.

Parts see the same thing where they overlap, so two of their candidates are one object where they agree there. What
borders cut is put together from such pieces; what any part saw whole is taken from the part that looked closest.
"""

from collections.abc import Iterable, Sequence

import numpy as np

from sam3_studio.core.annotation import Candidate
from sam3_studio.core.cropping import Crop
from sam3_studio.core.doubles import Doubles
from sam3_studio.core.overlap import tight_boxes, touching
from sam3_studio.core.pieces import AGREEMENT, Joined, Piece, area_within, put_together, told_apart
from sam3_studio.core.segmenter import Segmentation

WITH_SURROUNDINGS = 0.5
"""An object that takes up no more of a part's side than this is seen there with enough of its surroundings."""

_BORDER = 0.005
"""As a share of a part's side: a mask that ends so near the part's border is taken to be cut off by it.

Masks are coarser than pixels, so that of an object that goes on need not reach the very last one.
"""


class Joining:
    """Takes in what is found part by part, in any order; tells at any time what that makes together.

    The part that could see best is believed. A piece at a border is dropped where a neighbouring part saw all around
    it: half a frog looks like many things. So is what was seen from afar where another part looked closer and had its
    surroundings in view. Of the rest, an object gets the best score among the parts that saw it whole and the pieces
    that were seen closer than by them. Presence is the highest of all parts: a concept is in the picture if it is in
    any part of it. What one part tells apart stays apart.

    Args:
        width: of the picture in pixels.
        height: of the picture in pixels.
        refutes: whether a part that sees better drops what others found; False: what any of them found stays.
    """

    def __init__(self, width: int, height: int, *, refutes: bool = True) -> None:
        self._width = width
        self._height = height
        self._refutes = refutes
        self._parts: list[Crop] = []
        self._presence = 0.0
        self._map_from: Segmentation | None = None
        self._pieces: list[Piece] = []
        self._boxes = np.zeros((0, 4))
        self._links: list[tuple[int, int, int]] = []
        """Shared pixels, and the two pieces that agree, the later one first."""
        self._refuted: set[int] = set()
        self._made: dict[tuple[int, ...], Joined] = {}
        self._doubles = Doubles()

    def add(self, part: Crop, found: Segmentation) -> None:
        """Take in what was found in a part of the picture, in pixels of the whole picture.

        Candidates without pixels are left out. A semantic map is kept where the part is all of the picture.
        """
        self._presence = max(self._presence, found.presence)
        if found.semantic is not None and (part.width, part.height) == (self._width, self._height):
            self._map_from = found
        fresh = [
            Piece(candidate, len(self._parts), part, self._is_cut(candidate, part))
            for candidate in found.candidates
            if candidate.mask.area
        ]
        for number, piece in enumerate(fresh, len(self._pieces)):
            self._link(number, piece)
        self._parts.append(part)
        self._pieces += fresh
        self._boxes = np.concatenate([self._boxes, tight_boxes([piece.candidate.mask for piece in fresh])])
        if self._refutes:
            self._refute(part, len(self._pieces) - len(fresh))

    @property
    def found(self) -> Segmentation:
        """What all parts have found together, the best candidate first."""
        members = [tuple(sorted(one for one in numbers if one not in self._refuted)) for numbers in self._members()]
        seen = [self._joined(numbers) for numbers in members if numbers]
        joined = self._doubles.without([told_apart(one, seen) if one.doubtful else one for one in seen])
        candidates = sorted((one.candidate for one in joined), key=_worst_last)
        return Segmentation(self._presence, tuple(candidates), self._map_from.semantic if self._map_from else None)

    def _is_cut(self, candidate: Candidate, part: Crop) -> bool:
        box, seen = candidate.mask.box, part.box
        if box is None:
            return False
        across, down = max(_BORDER * part.width, 0.5), max(_BORDER * part.height, 0.5)
        return (
            (seen.x1 > 0 and box.x1 < seen.x1 + across)
            or (seen.y1 > 0 and box.y1 < seen.y1 + down)
            or (seen.x2 < self._width and box.x2 > seen.x2 - across)
            or (seen.y2 < self._height and box.y2 > seen.y2 - down)
        )

    def _link(self, number: int, piece: Piece) -> None:
        """Note with which pieces of other parts a new one agrees."""
        box = piece.candidate.mask.box
        if box is None:
            return
        for other in touching(self._boxes, np.array(box.as_tuple())):
            shared = _agreement(piece, self._pieces[other])
            if shared:
                self._links.append((shared, number, int(other)))

    def _members(self) -> Iterable[Sequence[int]]:
        """The pieces of each object; those that share most are put together first."""
        group = list(range(len(self._pieces)))
        members = {number: [number] for number in group}
        linked = {number for _, *pair in self._links for number in pair}
        parts = {number: {self._pieces[number].part} for number in linked}
        for _, first, second in sorted(self._links, key=_most_first):
            one, other = group[first], group[second]
            if one == other or parts[one] & parts[other]:
                continue
            for number in members[other]:
                group[number] = one
            members[one] += members.pop(other)
            parts[one] |= parts.pop(other)
        return members.values()

    def _refute(self, part: Crop, first: int) -> None:
        """Note which earlier pieces a new part sees better, and which of its own an earlier part sees better.

        Args:
            part: the new one.
            first: number of the first piece that it brings.
        """
        seen = self._boxes[:first]
        inside = (seen[:, :2] >= (part.x, part.y)) & (seen[:, 2:] <= (part.x + part.width, part.y + part.height))
        self._refuted |= {int(old) for old in np.flatnonzero(inside.all(axis=1)) if self._sees_better(part, int(old))}
        fresh = range(first, len(self._pieces))
        self._refuted |= {new for new in fresh if any(self._sees_better(old, new) for old in self._parts)}

    def _sees_better(self, part: Crop, number: int) -> bool:
        """Whether a part sees all around a piece that was cut, or sees a whole one closer and with its surroundings."""
        piece = self._pieces[number]
        box, extent = piece.candidate.mask.box, part.width * part.height
        if box is None or not part.holds(box) or self._is_cut(piece.candidate, part):
            return False
        if piece.cut:
            return extent <= piece.extent and part != piece.seen
        small = box.width <= WITH_SURROUNDINGS * part.width and box.height <= WITH_SURROUNDINGS * part.height
        return small and extent < piece.extent

    def _joined(self, members: tuple[int, ...]) -> Joined:
        known = self._made.get(members)
        if known is None:
            known = self._made[members] = put_together([self._pieces[number] for number in members])
        return known


def _agreement(piece: Piece, other: Piece) -> int:
    """The pixels that two pieces share where they agree on what both parts see; 0 where they do not."""
    mask, its = piece.candidate.mask, other.candidate.mask
    shared = mask.intersection(its)
    if not shared:
        return 0
    union = area_within(mask, other.seen) + area_within(its, piece.seen) - shared
    return shared if shared >= AGREEMENT * union else 0


def _most_first(link: tuple[int, int, int]) -> tuple[int, int, int]:
    shared, first, second = link
    return -shared, first, second


def _worst_last(candidate: Candidate) -> float:
    return -candidate.score
