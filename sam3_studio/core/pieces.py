"""What parts of a picture show of one object, and the object that it makes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from sam3_studio.core.annotation import Candidate
from sam3_studio.core.columns import Columns
from sam3_studio.core.cropping import Crop
from sam3_studio.core.mask_algebra import may_share, subtracted, united
from sam3_studio.core.rle import Rle

AGREEMENT = 0.6
"""From this IoU on, within what two parts both see, their candidates are the same object."""

COVERED = 0.5
"""An object that others inside it cover by this much is a group of them, not an object."""

AS_GOOD_AS_WHOLE = 0.9
"""From this IoU on with the mask of a part that saw all of the object, pieces seen closer make the finer mask."""

CUT_COUNTS = 0.5
"""Factor on the score of an object that was seen in pieces alone, where it contends with one that was seen whole."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A candidate of one part.

    Attributes:
        candidate: in pixels of the whole picture.
        part: number of the part.
        seen: the part itself.
        cut: whether it reaches a border of the part that is not one of the picture.
    """

    candidate: Candidate
    part: int
    seen: Crop
    cut: bool

    @property
    def extent(self) -> int:
        """Pixels of the part: what small parts show is seen closely."""
        return self.seen.width * self.seen.height


@dataclass(frozen=True, slots=True, eq=False)
class Joined:
    """An object: what was seen of it, by which parts, and whether by any of them as a whole.

    Attributes:
        candidate: in pixels of the whole picture.
        parts: numbers of the parts that saw something of it.
        whole: whether any of them saw all of it.
        near: its mask as the parts saw it that looked closest.
        nearest: numbers of those parts.
        doubtful: the candidate's mask comes from afar, and those parts saw much less: it may be of several objects.
    """

    candidate: Candidate
    parts: frozenset[int]
    whole: bool
    near: Rle
    nearest: frozenset[int]
    doubtful: bool

    @property
    def weight(self) -> float:
        """Its score in a contest for the same pixels."""
        return self.candidate.score * (1.0 if self.whole else CUT_COUNTS)


def put_together(pieces: Sequence[Piece]) -> Joined:
    """One object of what several parts saw of it."""
    whole = [piece for piece in pieces if not piece.cut and not _goes_on(piece, pieces)]
    widest = max(whole, key=_seen_most, default=None)
    closest = min((piece.extent for piece in whole), default=None)
    telling = [*whole, *(piece for piece in pieces if closest is None or piece.extent < closest)]
    score = max(piece.candidate.score for piece in telling)
    closer = [piece for piece in pieces if widest is None or piece.extent < widest.extent]
    nearest = closer or pieces
    near = united([piece.candidate.mask for piece in nearest]) if len(nearest) > 1 else nearest[0].candidate.mask
    drawn = _drawn(closer, near, widest, whole)
    return Joined(
        replace(drawn, score=score),
        frozenset(piece.part for piece in pieces),
        bool(whole),
        near,
        frozenset(piece.part for piece in nearest),
        bool(closer) and widest is not None and drawn is widest.candidate and near.iou(drawn.mask) < AGREEMENT,
    )


def told_apart(one: Joined, others: Iterable[Joined]) -> Joined:
    """A doubtful object without its neighbours.

    From afar two objects may look like one, which parts that looked closer told apart. Where the mask without the
    neighbours that these saw is what they saw of this object, that becomes its mask.
    """
    mask = one.candidate.mask
    near = [
        other.near
        for other in others
        if other is not one and other.nearest & one.nearest and may_share(other.near, mask)
    ]
    if not near or one.near.iou(subtracted(mask, united(near))) < AGREEMENT:
        return one
    return replace(one, candidate=_as_seen(one.candidate, one.near), doubtful=False)


def _goes_on(piece: Piece, pieces: Sequence[Piece]) -> bool:
    """Whether others that looked as closely saw more of the object beyond what a piece's part shows.

    Where something lies across it, what a part shows may end before the border, and go on behind that.
    """
    as_near = [one.candidate.mask for one in pieces if one.extent <= piece.extent and one is not piece]
    if all(mask.box is None or piece.seen.holds(mask.box) for mask in as_near):
        return False
    seen = united([piece.candidate.mask, *as_near])
    return area_within(seen, piece.seen) < AS_GOOD_AS_WHOLE * seen.area


def area_within(mask: Rle, part: Crop) -> int:
    """Pixels of a mask in a part of the picture."""
    if mask.box is not None and part.holds(mask.box):
        return mask.area
    pieces = Columns.of(mask)
    inside = (pieces.x >= part.x) & (pieces.x < part.x + part.width)
    rows = np.minimum(pieces.bottom, part.y + part.height) - np.maximum(pieces.top, part.y)
    return int(np.clip(rows[inside], 0, None).sum())


def _drawn(closer: Sequence[Piece], near: Rle, widest: Piece | None, whole: Iterable[Piece]) -> Candidate:
    """An object as it was seen closest.

    Args:
        closer: pieces that were seen closer than by the widest, if any.
        near: their masks together.
        widest: of the largest part that saw all of it; None where none did.
        whole: of all parts that saw all of it.
    """
    if widest is None or (closer and near.iou(widest.candidate.mask) >= AS_GOOD_AS_WHOLE):
        return _as_seen(closer[0].candidate, near)
    # Several of a group look like one from afar; but half of an object is not the whole one.
    least = COVERED * widest.candidate.mask.area
    nearer = (piece for piece in whole if piece.extent < widest.extent and piece.candidate.mask.area >= least)
    return max(nearer, key=_weight, default=widest).candidate


def _as_seen(candidate: Candidate, mask: Rle) -> Candidate:
    return replace(candidate, box=mask.box or candidate.box, mask=mask)


def _seen_most(piece: Piece) -> tuple[int, float]:
    return piece.extent, _weight(piece)


def _weight(piece: Piece) -> float:
    """Of looks that are alike: the surer one, and the one that saw more."""
    return piece.candidate.score * piece.candidate.mask.area
