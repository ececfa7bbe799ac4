"""The menu of what was opened lately."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from sam3_studio.core.folders import written_path


class RecentMenu(QMenu):
    """What was opened lately.

    Signals:
        chosen: path of the folder or project to open.
        cleared: the list is to be forgotten.
    """

    chosen = Signal(str)
    cleared = Signal()

    def __init__(self, paths: Sequence[str] = (), parent: QWidget | None = None) -> None:
        """Shows the paths, newest first."""
        super().__init__(parent)
        self.setTitle(self.tr("Open &recent"))
        self.set_paths(paths)

    def set_paths(self, paths: Sequence[str]) -> None:
        """Show other paths, newest first."""
        self.clear()
        self.setEnabled(bool(paths))
        for number, path in enumerate(paths, 1):
            # A folder that is called "R&D" must not lose its "&".
            action = self.addAction(f"&{number % 10}  {written_path(path)}".replace("&", "&&").replace("&&", "&", 1))
            action.setData(path)
            action.setToolTip(path)
            action.triggered.connect(self._choose)
        if paths:
            self.addSeparator()
            self.addAction(self.tr("&Forget these")).triggered.connect(self.cleared)

    @Slot()
    def _choose(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.chosen.emit(str(action.data()))
