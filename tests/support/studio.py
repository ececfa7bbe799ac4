"""A labeler at the window's tools, with a mouse, or with keys for all that there are keys for."""

import re
from collections.abc import Iterable

import numpy as np
from hand import Hand, Place
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QMenu, QToolButton, QToolTip
from pytestqt.qtbot import QtBot

from sam3_studio.app.actions import TOOLS, Menu, title_of
from sam3_studio.app.actions.table import BY_ID
from sam3_studio.app.dialogs.reshape import ReshapeDialog
from sam3_studio.app.main_window.window import MainWindow
from sam3_studio.core.labeling import LabeledObject, Source
from sam3_studio.core.rle import Rle
from sam3_studio.editing import edits

Bounds = tuple[int, int, int, int]
"""x1, y1, x2, y2 in whole pixels of the picture."""

MOUSE, KEYS = "mouse", "keys"
_Key = Qt.Key
_LEFT, _NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
_SHIFT, _CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def area(*plus: Bounds, minus: Iterable[Bounds] = ()) -> Rle:
    """Rectangles without others, of a picture of 40 x 30."""
    mask = np.zeros((30, 40), dtype=bool)
    for boxes, value in ((plus, True), (minus, False)):
        for x1, y1, x2, y2 in boxes:
            mask[y1:y2, x1:x2] = value
    return Rle.from_mask(mask)


class Studio(Hand):
    """Over a picture of 40 x 30.

    Args:
        window: that shows it.
        qtbot: of the test.
        by: `MOUSE` or `KEYS`; what is drawn is drawn with the mouse anyway.
    """

    def __init__(self, window: MainWindow, qtbot: QtBot, by: str) -> None:
        super().__init__(window, qtbot)
        self.window = window
        self.by = by

    @property
    def masks(self) -> list[Rle]:
        """Of all objects, from the lowest to the uppermost."""
        return [item.mask for item in self.objects]

    @property
    def history(self) -> str | None:
        """What undo would take back."""
        assert self.window.desk.picture is not None
        return self.window.desk.picture.history.undo_label

    def put(self, *masks: Rle, class_id: int = 1) -> None:
        """Have objects with these masks in the picture, none of them selected."""
        new = [LabeledObject(class_id, mask, Source.MODEL, time=1.0) for mask in masks]
        self.window.desk.edit("put", lambda document: edits.add_objects(document, new))
        self.window.canvas.setFocus()

    def take(self, tool: str) -> None:
        """Choose a tool in the bar, or by its key."""
        if self.by == MOUSE:
            action = self.window.commands[tool]
            buttons = self.window.tools.findChildren(QToolButton)
            self.qtbot.mouseClick(next(one for one in buttons if one.defaultAction() is action), _LEFT)
        else:
            self.key(tool)
        assert self.window.commands[tool].isChecked()

    def do(self, action: str) -> None:
        """Choose an action in its menu, or by its key; one without a key in the menu that its letter opens."""
        assert action not in TOOLS
        if self.by == MOUSE:
            self._click_in_menu(action)
        elif self.window.commands.keymap.keys(action):
            self.key(action)
        else:
            self._walk_in_menu(action)

    def key(self, action: str) -> None:
        """Press an action's first key on the canvas."""
        shortcut = self.window.commands[action].shortcuts()[0]
        QTest.keySequence(self.window.canvas, shortcut)

    def select(self, *places: Place) -> None:
        """Click objects, the later ones with Shift; or go to them with Tab, or take all of them with Ctrl+A."""
        if self.by == MOUSE:
            self.take("select")
            for number, place in enumerate(places):
                held = _SHIFT if number else _NONE
                self.qtbot.mouseClick(self.window.canvas, _LEFT, held, self.place(place))
        elif len(places) == 1:
            # Tab goes on from the object that the mouse is over.
            self.move((39.9, 29.9))
            self.press(_Key.Key_Tab)
            while not self._selected_at(places[0]):
                self.press(_Key.Key_Tab)
        else:
            self.key("select_all")
        assert all(map(self._selected_at, places))

    @property
    def dialog(self) -> ReshapeDialog:
        """That a number is asked for in."""
        return self.window.findChildren(ReshapeDialog)[-1]

    def ask(self, action: str) -> None:
        """Choose an action that asks for a number, and wait for what that does which it begins with."""
        self.do(action)
        self.qtbot.waitUntil(lambda: self.dialog.effect.strip() != "")

    def type_number(self, number: int) -> None:
        """Into the dialog, and wait for what it does."""
        with self.qtbot.waitSignal(self.dialog.told):
            self.qtbot.keyClicks(self.dialog.focusWidget(), str(number))

    def accept(self) -> None:
        """Press or click what carries out what the dialog has shown; then the window has the keys again."""
        dialog = self.dialog
        if self.by == MOUSE:
            box = dialog.findChild(QDialogButtonBox)
            accept = next(one for one in box.buttons() if box.buttonRole(one) == QDialogButtonBox.ButtonRole.AcceptRole)
            self.qtbot.mouseClick(accept, _LEFT)
        else:
            self.qtbot.keyClick(dialog.focusWidget(), _Key.Key_Return)
        self.qtbot.waitUntil(self.window.isActiveWindow)

    def undo(self) -> None:
        """Take one step back."""
        self.do("undo")

    def go(self, action: str) -> None:
        """To another picture."""
        with self.qtbot.waitSignal(self.window.desk.picture_shown):
            self.do(action)

    def begin(self, *places: Place, held: Qt.KeyboardModifier = _NONE) -> None:
        """Press the left button and move, and do not let go."""
        self.qtbot.mousePress(self.window.canvas, _LEFT, held, self.place(places[0]))
        for place in places[1:]:
            self.move(place, _LEFT, held)

    def end(self, place: Place, held: Qt.KeyboardModifier = _NONE) -> None:
        """Let go of the left button."""
        self.qtbot.mouseRelease(self.window.canvas, _LEFT, held, self.place(place))

    def _selected_at(self, place: Place) -> bool:
        x, y = int(place[0]), int(place[1])
        chosen = [item for item in self.objects if item.id in self.window.canvas.selection]
        return any(item.mask.to_mask()[y, x] for item in chosen)

    def _menu(self, action: str) -> QMenu:
        for title in self.window.menuBar().actions():
            menu = title.menu()
            if isinstance(menu, QMenu) and self.window.commands[action] in menu.actions():
                return menu
        raise AssertionError(f"{action} is in no menu")

    def told_in_menu(self, action: str) -> str:
        """What a menu tells of an action under the mouse; it is shut again then."""
        bar, menu, entry = self.window.menuBar(), self._menu(action), self.window.commands[action]
        self.qtbot.mouseClick(bar, _LEFT, pos=bar.actionGeometry(menu.menuAction()).center())
        self.qtbot.waitUntil(menu.isVisible)
        at = menu.actionGeometry(entry).center()
        self.qtbot.mouseMove(menu, at)
        QApplication.sendEvent(menu, QHelpEvent(QEvent.Type.ToolTip, at, menu.mapToGlobal(at)))
        told = QToolTip.text()
        QToolTip.hideText()
        menu.close()
        return told

    def _click_in_menu(self, action: str) -> None:
        bar, menu = self.window.menuBar(), self._menu(action)
        entry = self.window.commands[action]
        taken: list[bool] = []

        def take() -> None:
            taken.append(True)

        entry.triggered.connect(take)
        self.qtbot.mouseClick(bar, _LEFT, pos=bar.actionGeometry(menu.menuAction()).center())
        self.qtbot.waitUntil(menu.isVisible)
        assert entry.isEnabled(), f"{title_of(BY_ID[action])} is disabled"
        self.qtbot.mouseClick(menu, _LEFT, pos=menu.actionGeometry(entry).center())
        if not taken:
            # It lay under the arrow of a menu that is higher than the screen, and has to be scrolled to.
            menu.setActiveAction(entry)
            self.qtbot.keyClick(menu, _Key.Key_Return)
            QApplication.processEvents()
        entry.triggered.disconnect(take)
        assert taken

    def _walk_in_menu(self, action: str) -> None:
        """Alt and the letter of the menu, Down until the action is reached, Enter."""
        menu = self._menu(action)
        letter = re.search("&(.)", Menu(BY_ID[action].menu).value)
        assert letter is not None
        QTest.keyClick(self.window, letter[1].upper(), Qt.KeyboardModifier.AltModifier)
        self.qtbot.waitUntil(menu.isVisible)
        entry = self.window.commands[action]
        assert entry.isEnabled(), f"{title_of(BY_ID[action])} is disabled"
        for _ in menu.actions():
            if menu.activeAction() is entry:
                break
            self.qtbot.keyClick(menu, _Key.Key_Down)
        self.qtbot.keyClick(menu, _Key.Key_Return)
        QApplication.processEvents()
