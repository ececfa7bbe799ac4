"""The list of objects and candidates, with real keys and clicks."""

import pytest
from instance_rows import COLOR, ROWS, view
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from sam3_studio.app.panels.instances.model import Column, InstanceRow
from sam3_studio.app.panels.instances.panel import InstancesPanel
from sam3_studio.app.panels.instances.view import tip_of
from sam3_studio.app.panels.row_signs import sign_places
from sam3_studio.core.labeling import Details, Source

pytestmark = pytest.mark.gui


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


def test_space_that_is_held_accepts_one_candidate(panel: InstancesPanel, qtbot: QtBot) -> None:
    accepted: list[str] = []
    panel.accept_requested.connect(accepted.append)
    panel.set_rows(CANDIDATES)
    click(qtbot, panel, "c1")
    for repeated in (False, True, True):
        QTest.simulateEvent(view(panel), True, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, " ", repeated)
    assert accepted == ["c1"]


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


def test_a_tip_tells_what_columns_may_hide() -> None:
    assert tip_of(ROWS[0]) == "frog\nScore: 0.60\nPresence: 0.90\nPixels: 50\nFound by the model"


def test_a_tip_tells_what_a_person_says_of_an_object() -> None:
    details = Details((("colour", "white"),), occluded=True, truncated=True, note="behind the reed")
    row = InstanceRow("a", "duck", (1, 2, 3), 50, source=Source.PERSON, details=details)
    expected = ["Drawn by a person", "colour: white", "Occluded", "Truncated", "behind the reed"]
    assert tip_of(row).splitlines()[2:] == expected


def test_the_count_tells_objects_candidates_and_ghosts(panel: InstancesPanel) -> None:
    assert panel._count.whole_text == "Accepted 2 · Candidates 1, 1 just below"


@pytest.mark.parametrize("chosen", [{"c1", "o1"}, {"c1", "g1", "o2"}, {"c1", "g1", "o1", "o2"}, {"o2"}, set()])
def test_exactly_what_is_chosen_is_selected(panel: InstancesPanel, chosen: set[str]) -> None:
    panel.set_selection(chosen)
    rows = view(panel).selectionModel().selectedRows()
    assert {panel._model.row(index.row()).id for index in rows} == chosen == panel.selection


def test_a_tip_tells_the_key_that_accepts_a_candidate() -> None:
    assert tip_of(ROWS[3], "Alt+1").splitlines()[-1] == "Alt+1 accepts it"
