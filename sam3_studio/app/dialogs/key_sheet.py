"""F1: all keys on one sheet, searchable, always the ones that hold."""

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

from sam3_studio.app.actions import ACTIONS, GESTURES, Keymap, Menu, shown_key, title_of, translated
from sam3_studio.app.dialogs import parts

_COLUMNS = 3
_NARROWEST = 330  # px a column


class _Row(QWidget):
    """What happens, and how; action is empty for what the mouse does."""

    def __init__(self, action: str, title: str) -> None:
        super().__init__()
        self.action = action
        self.title = title
        self.how = QLabel()
        self.how.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        name = QLabel(title)
        name.setWordWrap(True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(parts.SPACING)
        layout.addWidget(name, 3)
        layout.addWidget(self.how, 2 if not action else 0)

    def matches(self, wanted: str) -> bool:
        return wanted in self.title.casefold() or wanted in self.how.text().casefold()


class KeySheet(QDialog):
    """All keys in columns. Stays open beside the window, if wanted.

    Signals:
        change_requested: the person wants to change keys.
    """

    change_requested = Signal()

    def __init__(self, keymap: Keymap, parent: QWidget | None = None) -> None:
        """Shows the keys; actions without any are left out."""
        super().__init__(parent)
        layout = parts.frame(self, self.tr("Keys"), QSize(1080, 700))
        self._search = QLineEdit(placeholderText=self.tr("Search"), clearButtonEnabled=True)
        self._search.setAccessibleName(self.tr("Search"))
        self._search.textChanged.connect(self._show_rows)
        layout.addWidget(self._search)
        self._groups: list[tuple[QWidget, list[_Row]]] = []
        layout.addWidget(self._sheet(), 1)
        self._nothing = parts.hint(self.tr("No action is called like that."))
        self._nothing.hide()
        layout.addWidget(self._nothing)
        box = parts.button_box(self)
        change = box.addButton(self.tr("Change keys…"), parts.ButtonRole.ActionRole)
        change.setAutoDefault(False)
        change.clicked.connect(self.change_requested)
        layout.addWidget(box)
        self.set_keymap(keymap)

    def set_keymap(self, keymap: Keymap) -> None:
        """Show other keys; to be connected to `Actions.keymap_changed`."""
        for _, rows in self._groups:
            for row in rows:
                if row.action:
                    row.how.setText("   ".join(map(shown_key, keymap.keys(row.action))))
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
        for menu in Menu:
            self._group(menu)
        self._columns = 0
        self._arrange(_COLUMNS)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(sheet)
        return area

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's: as many columns as can be read."""
        super().resizeEvent(event)
        self._arrange(max(1, min(_COLUMNS, self.width() // _NARROWEST)))

    def _arrange(self, count: int) -> None:
        if count == self._columns:
            return
        self._columns = count
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

    def _group(self, menu: Menu) -> None:
        group = QWidget()
        column = QVBoxLayout(group)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(parts.GAP)
        column.addWidget(parts.heading(title_of(menu)))
        column.addWidget(parts.rule())
        entries = [(action.id, title_of(action), "") for action in ACTIONS if action.menu is menu]
        entries += [("", translated(what), translated(how)) for place, what, how in GESTURES if place is menu]
        rows = []
        for id_, title, how in entries:
            row = _Row(id_, title)
            row.how.setText(how)
            row.how.setWordWrap(not id_)
            column.addWidget(row)
            rows.append(row)
        self._groups.append((group, rows))

    def _show_rows(self) -> None:
        wanted = self._search.text().casefold()
        for group, rows in self._groups:
            for row in rows:
                row.setVisible(bool(row.how.text()) and row.matches(wanted))
            group.setVisible(any(not row.isHidden() for row in rows))
        self._nothing.setVisible(not self.shown)


def _size(group: tuple[QWidget, list[_Row]]) -> int:
    return len(group[1])
