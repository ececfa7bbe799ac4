"""Rows of the list are drawn again where they look other than before, and have room for their names."""

from dataclasses import replace

import pytest
from instance_rows import COLOR, ROWS, view
from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from sam3_studio.app.panels.instances import rows as instance_rows
from sam3_studio.app.panels.instances.model import Column, InstanceRow
from sam3_studio.app.panels.instances.panel import InstancesPanel
from sam3_studio.app.theme import Colors, Theme
from sam3_studio.core.labeling import Source

pytestmark = pytest.mark.gui


def test_rows_that_are_the_same_are_not_drawn_again(panel: InstancesPanel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(panel._model.dataChanged), qtbot.assertNotEmitted(panel._model.modelReset):
        panel.set_rows([replace(row) for row in ROWS])


def test_columns_make_way_for_names_in_a_narrow_panel(panel: InstancesPanel, qtbot: QtBot) -> None:
    panel.resize(220, 320)
    qtbot.waitUntil(lambda: view(panel).isColumnHidden(Column.PRESENCE))
    assert view(panel).isColumnHidden(Column.AREA)
    assert not view(panel).isColumnHidden(Column.SIGNS)


def test_a_column_that_comes_back_has_room_for_its_title(panel: InstancesPanel, qtbot: QtBot) -> None:
    panel.resize(600, 320)
    qtbot.waitUntil(lambda: not view(panel).isColumnHidden(Column.PRESENCE))
    width = view(panel).columnWidth(Column.PRESENCE)
    panel.resize(220, 320)
    qtbot.waitUntil(lambda: view(panel).isColumnHidden(Column.PRESENCE))
    panel.resize(600, 320)
    qtbot.waitUntil(lambda: not view(panel).isColumnHidden(Column.PRESENCE))
    assert view(panel).columnWidth(Column.PRESENCE) == width


def test_1000_rows_take_no_widgets(panel: InstancesPanel) -> None:
    before = len(panel.findChildren(object))
    panel.set_rows([InstanceRow(str(n), "duck", COLOR, n, 0.5, 0.9, Source.MODEL) for n in range(1000)])
    assert len(panel.findChildren(object)) == before


@pytest.fixture
def drawn(panel: InstancesPanel, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Gives the ids of the rows whose names are drawn from now on."""
    view(panel).setCurrentIndex(QModelIndex())
    # A row under the pointer is drawn each time.
    monkeypatch.setattr(view(panel).viewport(), "underMouse", bool)
    panel.grab()
    drawn: list[str] = []
    draw_name = instance_rows._draw_name

    def watch(painter: QPainter, option: QStyleOptionViewItem, row: InstanceRow, colors: Colors) -> None:
        drawn.append(row.id)
        draw_name(painter, option, row, colors)

    monkeypatch.setattr(instance_rows, "_draw_name", watch)
    return drawn


def test_a_row_that_looks_as_it_did_is_not_drawn_again(panel: InstancesPanel, drawn: list[str]) -> None:
    changed = [replace(row, ghost=False) if row.id == "g1" else row for row in ROWS]
    panel.set_rows([*changed, InstanceRow("c9", "duck", COLOR, 40, 0.51, 0.97, number=3)])
    panel.grab()
    assert sorted(drawn) == ["c9", "g1"]


def test_a_row_looks_as_it_did_after_it_was_something_else(panel: InstancesPanel, drawn: list[str]) -> None:
    before = panel.grab().toImage()
    panel.set_selection(["o1"])
    assert panel.grab().toImage() != before
    panel.set_selection([])
    view(panel).setCurrentIndex(QModelIndex())
    assert panel.grab().toImage() == before
    assert set(drawn) == {"o1"}


def test_every_row_is_drawn_again_in_the_other_theme(panel: InstancesPanel, drawn: list[str], qapp) -> None:
    theme = Theme(qapp, "light")
    panel.grab()
    drawn.clear()
    theme.set_setting("dark")
    try:
        panel.grab()
        assert set(drawn) == {"o1", "o2", "g1", "c1"}
    finally:
        theme.set_setting("light")


def test_every_row_is_drawn_again_at_another_width(panel: InstancesPanel, drawn: list[str]) -> None:
    panel.resize(380, 320)
    panel.grab()
    assert set(drawn) == {"o1", "o2", "g1", "c1"}
