"""Keys that belong to the widget in focus are not the window's."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QKeySequenceEdit,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

_Key = Qt.Key
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_UP_DOWN = {_Key.Key_Up, _Key.Key_Down, _Key.Key_PageUp, _Key.Key_PageDown, _Key.Key_Home, _Key.Key_End}
_ARROWS = _UP_DOWN | {_Key.Key_Left, _Key.Key_Right}
_KEYS_OF: dict[type[QWidget], set[Qt.Key]] = {
    QAbstractButton: {_Key.Key_Space},
    QAbstractSlider: _ARROWS,
    QTabBar: _ARROWS,
    QComboBox: _UP_DOWN | {_Key.Key_Space},
    QAbstractItemView: _UP_DOWN | {_Key.Key_Space, _Key.Key_F2},
}


class KeyGuard(QObject):
    """Lets the widget in focus have the keys it lives on, whatever the window's shortcuts are.

    Qt asks the widget in focus first, by an event of the type ShortcutOverride, whether a key is its own; line edits
    answer for letters, but not for Enter, and buttons not for Space. This filter on the application answers for all:

    - whatever takes text keeps every key without Ctrl, Alt or Meta, except Escape and the F keys;
    - buttons keep Space, sliders and tabs the arrows, lists Up and Down and what they edit with.

    A widget that has a use for Escape itself accepts the ShortcutOverride (`claims`).
    """

    def __init__(self, application: QCoreApplication) -> None:
        """Guards all windows of the application, until it is deleted."""
        super().__init__(application)
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            widget = QApplication.focusWidget()
            if widget is not None and widget is watched and _keeps_key(widget, event):
                event.accept()
                return True
        return False


def claims(event: QEvent, *keys: Qt.Key) -> bool:
    """For a widget's `event`: keep keys that the window would take otherwise; whether it asks about one of them."""
    if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in keys:
        event.accept()
        return True
    return False


def _keeps_key(widget: QWidget, event: QKeyEvent) -> bool:
    """Whether a key belongs to a widget that has the focus."""
    if isinstance(widget, QKeySequenceEdit):
        return True
    if event.modifiers() & _COMMANDS:
        return False
    key = _Key(event.key())
    if takes_text(widget):
        return not (key == _Key.Key_Escape or _Key.Key_F1 <= key <= _Key.Key_F35)
    return any(isinstance(widget, kind) and key in keys for kind, keys in _KEYS_OF.items())


def takes_text(widget: QWidget) -> bool:
    """Whether letters typed into a widget are text."""
    if isinstance(widget, QLineEdit | QTextEdit | QPlainTextEdit):
        return not widget.isReadOnly()
    if isinstance(widget, QComboBox):
        return widget.isEditable()
    return isinstance(widget, QAbstractSpinBox)
