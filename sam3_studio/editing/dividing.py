"""One mask becomes several."""

from collections.abc import Sequence
from functools import lru_cache

from sam3_studio.core.components import Parts
from sam3_studio.core.mask_algebra import intersected, subtracted, united
from sam3_studio.core.rle import Rle
from sam3_studio.editing.growing import grown
from sam3_studio.editing.strokes import Point, Tip, stroke

_BLADE = 2.0
"""Width of a cut in pixels: just too wide for two pixels to meet across it."""

_SPECK = 16
"""Pixels; fewer, cut off a part of fifty times as many, are what a ragged outline sheds under a slanted blade."""


def split(mask: Rle) -> tuple[Rle, ...]:
    """The separate parts of a mask, the largest first."""
    return tuple(sorted(Parts.of(mask).masks(), key=_area, reverse=True))


def cut(mask: Rle, points: Sequence[Point]) -> tuple[Rle, ...]:
    """What a mask falls into when it is cut along a line; no pixel is lost.

    Args:
        mask: of a whole picture; its parts that the line does not divide stay together with the largest piece.
        points: of the line, x and y in pixels, one or more.

    Returns:
        The pieces, what stays of the object first; the mask alone where the line does not divide it.
    """
    blade = intersected(mask, _blade(tuple(points), mask.height, mask.width))
    if not blade.area:
        return (mask,)
    parts = Parts.of(mask)
    fallen = [_pieces(part, blade) for part in parts.masks(parts.sharing(blade))]
    # A speck that lies under the blade, or a part that it only nicks, is no object of its own for that.
    pieces = [piece for found in fallen if len(found) > 1 for piece in found]
    if not pieces:
        return (mask,)
    largest, *others = sorted(pieces, key=_area, reverse=True)
    untouched = subtracted(mask, united(pieces))
    return (united([largest, untouched]), *others)


def sheds(mask: Rle, points: Sequence[Point]) -> bool:
    """Whether a line that does not divide a mask takes off what is too small to be an object, and stays with it."""
    blade = intersected(mask, _blade(tuple(points), mask.height, mask.width))
    parts = Parts.of(mask)
    return any(len(Parts.of(subtracted(part, blade)).areas) > 1 for part in parts.masks(parts.sharing(blade)))


@lru_cache(1)
def _blade(points: tuple[Point, ...], height: int, width: int) -> Rle:
    """What the line goes over; a thousand objects may be cut along one."""
    return stroke(points, _BLADE, Tip.CIRCLE, height, width)


def _pieces(part: Rle, blade: Rle) -> list[Rle]:
    """What one connected part falls into; what lies under the blade, and specks, go to the nearest piece."""
    least = min(_SPECK, part.area / 50)
    found = list(Parts.of(subtracted(part, blade)).masks())
    pieces = [piece for piece in found if piece.area >= least]
    if len(pieces) < 2:
        return [part]
    left = subtracted(part, united(pieces))
    # Whatever lies farther from the blade touches nothing that is left.
    around = grown(left, 1)
    rims = [intersected(piece, around) for piece in pieces]
    gathered = [[piece] for piece in pieces]
    while left.area:
        before = left.area
        for number, rim in enumerate(rims):
            gained = intersected(grown(rim, 1), left)
            if gained.area:
                gathered[number].append(gained)
                rims[number] = united([rim, gained])
                left = subtracted(left, gained)
        if left.area == before:
            # Nothing else touches it; it stays with the largest.
            max(gathered, key=_total).append(left)
            break
    return [united(masks) for masks in gathered]


def _area(mask: Rle) -> int:
    return mask.area


def _total(masks: Sequence[Rle]) -> int:
    return sum(map(_area, masks))
