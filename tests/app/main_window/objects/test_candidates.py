"""`app.main_window.objects.candidates`: candidates by key, by click and in the list."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from window_bench import Bench

from sam3_studio.app.canvas.style import DisplayOptions
from sam3_studio.app.notify.bars import NoticeBars
from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import Source

pytestmark = pytest.mark.gui

_Key = Qt.Key
_ALT, _SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier


def columns(bench: Bench) -> list[int]:
    """Where the objects of the picture are, from the left."""
    return [int(item.mask.box.x1) for item in bench.picture.document.objects if item.mask.box]


def offered(bench: Bench) -> list[float]:
    return [one.candidate.score for one in bench.desk.offering.candidates().values()]


def click(bench: Bench, qtbot: QtBot, x: float, y: float) -> None:
    """Click on a place of the picture."""
    place = bench.canvas.to_widget(Box(x, y, x, y)).topLeft().toPoint()
    qtbot.mouseClick(bench.canvas, Qt.MouseButton.LeftButton, pos=place)


def test_candidates_are_numbered_on_the_canvas_as_in_the_list(found_bench: Bench) -> None:
    stage, panel = found_bench.canvas.stage, found_bench.panels.instances
    assert stage is not None
    assert [(view.id, view.number) for view in stage.candidates] == [("1:0", 1), ("1:1", 2), ("1:2", 3), ("1:3", 4)]
    assert panel.candidates == ("1:0", "1:1", "1:2", "1:3")


def test_n_chooses_the_next_candidate_on_the_canvas_and_in_the_list(keys: Bench, qtbot: QtBot) -> None:
    for wanted in ("1:0", "1:1", "1:2", "1:3", "1:0"):
        qtbot.keyClick(keys.canvas, _Key.Key_N)
        assert (keys.canvas.selection, keys.canvas.pointed) == ((wanted,), wanted)
        assert keys.panels.instances.selection == {wanted}
    qtbot.keyClick(keys.canvas, _Key.Key_N, _SHIFT)
    assert keys.canvas.selection == ("1:3",)


def test_a_candidate_that_is_chosen_by_key_comes_into_view(keys: Bench, qtbot: QtBot) -> None:
    keys.canvas.zoom_to(60)
    keys.canvas.center_on(24, 4)
    qtbot.keyClick(keys.canvas, _Key.Key_N)
    seen = keys.canvas.visible_box()
    assert seen is not None
    assert seen.x1 <= 2
    assert seen.y1 <= 2


def test_g_accepts_one_after_the_other_and_leaves_ghosts_alone(keys: Bench, qtbot: QtBot) -> None:
    qtbot.keyClick(keys.canvas, _Key.Key_N)
    qtbot.keyClick(keys.canvas, _Key.Key_N)
    for _ in range(6):
        qtbot.keyClick(keys.canvas, _Key.Key_G)
    assert columns(keys) == [12, 22, 2]
    assert offered(keys) == [0.4]


def test_who_asks_for_another_class_with_a_candidate_selected_is_told_that_it_has_to_be_accepted_first(
    keys: Bench, qtbot: QtBot
) -> None:
    qtbot.keyClick(keys.canvas, _Key.Key_N)
    with qtbot.waitSignal(keys.notifier.told) as told:
        qtbot.keyClick(keys.canvas, _Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert "once it is accepted" in told.args[0].text
    assert columns(keys) == []


def test_a_digit_with_a_candidate_selected_says_that_the_class_is_for_what_is_drawn_next(
    keys: Bench, qtbot: QtBot
) -> None:
    other = keys.session.classes.add(keys.session.classes.blank("frog"))
    keys.session.classes.choose(1)
    qtbot.keyClick(keys.canvas, _Key.Key_N)
    with qtbot.waitSignal(keys.notifier.told) as told, qtbot.waitSignal(keys.notifier.answered) as answered:
        qtbot.keyClick(keys.canvas, _Key.Key_2)
    assert "once it is accepted" in told.args[0].text
    assert answered.args == ["What you draw next is of class “frog”."]
    assert (columns(keys), keys.session.classes.current) == ([], other.id)


def test_alt_and_a_digit_accept_the_candidate_of_that_number(keys: Bench, qtbot: QtBot) -> None:
    qtbot.keyClick(keys.canvas, _Key.Key_2, _ALT)
    assert columns(keys) == [12]
    assert offered(keys) == [0.9, 0.7, 0.4]


def test_a_number_that_no_candidate_has_means_nothing(keys: Bench) -> None:
    assert [keys.actions[f"accept_{number}"].isEnabled() for number in (4, 5)] == [True, False]


def test_a_click_accepts_and_undo_offers_it_again(keys: Bench, qtbot: QtBot) -> None:
    click(keys, qtbot, 14, 4)
    assert [item.source for item in keys.picture.document.objects] == [Source.MODEL]
    assert columns(keys) == [12]
    keys.actions["undo"].trigger()
    assert offered(keys) == [0.9, 0.8, 0.7, 0.4]


def test_a_click_on_a_ghost_accepts_it(keys: Bench, qtbot: QtBot) -> None:
    click(keys, qtbot, 4, 14)
    (item,) = keys.picture.document.objects
    assert item.origin is not None
    assert item.origin.score == 0.4


def test_candidates_that_are_not_shown_are_neither_listed_nor_accepted(keys: Bench) -> None:
    for hidden, left in (({"ghosts": False}, 3), ({"candidates": False}, 0), ({}, 4)):
        keys.canvas.set_options(DisplayOptions(**hidden))
        assert len(keys.panels.instances.candidates) == left
        assert keys.actions["accept_all"].isEnabled() is (left > 0)


def test_accept_all_leaves_ghosts_alone(keys: Bench, qtbot: QtBot) -> None:
    qtbot.keyClick(keys.canvas, _Key.Key_F)
    assert columns(keys) == [2, 12, 22]


def test_x_rejects_what_the_mouse_points_at_and_undo_brings_it_back(keys: Bench, qtbot: QtBot) -> None:
    place = keys.canvas.to_widget(Box(24, 4, 24, 4)).topLeft().toPoint()
    qtbot.mouseMove(keys.canvas, place - QPoint(3, 3))
    qtbot.mouseMove(keys.canvas, place)
    qtbot.keyClick(keys.canvas, _Key.Key_X)
    assert offered(keys) == [0.9, 0.8, 0.4]
    keys.actions["undo"].trigger()
    assert offered(keys) == [0.9, 0.8, 0.7, 0.4]


def test_after_a_rejection_an_example_is_offered_which_asks_for_nothing_like_it(keys: Bench, qtbot: QtBot) -> None:
    with qtbot.waitSignal(keys.notifier.told) as told:
        qtbot.keyClick(keys.canvas, _Key.Key_X)
    (notice,) = told.args
    assert notice.text == "1 candidate rejected."
    assert notice.choice is not None
    with qtbot.waitSignal(keys.controller.prompted):
        notice.choice.take()
    (box,) = keys.picture.document.boxes
    assert (box.positive, box.box) == (False, Box(2, 2, 6, 6))


def test_what_was_rejected_is_offered_as_an_example_no_longer_than_it_is_rejected(keys: Bench, qtbot: QtBot) -> None:
    over = QWidget()
    qtbot.addWidget(over)
    bars = NoticeBars(over)
    keys.notifier.told.connect(bars.show_notice)
    keys.notifier.withdrawn.connect(bars.withdraw)
    qtbot.keyClick(keys.canvas, _Key.Key_X)
    qtbot.keyClick(keys.canvas, _Key.Key_X)
    keys.actions["undo"].trigger()
    assert bars.texts == ()
    qtbot.keyClick(keys.canvas, _Key.Key_X)
    assert bars.texts == ("1 candidate rejected.",)


def test_an_offer_that_belongs_to_another_picture_does_nothing(keys: Bench, qtbot: QtBot) -> None:
    with qtbot.waitSignal(keys.notifier.told) as told:
        qtbot.keyClick(keys.canvas, _Key.Key_X)
    with qtbot.waitSignal(keys.desk.picture_shown):
        keys.actions["next"].trigger()
    told.args[0].choice.take()
    assert keys.picture.document.boxes == ()


def test_shift_x_rejects_and_asks_for_nothing_like_it_in_one_step(keys: Bench, qtbot: QtBot) -> None:
    with qtbot.waitSignal(keys.controller.prompted):
        qtbot.keyClick(keys.canvas, _Key.Key_X, _SHIFT)
    assert [box.positive for box in keys.picture.document.boxes] == [False]
    keys.actions["undo"].trigger()
    assert keys.picture.document.boxes == ()
    assert keys.picture.document.rejections == ()


def test_several_that_are_selected_are_rejected_together(keys: Bench, qtbot: QtBot) -> None:
    keys.workbench.selection.select(["1:0", "1:2"])
    qtbot.keyClick(keys.canvas, _Key.Key_Delete)
    assert offered(keys) == [0.8, 0.4]
    keys.actions["undo"].trigger()
    assert offered(keys) == [0.9, 0.8, 0.7, 0.4]


def test_space_in_the_list_goes_on_and_the_canvas_follows(keys: Bench, qtbot: QtBot) -> None:
    qtbot.keyClick(keys.canvas, _Key.Key_N)
    objects = keys.panels.instances.focusProxy() or keys.panels.instances._list
    objects.setFocus()
    qtbot.keyClick(objects, _Key.Key_Space)
    assert keys.canvas.selection == ("1:1",)
    qtbot.keyClick(objects, _Key.Key_Space)
    qtbot.keyClick(objects, _Key.Key_X)
    assert columns(keys) == [2, 12]
    assert offered(keys) == [0.4]


def test_a_threshold_repaints_from_memory(keys: Bench, qtbot: QtBot) -> None:
    asked = keys.model.asked
    keys.panels.prompt.threshold_changed.emit(0.75)
    stage = keys.canvas.stage
    assert stage is not None
    assert [view.ghost for view in stage.candidates] == [False, False, True]
    qtbot.keyClick(keys.canvas, _Key.Key_Period)
    assert [view.ghost for view in stage.candidates] == [False, True, True]
    keys.asking.run()
    assert not keys.controller.is_busy
    assert keys.model.asked == asked


def test_candidates_of_the_next_picture_are_not_those_selected_here(keys: Bench, qtbot: QtBot) -> None:
    qtbot.keyClick(keys.canvas, _Key.Key_N)
    with qtbot.waitSignals([keys.desk.picture_shown, keys.controller.prompted]):
        keys.actions["next"].trigger()
    assert keys.panels.instances.selection == set()
    assert keys.canvas.selection == ()


def test_what_was_accepted_and_deleted_is_gone_until_a_person_has_it_offered_again(found_bench: Bench) -> None:
    actions = found_bench.actions
    assert not actions["offer_again"].isEnabled()
    for name in ("accept_all", "select_all", "delete"):
        actions[name].trigger()
    assert offered(found_bench) == [0.4]
    actions["offer_again"].trigger()
    assert len(offered(found_bench)) == 4
    assert not actions["offer_again"].isEnabled()
