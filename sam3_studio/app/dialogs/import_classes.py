"""What a file of classes would add, before it does."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QWidget

from sam3_studio.app.dialogs import parts


@dataclass(frozen=True, slots=True)
class ClassList:
    """Classes that a file names.

    Attributes:
        source: the file, as the person knows it.
        names: in the file's order.
        known: those that the project has already.
    """

    source: str
    names: tuple[str, ...]
    known: frozenset[str] = frozenset()


class ImportClassesDialog(QDialog):
    """A list of classes to choose from.

    Signals:
        names_chosen: a tuple of the names to add, in the file's order.
    """

    names_chosen = Signal(object)

    def __init__(self, classes: ClassList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = parts.frame(self, self.tr("Import classes"), QSize(460, 480))
        layout.addWidget(parts.paragraph(self.tr("Classes in {file}").format(file=classes.source)))
        self._list = QListWidget()
        parts.make_roomy(self._list)
        self._list.setAccessibleName(self.tr("Classes to import"))
        for name in classes.names:
            known = name in classes.known
            text = self.tr("{name}  (there already)").format(name=name) if known else name
            item = QListWidgetItem(text, self._list)
            item.setData(Qt.ItemDataRole.UserRole, name)
            item.setCheckState(Qt.CheckState.Unchecked if known else Qt.CheckState.Checked)
            if known:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
        self._list.itemChanged.connect(self._count)
        layout.addWidget(self._list, 1)
        self._summary = parts.hint()
        layout.addWidget(self._summary)
        box = parts.button_box(self, self.tr("Add classes"))
        self._accept = parts.accept_button(box)
        none = box.addButton(self.tr("None or all"), parts.ButtonRole.ActionRole)
        none.clicked.connect(self._toggle_all)
        layout.addWidget(box)
        self._count()

    @property
    def chosen(self) -> tuple[str, ...]:
        """Names with a tick, in the file's order."""
        return tuple(
            str(item.data(Qt.ItemDataRole.UserRole))
            for item in self._items()
            if item.checkState() is Qt.CheckState.Checked
        )

    def accept(self) -> None:
        """Qt's."""
        self.names_chosen.emit(self.chosen)
        super().accept()

    def _items(self) -> Sequence[QListWidgetItem]:
        return [self._list.item(row) for row in range(self._list.count())]

    def _count(self) -> None:
        count = len(self.chosen)
        self._summary.setText(self.tr("%Ln class(es) will be added.", "", count))
        self._accept.setEnabled(count > 0)

    def _toggle_all(self) -> None:
        state = Qt.CheckState.Unchecked if self.chosen else Qt.CheckState.Checked
        for item in self._items():
            if item.flags() & Qt.ItemFlag.ItemIsEnabled:
                item.setCheckState(state)
