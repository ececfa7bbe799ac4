"""Why a key does nothing."""

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from sam3_studio.app.actions import Actions
from sam3_studio.app.notify import Notifier

_PLACES = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.GroupSwitchModifier
"""Say where on the keyboard a key is."""


class Refusals(QObject):
    """Tells why an action is grey whose key was pressed: menus say that to the mouse alone.

    Args:
        actions: of the window.
        notifier: tells.
        window: to which keys come that nobody has a use for.
    """

    def __init__(self, actions: Actions, notifier: Notifier, window: QWidget) -> None:
        super().__init__(window)
        self._actions = actions
        self._notifier = notifier
        self._unclaimed: QKeyCombination | None = None
        """That Qt has offered as a shortcut, where no widget has a use for it: fields leave Enter, too, but later."""
        window.installEventFilter(self)
        if isinstance(application := QApplication.instance(), QApplication):
            application.focusChanged.connect(self._forget)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Qt's."""
        if not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            self._unclaimed = event.keyCombination()
        if event.type() != QEvent.Type.KeyPress or event.keyCombination() != self._unclaimed:
            return False
        reason = self._actions.refused(_sequences(event))
        if reason and not event.isAutoRepeat():
            self._notifier.answer(reason)
        return bool(reason)

    @Slot()
    def _forget(self) -> None:
        """The next key may be one that a field keeps."""
        self._unclaimed = None


def _sequences(event: QKeyEvent) -> list[QKeySequence]:
    """What may be written of a key that was pressed: a sign that takes Shift is written without it."""
    key, held = Qt.Key(event.key()), event.modifiers() & ~_PLACES
    written = [held]
    if event.text().isprintable() and not event.text().isalnum():
        written.append(held & ~Qt.KeyboardModifier.ShiftModifier)
    return [QKeySequence(QKeyCombination(one, key)) for one in written]
