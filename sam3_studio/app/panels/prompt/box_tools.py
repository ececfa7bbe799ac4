"""The two buttons that choose which boxes the mouse draws."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QWidget

from sam3_studio.app.panels.flow import FlowLayout
from sam3_studio.app.panels.parts import GAP, KeyButton
from sam3_studio.app.theme import icon


class BoxTools(QWidget):
    """Positive boxes and negative boxes; at most one of the buttons is down.

    Signals:
        tool_chosen (bool): boxes are to be drawn, positive (True) or negative ones.
        tool_dropped: the button of the tool in use was pressed again.
    """

    tool_chosen = Signal(bool)
    tool_dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._positive = KeyButton(self.tr("Like this"))
        self._positive.setIcon(icon("box-positive"))
        self._positive.clicked.connect(self._take_positive)
        self._negative = KeyButton(self.tr("Not this"))
        self._negative.setIcon(icon("box-negative"))
        self._negative.clicked.connect(self._take_negative)
        layout = FlowLayout(self, spacing=GAP, fill=True)
        for button in (self._positive, self._negative):
            button.setIconSize(QSize(16, 16))
            button.setCheckable(True)
            layout.addWidget(button)

    def set_keys(self, keys: Mapping[str, str]) -> None:
        """Keys as the system writes them, by the ids of their actions."""
        self._positive.set_key(keys.get("positive_box", ""))
        self._negative.set_key(keys.get("negative_box", ""))

    def set_tool(self, positive: bool | None) -> None:  # noqa: FBT001 - None is a third
        """Which boxes are being drawn: positive, negative, or (None) none."""
        self._positive.setChecked(positive is True)
        self._negative.setChecked(positive is False)

    @Slot(bool)
    def _take_positive(self, checked: bool) -> None:  # noqa: FBT001 - a slot
        self._take(True if checked else None)

    @Slot(bool)
    def _take_negative(self, checked: bool) -> None:  # noqa: FBT001 - a slot
        self._take(False if checked else None)

    def _take(self, positive: bool | None) -> None:  # noqa: FBT001 - None is a third
        self.set_tool(positive)
        if positive is None:
            self.tool_dropped.emit()
        else:
            self.tool_chosen.emit(positive)
