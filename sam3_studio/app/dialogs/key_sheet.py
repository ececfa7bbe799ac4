"""F1: all keys on one sheet, searchable, always the ones that hold."""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from sam3_studio.app.actions import ACTIONS, BY_ID, GESTURES, Action, Keymap, Menu, shown_key, title_of, translated
from sam3_studio.app.dialogs import parts

_COLUMNS = 3
_DIGITS = "123456789"
_NARROWEST = 330  # px a column


@dataclass(frozen=True, slots=True)
class _Entry:
    """What happens, how, and what finds it; keys stay on one line, what the mouse does need not."""

    title: str
    how: str
    words: str
    is_gesture: bool = False


class _Row(QWidget):
    """One entry."""

    def __init__(self, entry: _Entry) -> None:
        super().__init__()
        self.title = entry.title
        self._words = entry.words.casefold()
        how = QLabel(entry.how)
        how.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        how.setWordWrap(entry.is_gesture)
        name = QLabel(entry.title)
        name.setWordWrap(True)
        name.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(parts.SPACING)
        layout.addWidget(name, 3)
        layout.addWidget(how, 2 if entry.is_gesture else 0)

    def matches(self, wanted: str) -> bool:
        return wanted in self._words


class KeySheet(QDialog):
    """All keys in columns. Stays open beside the window, if wanted.

    Signals:
        change_requested: the person wants to change keys.
    """

    change_requested = Signal()

    def __init__(self, keymap: Keymap, parent: QWidget | None = None) -> None:
        """Shows the keys; actions without any are left out, and such as differ in a digit alone are one line."""
        super().__init__(parent)
        layout = parts.frame(self, self.tr("Keys"), QSize(1080, 700))
        self._search = QLineEdit(placeholderText=self.tr("Search"), clearButtonEnabled=True)
        self._search.setAccessibleName(self.tr("Search"))
        self._search.textChanged.connect(self._show_rows)
        layout.addWidget(self._search)
        self._groups: list[tuple[QWidget, list[_Row]]] = []
        layout.addWidget(self._sheet(), 1)
        self._nothing = parts.hint(self.tr("No action has that name."))
        self._nothing.hide()
        layout.addWidget(self._nothing)
        box = parts.button_box(self)
        change = box.addButton(self.tr("Change keys…"), parts.ButtonRole.ActionRole)
        change.clicked.connect(self.change_requested)
        layout.addWidget(box)
        self.set_keymap(keymap)

    def set_keymap(self, keymap: Keymap) -> None:
        """Show other keys; to be connected to `Actions.keymap_changed`."""
        for group, _ in self._groups:
            group.hide()
            group.deleteLater()
        self._groups = [_group(menu, entries) for menu in Menu if (entries := _entries(menu, keymap))]
        self._arrange(self._columns)
        self._show_rows()

    @property
    def shown(self) -> tuple[str, ...]:
        """Titles that are to be read now."""
        return tuple(row.title for _, rows in self._groups for row in rows if not row.isHidden())

    def _sheet(self) -> QScrollArea:
        sheet = QWidget()
        self._sheet_columns = columns = QHBoxLayout(sheet)
        columns.setContentsMargins(0, 0, parts.SPACING, 0)
        columns.setSpacing(parts.MARGIN * 2)
        self._places = [QVBoxLayout() for _ in range(_COLUMNS)]
        for place in self._places:
            place.setSpacing(parts.MARGIN)
            columns.addLayout(place)
        self._columns = _COLUMNS
        area = QScrollArea()
        area.setObjectName("sheet")  # the style shows that it has the focus: keys scroll it
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(sheet)
        return area

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's: as many columns as can be read."""
        super().resizeEvent(event)
        count = max(1, min(_COLUMNS, self.width() // _NARROWEST))
        if count != self._columns:
            self._columns = count
            self._arrange(count)

    def _arrange(self, count: int) -> None:
        for place in self._places:
            while place.takeAt(0):
                pass
        filled = [0] * count
        for group, rows in sorted(self._groups, key=_size, reverse=True):
            column = filled.index(min(filled))
            filled[column] += len(rows) + 2
            self._places[column].addWidget(group)
        for number, place in enumerate(self._places):
            place.addStretch(1)
            self._sheet_columns.setStretch(number, int(number < count))

    def _show_rows(self) -> None:
        wanted = self._search.text().casefold()
        for group, rows in self._groups:
            for row in rows:
                row.setVisible(row.matches(wanted))
            group.setVisible(any(not row.isHidden() for row in rows))
        self._nothing.setVisible(not self.shown)


def _group(menu: Menu, entries: list[_Entry]) -> tuple[QWidget, list[_Row]]:
    group = QWidget()
    column = parts.column_in(group, parts.GAP)
    column.addWidget(parts.heading(title_of(menu)))
    column.addWidget(parts.rule())
    rows = [_Row(entry) for entry in entries]
    for row in rows:
        column.addWidget(row)
    return group, rows


def _entries(menu: Menu, keymap: Keymap) -> list[_Entry]:
    """What there is to be read about a menu."""
    entries = []
    for action in ACTIONS:
        keys = "   ".join(map(shown_key, keymap.keys(action.id)))
        if action.menu is not menu or not keys:
            continue
        series = _series(action, keymap)
        if not series:
            entries.append(_Entry(title_of(action), keys, f"{title_of(action)}\n{keys}"))
        elif action is series[0]:
            titles, hows = zip(*((title_of(one), shown_key(keymap.keys(one.id)[0])) for one in series), strict=True)
            first, last = _DIGITS[0], _DIGITS[-1]
            title = titles[0].replace(first, f"{first}–{last}")  # the digit need not be what a title ends with
            entries.append(_Entry(title, f"{hows[0]}–{last}", "\n".join(titles + hows)))
    for place, what, how in GESTURES:
        if place is menu:
            title, words = translated(what), translated(how)
            entries.append(_Entry(title, words, f"{title}\n{words}", is_gesture=True))
    return entries


def _series(action: Action, keymap: Keymap) -> tuple[Action, ...]:
    """Nine actions that differ in a digit, if their keys do so, too; a person may have changed one of them."""
    stem, _, digit = action.id.rpartition("_")
    if digit not in set(_DIGITS):
        return ()
    series = tuple(BY_ID[f"{stem}_{one}"] for one in _DIGITS)
    keys = {keymap.keys(one.id) for one in series}
    first = keymap.keys(series[0].id)
    regular = len(first) == 1 and keys == {(first[0].removesuffix("1") + one,) for one in _DIGITS}
    return series if regular else ()


def _size(group: tuple[QWidget, list[_Row]]) -> int:
    return len(group[1])
