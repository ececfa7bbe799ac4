"""The list of objects and candidates, with real keys and clicks."""

import time
from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QAction, QPainter
from PySide6.QtWidgets import QMenu, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from sam3_studio.app.panels.instances import rows as instance_rows
from sam3_studio.app.panels.instances.model import Column, InstanceRow
from sam3_studio.app.panels.instances.panel import InstancesPanel
from sam3_studio.app.panels.instances.view import InstanceView, tip_of
from sam3_studio.app.panels.row_signs import sign_places
from sam3_studio.app.theme import Colors, Theme
from sam3_studio.core.labeling import Details, Source

pytestmark = pytest.mark.gui

COLOR = (240, 190, 60)
ROWS = (
    InstanceRow("o1", "frog", COLOR, 50, 0.6, 0.9, Source.MODEL),
    InstanceRow("o2", "duck", COLOR, 900, None, None, Source.PERSON, hidden=True, locked=True),
    InstanceRow("g1", "duck", COLOR, 70, 0.45, 0.97, number=2, ghost=True),
    InstanceRow("c1", "duck", COLOR, 4000, 0.95, 0.97, number=1),
)


@pytest.fixture
def panel(qtbot: QtBot) -> InstancesPanel:
    panel = InstancesPanel()
    qtbot.addWidget(panel)
    panel.resize(420, 320)
    panel.set_rows(ROWS)
    panel.show()
    panel.activateWindow()
    return panel


def view(panel: InstancesPanel) -> InstanceView:
    return panel.findChildren(InstanceView)[0]


def ids(panel: InstancesPanel) -> list[str]:
    return [row.id for row in panel._model.rows()]


def click(
    qtbot: QtBot, panel: InstancesPanel, row_id: str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    rect = view(panel).visualRect(panel._model.index(panel._model.row_of(row_id), Column.NAME))
    qtbot.mouseClick(view(panel).viewport(), Qt.MouseButton.LeftButton, modifier, rect.center())


def click_sign(qtbot: QtBot, panel: InstancesPanel, row_id: str, number: int) -> None:
    rect = view(panel).visualRect(panel._model.index(panel._model.row_of(row_id), Column.SIGNS))
    place = sign_places(rect, 2)[number].center().toPoint()
    qtbot.mouseClick(view(panel).viewport(), Qt.MouseButton.LeftButton, pos=place)


def click_header(qtbot: QtBot, panel: InstancesPanel, column: Column) -> None:
    header = view(panel).header()
    at = QPoint(header.sectionViewportPosition(column) + header.sectionSize(column) // 2, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_candidates_come_first_then_ghosts_then_objects(panel: InstancesPanel) -> None:
    assert ids(panel) == ["c1", "g1", "o1", "o2"]


@pytest.mark.parametrize("column", [Column.NAME, Column.AREA])
def test_a_click_on_a_title_sorts_each_group(panel: InstancesPanel, qtbot: QtBot, column: Column) -> None:
    click_header(qtbot, panel, column)
    first = ids(panel)
    click_header(qtbot, panel, column)
    assert {tuple(first), tuple(ids(panel))} == {("c1", "g1", "o1", "o2"), ("c1", "g1", "o2", "o1")}


def test_rows_that_are_the_same_are_not_drawn_again(panel: InstancesPanel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(panel._model.dataChanged), qtbot.assertNotEmitted(panel._model.modelReset):
        panel.set_rows([replace(row) for row in ROWS])


def test_a_click_selects_and_tells(panel: InstancesPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.selection_changed) as selected:
        click(qtbot, panel, "o1")
    assert selected.args == [("o1",)]


def test_ctrl_selects_several(panel: InstancesPanel, qtbot: QtBot) -> None:
    click(qtbot, panel, "o1")
    click(qtbot, panel, "o2", Qt.KeyboardModifier.ControlModifier)
    assert panel.selection == {"o1", "o2"}


def test_a_selection_from_elsewhere_is_shown_and_not_told(panel: InstancesPanel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(panel.selection_changed):
        panel.set_selection(["o2", "gone"])
    assert panel.selection == {"o2"}


def test_a_selection_survives_rows_that_come_and_go(panel: InstancesPanel, qtbot: QtBot) -> None:
    panel.set_selection(["o1", "o2"])
    with qtbot.assertNotEmitted(panel.selection_changed):
        panel.set_rows([ROWS[1], InstanceRow("new", "duck", COLOR, source=Source.PERSON)])
    assert panel.selection == {"o2"}
    assert [index.row() for index in view(panel).selectionModel().selectedRows()] == [0]


def test_a_selection_survives_sorting(panel: InstancesPanel, qtbot: QtBot) -> None:
    panel.set_selection(["o2"])
    with qtbot.assertNotEmitted(panel.selection_changed):
        panel._model.sort(Column.AREA, Qt.SortOrder.DescendingOrder)
    assert view(panel).selectionModel().selectedRows()[0].row() == ids(panel).index("o2")


@pytest.mark.parametrize(
    ("row", "number", "signal", "arguments"),
    [
        ("c1", 0, "accept_requested", ["c1"]),
        ("g1", 1, "reject_requested", ["g1", False]),
        ("o1", 0, "hidden_changed", ["o1", True]),
        ("o2", 0, "hidden_changed", ["o2", False]),
        ("o1", 1, "locked_changed", ["o1", True]),
        ("o2", 1, "locked_changed", ["o2", False]),
    ],
)
def test_signs_do_what_they_show(
    panel: InstancesPanel, qtbot: QtBot, row: str, number: int, signal: str, arguments: list[object]
) -> None:
    with qtbot.assertNotEmitted(panel.selection_changed), qtbot.waitSignal(getattr(panel, signal)) as asked:
        click_sign(qtbot, panel, row, number)
    assert asked.args == arguments


@pytest.mark.parametrize(
    ("row", "signal", "arguments"),
    [("c1", "accept_requested", ["c1"]), ("o1", "hidden_changed", ["o1", True])],
)
def test_space_accepts_a_candidate_and_hides_an_object(
    panel: InstancesPanel, qtbot: QtBot, row: str, signal: str, arguments: list[object]
) -> None:
    click(qtbot, panel, row)
    with qtbot.waitSignal(getattr(panel, signal)) as asked:
        qtbot.keyClick(view(panel), Qt.Key.Key_Space)
    assert asked.args == arguments


CANDIDATES = tuple(InstanceRow(f"c{n}", "duck", COLOR, n, 0.9, 0.97, number=n) for n in (1, 2, 3))


def test_space_goes_on_to_the_next_candidate_and_stops_at_the_last(panel: InstancesPanel, qtbot: QtBot) -> None:
    rows = [*CANDIDATES, *ROWS[:3]]
    accepted = []

    def accept(name: str) -> None:
        accepted.append(name)
        panel.set_rows([row for row in rows if row.id not in accepted])

    panel.accept_requested.connect(accept)
    panel.set_rows(rows)
    click(qtbot, panel, "c2")
    for _ in range(5):
        qtbot.keyClick(view(panel), Qt.Key.Key_Space)
    assert accepted == ["c2", "c3", "c1"]
    assert panel.selection == set()


def test_the_candidate_that_comes_next_is_told(panel: InstancesPanel, qtbot: QtBot) -> None:
    panel.set_rows(CANDIDATES)
    panel.set_selection(["c1"])
    with qtbot.waitSignal(panel.selection_changed) as told:
        panel.set_rows(CANDIDATES[1:])
    assert told.args == [("c2",)]


def test_when_an_object_is_deleted_arrows_go_on_from_there_and_nothing_is_selected(
    panel: InstancesPanel, qtbot: QtBot
) -> None:
    objects = [InstanceRow(f"o{n}", "duck", COLOR, source=Source.PERSON) for n in range(5)]
    panel.set_rows(objects)
    panel.set_selection(["o2"])
    with qtbot.assertNotEmitted(panel.selection_changed):
        panel.set_rows([row for row in objects if row.id != "o2"])
    qtbot.keyClick(view(panel), Qt.Key.Key_Down)
    assert panel.selection == {"o4"}


def test_a_locked_object_offers_neither_another_class_nor_deletion(panel: InstancesPanel) -> None:
    menu = panel.menu_for(ROWS[1])
    assert [action(menu, text).isEnabled() for text in ("Change class…", "Delete", "Unlock")] == [False, False, True]


def action(menu: QMenu, text: str) -> QAction:
    return next(one for one in menu.actions() if one.text() == text)


@pytest.mark.parametrize(
    ("row", "text", "signal"),
    [
        (3, "Accept", "accept_requested"),
        (3, "Reject", "reject_requested"),
        (3, "Reject, and nothing like it", "reject_requested"),
        (0, "Change class…", "class_requested"),
        (0, "Delete", "remove_requested"),
        (0, "Hide", "hidden_changed"),
        (1, "Show", "hidden_changed"),
        (0, "Lock", "locked_changed"),
        (1, "Unlock", "locked_changed"),
        (0, "Look closely", "opened"),
    ],
)
def test_the_menu_does_everything(panel: InstancesPanel, qtbot: QtBot, row: int, text: str, signal: str) -> None:
    with qtbot.waitSignal(getattr(panel, signal)) as asked:
        action(panel.menu_for(ROWS[row]), text).trigger()
    assert asked.args[0] == ROWS[row].id


def test_a_double_click_looks_closely(panel: InstancesPanel, qtbot: QtBot) -> None:
    rect = view(panel).visualRect(panel._model.index(0, Column.NAME))
    with qtbot.waitSignal(panel.opened) as opened:
        qtbot.mouseDClick(view(panel).viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert opened.args == ["c1"]


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


def test_a_tip_tells_what_columns_may_hide() -> None:
    assert tip_of(ROWS[0]) == "frog\nScore: 0.60\nPresence: 0.90\nPixels: 50\nFound by the model"


def test_a_tip_tells_what_a_person_says_of_an_object() -> None:
    details = Details((("colour", "white"),), occluded=True, truncated=True, note="behind the reed")
    row = InstanceRow("a", "duck", (1, 2, 3), 50, source=Source.PERSON, details=details)
    expected = ["Drawn by a person", "colour: white", "Occluded", "Truncated", "behind the reed"]
    assert tip_of(row).splitlines()[2:] == expected


def test_the_count_tells_objects_candidates_and_ghosts(panel: InstancesPanel) -> None:
    assert panel._count.whole_text == "Accepted 2 · Candidates 1, 1 just below"


def test_1000_rows_take_no_widgets(panel: InstancesPanel) -> None:
    before = len(panel.findChildren(object))
    start = time.perf_counter()
    panel.set_rows([InstanceRow(str(n), "duck", COLOR, n, 0.5, 0.9, Source.MODEL) for n in range(1000)])
    assert len(panel.findChildren(object)) == before
    assert time.perf_counter() - start < 1


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


@pytest.mark.parametrize("chosen", [{"c1", "o1"}, {"c1", "g1", "o2"}, {"c1", "g1", "o1", "o2"}, {"o2"}, set()])
def test_exactly_what_is_chosen_is_selected(panel: InstancesPanel, chosen: set[str]) -> None:
    panel.set_selection(chosen)
    rows = view(panel).selectionModel().selectedRows()
    assert {panel._model.row(index.row()).id for index in rows} == chosen == panel.selection


def test_a_tip_tells_the_key_that_accepts_a_candidate() -> None:
    assert tip_of(ROWS[3], "Alt+1").splitlines()[-1] == "Alt+1 accepts it"
