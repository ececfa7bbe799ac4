"""What becomes of a mask when a person has changed its outline (`editing.vertices`).

The mask stays the master: only what was changed is written back. Along an edge between two corners that was not touched
every pixel stays as it was, though the edge is far coarser than the mask; one that was moved is as straight as it was
drawn.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

import numpy as np

from sam3_studio.core.components import Parts
from sam3_studio.core.contour import Ring
from sam3_studio.core.mask_algebra import intersected, inverted, subtracted, united
from sam3_studio.core.raster import rle_from_rings
from sam3_studio.core.rle import Rle
from sam3_studio.editing.copies import moved
from sam3_studio.editing.strokes import Point
from sam3_studio.editing.vertices import outline, signed_area

_MARGIN = 3
"""Pixels around a change that are looked at with it."""

_Edge = tuple[Point, Point]


def redrawn(mask: Rle, before: Sequence[Ring], after: Sequence[Ring]) -> Rle:
    """The mask with an outline that was changed; cost and memory follow the outlines around the change.

    Args:
        mask: that the outline was made from.
        before: the outline.
        after: what a person has made of it, one ring changed or left out; rings may cross and leave the picture. What
            two outer rings enclose is inside, what is in a hole alone is not.
    """
    arcs = _all_arcs(mask, before)
    there = {edge for ring in after for edge in _edges(ring)}
    changed = [np.concatenate([arc, edge[1:]]) for edge, arc in arcs.items() if edge not in there]
    changed += [np.array(edge) for edge in there - arcs.keys()]
    if not changed:
        return mask
    piece = _Piece.around(np.concatenate(changed), mask)
    was, old = piece.cut(mask), piece.filled(before)
    gone, come = _without(before, after), _without(after, before)
    sign = 1 if not gone or signed_area(gone[0]) >= 0 else -1
    new = _exchanged(old, piece.filled(gone), piece.filled(come), sign)
    detail_gone, detail_come = ([_detailed(ring, arcs) for ring in rings] for rings in (gone, come))
    fine = _exchanged(was, piece.filled(detail_gone), piece.filled(detail_come), sign)
    # Between the outlines it is as drawn: what one edge has of detail may lie where another one was moved to.
    result = united([subtracted(fine, subtracted(old, new)), subtracted(new, old)])
    for crumb in piece.crumbs(result, was, new, diagonal=True):
        result = subtracted(result, crumb)
    for gap in piece.crumbs(inverted(result), inverted(was), inverted(new), diagonal=False):
        result = united([result, gap])
    result = _in_one(result, was)
    result = inverted(_in_one(inverted(result), inverted(was)))
    return subtracted(united([mask, piece.put(subtracted(result, was))]), piece.put(subtracted(was, result)))


@dataclass(frozen=True, slots=True)
class _Piece:
    """A rectangle of a picture.

    Attributes:
        left, top: its first column and row.
        width, height: in pixels.
        picture: height and width of that.
    """

    left: int
    top: int
    width: int
    height: int
    picture: tuple[int, int]

    @classmethod
    def around(cls, points: Ring, mask: Rle) -> "_Piece":
        """What holds these points, as far as it lies in the mask's picture."""
        size = mask.width, mask.height
        left, top = np.clip(np.floor(points.min(axis=0)) - _MARGIN, 0, size).astype(int).tolist()
        right, bottom = np.clip(np.ceil(points.max(axis=0)) + _MARGIN, (left, top), size).astype(int).tolist()
        return cls(left, top, right - left, bottom - top, (mask.height, mask.width))

    def cut(self, mask: Rle) -> Rle:
        """This piece of a mask of the picture."""
        return moved(mask, -self.left, -self.top, self.height, self.width)

    def put(self, piece: Rle) -> Rle:
        """A mask of the picture that has pixels in this piece alone."""
        return moved(piece, self.left, self.top, *self.picture)

    def filled(self, rings: Sequence[Ring]) -> Rle:
        """What lies inside the rings."""
        return rle_from_rings([ring - (self.left, self.top) for ring in rings], self.height, self.width)

    def crumbs(self, piece: Rle, before: Rle, drawn: Rle, *, diagonal: bool) -> Iterator[Rle]:
        """Parts that nothing is drawn of and that were more before: detail of an edge, cut off by another one."""
        parts, whole = (Parts.of(one, diagonal=diagonal) for one in (piece, before))
        for part in parts.masks(~parts.sharing(drawn)):
            untouched = whole.areas[whole.sharing(part)].tolist() == [part.area]
            if not (untouched or self._may_go_on(part)):
                yield part

    def _may_go_on(self, part: Rle) -> bool:
        """Whether the picture may have more of it than this piece."""
        box = part.box
        height, width = self.picture
        return box is not None and (
            box.x1 <= 0 < self.left
            or box.y1 <= 0 < self.top
            or self.left + box.x2 >= self.left + self.width < width
            or self.top + box.y2 >= self.top + self.height < height
        )


def _without(rings: Sequence[Ring], others: Sequence[Ring]) -> list[Ring]:
    known = {ring.tobytes() for ring in others}
    return [ring for ring in rings if ring.tobytes() not in known]


def _detailed(ring: Ring, arcs: dict[_Edge, Ring]) -> Ring:
    return np.concatenate([arcs.get(edge, np.array(edge[:1])) for edge in _edges(ring)])


def _exchanged(mask: Rle, gone: Rle, come: Rle, sign: int) -> Rle:
    """A mask with another ring in the place of one; a pixel is inside where outer rings outnumber holes.

    By one sweep over all spans, with every move of the mouse: by sets of pixels it takes four times as long.

    Args:
        mask: inside all rings.
        gone, come: inside the ring that there was, and inside the other one.
        sign: 1 for outer rings, -1 for holes.
    """
    spans = [(*one.spans, weight) for one, weight in ((mask, 1), (gone, -sign), (come, sign))]
    places = np.concatenate([edge for starts, ends, _ in spans for edge in (starts, ends)])
    steps = np.concatenate([np.full(len(starts), way * weight) for starts, _, weight in spans for way in (1, -1)])
    order = np.argsort(places, kind="stable")
    places, inside = places[order], np.cumsum(steps[order]) > 0
    lasting = np.flatnonzero(inside[:-1] & (places[1:] > places[:-1]))
    return Rle.from_spans(mask.height, mask.width, places[lasting], places[lasting + 1])


def _in_one(mask: Rle, before: Rle) -> Rle:
    """A mask whose new tips hold together where they are narrower than a pixel, as far as their pixels meet at all."""
    loose = _loose(mask, before)
    if not loose.area:
        return mask
    joints = []
    for down in (1, -1):  # two pixels that meet in a corner alone are joined by the one beside the first
        beside, above = (partial(_shifted, x=1, y=0), partial(_shifted, x=0, y=down))
        ways = [intersected(beside(loose), above(mask)), intersected(beside(mask), above(loose))]
        joints.append(subtracted(united(ways), beside(above(mask))))
    joined = united([mask, *joints])
    return subtracted(joined, _loose(joined, before))


def _loose(mask: Rle, before: Rle) -> Rle:
    """New parts that are one pixel wide: each would have corners of its own, beside that of the tip."""
    parts = Parts.of(mask, diagonal=False)
    chosen = ~parts.sharing(before)
    chosen[chosen] = [_is_thin(part) for part in parts.masks(chosen)]
    return Rle.empty(mask.height, mask.width) if chosen.all() else parts.together(chosen)


def _is_thin(part: Rle) -> bool:
    box = part.box
    return box is not None and min(box.x2 - box.x1, box.y2 - box.y1) <= 1


def _shifted(mask: Rle, x: int, y: int) -> Rle:
    return moved(mask, x, y, mask.height, mask.width)


def _all_arcs(mask: Rle, rings: Sequence[Ring]) -> dict[_Edge, Ring]:
    """Of each edge of a mask's outline the corners that it stands for, its start first."""
    arcs = {edge: np.array(edge[:1]) for ring in rings for edge in _edges(ring)}
    for coarse, fine in zip(rings, outline(mask, 0), strict=False):
        arcs |= _arcs(coarse, fine)
    return arcs


def _arcs(coarse: Ring, fine: Ring) -> dict[_Edge, Ring]:
    """The same of a ring, some of whose corners are left; empty where it has other corners."""
    places: dict[Point, list[int]] = {}
    for place, corner in enumerate(fine.tolist() * 2):
        places.setdefault(tuple(corner), []).append(place)
    corners = list(map(tuple, coarse.tolist()))
    for begin in places.get(corners[0], ()):  # a ring may come to a corner twice
        way = [begin]
        for corner in corners[1:]:
            later = places.get(corner, [])
            way += later[bisect_right(later, way[-1]) :][:1]
        way.append(begin + len(fine))
        if len(way) == len(corners) + 1 and way[-2] < way[-1]:
            twice = np.concatenate([fine, fine])
            return {edge: twice[start:end] for edge, (start, end) in zip(_edges(coarse), pairwise(way), strict=True)}
    return {}


def _edges(ring: Ring) -> Iterator[_Edge]:
    corners = list(map(tuple, ring.tolist()))
    return zip(corners, (*corners[1:], *corners[:1]), strict=True)
