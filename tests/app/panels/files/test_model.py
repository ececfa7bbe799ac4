"""Which pictures are listed, and which comes next."""

import gc

import pytest

from sam3_studio.app.panels.files.model import OPEN_STATES, FileEntries, FileEntry, FileModel, StateFilter
from sam3_studio.core.labeling import ImageState
from sam3_studio.dataset.review.need import NO_NEED, Need

pytestmark = pytest.mark.gui

ENTRIES = (
    FileEntry("a/1.jpg", ImageState.DONE),
    FileEntry("a/2.jpg"),
    FileEntry("b/Duck.jpg", ImageState.CANDIDATES),
    FileEntry("b/goose.jpg", ImageState.FAILED, "It is damaged."),
    FileEntry("c/duck 2.jpg", ImageState.IN_WORK),
)


@pytest.fixture
def model() -> FileModel:
    model = FileModel()
    model.set_entries(FileEntries(ENTRIES))
    return model


def shown(model: FileModel) -> list[str]:
    return [model.entry(row).name for row in range(model.rowCount())]


def test_all_pictures_are_shown_in_the_order_given(model: FileModel) -> None:
    assert shown(model) == [entry.name for entry in ENTRIES]


def test_what_is_chosen_is_shown_in_the_order_of_the_list(model: FileModel) -> None:
    model.show_only(["c/duck 2.jpg", "a/1.jpg", "not there"])
    assert shown(model) == ["a/1.jpg", "c/duck 2.jpg"]
    model.show_only(None)
    assert shown(model) == [entry.name for entry in ENTRIES]


def test_every_state_has_a_filter() -> None:
    assert {state.name for state in ImageState} <= {chosen.name for chosen in StateFilter}


def test_a_picture_that_becomes_done_stays_in_a_filtered_list(model: FileModel) -> None:
    model.show_only(["a/2.jpg"])
    model.set_state("a/2.jpg", ImageState.DONE)
    assert shown(model) == ["a/2.jpg"]


def test_counts_follow_states(model: FileModel) -> None:
    model.set_state("a/2.jpg", ImageState.DONE)
    assert model.counts[ImageState.DONE] == 2
    assert model.counts[ImageState.NEW] == 0


def test_a_state_of_an_unknown_picture_changes_nothing(model: FileModel) -> None:
    model.set_state("x.jpg", ImageState.DONE)
    assert model.counts[ImageState.DONE] == 1


def test_the_next_picture_is_the_next_one_shown(model: FileModel) -> None:
    model.show_only(["b/Duck.jpg", "c/duck 2.jpg"])
    assert model.neighbour("b/Duck.jpg", 1) == "c/duck 2.jpg"
    assert model.neighbour("c/duck 2.jpg", -1) == "b/Duck.jpg"


def test_from_a_picture_that_is_not_shown_one_goes_to_those_around_it(model: FileModel) -> None:
    model.show_only(["b/Duck.jpg", "c/duck 2.jpg"])
    assert model.neighbour("b/goose.jpg", 1) == "c/duck 2.jpg"
    assert model.neighbour("b/goose.jpg", -1) == "b/Duck.jpg"


def test_without_a_picture_one_begins_at_an_end(model: FileModel) -> None:
    assert model.neighbour("", 1) == "a/1.jpg"
    assert model.neighbour("", -1) == "c/duck 2.jpg"


def test_nothing_comes_after_the_last_picture(model: FileModel) -> None:
    assert model.neighbour("c/duck 2.jpg", 1) == ""
    assert model.neighbour("a/1.jpg", -1) == ""


def test_pictures_that_are_done_or_failed_can_be_passed_over(model: FileModel) -> None:
    assert model.neighbour("b/Duck.jpg", 1, OPEN_STATES) == "c/duck 2.jpg"
    assert model.neighbour("a/2.jpg", -1, OPEN_STATES) == ""


def test_an_empty_list_has_no_neighbours() -> None:
    assert FileModel().neighbour("", 1) == ""


def test_by_need_the_neediest_comes_first_and_what_is_done_last(model: FileModel) -> None:
    model.order_by({"c/duck 2.jpg": Need(doubt=1), "a/2.jpg": Need(doubt=0.5)})
    assert shown(model) == ["c/duck 2.jpg", "a/2.jpg", "b/Duck.jpg", "a/1.jpg", "b/goose.jpg"]
    assert [model.row_of(name) for name in shown(model)] == [0, 1, 2, 3, 4]
    model.order_by(None)
    assert shown(model) == [entry.name for entry in ENTRIES]


def test_next_and_previous_follow_the_order_by_need(model: FileModel) -> None:
    model.order_by({"c/duck 2.jpg": Need(doubt=1), "b/goose.jpg": Need(doubt=1, near=1)})
    assert model.neighbour("b/goose.jpg", 1) == "c/duck 2.jpg"
    assert model.neighbour("c/duck 2.jpg", -1) == "b/goose.jpg"
    assert model.neighbour("c/duck 2.jpg", -1, OPEN_STATES) == ""
    assert model.neighbour("", 1) == "b/goose.jpg"
    assert model.neighbour("", -1) == "a/1.jpg"


def test_which_way_a_picture_lies_from_another_follows_the_order_by_need(model: FileModel) -> None:
    assert model.direction("a/2.jpg", "b/Duck.jpg") == 1
    model.order_by({"b/Duck.jpg": Need(doubt=1), "a/2.jpg": Need(doubt=0.5)})
    assert model.direction("a/2.jpg", "b/Duck.jpg") == -1


def test_which_way_a_picture_lies_is_known_of_those_that_are_not_shown_too(model: FileModel) -> None:
    model.show_only(["b/Duck.jpg"])
    assert model.direction("c/duck 2.jpg", "a/1.jpg") == -1


def test_there_is_no_way_to_the_same_picture_or_one_that_is_not_there(model: FileModel) -> None:
    pairs = [("a/1.jpg", "a/1.jpg"), ("", "a/1.jpg"), ("a/1.jpg", "gone")]
    assert [model.direction(*pair) for pair in pairs] == [0, 0, 0]


def test_a_search_keeps_the_order_by_need(model: FileModel) -> None:
    model.order_by({"c/duck 2.jpg": Need(doubt=1), "b/Duck.jpg": Need(near=1)})
    model.show_only(["a/1.jpg", "b/Duck.jpg", "c/duck 2.jpg"])
    assert shown(model) == ["c/duck 2.jpg", "b/Duck.jpg", "a/1.jpg"]
    # From a picture that the search leaves out.
    assert model.neighbour("a/2.jpg", 1) == "a/1.jpg"
    assert model.neighbour("a/2.jpg", -1) == "b/Duck.jpg"


def test_the_order_by_need_stays_when_a_picture_becomes_done(model: FileModel) -> None:
    model.order_by({"b/Duck.jpg": Need(doubt=1)})
    model.set_state("b/Duck.jpg", ImageState.DONE)
    assert shown(model)[0] == "b/Duck.jpg"


def test_what_comes_later_is_listed_last(model: FileModel) -> None:
    model.order_by({})
    model.add_entries([FileEntry("0.jpg")])
    assert shown(model)[-1] == "0.jpg"
    assert model.row_of("0.jpg") == len(ENTRIES)
    model.set_entries(FileEntries(ENTRIES))
    assert shown(model)[-1] == "b/goose.jpg"


def test_a_need_is_known_only_where_pictures_are_ordered_by_it(model: FileModel) -> None:
    assert model.need("a/1.jpg") is None
    model.order_by({"a/1.jpg": Need(near=1)})
    assert (model.need("a/1.jpg"), model.need("a/2.jpg")) == (Need(near=1), NO_NEED)


def test_pictures_that_are_gathered_are_told_by_name_state_and_note() -> None:
    gathered = FileEntries([FileEntry("a.jpg", ImageState.FAILED, "it is cut off")])
    gathered.add([FileEntry("b.jpg", ImageState.DONE)])
    gathered.set_state(0, ImageState.NEW, "")
    assert list(gathered) == [FileEntry("a.jpg"), FileEntry("b.jpg", ImageState.DONE)]
    assert gathered.counts[ImageState.NEW] == gathered.counts[ImageState.DONE] == 1
    assert gathered.are_in({ImageState.DONE}).tolist() == [False, True]


def test_many_pictures_leave_few_objects_for_python_to_look_through() -> None:
    gc.collect()
    before = len(gc.get_objects())
    gathered = FileEntries(FileEntry(f"{number}.jpg") for number in range(5000))
    gc.collect()
    assert len(gc.get_objects()) - before < 100
    assert len(gathered) == 5000
