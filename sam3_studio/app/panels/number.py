"""Numbers that are set beside a picture, in a window whose keys are letters and digits."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QDoubleSpinBox, QSpinBox

from sam3_studio.app.actions import claims

_LEFT = Qt.MouseButton.LeftButton


class NumberLeaving(QObject):
    """Notices when a person is done with a number: with Enter, with the arrows beside it, or with Escape.

    What is typed while a field has the focus is its text: who has clicked an arrow and then presses 1 for a class would
    set the number to 1, and letters would do nothing. The wheel changes the number, and leaves the focus where it is.
    Escape drops what was typed, which would count at the next click elsewhere.

    Signals:
        left: keys are to mean again what they mean in the window.

    Args:
        number: the field; this belongs to it.
    """

    left = Signal()

    def __init__(self, number: QSpinBox | QDoubleSpinBox) -> None:
        super().__init__(number)
        self._number = number
        number.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        number.lineEdit().returnPressed.connect(self.left)
        number.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Qt's: the text is a widget of its own, so that clicks into it do not come here."""
        kind = event.type()
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self._drop()
            self.left.emit()
            return True
        if kind == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent) and event.button() == _LEFT:
            self.left.emit()
        return claims(event, Qt.Key.Key_Escape)

    def _drop(self) -> None:
        """Show the number as it is, whatever has been typed."""
        number = self._number
        if isinstance(number, QSpinBox):
            number.setValue(number.value())
        else:
            number.setValue(number.value())
