"""What mouse pointers are called in Qt."""

from PySide6.QtCore import Qt

from sam3_studio.app.interaction import Cursor

SHAPES = {
    Cursor.ARROW: Qt.CursorShape.ArrowCursor,
    Cursor.POINT: Qt.CursorShape.PointingHandCursor,
    Cursor.CROSS: Qt.CursorShape.CrossCursor,
    Cursor.MOVE: Qt.CursorShape.SizeAllCursor,
    Cursor.HORIZONTAL: Qt.CursorShape.SizeHorCursor,
    Cursor.VERTICAL: Qt.CursorShape.SizeVerCursor,
    Cursor.FALLING: Qt.CursorShape.SizeFDiagCursor,
    Cursor.RISING: Qt.CursorShape.SizeBDiagCursor,
    Cursor.HAND: Qt.CursorShape.OpenHandCursor,
    Cursor.FIST: Qt.CursorShape.ClosedHandCursor,
    Cursor.NONE: Qt.CursorShape.BlankCursor,
}
"""All of them."""
