"""F1: all keys on one sheet, searchable, always the ones that hold."""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
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


@dataclass(frozen=True, slots=True)
class _Row:
    """What happens, and how; action is empty for what the mouse does."""

    action: str
    title: str
    how: QLabel
    name: QLabel

    def show(self, visible: bool) -> None:  # noqa: FBT001
        self.how.setVisible(visible)
        self.name.setVisible(visible)

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
        return tuple(row.title for _, rows in self._groups for row in rows if not row.name.isHidden())

    def _sheet(self) -> QScrollArea:
        sheet = QWidget()
        columns = QHBoxLayout(sheet)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(parts.MARGIN * 2)
        places = [QVBoxLayout() for _ in range(_COLUMNS)]
        for place in places:
            place.setSpacing(parts.MARGIN)
            columns.addLayout(place, 1)
        filled = [0] * _COLUMNS
        for menu in sorted(Menu, key=_size, reverse=True):
            column = filled.index(min(filled))
            filled[column] += _size(menu) + 2
            places[column].addWidget(self._group(menu))
        for place in places:
            place.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(sheet)
        return area

    def _group(self, menu: Menu) -> QWidget:
        group = QWidget()
        grid = QGridLayout(group)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(parts.GAP)
        grid.setHorizontalSpacing(parts.SPACING)
        grid.setColumnStretch(0, 1)
        grid.addWidget(parts.heading(title_of(menu)), 0, 0, 1, 2)
        grid.addWidget(parts.rule(), 1, 0, 1, 2)
        entries = [(action.id, title_of(action), "") for action in ACTIONS if action.menu is menu]
        entries += [("", translated(what), translated(how)) for place, what, how in GESTURES if place is menu]
        rows = []
        for id_, title, how in entries:
            row = _Row(id_, title, QLabel(how), QLabel(title))
            row.name.setWordWrap(True)
            row.how.setWordWrap(not id_)
            row.how.setForegroundRole(QPalette.ColorRole.Link)
            row.how.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            grid.addWidget(row.name, grid.rowCount(), 0)
            grid.addWidget(row.how, grid.rowCount() - 1, 1)
            rows.append(row)
        self._groups.append((group, rows))
        return group

    def _show_rows(self) -> None:
        wanted = self._search.text().casefold()
        for group, rows in self._groups:
            for row in rows:
                row.show(bool(row.how.text()) and row.matches(wanted))
            group.setVisible(any(not row.name.isHidden() for row in rows))
        self._nothing.setVisible(not self.shown)


def _size(menu: Menu) -> int:
    return sum(action.menu is menu for action in ACTIONS)
