"""Numbers that are set beside a picture, in a window whose keys are letters and digits."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QDoubleSpinBox, QSpinBox


class NumberLeaving(QObject):
    """Notices when a person is done with a number: with Enter, or with the arrows beside it.

    What is typed while a field has the focus is its text: who has clicked an arrow and then presses 1 for a class would
    set the number to 1, and letters would do nothing. The wheel changes the number, and leaves the focus where it is.

    Signals:
        left: keys are to mean again what they mean in the window.

    Args:
        number: the field; this belongs to it.
    """

    left = Signal()

    def __init__(self, number: QSpinBox | QDoubleSpinBox) -> None:
        super().__init__(number)
        number.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        number.lineEdit().returnPressed.connect(self.left)
        number.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Qt's: the text is a widget of its own, so that clicks into it do not come here."""
        released = event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent)
        if released and event.button() == Qt.MouseButton.LeftButton:
            self.left.emit()
        return False
