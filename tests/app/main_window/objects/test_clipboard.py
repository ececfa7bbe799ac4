"""`app.main_window.objects.clipboard`: copies within a picture and from one to another."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from window_bench import Bench

pytestmark = pytest.mark.gui


@pytest.fixture
def three(found_bench: Bench) -> Bench:
    """Three ducks, accepted, in a picture of 40 x 30; the next one is half as wide."""
    found_bench.actions["accept_all"].trigger()
    return found_bench


def corners(bench: Bench) -> list[tuple[int, int]]:
    boxes = [item.mask.box for item in bench.picture.document.objects]
    return [(int(box.x1), int(box.y1)) for box in boxes if box]


def go(bench: Bench, qtbot: QtBot, action: str) -> None:
    with qtbot.waitSignal(bench.desk.picture_shown):
        bench.actions[action].trigger()


def test_what_is_copied_in_one_picture_is_pasted_at_the_same_place_of_another(three: Bench, qtbot: QtBot) -> None:
    three.select(0, 1)
    three.actions["copy"].trigger()
    go(three, qtbot, "next")
    three.actions["paste"].trigger()
    assert corners(three) == [(2, 2), (12, 2)]
    assert {(item.mask.width, item.mask.height) for item in three.picture.document.objects} == {(20, 30)}
    three.actions["undo"].trigger()
    assert corners(three) == []


@pytest.mark.parametrize("action", ["paste", "copy_previous"])
def test_what_has_no_place_in_a_smaller_picture_is_counted(three: Bench, qtbot: QtBot, action: str) -> None:
    three.select(0, 1, 2)
    three.actions["copy"].trigger()
    go(three, qtbot, "next")
    with qtbot.waitSignal(three.notifier.told) as told:
        three.actions[action].trigger()
    assert corners(three) == [(2, 2), (12, 2)]
    assert told.args[0].text == "1 object would lie outside of this picture and is left out."


def test_what_is_pasted_is_selected(three: Bench) -> None:
    three.select(0)
    three.actions["copy"].trigger()
    three.actions["paste"].trigger()
    assert three.canvas.selection == (three.picture.document.objects[-1].id,)
    assert three.panels.instances.selection == set(three.canvas.selection)


def test_pasted_where_it_was_copied_nothing_lies_on_top_of_another(three: Bench) -> None:
    three.select(0)
    three.actions["copy"].trigger()
    three.actions["paste"].trigger()
    three.actions["paste"].trigger()
    assert corners(three)[3:] == [(14, 14), (26, 26)]


def test_a_duplicate_lies_aside_and_leaves_the_clipboard_alone(three: Bench) -> None:
    three.select(1)
    three.actions["duplicate"].trigger()
    assert corners(three)[3:] == [(24, 14)]
    assert three.workbench.clipboard.content == ()


def test_objects_of_the_previous_picture_are_copied_once_and_cut_to_this_one(three: Bench, qtbot: QtBot) -> None:
    go(three, qtbot, "next")
    three.actions["copy_previous"].trigger()
    assert corners(three) == [(2, 2), (12, 2)]
    with qtbot.waitSignal(three.notifier.told) as told:
        three.actions["copy_previous"].trigger()
    assert "previous picture" in told.args[0].text
    assert len(corners(three)) == 2
    three.actions["undo"].trigger()
    assert corners(three) == []


def test_objects_of_the_previous_picture_that_are_here_already_are_counted(three: Bench, qtbot: QtBot) -> None:
    go(three, qtbot, "next")
    three.actions["copy_previous"].trigger()
    three.select(0)
    three.actions["delete"].trigger()
    told: list[str] = []
    three.notifier.told.connect(lambda notice: told.append(notice.text))
    three.actions["copy_previous"].trigger()
    assert corners(three) == [(12, 2), (2, 2)]
    assert told[0] == "1 object is here already and was not copied again."


def test_in_another_project_there_is_nothing_to_paste(three: Bench) -> None:
    three.select(0)
    three.actions["copy"].trigger()
    three.workbench.set_session(three.session)
    assert not three.actions["paste"].isEnabled()


def test_objects_of_a_class_that_is_gone_are_not_pasted(three: Bench, qtbot: QtBot) -> None:
    three.select(0)
    three.actions["copy"].trigger()
    with qtbot.waitSignal(three.desk.picture_shown):
        three.session.classes.remove(1)
    three.actions["paste"].trigger()
    assert corners(three) == []


def test_ctrl_c_and_ctrl_v_are_the_keys(keys: Bench, qtbot: QtBot) -> None:
    keys.actions["accept_all"].trigger()
    keys.select(0)
    for key in (Qt.Key.Key_C, Qt.Key.Key_V):
        qtbot.keyClick(keys.canvas, key, Qt.KeyboardModifier.ControlModifier)
    assert len(corners(keys)) == 4
