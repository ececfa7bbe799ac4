"""What a person says of objects and of pictures, besides classes and masks."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, Qt, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from sam3_studio.app.actions import leave_wheel_to_page
from sam3_studio.app.dialogs import parts
from sam3_studio.app.language import QT_TRANSLATE_NOOP
from sam3_studio.core.labeling import Attribute, LabeledObject, Source
from sam3_studio.editing.details import Shared

_NAME, _VALUE = 0, 1
_NAME_BEFORE = Qt.ItemDataRole.UserRole
_ROWS = 4
"""Attributes that are seen without scrolling."""
_ROW_HEIGHT = 36


class ObjectDetailsDialog(QDialog):
    """Attributes, flags and a note of one object or of several; where these differ, what is left alone stays.

    Args:
        objects: whose details they are; of a single one it is told where it comes from. Where all are locked, nothing
            can be changed.
        before: what they have in common.
        schema: of their class.
        parent: the window.
    """

    def __init__(
        self,
        objects: Sequence[LabeledObject],
        before: Shared,
        schema: Sequence[Attribute] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        layout = parts.frame(self, self.tr("Details of %Ln object(s)", "", len(objects)))
        if len(objects) == 1:
            layout.addWidget(parts.hint(_history_of(objects[0])))
        locked = all(item.locked for item in objects)
        if locked:
            layout.addWidget(parts.paragraph(self.tr("Locked objects stay as they are; unlock them first.")))
        self._before = before
        self._choices = {one.name: one.values for one in schema}
        self.table = _AttributeTable(0, 2)
        self.table.setAccessibleName(self.tr("Attributes"))
        self.table.setHorizontalHeaderLabels([self.tr("Attribute"), self.tr("Value")])
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        for name, value in before.attributes:
            self._add_row(name, value)
        self._add_row("", "")
        self.table.itemChanged.connect(self._take_name)
        self.table.setMinimumHeight(self.table.horizontalHeader().sizeHint().height() + _ROWS * _ROW_HEIGHT + 4)
        layout.addWidget(self.table)
        self.occluded = _flag(self.tr("&Occluded: something lies in front of it"), before.occluded)
        self.truncated = _flag(self.tr("&Truncated: the picture's border cuts it off"), before.truncated)
        layout.addWidget(self.occluded)
        layout.addWidget(self.truncated)
        self.note = _note(before.note, self.tr("Note"), self.tr("Different notes"))
        self._shown_note = self.note.toPlainText()
        layout.addWidget(_named(self.tr("&Note"), self.note))
        layout.addWidget(self.note)
        for part in (self.table, self.occluded, self.truncated, self.note):
            part.setDisabled(locked)
        layout.addWidget(parts.button_box(self, "" if locked else self.tr("Apply")))
        parts.accept_while_writing(self)
        self.resize(420, self.sizeHint().height())

    @property
    def after(self) -> Shared:
        """What a person has made of it."""
        rows = [self._row(row) for row in range(self.table.rowCount())]
        attributes = {name: value for _, name, value in rows if name}
        note = self.note.toPlainText()
        return Shared(
            tuple(attributes.items()),
            _checked(self.occluded),
            _checked(self.truncated),
            # What is shown has other ends of lines than what was imported, and other blanks.
            self._before.note if note == self._shown_note else note,
            tuple((old, name) for old, name, _ in rows if old and name and name != old),
        )

    def _row(self, row: int) -> tuple[str, str, str | None]:
        """The name that an attribute had, the one that it has now, and its value."""
        item, box = self.table.item(row, _NAME), self.table.cellWidget(row, _VALUE)
        before = str(item.data(_NAME_BEFORE)) if item else ""
        name = item.text() if item else ""
        name = name if name == before else name.strip()
        value = box.currentText() if isinstance(box, QComboBox) else ""
        known = dict(self._before.attributes).get(before or name, "")
        value = value if value == known else value.strip()
        return before, name, None if known is None and not value else value

    def _add_row(self, name: str, value: str | None) -> None:
        row = self.table.rowCount()
        self.table.insertRow(row)
        item = QTableWidgetItem(name)
        item.setData(_NAME_BEFORE, name)
        if name in self._choices:
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
        self.table.setItem(row, _NAME, item)
        box = QComboBox(editable=True)
        leave_wheel_to_page(box)
        box.addItems(["", *self._choices.get(name, ())])
        box.setCurrentText(value or "")
        box.setEnabled(bool(name))  # the value of nothing would be lost
        box.setAccessibleName(name or self.tr("Value"))
        line = box.lineEdit()
        if line is not None and value is None:
            line.setPlaceholderText(self.tr("Different values"))
        self.table.setCellWidget(row, _VALUE, box)

    @Slot(QTableWidgetItem)
    def _take_name(self, item: QTableWidgetItem) -> None:
        """A row has a value once it has a name; the last one is always free."""
        if box := self.table.cellWidget(item.row(), _VALUE):
            box.setEnabled(bool(item.text().strip()))
        last = self.table.item(self.table.rowCount() - 1, _NAME)
        if last is None or last.text().strip():
            self._add_row("", "")


class _AttributeTable(QTableWidget):
    """Tab goes from cell to cell, and after the free row to the next control: nobody is kept here."""

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - Qt's signature
        """The cell after this one, or before it; else what comes after the table, or before it."""
        row, column = self.currentRow(), self.currentColumn()
        inside = 0 <= row < self.rowCount() - 1 if forward else (row, column) > (0, 0)
        if inside:
            return super().focusNextPrevChild(forward)
        part = self._beside(self, forward)
        while part is not None and part is not self:
            tabbed = part.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
            if tabbed and part.isVisibleTo(self.window()) and part.isEnabled() and not self.isAncestorOf(part):
                self.setCurrentCell(0, _NAME)  # who comes back begins anew
                part.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
                return True
            part = self._beside(part, forward)
        return False

    @staticmethod
    def _beside(part: QWidget, forward: bool) -> QWidget | None:  # noqa: FBT001 - as above
        return part.nextInFocusChain() if forward else part.previousInFocusChain()


class PictureDetailsDialog(QDialog):
    """Tags and a note of a picture.

    Args:
        name: of the picture.
        tags: that it has.
        note: that it has.
        parent: the window.
    """

    def __init__(self, name: str, tags: Sequence[str], note: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = parts.frame(self, self.tr("Details of {name}").format(name=name))
        self.tags = QLineEdit(", ".join(tags))
        self.tags.setPlaceholderText(self.tr("night, rain"))
        layout.addWidget(_named(self.tr("&Tags, divided by commas"), self.tags))
        layout.addWidget(self.tags)
        self.note = _note(note, self.tr("Note"), "")
        layout.addWidget(_named(self.tr("&Note"), self.note))
        layout.addWidget(self.note)
        layout.addWidget(parts.button_box(self, self.tr("Apply")))
        parts.accept_while_writing(self)
        self.resize(420, self.sizeHint().height())

    @property
    def chosen_tags(self) -> tuple[str, ...]:
        """Each once, in the order in which they were typed."""
        return tuple(dict.fromkeys(tag.strip() for tag in self.tags.text().split(",") if tag.strip()))


_SOURCES = {
    Source.MODEL: QT_TRANSLATE_NOOP("Details", "Found by the model on {time}."),
    Source.PERSON: QT_TRANSLATE_NOOP("Details", "Drawn by a person on {time}."),
    Source.EDITED: QT_TRANSLATE_NOOP("Details", "Found by the model, edited last on {time}."),
}


def _history_of(item: LabeledObject) -> str:
    """Where an object comes from: who made it and when, and what the model said of it."""
    locale = QLocale()
    made = QDateTime.fromSecsSinceEpoch(int(item.time))
    when = locale.toString(made, QLocale.FormatType.ShortFormat)
    sentence = QCoreApplication.translate("Details", _SOURCES[item.source]).format(time=when)
    if item.origin is None:
        return sentence
    if item.origin.is_score_alone:
        score = locale.toString(item.origin.score, "f", 2)
        return f"{sentence}\n" + QCoreApplication.translate("Details", "Imported with the score {score}.").format(
            score=score
        )
    found = QCoreApplication.translate(
        "Details", "Prompt “{prompt}”, score {score}, presence {presence}, model {model}."
    )
    return f"{sentence}\n" + found.format(
        prompt=item.origin.prompt,
        score=locale.toString(item.origin.score, "f", 2),
        presence=locale.toString(item.origin.presence, "f", 2),
        model=item.origin.model[:12],
    )


def _named(text: str, field: QWidget) -> QLabel:
    label = QLabel(text)
    label.setBuddy(field)
    return label


def _flag(text: str, checked: bool | None) -> QCheckBox:  # noqa: FBT001 - None is a third
    box = QCheckBox(text)
    if checked is None:
        box.setTristate(True)
        box.setCheckState(Qt.CheckState.PartiallyChecked)
    else:
        box.setChecked(checked)
    return box


def _checked(box: QCheckBox) -> bool | None:
    state = box.checkState()
    return None if state is Qt.CheckState.PartiallyChecked else state is Qt.CheckState.Checked


def _note(text: str | None, name: str, hint: str) -> QPlainTextEdit:
    edit = QPlainTextEdit(text or "")
    edit.setAccessibleName(name)
    edit.setTabChangesFocus(True)
    edit.setPlaceholderText(hint if text is None else "")
    edit.setFixedHeight(edit.fontMetrics().lineSpacing() * 4 + 16)
    return edit
