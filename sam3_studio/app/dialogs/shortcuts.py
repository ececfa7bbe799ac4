"""Changing keys: a table of all actions, an editor that takes the keys as they are pressed, presets."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from sam3_studio.app.actions import (
    ACTIONS,
    BY_ID,
    PRESETS,
    Keymap,
    Menu,
    normalized,
    shown_key,
    title_of,
    translated,
)
from sam3_studio.app.dialogs import parts

_ID = Qt.ItemDataRole.UserRole
_ACTION, _KEYS, _WHEN = range(3)


class ShortcutDialog(QDialog):
    """Shows a keymap and makes another.

    Signals:
        keymap_chosen: the `Keymap` that is to hold from now on.
    """

    keymap_chosen = Signal(object)

    def __init__(self, keymap: Keymap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keymap = keymap
        layout = parts.frame(self, self.tr("Keys"), QSize(720, 640))
        layout.addLayout(self._top())
        self._table = self._make_table()
        layout.addWidget(self._table, 1)
        layout.addLayout(self._editor())
        self._note = parts.problem_line()
        layout.addWidget(self._note)
        box = parts.button_box(self, self.tr("Use these keys"))
        reset = box.addButton(self.tr("Reset all"), parts.ButtonRole.ResetRole)
        reset.clicked.connect(self._reset_all)
        layout.addWidget(box)
        self._fill()
        self.choose_action(ACTIONS[0].id)

    @property
    def keymap(self) -> Keymap:
        """As it is in the dialog now."""
        return self._keymap

    def choose_action(self, action: str) -> None:
        """Have an action's keys in the editor."""
        self._table.setCurrentItem(self._items[action])

    def accept(self) -> None:
        """Qt's."""
        self.keymap_chosen.emit(self._keymap)
        super().accept()

    def _top(self) -> QHBoxLayout:
        self._search = QLineEdit(placeholderText=self.tr("Search actions or keys"), clearButtonEnabled=True)
        self._search.setAccessibleName(self._search.placeholderText())
        self._search.textChanged.connect(self._filter)
        self._preset = QComboBox()
        self._preset.setAccessibleName(self.tr("Preset"))
        for name, text in PRESETS:
            self._preset.addItem(translated(text), name)
        self._preset.setCurrentIndex(max(0, self._preset.findData(self._keymap.preset)))
        self._preset.currentIndexChanged.connect(self._choose_preset)
        row = QHBoxLayout()
        row.addWidget(self._search, 1)
        row.addWidget(self._preset)
        return row

    def _make_table(self) -> QTreeWidget:
        table = _empty_table([self.tr("Action"), self.tr("Keys"), self.tr("Works")])
        self._items: dict[str, QTreeWidgetItem] = {}
        self._groups: list[tuple[QTreeWidgetItem, list[QTreeWidgetItem]]] = []
        for menu in Menu:
            group = QTreeWidgetItem(table, [title_of(menu)])
            group.setFlags(Qt.ItemFlag.ItemIsEnabled)
            font = group.font(_ACTION)
            font.setBold(True)
            group.setFont(_ACTION, font)
            group.setFirstColumnSpanned(True)
            for action in ACTIONS:
                if action.menu is menu:
                    item = QTreeWidgetItem(group, [title_of(action), "", translated(action.context.value)])
                    item.setData(_ACTION, _ID, action.id)
                    self._items[action.id] = item
            self._groups.append((group, [self._items[action.id] for action in ACTIONS if action.menu is menu]))
        table.expandAll()
        table.setItemsExpandable(False)
        table.currentItemChanged.connect(self._show_current)
        return table

    def _editor(self) -> QHBoxLayout:
        self._keys = QKeySequenceEdit()
        self._keys.setMaximumSequenceLength(1)
        self._keys.setClearButtonEnabled(True)
        self._keys.setAccessibleName(self.tr("Press the keys"))
        line = self._keys.findChild(QLineEdit)
        if line is not None:
            line.setPlaceholderText(self.tr("Click here and press the keys"))
        self._keys.keySequenceChanged.connect(self._show_note)
        row = QHBoxLayout()
        row.addWidget(self._keys, 1)
        self._buttons = {}
        for name, text, slot in (
            ("replace", self.tr("Use only this"), self._replace),
            ("add", self.tr("Use this, too"), self._add),
            ("none", self.tr("No keys"), self._remove),
            ("reset", self.tr("As in the preset"), self._reset),
        ):
            button = QPushButton(text)
            button.setObjectName(name)
            button.clicked.connect(slot)
            row.addWidget(button)
            self._buttons[name] = button
        return row

    def _fill(self) -> None:
        clashing = {id_ for conflict in self._keymap.conflicts() for id_ in conflict.actions}
        for id_, item in self._items.items():
            font = item.font(_KEYS)
            font.setBold(self._keymap.is_changed(id_))
            item.setFont(_KEYS, font)
            keys = "   ".join(map(shown_key, self._keymap.keys(id_)))
            item.setText(_KEYS, f"⚠ {keys}" if id_ in clashing else keys)
        self._filter(self._search.text())
        self._show_note()

    def _filter(self, text: str) -> None:
        wanted = text.casefold()
        for group, items in self._groups:
            for item in items:
                found = wanted in item.text(_ACTION).casefold() or wanted in item.text(_KEYS).casefold()
                item.setHidden(not found)
            group.setHidden(all(item.isHidden() for item in items))

    def _current(self) -> str:
        item = self._table.currentItem()
        return str(item.data(_ACTION, _ID) or "") if item else ""

    def _pressed(self) -> str:
        return normalized(self._keys.keySequence().toString(QKeySequence.SequenceFormat.PortableText))

    def _others(self) -> tuple[str, ...]:
        """Who would lose the keys in the editor."""
        current, key = self._current(), self._pressed()
        users = self._keymap.users(key, BY_ID[current].context) if current and key else ()
        return tuple(user for user in users if user != current)

    def _show_current(self) -> None:
        self._keys.clear()
        self._show_note()

    def _show_note(self) -> None:
        current, key = self._current(), self._pressed()
        for name, button in self._buttons.items():
            button.setEnabled(bool(current) and (bool(key) or name in {"none", "reset"}))
        conflicts = self._keymap.conflicts()
        if others := self._others():
            names = self._named(others)
            text = self.tr("{key} already starts {names}, which would lose it.").format(key=shown_key(key), names=names)
        elif conflicts:
            names = self._named(conflicts[0].actions)
            text = self.tr("{key} starts {names} at the same time; give one of them another key.").format(
                key=shown_key(conflicts[0].key), names=names
            )
        elif current:
            text = self.tr("For “{name}”, press the keys that are to start it.").format(name=title_of(BY_ID[current]))
        else:
            text = ""
        self._note.setText(text)

    def _named(self, actions: tuple[str, ...]) -> str:
        return ", ".join(self.tr("“{name}”").format(name=title_of(BY_ID[id_])) for id_ in actions)

    def _assign(self, keys: tuple[str, ...]) -> None:
        pressed, current = self._pressed(), self._current()
        if not current:
            return
        for other in self._others():
            left = tuple(key for key in self._keymap.keys(other) if key != pressed)
            self._keymap = self._keymap.with_keys(other, left)
        self._keymap = self._keymap.with_keys(current, keys)
        # A button that is used up hands focus on to the next one, and Enter would take the keys away again.
        self._table.setFocus()
        self._keys.clear()
        self._fill()

    def _replace(self) -> None:
        self._assign((self._pressed(),))

    def _add(self) -> None:
        self._assign((*self._keymap.keys(self._current()), self._pressed()))

    def _remove(self) -> None:
        self._keys.clear()
        self._assign(())

    def _reset(self) -> None:
        self._keys.clear()
        self._assign(self._keymap.preset_keys(self._current()))

    def _reset_all(self) -> None:
        self._keymap = Keymap(self._keymap.preset)
        self._fill()

    def _choose_preset(self) -> None:
        self._keymap = Keymap(self._preset.currentData(), self._keymap.changed)
        self._fill()


def _empty_table(titles: list[str]) -> QTreeWidget:
    table = QTreeWidget()
    table.setHeaderLabels(titles)
    table.setRootIsDecorated(False)
    table.setIndentation(12)
    table.setUniformRowHeights(True)
    parts.make_roomy(table)
    table.setAlternatingRowColors(True)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.header().setSectionResizeMode(_ACTION, QHeaderView.ResizeMode.Stretch)
    table.header().setSectionResizeMode(_KEYS, QHeaderView.ResizeMode.ResizeToContents)
    table.header().setSectionResizeMode(_WHEN, QHeaderView.ResizeMode.ResizeToContents)
    table.header().setStretchLastSection(False)
    return table
