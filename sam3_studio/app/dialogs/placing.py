"""Where a dialog stands that a person looks past."""

from collections.abc import Sequence

from PySide6.QtCore import QMargins, QPoint, QRect, QSize
from PySide6.QtWidgets import QWidget

_ASIDE = 12
"""Between a dialog and the edges of what it lies over, in pixels."""


def quiet_place(room: QRect, size: QSize, areas: Sequence[QRect], frame: QMargins) -> QRect:
    """The place, in one of four corners, where a dialog hides least; without its frame, which lies in the room, too.

    Args:
        room: what it lies over.
        size: of the dialog without its frame.
        areas: what is looked at, in the same pixels as the room.
        frame: what the system draws around the dialog.
    """
    inside = room.adjusted(_ASIDE, _ASIDE, -_ASIDE, -_ASIDE)
    places = [QRect(QPoint(0, 0), size.grownBy(frame)) for _ in range(4)]
    places[0].moveTopRight(inside.topRight())
    places[1].moveTopLeft(inside.topLeft())
    places[2].moveBottomRight(inside.bottomRight())
    places[3].moveBottomLeft(inside.bottomLeft())

    def hidden(place: QRect) -> int:
        common = [area & place for area in areas]
        return sum(max(one.width(), 0) * max(one.height(), 0) for one in common)

    return min(places, key=hidden).marginsRemoved(frame)


def frame_of(window: QWidget) -> QMargins:
    """What the system draws around a window that is shown; until it tells, as around the one that it belongs to.

    The widget itself knows of no frame that came after it was shown.
    """
    for one in filter(None, (window, window.parentWidget())):
        handle = one.window().windowHandle()
        if handle is not None and not handle.frameMargins().isNull():
            return handle.frameMargins()
    return QMargins()


def stand_in_quiet_corner(window: QWidget, room: QRect, areas: Sequence[QRect], width: int) -> None:
    """Move a window to the corner where it hides least, its frame with it, and make it so wide.

    Args:
        window: that is shown.
        room: what it lies over, in pixels of the screen.
        areas: what is looked at, likewise.
        width: of the window without its frame, in pixels.
    """
    window.setGeometry(quiet_place(room, QSize(width, window.height()), areas, frame_of(window)))
