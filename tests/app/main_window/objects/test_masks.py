"""`app.main_window.objects.masks`: what the Masks menu does to the objects that are selected."""

import pytest
from pytestqt.qtbot import QtBot
from two_objects import A, B, areas, rectangles
from window_bench import Bench

from sam3_studio.app.dialogs.reshape import ReshapeDialog
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.labeling import LabeledObject, Source
from sam3_studio.editing import edits

pytestmark = pytest.mark.gui


@pytest.mark.parametrize(
    ("action", "reason"),
    [("fill_holes", "a hole"), ("remove_islands", "no islands"), ("split", "in one part"), ("to_front", "on top")],
)
def test_what_changes_nothing_says_why(two: Bench, qtbot: QtBot, action: str, reason: str) -> None:
    two.workbench.selection.select(("b",))
    with qtbot.waitSignal(two.notifier.told) as told:
        two.actions[action].trigger()
    assert reason in told.args[0].text
    assert not two.window.findChildren(ReshapeDialog)


def test_locked_objects_stay_as_they_are_and_a_sentence_says_so(two: Bench, qtbot: QtBot) -> None:
    two.actions["lock"].trigger()
    with qtbot.waitSignal(two.notifier.told) as told:
        two.actions["fill_holes"].trigger()
    assert "ocked" in told.args[0].text
    assert areas(two) == {"a": A, "b": B}


@pytest.mark.parametrize(
    ("action", "locked", "selected"), [("subtract", ("b",), ("a",)), ("no_overlaps", ("a", "b"), ())]
)
def test_where_locked_objects_share_pixels_it_is_not_said_that_none_does(
    two: Bench, qtbot: QtBot, action: str, locked: tuple[str, ...], selected: tuple[str, ...]
) -> None:
    two.workbench.selection.select(locked)
    two.actions["lock"].trigger()
    two.workbench.selection.select(selected)
    with qtbot.waitSignal(two.notifier.told) as told:
        two.actions[action].trigger()
    assert told.args[0].text == "Locked objects stay as they are; unlock them first."
    assert areas(two) == {"a": A, "b": B}


@pytest.mark.parametrize(("action", "reason"), [("to_front", "on top"), ("fill_holes", "a hole"), ("split", "one")])
def test_a_lock_is_not_blamed_for_what_would_do_nothing_without_it(
    two: Bench, qtbot: QtBot, action: str, reason: str
) -> None:
    two.workbench.selection.select(("b",))
    two.actions["lock"].trigger()
    with qtbot.waitSignal(two.notifier.told) as told:
        two.actions[action].trigger()
    assert reason in told.args[0].text


def test_where_nothing_could_be_written_it_is_not_said_that_nothing_would_change(
    two: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DatasetError("The disk is full.")

    monkeypatch.setattr(two.session.project.labels, "save", full)
    two.actions["split"].trigger()
    assert two.notifier.log[-1].text == "The disk is full."


def test_parts_become_objects(two: Bench) -> None:
    two.actions["split"].trigger()
    assert [item.mask.area for item in two.picture.document.objects] == [A - 1, 1, B]


def test_all_parts_are_selected_and_none_that_was_selected_is_let_go(two: Bench) -> None:
    two.actions["split"].trigger()
    assert set(two.workbench.selection.ids) == {item.id for item in two.picture.document.objects}


def test_objects_become_one(two: Bench) -> None:
    two.actions["merge"].trigger()
    (whole,) = two.picture.document.objects
    assert (whole.id, whole.mask.area) == ("b", A + B - 48)
    assert two.canvas.selection == ("b",)


def test_an_object_is_cut_out_of_the_others(two: Bench) -> None:
    two.workbench.selection.select(("a",))
    two.actions["subtract"].trigger()
    assert areas(two) == {"a": A, "b": B - 48}


@pytest.mark.parametrize("action", ["no_overlaps", "subtract"])
def test_hidden_objects_lose_nothing_to_those_that_are_seen_and_that_is_said(
    two: Bench, qtbot: QtBot, action: str
) -> None:
    over = LabeledObject(1, rectangles((0, 0, 12, 12)), Source.PERSON, id="over")
    two.desk.edit("", lambda document: edits.add_objects(document, [over]))
    two.desk.edit("", lambda document: edits.set_hidden(document, ["a"], hidden=True))
    two.workbench.selection.select(("over",))
    with qtbot.waitSignals([two.notifier.told]):
        two.actions[action].trigger()
    assert areas(two) == {"a": A, "b": B - 20, "over": 144}
    assert two.notifier.log[-1].text == "1 hidden object stays as it is."


@pytest.mark.parametrize(
    ("action", "selected"), [("no_overlaps", ()), ("subtract", ("all",)), ("subtract_last", ("a", "b", "all"))]
)
def test_objects_that_are_covered_as_a_whole_are_gone_and_that_is_said(
    two: Bench, qtbot: QtBot, action: str, selected: tuple[str, ...]
) -> None:
    cover = LabeledObject(1, rectangles((0, 0, 40, 30)), Source.PERSON, id="all")
    two.desk.edit("", lambda document: edits.add_objects(document, [cover]))
    two.workbench.selection.select(selected)
    with qtbot.waitSignal(two.notifier.told) as told:
        two.actions[action].trigger()
    assert list(areas(two)) == ["all"]
    assert told.args[0].text == "2 objects had no pixel left and are gone; undo brings them back."


def test_which_class_objects_of_several_have_once_they_are_merged_is_said(two: Bench, qtbot: QtBot) -> None:
    frog = two.session.classes.add(two.session.classes.blank("frog"))
    two.desk.edit("", lambda document: edits.change_class(document, ["b"], frog.id))
    with qtbot.waitSignal(two.notifier.told) as told:
        two.actions["merge"].trigger()
    assert told.args[0].text == "All of it is “frog” now, as the topmost of them was."
    assert [item.class_id for item in two.picture.document.objects] == [frog.id]


def test_of_overlapping_objects_the_upper_one_keeps_its_pixels(two: Bench) -> None:
    two.actions["no_overlaps"].trigger()
    assert areas(two) == {"a": A - 48, "b": B}


def test_objects_go_to_the_front_and_to_the_back(two: Bench) -> None:
    two.workbench.selection.select(("a",))
    two.actions["to_front"].trigger()
    assert list(areas(two)) == ["b", "a"]
    two.actions["to_back"].trigger()
    assert list(areas(two)) == ["a", "b"]
