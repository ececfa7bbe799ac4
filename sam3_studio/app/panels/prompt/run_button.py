"""The button that starts a search, and stops the one that goes on."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QPushButton

from sam3_studio.app.panels.parts import KeyButton
from sam3_studio.app.theme import icon


class RunButton(KeyButton):
    """Says "Search" or "Stop". It has room for either, so that nothing beside it moves when a search begins.

    Signals:
        run_requested: it was pressed while nothing was searched.
        cancel_requested: it was pressed during a search.
    """

    run_requested = Signal()
    cancel_requested = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("Search"))
        self._keys: Mapping[str, str] = {}
        self._busy = False
        self.setIconSize(QSize(16, 16))
        self.clicked.connect(self._run_or_cancel)
        self.set_keys({})

    def set_keys(self, keys: Mapping[str, str]) -> None:
        """Keys as the system writes them, by the ids of their actions."""
        self._keys = keys
        self._show()

    def sizeHint(self) -> QSize:
        """Qt's: without the key, which is shown where there is more room."""
        change = self._widest() - self.fontMetrics().horizontalAdvance(self.text())
        return QPushButton.sizeHint(self) + QSize(change, 0)

    def minimumSizeHint(self) -> QSize:
        """Qt's."""
        return self.sizeHint()

    def set_busy(self, *, busy: bool) -> None:
        """Whether something is being searched."""
        self._busy = busy
        self._show()

    def _widest(self) -> int:
        return max(map(self.fontMetrics().horizontalAdvance, (" " + self.tr("Search"), " " + self.tr("Stop"))))

    def _show(self) -> None:
        self.setIcon(icon("cancel" if self._busy else "run"))
        self.set_name(self.tr("Stop") if self._busy else self.tr("Search"))
        self.set_key(self._keys.get("cancel" if self._busy else "run", ""))

    @Slot()
    def _run_or_cancel(self) -> None:
        if self._busy:
            self.cancel_requested.emit()
        else:
            self.run_requested.emit()
