"""Classes as a list: by digit, then as they were made."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from sam3_studio.core.labeling import LabelClass

ROW = Qt.ItemDataRole.UserRole
"""The role under which a row's `ClassRow` is found."""

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class ClassCounts:
    """How many objects of a class there are in the picture in hand.

    Attributes:
        accepted: that a person has accepted or drawn.
        candidates: that are offered.
    """

    accepted: int = 0
    candidates: int = 0


@dataclass(frozen=True, slots=True)
class ClassRow:
    """What a row shows.

    Attributes:
        label_class: the class.
        counts: in the picture in hand.
        visible: whether its objects are drawn.
    """

    label_class: LabelClass
    counts: ClassCounts
    visible: bool


class ClassModel(QAbstractListModel):
    """The classes of a project.

    Signals:
        renamed (int, str): a person has typed another name for a class.
    """

    renamed = Signal(int, str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._classes: list[LabelClass] = []
        self._counts: Mapping[int, ClassCounts] = {}
        self._hidden: frozenset[int] = frozenset()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        """Qt's."""
        return 0 if parent.isValid() else len(self._classes)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Qt's."""
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt's."""
        if not index.isValid() or index.row() >= len(self._classes):
            return None
        row = self.row(index.row())
        if role == ROW:
            return row
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return row.label_class.name
        return None

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Qt's: asks for another name; the row changes when the class does."""
        name = " ".join(str(value).split())
        if role != Qt.ItemDataRole.EditRole or not index.isValid() or not name:
            return False
        one = self._classes[index.row()]
        if name != one.name:
            self.renamed.emit(one.id, name)
        return True

    def row(self, row: int) -> ClassRow:
        """What is shown in a row."""
        one = self._classes[row]
        return ClassRow(one, self._counts.get(one.id, ClassCounts()), one.id not in self._hidden)

    def row_of(self, class_id: int | None) -> int:
        """Where a class is; -1 when it is not there."""
        return next((row for row, one in enumerate(self._classes) if one.id == class_id), -1)

    def set_classes(self, classes: Sequence[LabelClass]) -> None:
        """Show these; those with a digit come first."""
        ordered = sorted(classes, key=attrgetter("place"))
        if [one.id for one in ordered] == [one.id for one in self._classes]:
            # The same rows: an editor that is open in one of them stays.
            self._classes = ordered
            self._tell_all()
            return
        self.beginResetModel()
        self._classes = ordered
        self.endResetModel()

    def set_counts(self, counts: Mapping[int, ClassCounts]) -> None:
        """How many objects there are, by the ids of classes."""
        self._counts = dict(counts)
        self._tell_all()

    def set_hidden(self, hidden: Collection[int]) -> None:
        """Ids of the classes whose objects are not drawn."""
        self._hidden = frozenset(hidden)
        self._tell_all()

    def _tell_all(self) -> None:
        if self._classes:
            self.dataChanged.emit(self.index(0), self.index(len(self._classes) - 1))
