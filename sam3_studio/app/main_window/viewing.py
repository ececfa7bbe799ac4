"""What the View menu does: how picture and labels are shown."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from sam3_studio.app.actions import Actions
from sam3_studio.app.canvas.canvas import Canvas
from sam3_studio.app.canvas.style import ColorBy, DisplayOptions, Labels, MaskStyle
from sam3_studio.app.dialogs import parts
from sam3_studio.app.dialogs.display import Adjustment, DisplayDialog
from sam3_studio.app.panels.status import PixelUnderCursor, StatusBar
from sam3_studio.app.session.session import Session
from sam3_studio.app.settings import Setting, Settings
from sam3_studio.app.settings import table as setting

_SWITCHES = {
    "ghosts": setting.GHOSTS,
    "semantic_map": setting.SEMANTIC_MAP,
    "crosshair": setting.CROSSHAIR,
    "minimap": setting.MINIMAP,
}
"""Actions that turn a setting on and off."""


class Viewing(QObject):
    """Keeps the canvas in step with the settings, and both with the View menu.

    What hides labels altogether, and the brightness, is forgotten with the window: who opens it again would miss them.

    Args:
        actions: of the window.
        canvas: that shows the picture.
        status: tells its magnification, and the pixel under the cursor.
        settings: how it is shown.
        window: that dialogs belong to.
    """

    def __init__(
        self, actions: Actions, canvas: Canvas, status: StatusBar, settings: Settings, window: QWidget
    ) -> None:
        super().__init__(window)
        self._actions = actions
        self._canvas = canvas
        self._status = status
        self._settings = settings
        self._window = window
        self._adjustment = Adjustment(opacity=settings.get(setting.OPACITY))
        self._dialog: DisplayDialog | None = None
        for name, action in (("fit", canvas.fit), ("zoom_in", canvas.zoom_in), ("zoom_out", canvas.zoom_out)):
            actions[name].triggered.connect(action)
        actions["actual_size"].triggered.connect(self._show_actual_size)
        actions["brightness"].triggered.connect(self._open_dialog)
        actions["candidates"].setChecked(True)
        for name in ("hide_all", "candidates"):
            actions[name].toggled.connect(self.refresh)
        for name, switch in _SWITCHES.items():
            actions[name].toggled.connect(partial(settings.set, switch))
        actions["labels"].toggled.connect(self._show_labels)
        settings.changed.connect(self.refresh)
        status.zoom_clicked.connect(canvas.fit)
        canvas.cursor_moved.connect(self._show_pixel)
        canvas.cursor_left.connect(self._forget_pixel)
        canvas.view_changed.connect(status.set_zoom)
        self.refresh()

    def add_menus(self, menu: QMenu) -> None:
        """Add what has more than two choices to the View menu."""
        before = self._actions["crosshair"]
        for title, choice in (
            (self.tr("&Draw masks as"), setting.MASK_STYLE),
            (self.tr("C&olour by"), setting.COLOR_BY),
        ):
            menu.insertMenu(before, self._choices(title, choice, menu))
        menu.insertSeparator(before)

    def set_session(self, _session: Session | None) -> None:
        """Another project is open, or none: all of it is to be seen, whatever was hidden in the one before."""
        self._actions["hide_all"].setChecked(False)
        self._actions["candidates"].setChecked(True)

    @Slot()
    def refresh(self) -> None:
        """Show everything as settings and actions have it now."""
        get = self._settings.get
        for name, switch in _SWITCHES.items():
            self._actions[name].setChecked(get(switch))
        self._actions["labels"].setChecked(get(setting.LABELS) == Labels.ALWAYS)
        self._canvas.set_options(
            DisplayOptions(
                opacity=get(setting.OPACITY) / 100,
                brightness=self._adjustment.brightness / 100,
                contrast=self._adjustment.contrast / 100,
                masks=MaskStyle(get(setting.MASK_STYLE)),
                color_by=ColorBy(get(setting.COLOR_BY)),
                labels=Labels(get(setting.LABELS)),
                objects=not self._actions["hide_all"].isChecked(),
                candidates=self._actions["candidates"].isChecked(),
                ghosts=get(setting.GHOSTS),
                semantic=get(setting.SEMANTIC_MAP),
                crosshair=get(setting.CROSSHAIR),
                minimap=get(setting.MINIMAP),
            )
        )

    def _choices(self, title: str, choice: Setting[str], parent: QMenu) -> QMenu:
        menu = QMenu(title, parent)
        group = QActionGroup(menu)
        for one in choice.choices:
            action = menu.addAction(QCoreApplication.translate("Settings", one.label))
            action.setCheckable(True)
            action.setActionGroup(group)
            action.setData(one.value)
        group.triggered.connect(partial(self._choose, choice))
        menu.aboutToShow.connect(partial(self._check, group, choice))
        return menu

    def _choose(self, choice: Setting[str], action: QAction) -> None:
        self._settings.set(choice, action.data())

    def _check(self, group: QActionGroup, choice: Setting[str]) -> None:
        for action in group.actions():
            action.setChecked(action.data() == self._settings.get(choice))

    @Slot(bool)
    def _show_labels(self, always: bool) -> None:  # noqa: FBT001 - a slot
        if always:
            self._settings.set(setting.LABELS, Labels.ALWAYS.value)
        elif self._settings.get(setting.LABELS) == Labels.ALWAYS:
            self._settings.set(setting.LABELS, Labels.HOVER.value)

    @Slot()
    def _show_actual_size(self) -> None:
        self._canvas.zoom_to(1.0)

    @Slot()
    def _open_dialog(self) -> None:
        if self._dialog is None:
            now = replace(self._adjustment, opacity=self._settings.get(setting.OPACITY))
            self._dialog = DisplayDialog(now, Adjustment(opacity=setting.OPACITY.default), self._window)
            self._dialog.changed.connect(self._adjust)
            self._dialog.finished.connect(self._forget_dialog)
        parts.bring_forward(self._dialog)

    @Slot(object)
    def _adjust(self, adjustment: Adjustment) -> None:
        self._adjustment = adjustment
        self._settings.set(setting.OPACITY, adjustment.opacity)
        self.refresh()

    @Slot()
    def _forget_dialog(self) -> None:
        self._dialog = None

    @Slot(float, float, object)
    def _show_pixel(self, x: float, y: float, color: tuple[int, int, int] | None) -> None:
        self._status.set_pixel(PixelUnderCursor(int(x), int(y), color) if color else None)

    @Slot()
    def _forget_pixel(self) -> None:
        self._status.set_pixel(None)
