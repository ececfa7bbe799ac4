"""`app.main_window.projects.insights`: numbers, and the way from a mistake to its object."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QTableWidget
from pytestqt.qtbot import QtBot
from window_bench import Bench

from sam3_studio.app.dialogs.charts import BarChart, HeatMap
from sam3_studio.app.dialogs.insights import InsightsDialog
from sam3_studio.app.dialogs.mistakes import MistakesPage
from sam3_studio.app.dialogs.numbers import NumbersPage
from sam3_studio.app.main_window.objects.guiding import Guide
from sam3_studio.app.main_window.projects.insights import InsightsAssistant
from sam3_studio.app.main_window.window import MainWindow
from sam3_studio.app.threads.job import jobs_have_ended
from sam3_studio.core.labeling import new_id
from sam3_studio.editing import edits

pytestmark = pytest.mark.gui


def assistant(bench: Bench) -> InsightsAssistant:
    guide = Guide(bench.desk, bench.travel, bench.workbench.objects, bench.notifier, bench.window)
    return InsightsAssistant(bench.session.project.file, guide, bench.window)


@pytest.fixture
def dialog(found_bench: Bench, qtbot: QtBot) -> Iterator[InsightsDialog]:
    """Of two pictures; the first one has three ducks, the last of which is there twice."""
    found_bench.actions["accept_all"].trigger()
    again = replace(found_bench.picture.document.objects[2], id=new_id())
    found_bench.desk.edit("again", partial(edits.add_objects, objects=[again]))
    dialog = assistant(found_bench).dialog
    dialog.begin()
    qtbot.waitUntil(lambda: bool(dialog.findChildren(NumbersPage) and dialog.findChildren(MistakesPage)))
    yield dialog
    dialog.close()
    assert jobs_have_ended(20)


def test_a_project_is_told_in_numbers_and_charts(dialog: InsightsDialog) -> None:
    table = dialog.findChildren(QTableWidget)[0]
    texts = [item.text() if (item := table.item(0, column)) else "" for column in range(3)]
    assert texts == ["duck", "4", "1"]
    bars, heat = dialog.findChildren(BarChart)[0], dialog.findChildren(HeatMap)[0]
    bars.resize(270, 150)
    assert bars.tip_at(QPointF(105, 80)) == "≤ 5: 1"
    assert bars.tip_at(QPointF(105, 2)) == ""
    heat.resize(240, 240)
    assert not heat.grab().isNull()
    assert not bars.grab().isNull()


def test_a_click_on_a_mistake_goes_to_its_picture_and_objects(
    dialog: InsightsDialog, found_bench: Bench, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(found_bench.desk.picture_shown):
        found_bench.travel.go_to("2.png")
    page = dialog.findChildren(MistakesPage)[0]
    texts = [page.list.item(row).text() for row in range(page.list.count())]
    row = next(row for row, text in enumerate(texts) if "IoU" in text)
    with qtbot.waitSignal(found_bench.desk.picture_shown):
        page.list.setCurrentRow(row)
    assert found_bench.picture.name == "1.png"
    assert len(found_bench.workbench.selection.ids) == 2


def test_enter_goes_to_a_mistake_again_and_leaves_the_list_open(
    dialog: InsightsDialog, found_bench: Bench, qtbot: QtBot
) -> None:
    page = dialog.findChildren(MistakesPage)[0]
    dialog.tabs.setCurrentWidget(page)
    page.list.setCurrentRow(next(row for row in range(page.list.count()) if "IoU" in page.list.item(row).text()))
    with qtbot.waitSignal(found_bench.desk.picture_shown):
        found_bench.travel.go_to("2.png")
    with qtbot.waitSignal(found_bench.desk.picture_shown):
        qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert found_bench.picture.name == "1.png"
    assert dialog.isVisible()


def test_a_mistake_that_is_hidden_is_told_of_and_shown_at_the_press_of_a_button(
    dialog: InsightsDialog, found_bench: Bench, qtbot: QtBot
) -> None:
    ids = [item.id for item in found_bench.picture.document.objects]
    found_bench.desk.edit("hide", partial(edits.set_hidden, ids=ids[2:], hidden=True))
    found_bench.desk.offering.hide_class(1, hidden=True)
    page = dialog.findChildren(MistakesPage)[0]
    texts = [page.list.item(row).text() for row in range(page.list.count())]
    with qtbot.waitSignal(found_bench.notifier.told) as told:
        page.list.setCurrentRow(next(row for row, text in enumerate(texts) if "IoU" in text))
    (notice,) = told.args
    assert notice.text == "2 objects of this mistake are hidden."
    assert notice.choice is not None
    notice.choice.take()
    assert {item.id for item in found_bench.workbench.objects.shown()} == set(ids)


def test_a_mistake_whose_object_was_deleted_since_says_so(
    dialog: InsightsDialog, found_bench: Bench, qtbot: QtBot
) -> None:
    last = found_bench.picture.document.objects[-1].id
    found_bench.desk.edit("delete", partial(edits.remove_objects, ids=[last]))
    page = dialog.findChildren(MistakesPage)[0]
    texts = [page.list.item(row).text() for row in range(page.list.count())]
    with qtbot.waitSignal(found_bench.notifier.told) as told:
        page.list.setCurrentRow(next(row for row, text in enumerate(texts) if "IoU" in text))
    assert told.args[0].text == "An object of this mistake is not in this picture any more."


def test_the_dialog_does_not_hide_what_it_leads_to(dialog: InsightsDialog, found_bench: Bench) -> None:
    canvas = found_bench.canvas
    found_bench.window.resize(1000, 700)
    page = dialog.findChildren(MistakesPage)[0]
    row = next(row for row in range(page.list.count()) if "IoU" in page.list.item(row).text())
    dialog.resize(760, 640)
    dialog.move(canvas.mapToGlobal(canvas.rect().center()) - dialog.rect().center())
    page.list.setCurrentRow(row)
    chosen = found_bench.workbench.selection.ids
    boxes = [item.mask.box for item in found_bench.picture.document.objects if item.id in chosen]
    for box in boxes:
        area = canvas.to_widget(box).toAlignedRect() & canvas.rect()
        assert not dialog.geometry().intersects(area.translated(canvas.mapToGlobal(area.topLeft()) - area.topLeft()))
    place = dialog.geometry()
    page.list.setCurrentRow(row - 1)
    page.list.setCurrentRow(row)
    assert dialog.geometry() == place


def test_closing_ends_what_is_at_work(found_bench: Bench, qtbot: QtBot) -> None:
    dialog = assistant(found_bench).dialog
    dialog.begin()
    with qtbot.waitSignal(dialog.destroyed):
        dialog.close()
    assert jobs_have_ended(20)


def test_the_dialog_goes_with_its_project(window: MainWindow, photos: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.desk.picture_shown):
        window.open(photos)
    window.commands["insights"].trigger()
    (dialog,) = window.findChildren(InsightsDialog)
    assert dialog.isVisible()
    with qtbot.waitSignal(dialog.destroyed):
        window.close_project()
    assert jobs_have_ended(20)
