"""Two people who label: one has a mouse, and types words alone; the other has nothing but a keyboard.

What they do, they do with events of mouse and keys in the real window, as far from its code as a person is.
"""

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol

from patience import PATIENCE
from person import Person, is_button
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QMenu, QWidget
from widgets import named

from sam3_studio.app.dialogs.export import ExportDialog
from sam3_studio.app.panels.prompt.threshold import HistogramSlider
from sam3_studio.app.panels.start.recent_list import RecentButton
from sam3_studio.core.geometry import Box
from sam3_studio.dataset.format_table import ExportFormat

_Key = Qt.Key
_Held = Qt.KeyboardModifier
_LEFT = Qt.MouseButton.LeftButton


class Labeler(Protocol):
    """What a person does to label a folder."""

    def open_folder(self, folder: Path) -> None:
        """From the start page, through the dialog of files."""

    def search(self, concept: str) -> None:
        """Type a concept."""

    def draw(self, box: Box, *, positive: bool) -> None:
        """Take the tool, and draw an example about there."""

    def lower_threshold(self) -> None:
        """By a little."""

    def accept_all(self) -> None:
        """Accept everything that is shown."""

    def undo(self) -> None:
        """Take back a step."""

    def redo(self) -> None:
        """Do it again."""

    def finish_picture(self) -> None:
        """Say that the picture is done, which brings the next one."""

    def export(self, kind: ExportFormat, folder: Path) -> None:
        """Export what is done, and close the dialog."""

    def close_project(self) -> None:
        """Back to the start page."""

    def open_recent(self) -> None:
        """The project that was open last, from the start page."""


class KeyboardLabeler(Person):
    """Has no mouse."""

    def open_folder(self, folder: Path) -> None:
        QTimer.singleShot(0, partial(self._answer_file_dialog, folder))
        self.press(_Key.Key_O, _Held.ControlModifier)

    def search(self, concept: str) -> None:
        self.press(_Key.Key_Slash)
        self._type(concept)
        self.press(_Key.Key_Return)

    def draw(self, box: Box, *, positive: bool) -> None:
        self.press(_Key.Key_Q if positive else _Key.Key_E)
        self.press(_Key.Key_Insert)
        # Ten pixels of the screen are as far as Shift and an arrow go.
        step = 10 / self.window.canvas.zoom
        self._steer(_Held.ShiftModifier, step, lambda now: (box.x1 - now.x1, box.y1 - now.y1))
        self._steer(_Held.ShiftModifier | _Held.ControlModifier, step, lambda now: (box.x2 - now.x2, box.y2 - now.y2))

    def _steer(self, held: _Held, step: float, way: Callable[[Box], tuple[float, float]]) -> None:
        """Press arrows until what is left of the way is less than a step."""
        for _ in range(300):
            dx, dy = way(self._boxes()[-1].box)
            if max(abs(dx), abs(dy)) < step:
                return
            if abs(dx) > abs(dy):
                self.press(_Key.Key_Right if dx > 0 else _Key.Key_Left, held)
            else:
                self.press(_Key.Key_Down if dy > 0 else _Key.Key_Up, held)
        raise AssertionError("The box does not come to its place")

    def lower_threshold(self) -> None:
        self.press(_Key.Key_Comma)

    def accept_all(self) -> None:
        self.press(_Key.Key_F)

    def undo(self) -> None:
        self.press(_Key.Key_Z, _Held.ControlModifier)

    def redo(self) -> None:
        self.press(_Key.Key_Y, _Held.ControlModifier)

    def finish_picture(self) -> None:
        self.press(_Key.Key_Return, _Held.ControlModifier)

    def export(self, kind: ExportFormat, folder: Path) -> None:
        dialog = self.ask_for_export(kind, folder)
        self.press(_Key.Key_Return)
        self.wait_for_export()
        self.leave_export(dialog)

    def ask_for_export(self, kind: ExportFormat, folder: Path) -> ExportDialog:
        """Open the dialog and choose; Enter begins then."""
        self.press(_Key.Key_E, _Held.ControlModifier | _Held.ShiftModifier)
        dialog = self._export_dialog()
        self.press(_Key.Key_F, _Held.AltModifier)
        formats = QApplication.focusWidget()
        assert isinstance(formats, QComboBox)
        self.press(_Key.Key_Home)
        while formats.currentData() != str(kind):
            before = formats.currentIndex()
            self.press(_Key.Key_Down)
            assert formats.currentIndex() != before, f"There is no {kind}"
        self.press(_Key.Key_O, _Held.AltModifier)
        self._type(str(folder))
        return dialog

    def wait_for_export(self) -> None:
        """Until the dialog says what became of it, and can be closed."""
        self.qtbot.waitUntil(lambda: is_button(QApplication.focusWidget(), "Close"), timeout=PATIENCE)

    def leave_export(self, dialog: ExportDialog) -> None:
        """Close the dialog, whatever it shows."""
        with self.qtbot.waitSignal(dialog.finished):
            self.press(_Key.Key_Escape)
        self._return_to_window()

    def close_project(self) -> None:
        self.press(_Key.Key_W, _Held.ControlModifier)

    def open_recent(self) -> None:
        for _ in range(30):
            self.press(_Key.Key_Tab)
            if isinstance(QApplication.focusWidget(), RecentButton):
                self.press(_Key.Key_Return)
                return
        raise AssertionError("Tab never comes to the recent projects")


class MouseLabeler(Person):
    """Uses the keyboard for words alone."""

    def open_folder(self, folder: Path) -> None:
        QTimer.singleShot(0, partial(self._answer_file_dialog, folder))
        self._click_button(self.window.start_page, "Open folder…")

    def search(self, concept: str) -> None:
        self._click(self.window.prompt.field)
        self._type(concept)
        self.press(_Key.Key_Return)

    def draw(self, box: Box, *, positive: bool) -> None:
        self._click_button(self.window.prompt, "Like this" if positive else "Not this")
        self.drag(box)

    def lower_threshold(self) -> None:
        slider = self.window.prompt.findChild(HistogramSlider)
        assert slider is not None
        self.qtbot.mouseClick(slider, _LEFT, pos=QPoint(round(slider.width() * 0.35), slider.height() - 10))

    def accept_all(self) -> None:
        self._click_button(self.window.prompt, "Accept all")

    def undo(self) -> None:
        self._choose("Edit", "Undo")

    def redo(self) -> None:
        self._choose("Edit", "Redo")

    def finish_picture(self) -> None:
        self._choose("Go", "Done, and next to do")

    def export(self, kind: ExportFormat, folder: Path) -> None:
        self._choose("File", "Export…")
        dialog = self._export_dialog()
        formats = dialog.findChild(QComboBox)
        assert formats is not None
        self.qtbot.waitUntil(partial(self._pick, formats, str(kind)))
        field = named(dialog, "Folder to export to", QLineEdit)
        self._click(field)
        self._type(str(folder))
        self._click_button(dialog, "Export")
        self.qtbot.waitUntil(lambda: is_button(QApplication.focusWidget(), "Close"), timeout=PATIENCE)
        with self.qtbot.waitSignal(dialog.finished):
            self._click_button(dialog, "Close")
        self._return_to_window()

    def _pick(self, box: QComboBox, data: str) -> bool:
        """Open a list of choices, or click on one; a list that has just opened does not heed it yet."""
        popup = box.view()
        if popup.isVisible():
            entry = popup.visualRect(box.model().index(box.findData(data), 0))
            self.qtbot.mouseClick(popup.viewport(), _LEFT, pos=entry.center())
        elif box.currentData() != data:
            self._click(box)
        return not popup.isVisible() and bool(box.currentData() == data)

    def close_project(self) -> None:
        self._choose("File", "Close project")

    def open_recent(self) -> None:
        self._click(self.window.start_page.findChildren(RecentButton)[0])

    def _click(self, widget: QWidget) -> None:
        self.qtbot.mouseClick(widget, _LEFT)

    def _click_button(self, place: QWidget, text: str) -> None:
        buttons = [one for one in place.findChildren(QAbstractButton) if one.isVisible() and is_button(one, text)]
        assert len(buttons) == 1, f"{len(buttons)} buttons “{text}”"
        assert buttons[0].isEnabled(), f"“{text}” is disabled"
        self._click(buttons[0])

    def _choose(self, menu: str, text: str) -> None:
        """An entry of a menu, which opens at a click."""
        bar = self.window.menuBar()
        title = next(one for one in bar.actions() if one.text().replace("&", "") == menu)
        self.qtbot.mouseClick(bar, _LEFT, pos=bar.actionGeometry(title).center())
        popup = title.menu()
        assert isinstance(popup, QMenu)
        self.qtbot.waitUntil(popup.isVisible)
        # Undo and redo say what they would do: "Undo: Accept 3 objects".
        entry = next(one for one in popup.actions() if re.split(r"[\t:]", one.text().replace("&", ""))[0] == text)
        assert entry.isEnabled(), f"“{text}” is disabled"
        self.qtbot.mouseClick(popup, _LEFT, pos=popup.actionGeometry(entry).center())
