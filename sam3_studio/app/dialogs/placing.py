"""Where a dialog stands that a person looks past."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize

_ASIDE = 12
"""Between a dialog and the edges of what it lies over, in pixels."""


def quiet_corner(room: QRect, size: QSize, areas: Sequence[QRect]) -> QPoint:
    """The top left point of the place, in one of four corners, where a dialog hides least.

    Args:
        room: what it lies over.
        size: of the dialog.
        areas: what is looked at, in the same pixels as the room.
    """
    inside = room.adjusted(_ASIDE, _ASIDE, -_ASIDE, -_ASIDE)
    places = [QRect(QPoint(0, 0), size) for _ in range(4)]
    places[0].moveTopRight(inside.topRight())
    places[1].moveTopLeft(inside.topLeft())
    places[2].moveBottomRight(inside.bottomRight())
    places[3].moveBottomLeft(inside.bottomLeft())

    def hidden(place: QRect) -> int:
        common = [area & place for area in areas]
        return sum(max(one.width(), 0) * max(one.height(), 0) for one in common)

    return min(places, key=hidden).topLeft()
