"""Columns of the list of objects: how wide they are, and which make way where there is little room."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTreeView

from sam3_studio.app.panels.instances.model import Column
from sam3_studio.app.panels.row_signs import SIGN_WIDTH

_NAME = 96  # px; other columns make way for this much of a name


def set_up_header(view: QTreeView) -> None:
    """Have the name take what the other columns leave; until a title is clicked nothing is sorted."""
    header = view.header()
    header.setStretchLastSection(False)
    header.setSectionsMovable(False)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    header.setSectionResizeMode(Column.NAME, QHeaderView.ResizeMode.Stretch)
    header.setMinimumSectionSize(24)
    header.setSortIndicatorClearable(True)
    header.setSortIndicator(-1, Qt.SortOrder.DescendingOrder)
    view.setSortingEnabled(True)


def fit_columns(view: QTreeView) -> None:
    """Show the columns that there is room for: presence makes way first, then the area."""
    header, room = view.header(), view.viewport().width() - _NAME
    wanted = {Column.SIGNS: 2 * SIGN_WIDTH + 8}
    for column in (Column.SCORE, Column.AREA, Column.PRESENCE):
        view.setColumnHidden(column, False)  # Qt takes no room for the title of a hidden one
        least = view.fontMetrics().horizontalAdvance("0,000,000") + 8 if column is Column.AREA else 44
        wanted[column] = max(header.sectionSizeHint(column), least)
    for column in (Column.SIGNS, Column.SCORE, Column.AREA, Column.PRESENCE):
        room -= wanted[column]
        view.setColumnHidden(column, room < 0)
        header.resizeSection(column, wanted[column])
