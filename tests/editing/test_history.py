"""Undo and redo: every step comes back, and memory stays within its bound."""

from itertools import pairwise

import pytest

from sam3_studio.core.document import ImageDocument
from sam3_studio.editing import edits
from sam3_studio.editing.history import Change, History


@pytest.fixture
def documents(labeled) -> list[ImageDocument]:
    """Documents with 0, 1, 2 … objects, each a step from the one before."""
    steps = [ImageDocument()]
    for i in range(300):
        steps.append(edits.add_objects(steps[-1], [labeled(i % 150, i % 60, side=40)]))
    return steps


def push_all(history: History, documents: list[ImageDocument]) -> None:
    for i, (before, after) in enumerate(pairwise(documents)):
        assert history.push(Change(f"step {i}", before, after))


def test_every_step_is_undone_and_done_again(documents) -> None:
    history = History()
    push_all(history, documents)
    for document in reversed(documents[:-1]):
        change = history.undo()
        assert change is not None
        assert change.before is document
    assert history.undo() is None
    for document in documents[1:]:
        change = history.redo()
        assert change is not None
        assert change.after is document
    assert history.redo() is None


def test_labels_say_what_comes_next(documents) -> None:
    history = History()
    assert (history.undo_label, history.redo_label) == (None, None)
    push_all(history, documents[:4])
    history.undo()
    assert (history.undo_label, history.redo_label) == ("step 1", "step 2")


def test_a_new_change_forgets_what_was_undone(documents) -> None:
    history = History()
    push_all(history, documents[:4])
    history.undo()
    history.push(Change("another", documents[2], documents[0]))
    assert (history.undo_label, history.redo_label) == ("another", None)
    assert len(history) == 3


def test_equal_documents_are_no_change(documents) -> None:
    history = History()
    push_all(history, documents[:3])
    history.undo()
    same = ImageDocument(documents[1].objects)
    assert not history.push(Change("nothing", documents[1], same))
    assert (history.undo_label, history.redo_label) == ("step 0", "step 1")


def test_the_oldest_steps_go_when_there_are_too_many_bytes(documents) -> None:
    unbounded = History()
    push_all(unbounded, documents[:201])
    history = History(limit=unbounded.size // 2, least_steps=10)
    push_all(history, documents[:201])
    assert 10 < len(history) < 200
    assert history.size <= unbounded.size // 2
    assert history.undo_label == "step 199"


def test_a_hundred_steps_stay_whatever_they_hold(documents) -> None:
    history = History(limit=1)
    push_all(history, documents[:251])
    assert len(history) == 100


def test_a_step_counts_only_what_it_does_not_share(documents, labeled) -> None:
    large = labeled(0, 0, side=100)
    many = ImageDocument(documents[-1].objects)
    adding, recoloring = History(), History()
    adding.push(Change("add", many, edits.add_objects(many, [large])))
    recoloring.push(Change("class", many, edits.change_class(many, {many.objects[0].id}, 2)))
    lists = 8 * 300
    assert len(large.mask.data) < adding.size - lists < len(large.mask.data) * 3 + 1000
    assert recoloring.size - lists < 1000


def test_steps_stay_when_a_class_is_gone_that_none_of_them_knows(documents) -> None:
    history = History()
    push_all(history, documents[:4])
    history.undo()
    history.forget_class(2)
    assert (history.undo_label, history.redo_label, len(history)) == ("step 1", "step 2", 3)


@pytest.fixture
def of_a_class(documents) -> History:
    """A rejection of class 2, offered again, then three objects of another class; one step of these is undone."""
    rejected = edits.reject(documents[0], 2, [documents[1].objects[0].mask])
    history = History()
    history.push(Change("reject", documents[0], rejected))
    history.push(Change("offer again", rejected, documents[0]))
    push_all(history, documents[:4])
    history.undo()
    return history


def test_when_a_class_is_gone_no_step_brings_anything_of_it_back(of_a_class: History, documents) -> None:
    of_a_class.forget_class(2)
    assert of_a_class.redo() is not None
    undone = [of_a_class.undo() for _ in range(4)]
    assert [change and change.label for change in undone] == ["step 2", "step 1", "step 0", None]
    assert undone[2] is not None
    assert undone[2].before is documents[0]


def test_steps_of_others_are_undone_though_the_picture_had_objects_of_a_class_that_is_gone(documents, labeled) -> None:
    going, staying = labeled(0, 0, class_id=2), labeled(50, 0)
    both = edits.add_objects(documents[0], [going, staying])
    without_staying = edits.remove_objects(both, {staying.id})
    history = History()
    history.push(Change("accept both", documents[0], both))
    history.push(Change("delete one", both, without_staying))
    history.push(Change("delete the other", without_staying, documents[0]))
    history.forget_class(2)
    undone, first = history.undo(), history.undo()
    assert undone is not None
    assert first is not None
    assert (undone.label, undone.before.objects, undone.after.objects) == ("delete one", (staying,), ())
    assert (first.label, first.before.objects, history.undo()) == ("accept both", (), None)


def test_when_all_classes_are_gone_nothing_is_left_to_undo(of_a_class: History) -> None:
    of_a_class.forget_class(1)
    of_a_class.forget_class(2)
    assert (of_a_class.undo(), of_a_class.redo(), of_a_class.size) == (None, None, 0)
