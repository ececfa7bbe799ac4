"""Actions as Qt knows them: texts, icons, keys and menus made from the table."""

import re
from collections.abc import Callable, Collection, Iterator

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QAction, QActionGroup, QIcon, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from sam3_studio.app.actions.action import Action, Context, Menu
from sam3_studio.app.actions.hints import hint_of
from sam3_studio.app.actions.keymap import Keymap, shown_key
from sam3_studio.app.actions.table import ACTIONS, BY_ID, GO_ON, TOOLS
from sam3_studio.app.actions.telling_menu import TellingMenu

Icons = Callable[[str], QIcon]

_MNEMONIC = re.compile(r"&(.)")


def translated(text: str) -> str:
    """A text of the table in the language of the window."""
    return QCoreApplication.translate("Actions", text)


def menu_text(action: Action) -> str:
    """What an action is called in menus."""
    return translated(action.text).replace("{digit}", action.id.rpartition("_")[2])


def title_of(item: Action | Menu) -> str:
    """What an action or a menu is called outside of menus: without its mnemonic and dots."""
    text = menu_text(item) if isinstance(item, Action) else translated(item.value)
    return _MNEMONIC.sub(r"\1", text).removesuffix("…")


class Actions(QObject):
    """All actions of a window. Connect to `actions["undo"].triggered`, and enable what makes sense.

    Signals:
        keymap_changed: other keys hold from now on; carries the `Keymap`.
    """

    keymap_changed = Signal(object)

    def __init__(self, window: QWidget, icons: Icons | None = None) -> None:
        """The actions belong to the window, in which their keys work; `icons` gives the picture of a name."""
        super().__init__(window)
        self._keymap = Keymap()
        self._drawing = False
        self._reasons: dict[str, str] = {}
        self._actions: dict[str, QAction] = {}
        for action in ACTIONS:
            made = QAction(window)
            made.setObjectName(action.id)
            made.setText(menu_text(action))
            made.setCheckable(action.checkable)
            made.setAutoRepeat(action.id in GO_ON)
            made.setMenuRole(QAction.MenuRole.NoRole)
            self._actions[action.id] = made
            window.addAction(made)
        self.tools = QActionGroup(self)
        """The actions that choose what the mouse draws: one at a time."""
        for tool in TOOLS:
            self.tools.addAction(self._actions[tool])
        self._apply_keys()
        if icons:
            self.set_icons(icons)

    def __getitem__(self, action: str) -> QAction:
        """The action of an id."""
        return self._actions[action]

    def __iter__(self) -> Iterator[str]:
        """All ids, in the order of the table."""
        return iter(self._actions)

    @property
    def keymap(self) -> Keymap:
        """The keys that hold."""
        return self._keymap

    def set_keymap(self, keymap: Keymap) -> None:
        """Have other keys hold from now on."""
        if keymap != self._keymap:
            self._keymap = keymap
            self._apply_keys()
            self.keymap_changed.emit(keymap)

    def set_icons(self, icons: Icons) -> None:
        """Draw the actions with these pictures, for example after the theme has changed."""
        for action in ACTIONS:
            if action.icon:
                self._actions[action.id].setIcon(icons(action.icon))

    def set_drawing(self, drawing: bool) -> None:  # noqa: FBT001  # a slot
        """Whether a shape is being drawn: its keys then are nobody else's."""
        if drawing != self._drawing:
            self._drawing = drawing
            self._apply_keys()

    def allow(self, action: str, reason: str = "") -> None:
        """Enable an action; with a reason, a sentence, disable it: its tool tip says that."""
        self._actions[action].setEnabled(not reason)
        if reason != self._reasons.get(action, ""):
            self._reasons[action] = reason
            self._describe(BY_ID[action])

    def refused(self, keys: Collection[QKeySequence]) -> str:
        """Why an action that one of these keys would start cannot be carried out, a sentence; "" where none is."""
        for name, action in self._actions.items():
            if not action.isEnabled() and any(key in keys for key in action.shortcuts()):
                return self._reasons.get(name, "")
        return ""

    def allow_all(self, context: Context, reason: str = "") -> None:
        """Enable all actions of a context; with a reason, disable them."""
        for action in ACTIONS:
            if action.context is context:
                self.allow(action.id, reason)

    def fill_menu_bar(self, bar: QMenuBar) -> dict[Menu, QMenu]:
        """Add all menus; the window may add to them what it has besides."""
        menus: dict[Menu, QMenu] = {}
        for menu in Menu:
            menus[menu] = TellingMenu(translated(menu.value), bar)
            bar.addMenu(menus[menu])
            self.fill_menu(menus[menu], menu)
        return menus

    def fill_menu(self, target: QMenu, menu: Menu) -> None:
        """Add the actions of one menu, divided into sections."""
        section = None
        for action in ACTIONS:
            if action.menu is menu and not action.hidden:
                if section is not None and action.section != section:
                    target.addSeparator()
                section = action.section
                target.addAction(self._actions[action.id])

    def _apply_keys(self) -> None:
        claimed = {
            key
            for action in ACTIONS
            if self._drawing and action.context is Context.DRAWING
            for key in self._keymap.keys(action.id)
        }
        for action in ACTIONS:
            keys = self._keymap.keys(action.id)
            works = action.context is not Context.DRAWING or self._drawing
            free = [key for key in keys if works and (action.context is Context.DRAWING or key not in claimed)]
            made = self._actions[action.id]
            made.setShortcuts([*map(QKeySequence, free), *(QKeySequence("Enter") for key in free if key == "Return")])
            made.setStatusTip("")
            self._describe(action)

    def _describe(self, action: Action) -> None:
        """What it is called; below that how it is used, and why it cannot be."""
        lines = tooltip(action.id, self._keymap), hint_of(action.id, self._keymap), self._reasons.get(action.id, "")
        self._actions[action.id].setToolTip("\n".join(filter(None, lines)))


def tooltip(action: str, keymap: Keymap) -> str:
    """What an action is called, with the key that menus show."""
    title, keys = title_of(BY_ID[action]), keymap.keys(action)
    return f"{title} ({shown_key(keys[0])})" if keys else title
