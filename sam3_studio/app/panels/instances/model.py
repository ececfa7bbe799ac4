"""Candidates and accepted objects of the picture in hand, as a table."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from sam3_studio.app.language import QT_TRANSLATE_NOOP
from sam3_studio.core.labeling import NO_DETAILS, Details, Source

INSTANCE = Qt.ItemDataRole.UserRole
"""The role under which a row's `InstanceRow` is found, in every column."""

_Index = QModelIndex | QPersistentModelIndex
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Column(IntEnum):
    """What is where."""

    NAME = 0
    SCORE = 1
    PRESENCE = 2
    AREA = 3
    SIGNS = 4


_COLUMNS = len(Column)

TITLES = {
    Column.NAME: QT_TRANSLATE_NOOP("Objects", "Object"),
    Column.SCORE: QT_TRANSLATE_NOOP("Objects", "Score"),
    Column.PRESENCE: QT_TRANSLATE_NOOP("Objects", "Presence"),
    Column.AREA: QT_TRANSLATE_NOOP("Objects", "Pixels"),
    Column.SIGNS: "",
}
"""Titles of columns, in English, to be translated in the context "Objects"."""


@dataclass(frozen=True, slots=True)
class InstanceRow:
    """An accepted object or a candidate.

    Attributes:
        id: unique among both.
        class_name: of its class.
        color: of its class, red, green and blue, 0 to 255.
        area: of its mask in pixels; None until there is a mask.
        score: the model's, 0 to 1; None for what a person drew.
        presence: of its concept in the picture, 0 to 1; None for what a person drew.
        source: where its mask comes from; None for a candidate.
        number: of a candidate, as the canvas shows it; 0 for none.
        ghost: whether a candidate is just below the threshold.
        hidden: whether an object is not drawn.
        locked: whether an object cannot be edited.
        details: what else is said of an object.
    """

    id: str
    class_name: str
    color: tuple[int, int, int]
    area: int | None = None
    score: float | None = None
    presence: float | None = None
    source: Source | None = None
    number: int = 0
    ghost: bool = False
    hidden: bool = False
    locked: bool = False
    details: Details = NO_DETAILS

    @property
    def is_candidate(self) -> bool:
        """Whether nobody has accepted it yet."""
        return self.source is None


class InstanceModel(QAbstractTableModel):
    """Candidates first, then those just below the threshold, then objects; each group sorted as a person chose.

    Until somebody chooses, rows are as they were given.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._given: tuple[InstanceRow, ...] = ()
        self._rows: list[InstanceRow] = []
        self._numbers: dict[str, int] = {}
        self._column = -1
        self._descending = False

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        """Qt's."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        """Qt's."""
        return 0 if parent.isValid() else _COLUMNS

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt's."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == INSTANCE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return text_of(row, Column(index.column()))
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() != Column.NAME:
            return _RIGHT
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt's."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return title_of(Column(section))
        if role == Qt.ItemDataRole.TextAlignmentRole and section != Column.NAME:
            return _RIGHT
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Qt's."""
        self._column, self._descending = column, order == Qt.SortOrder.DescendingOrder
        self._arrange(self._given)

    def row(self, row: int) -> InstanceRow:
        """What is shown in a row."""
        return self._rows[row]

    def rows(self) -> tuple[InstanceRow, ...]:
        """All of them, in the order in which they are shown."""
        return tuple(self._rows)

    def row_of(self, instance_id: str) -> int:
        """Where something is; -1 when it is not there."""
        return self._numbers.get(instance_id, -1)

    def set_rows(self, rows: Sequence[InstanceRow]) -> None:
        """Show these; where only their content differs, nothing moves."""
        given = tuple(rows)
        if given != self._given:
            self._given = given
            self._arrange(given)

    def _arrange(self, rows: Sequence[InstanceRow]) -> None:
        chosen = self._column >= 0
        ordered = sorted(rows, key=_Key(self._column), reverse=self._descending) if chosen else list(rows)
        ordered.sort(key=_group)
        if ordered == self._rows:
            return
        if [row.id for row in ordered] == [row.id for row in self._rows]:
            self._rows = ordered
            if ordered:
                self.dataChanged.emit(self.index(0, 0), self.index(len(ordered) - 1, len(Column) - 1))
            return
        self.beginResetModel()
        self._rows = ordered
        self._numbers = {row.id: number for number, row in enumerate(ordered)}
        self.endResetModel()


class _Key:
    """What rows are sorted by."""

    def __init__(self, column: int) -> None:
        self._column = column

    def __call__(self, row: InstanceRow) -> tuple[str, float]:
        match self._column:
            case Column.NAME:
                return row.class_name.casefold(), row.number
            case Column.SCORE:
                return "", -1 if row.score is None else row.score
            case Column.PRESENCE:
                return "", -1 if row.presence is None else row.presence
            case Column.AREA:
                return "", -1 if row.area is None else row.area
        return "", 0


def heir_of(rows: Sequence[InstanceRow], row: int, staying: Collection[str]) -> str:
    """What takes the place of a row when rows go.

    Args:
        rows: as they were.
        row: its number among them; -1 for none.
        staying: ids of those that stay.

    Returns:
        Its own id if it stays, or that of the next one of its group that does, or of the nearest one before it; empty
        when none of its group stays.
    """
    if row < 0:
        return ""
    near = (*rows[row:], *reversed(rows[:row]))
    return next((one.id for one in near if one.id in staying and _group(one) == _group(rows[row])), "")


def _group(row: InstanceRow) -> int:
    return (1 if row.ghost else 0) if row.is_candidate else 2


def title_of(column: Column) -> str:
    """What is above a column, translated."""
    return QCoreApplication.translate("Objects", TITLES[column]) if TITLES[column] else ""


def text_of(row: InstanceRow, column: Column) -> str:
    """What is to be read in a column, as the locale writes it; empty where there is nothing."""
    locale = QLocale()
    match column:
        case Column.NAME:
            return row.class_name
        case Column.SCORE:
            return "" if row.score is None else locale.toString(row.score, "f", 2)
        case Column.PRESENCE:
            return "" if row.presence is None else locale.toString(row.presence, "f", 2)
        case Column.AREA:
            return "" if row.area is None else locale.toString(row.area)
    return ""
