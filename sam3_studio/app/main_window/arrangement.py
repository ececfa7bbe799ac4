"""How the window lies on the screen, and which panels stand where in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QObject, QSize, Qt, Slot
from PySide6.QtWidgets import QDockWidget, QMainWindow, QMenu, QSizePolicy, QWidget

from sam3_studio.app.actions import Actions
from sam3_studio.app.main_window.dock_sizes import DockSizes
from sam3_studio.app.settings import Setting, Settings
from sam3_studio.app.settings.table import PANEL_SIZES, WINDOW_GEOMETRY, WINDOW_STATE

_SIZE = QSize(1280, 800)
"""Size of the window at its first start, if the screen has room for it; larger on a large screen."""
_SHARE = 0.8
_FRAME = QSize(8, 40)
"""Around the window, drawn by the system: how large it is is known only once it is there."""
_VERSION = 1
"""Of what is remembered about panels: to be raised when there are others."""

Area = Qt.DockWidgetArea


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of the window that can be moved and hidden.

    Attributes:
        name: under which its place is remembered.
        title: translated.
        widget: what it shows.
        area: where it stands at first.
        height: at first, in pixels; 0 for all that the others at its side leave.
    """

    name: str
    title: str
    widget: QWidget
    area: Area
    height: int


class Arrangement(QObject):
    """Docks the panels, and remembers where they and the window are.

    Args:
        window: to be arranged.
        panels: in the order in which they stand; shown only as long as a project is open.
        actions: of the window.
        menu: gets an entry for each panel, before the one that brings all of them back.
        settings: remember the arrangement.
    """

    def __init__(
        self, window: QMainWindow, panels: Sequence[Panel], actions: Actions, menu: QMenu, settings: Settings
    ) -> None:
        super().__init__(window)
        self._window = window
        self._panels = panels
        self._actions = actions
        self._settings = settings
        self._shown = False
        self._before_full_screen = QByteArray()
        self._docks = [self._dock(panel) for panel in panels]
        high = [dock for dock, panel in zip(self._docks, panels, strict=True) if panel.height]
        self._sizes = DockSizes(window, self._docks, high)
        self._lay_out()
        for dock in self._docks:
            menu.insertAction(actions["reset_layout"], dock.toggleViewAction())
        actions["reset_layout"].triggered.connect(self._reset)
        actions["full_screen"].toggled.connect(self._set_full_screen)
        self._show_docks(False)
        screen = window.screen().availableSize()
        window.resize((screen * _SHARE).expandedTo(_SIZE).boundedTo(screen - _FRAME))
        window.restoreGeometry(_bytes(settings, WINDOW_GEOMETRY))

    def set_open(self, is_open: bool) -> None:  # noqa: FBT001 - as Qt's own
        """A project is open, or none; without one there are no panels."""
        if is_open == self._shown:
            return
        if is_open:
            self._shown = True
            self._show_docks(True)
            if self._window.restoreState(_bytes(self._settings, WINDOW_STATE), _VERSION):
                kept = self._settings.get(PANEL_SIZES)
                there = [dock for dock in self._docks if dock.objectName() in kept]
                self._sizes.restore({dock: QSize(*kept[dock.objectName()]) for dock in there})
            else:
                self._lay_out()
        else:
            self._remember_panels()
            self._shown = False
            self._show_docks(False)

    def remember(self) -> None:
        """Keep it for the next time; called before the window closes."""
        full = self._window.isFullScreen() and not self._before_full_screen.isEmpty()
        geometry = self._before_full_screen if full else self._window.saveGeometry()
        self._settings.set(WINDOW_GEOMETRY, geometry.toBase64().toStdString())
        self._remember_panels()

    @Slot()
    def leave_full_screen(self) -> None:
        """Back to a window among others."""
        self._actions["full_screen"].setChecked(False)

    def _dock(self, panel: Panel) -> QDockWidget:
        dock = QDockWidget(panel.title, self._window)
        dock.setObjectName(panel.name)
        panel.widget.setMinimumWidth(_LEAST_WIDTHS[panel.area])
        dock.setWidget(panel.widget)
        if panel.height:
            # A higher window leaves it as high as it is; the others get the rest.
            dock.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        return dock

    def _lay_out(self) -> None:
        """As at the very first start."""
        for dock, panel in zip(self._docks, self._panels, strict=True):
            self._window.removeDockWidget(dock)
            self._window.addDockWidget(panel.area, dock)
            dock.setFloating(False)
            dock.show()
        for area, width in _WIDTHS.items():
            there = [pair for pair in zip(self._docks, self._panels, strict=True) if pair[1].area == area]
            high = [(dock, panel.height) for dock, panel in there if panel.height]
            self._window.resizeDocks([dock for dock, _ in high], [height for _, height in high], _DOWN)
            self._window.resizeDocks([there[0][0]], [width], _ACROSS)
        pairs = zip(self._docks, self._panels, strict=True)
        self._sizes.want({dock: QSize(_WIDTHS[panel.area], panel.height) for dock, panel in pairs})

    def _show_docks(self, shown: bool) -> None:  # noqa: FBT001 - as Qt's own
        for dock in self._docks:
            dock.setVisible(shown)
            dock.toggleViewAction().setEnabled(shown)
        self._actions.allow("reset_layout", "" if shown else self.tr("Open a folder first."))

    def _remember_panels(self) -> None:
        if self._shown:
            self._settings.set(WINDOW_STATE, self._window.saveState(_VERSION).toBase64().toStdString())
            sizes = {dock.objectName(): (size.width(), size.height()) for dock, size in self._sizes.sizes.items()}
            self._settings.set(PANEL_SIZES, sizes)

    @Slot()
    def _reset(self) -> None:
        if self._shown:
            self._lay_out()

    @Slot(bool)
    def _set_full_screen(self, full: bool) -> None:  # noqa: FBT001 - a slot
        if full == self._window.isFullScreen():
            return
        if full:
            self._before_full_screen = self._window.saveGeometry()
            # Added to what it was, so that a window that was maximized is so again.
            self._window.setWindowState(self._window.windowState() | Qt.WindowState.WindowFullScreen)
        else:
            self._window.setWindowState(self._window.windowState() & ~Qt.WindowState.WindowFullScreen)


_ACROSS, _DOWN = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
_WIDTHS = {Area.LeftDockWidgetArea: 250, Area.RightDockWidgetArea: 290}
"""Of the panels at a side, in pixels."""
_LEAST_WIDTHS = {Area.LeftDockWidgetArea: 200, Area.RightDockWidgetArea: 250}
"""What they need to be of use. With less, a window that was small for a moment would have them useless ever after."""


def _bytes(settings: Settings, setting: Setting[str]) -> QByteArray:
    """What was remembered; empty for nothing, or nonsense, which Qt then leaves alone."""
    return QByteArray.fromBase64(settings.get(setting).encode())
