"""A project in numbers, as a page."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

from sam3_studio.app.dialogs import parts
from sam3_studio.app.dialogs.charts import BarChart, HeatMap
from sam3_studio.app.theme import as_written
from sam3_studio.app.theme.scrolling import Column
from sam3_studio.dataset.project.statistics import MOST_IN_IMAGE, SCORES, SIDES, Effort, Statistics
from sam3_studio.dataset.project.work import LONGEST_GAP

_LETTERS = 12
"""Of the name of a class that are seen at least."""
_ROWS = 5
"""Classes that are seen without scrolling."""


class NumbersPage(Column):
    """A sentence on the whole, a table of the classes, and four charts.

    Args:
        statistics: what to show.
    """

    def __init__(self, statistics: Statistics) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, parts.SPACING, 0, 0)
        layout.setSpacing(parts.SPACING)
        layout.addWidget(parts.paragraph(self._summary(statistics)))
        layout.addWidget(self._table(statistics))
        layout.addLayout(self._charts(statistics), 1)

    def _summary(self, statistics: Statistics) -> str:
        locale = QLocale()
        images = self.tr("Pictures: {pictures}, done: {done}; objects: {objects}.").format(
            pictures=locale.toString(sum(statistics.images.values())),
            done=locale.toString(statistics.images.get("done", 0)),
            objects=locale.toString(statistics.objects),
        )
        return " ".join((images, *self._gone(statistics.missing), *self._effort(statistics.effort)))

    def _gone(self, missing: int) -> Iterator[str]:
        """Of pictures whose files are gone objects count alone; untold, the numbers would contradict each other."""
        if missing:
            yield self.tr("The files of %Ln picture(s) are gone; only their objects are counted.", "", missing)

    def _effort(self, effort: Effort) -> Iterator[str]:
        locale = QLocale()
        if effort.seconds_per_object is not None:
            yield self.tr("{seconds} s per object; breaks of more than {gap} s do not count.").format(
                seconds=locale.toString(effort.seconds_per_object, "f", 1), gap=locale.toString(round(LONGEST_GAP))
            )
        if effort.seconds_per_picture is not None:
            yield self.tr("{seconds} s for a picture until it is done.").format(
                seconds=locale.toString(effort.seconds_per_picture, "f", 1)
            )
        if effort.edits_per_object is not None:
            yield self.tr("{edits} edits for an object that the model has made.").format(
                edits=locale.toString(effort.edits_per_object, "f", 2)
            )

    def _table(self, statistics: Statistics) -> QTableWidget:
        table = QTableWidget(len(statistics.classes), 5)
        table.setAccessibleName(self.tr("Classes"))
        titles = (
            self.tr("Class"),
            self.tr("Objects"),
            self.tr("Pictures"),
            self.tr("Mean pixels"),
            self.tr("Mean score"),
        )
        for column, title in enumerate(titles):
            table.setHorizontalHeaderItem(column, _item(title, column))
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)  # it would go round among the cells, and to no button
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        # Where the dialog stands aside it is narrow; the numbers are scrolled then, for without names they say nothing.
        header.setMinimumSectionSize(_LETTERS * header.fontMetrics().averageCharWidth())
        table.setWordWrap(False)
        locale = QLocale()
        for row, one in enumerate(statistics.classes):
            area = "" if one.mean_area is None else locale.toString(round(one.mean_area))
            score = "" if one.mean_score is None else locale.toString(one.mean_score, "f", 2)
            texts = one.name, locale.toString(one.objects), locale.toString(one.images), area, score
            items = [_item(text, column) for column, text in enumerate(texts)]
            items[0].setToolTip(as_written(one.name))
            for column, item in enumerate(items):
                table.setItem(row, column, item)
        row_height = table.verticalHeader().defaultSectionSize()
        rows = min(max(len(statistics.classes), 1), _ROWS)
        table.setFixedHeight(header.sizeHint().height() + rows * row_height + 4)
        return table

    def _charts(self, statistics: Statistics) -> QGridLayout:
        more = QCoreApplication.translate("NumbersPage", "more")
        grid = QGridLayout()
        grid.setSpacing(parts.MARGIN)
        steps = zip(MOST_IN_IMAGE, (-1, *MOST_IN_IMAGE), strict=False)
        per_image = [f"{most}" if most - before == 1 else f"≤ {most}" for most, before in steps] + [more]
        grid.addWidget(BarChart(self.tr("Objects in a picture"), per_image, statistics.per_image), 0, 0)
        sizes = [f"< {side}" for side in SIDES] + [more]
        grid.addWidget(BarChart(self.tr("Sides of objects in pixels"), sizes, statistics.sizes), 0, 1)
        locale = QLocale()
        scores = [locale.toString(number / SCORES, "f", 2) for number in range(SCORES)]
        grid.addWidget(BarChart(self.tr("Scores"), scores, statistics.scores), 1, 0)
        grid.addWidget(HeatMap(self.tr("Where in pictures objects are"), statistics.positions), 1, 1)
        return grid


def _item(text: str, column: int) -> QTableWidgetItem:
    """Names stand at the left, numbers one below the other."""
    item = QTableWidgetItem(text)
    side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
    item.setTextAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
    return item
