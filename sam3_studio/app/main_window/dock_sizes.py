"""Panels get back the sizes that they had, where a window that was small for a while had no room for them."""

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QDockWidget, QMainWindow

_SIDES = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea


class DockSizes(QObject):
    """Gives docks their sizes back once their window has room for them again.

    Left alone, Qt takes from docks where a window gets smaller, and gives all that comes back to their neighbours.

    Args:
        window: that the docks are in.
        docks: all of them.
        high: those that keep a height; the others get what is left.
    """

    def __init__(self, window: QMainWindow, docks: Sequence[QDockWidget], high: Collection[QDockWidget]) -> None:
        super().__init__(window)
        self._window = window
        self._docks = docks
        self._high = high
        self._sizes: dict[QDockWidget, QSize] = {}
        """Of docks, as they were before the window had no room for them."""
        self._fitted = QSize()
        """Size of the window when docks were given their sizes back last."""
        self._is_short = False
        """Whether some dock has less than its size for want of room: then only sizes that a person drags are noted."""
        self._fitting = QTimer(self, singleShot=True, interval=0)
        self._fitting.timeout.connect(self._give_back)
        for one in (window, *docks):
            one.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's."""
        if isinstance(event, QResizeEvent):
            if watched is self._window:
                self._fitting.start()
            elif isinstance(watched, QDockWidget) and self._window.size() == self._fitted:
                by_hand = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
                if by_hand or not (self._is_short or watched.isFloating()):
                    self._sizes[watched] = event.size()
        return super().eventFilter(watched, event)

    @property
    def sizes(self) -> Mapping[QDockWidget, QSize]:
        """Those that docks have, or get back once there is room for them."""
        return self._sizes

    def restore(self, sizes: Mapping[QDockWidget, QSize]) -> None:
        """Docks had these sizes in a window before this one, which may have had no room for them in the end."""
        self._sizes |= sizes
        self._is_short = True  # until it is known how much room there is, nothing is noted over them
        self._fitting.start()

    def want(self, sizes: Mapping[QDockWidget, QSize]) -> None:
        """Docks were given these sizes, and are to get them once there is room where there is none now."""
        if self._is_short:
            self._sizes = dict(sizes)

    @Slot()
    def _give_back(self) -> None:
        there = [one for one in self._docks if one.isVisible() and not one.isFloating()]
        sizes = {one: one.size() for one in there} | self._sizes
        for side in _SIDES:
            beside = [one for one in there if self._window.dockWidgetArea(one) == side]
            narrow = [one for one in beside if one.width() < sizes[one].width()][:1]
            low = [one for one in beside if one in self._high and one.height() < sizes[one].height()]
            self._window.resizeDocks(narrow, [sizes[one].width() for one in narrow], Qt.Orientation.Horizontal)
            self._window.resizeDocks(low, [sizes[one].height() for one in low], Qt.Orientation.Vertical)
        # Where there is no room, the docks have less than these sizes now; that is not noted as theirs.
        self._sizes, self._fitted = sizes, self._window.size()
        self._is_short = any(
            one.width() < sizes[one].width() or (one in self._high and one.height() < sizes[one].height())
            for one in there
        )
