"""`app.dialogs.numbers`: what a project holds, as a person reads it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from project_tools import rescan
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QLabel, QPushButton, QScrollArea, QTableWidget
from pytestqt.qtbot import QtBot

from sam3_studio.app.dialogs.charts import BarChart
from sam3_studio.app.dialogs.insights import InsightsDialog
from sam3_studio.app.dialogs.mistakes import MistakesPage
from sam3_studio.app.dialogs.numbers import NumbersPage
from sam3_studio.app.threads.job import jobs_have_ended
from sam3_studio.dataset.checks.project import check_project
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.project.statistics import read_statistics

pytestmark = pytest.mark.gui

LONG, HEBREW = "the <b>class</b> & a name that nobody would read to its end", "חתול"


def paragraphs(page: NumbersPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel)]


@pytest.fixture
def table(tmp_path: Path, qtbot: QtBot) -> Iterator[QTableWidget]:
    with Project.open(tmp_path) as project:
        project.classes.add_missing((LONG, HEBREW))
        statistics = read_statistics(project.file)
    page = NumbersPage(statistics)
    qtbot.addWidget(page)
    page.resize(760, 640)
    page.show()
    yield page.findChildren(QTableWidget)[0]
    page.hide()


def test_names_of_classes_have_the_room_that_numbers_leave(table: QTableWidget) -> None:
    widths = [table.columnWidth(column) for column in range(table.columnCount())]
    assert widths[0] > 2 * max(widths[1:])


def test_numbers_of_objects_that_a_bar_stands_for_alone_are_said_as_such(table: QTableWidget) -> None:
    page = table.parentWidget()
    assert page is not None
    told = page.findChildren(BarChart)[0].accessibleDescription()
    assert told.startswith("0: 0, 1: 0, 2: 0, ≤ 5: 0, ≤ 10: 0")


def test_names_of_classes_can_be_read_where_the_dialog_is_narrow(table: QTableWidget, qtbot: QtBot) -> None:
    page = table.parentWidget()
    assert page is not None
    before = table.width()
    page.resize(page.minimumSizeHint().width(), 640)
    qtbot.waitUntil(lambda: table.width() < before)
    assert table.columnWidth(0) > table.fontMetrics().horizontalAdvance("strawberry")


def test_the_whole_name_of_a_class_is_a_plain_tool_tip(table: QTableWidget) -> None:
    assert "&lt;b&gt;class&lt;/b&gt; &amp; a name" in table.item(0, 0).toolTip()


def test_names_that_are_written_from_the_right_stand_below_the_others(table: QTableWidget) -> None:
    assert table.item(1, 0).textAlignment() & Qt.AlignmentFlag.AlignAbsolute.value


def test_tab_does_not_go_round_among_the_numbers(table: QTableWidget, qtbot: QtBot) -> None:
    table.setFocus()
    table.setCurrentCell(0, 0)
    qtbot.keyClick(table, Qt.Key.Key_Tab)
    assert table.currentColumn() == 0


def test_it_is_told_that_of_pictures_that_are_gone_objects_alone_are_counted(tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "1.png").write_bytes(b"1")
    with Project.open(tmp_path) as project:
        rescan(project)
        (tmp_path / "1.png").unlink()
        rescan(project)
        page = NumbersPage(read_statistics(project.file))
    qtbot.addWidget(page)
    assert any("The file of 1 picture is gone; only its objects are counted." in one for one in paragraphs(page))


def test_on_a_low_screen_numbers_are_scrolled_and_the_button_stays_in_sight(tmp_path: Path, qtbot: QtBot) -> None:
    with Project.open(tmp_path) as project:
        project.classes.add_missing([f"class {number}" for number in range(9)])
        file = project.file
    dialog = InsightsDialog(lambda _, cancel: read_statistics(file, cancel), lambda *_: check_project(file))
    qtbot.addWidget(dialog)
    dialog.begin()
    qtbot.waitUntil(lambda: bool(dialog.findChildren(NumbersPage)))
    dialog.resize(dialog.width(), 400)
    assert dialog.height() == 400
    (page,) = dialog.findChildren(NumbersPage)
    (area,) = dialog.findChildren(QScrollArea)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    assert page.width() >= page.minimumSizeHint().width()
    dialog.resize(dialog.width(), 640)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() == 0)
    dialog.reject()
    assert jobs_have_ended(20)


@pytest.mark.parametrize("tab", [0, 1])
def test_tab_goes_to_what_was_counted_before_it_goes_to_the_button(tmp_path: Path, qtbot: QtBot, tab: int) -> None:
    with Project.open(tmp_path) as project:
        file = project.file
    dialog = InsightsDialog(lambda _, cancel: read_statistics(file, cancel), lambda *_: check_project(file))
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.begin()
        dialog.activateWindow()
    qtbot.waitUntil(lambda: bool(dialog.findChildren(NumbersPage) and dialog.findChildren(MistakesPage)))
    dialog.tabs.setCurrentIndex(tab)
    bar = dialog.tabs.tabBar()
    bar.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(bar, Qt.Key.Key_Tab)
    assert isinstance(dialog.focusWidget(), QAbstractItemView)
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert isinstance(dialog.focusWidget(), QPushButton)
    dialog.reject()
    assert jobs_have_ended(20)
