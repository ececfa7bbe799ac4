"""What a person decides about a picture in hand, what becomes of its state, and how that is undone."""

from functools import partial

import pytest
from pytestqt.qtbot import QtBot
from session_tools import answer, found

from sam3_studio.app.session.picture import CurrentPicture
from sam3_studio.app.session.session import Session
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.labeling import ImageState
from sam3_studio.editing import edits

pytestmark = pytest.mark.gui


def test_accepted_candidates_become_objects_that_are_not_offered_again(picture: CurrentPicture) -> None:
    answer(picture, found(0.9, 0.6))
    picture.accept("accept", picture.offer(1).shown[:1])
    assert len(picture.offer(1).shown) == 1
    (item,) = picture.document.objects
    assert item.origin is not None
    assert (item.origin.prompt, item.origin.score, item.origin.model) == ("duck", 0.9, "m")


def test_everything_can_be_undone_and_redone(picture: CurrentPicture) -> None:
    answer(picture, found(0.9, 0.6))
    picture.accept("accept", picture.offer(1).shown)
    picture.edit("delete", partial(edits.remove_objects, ids={picture.document.objects[0].id}))
    assert picture.undo()
    assert picture.undo()
    assert (picture.document.objects, len(picture.offer(1).shown)) == ((), 2)
    assert not picture.undo()
    assert picture.redo()
    assert len(picture.document.objects) == 2


@pytest.fixture
def offered(picture: CurrentPicture) -> CurrentPicture:
    """Two candidates are offered."""
    answer(picture, found(0.9, 0.6))
    assert picture.state is ImageState.CANDIDATES
    return picture


def test_once_every_candidate_is_rejected_none_waits(session: Session, offered: CurrentPicture) -> None:
    offered.reject("reject", offered.offer(1).shown)
    record = session.project.images.find("1.png")
    assert record is not None
    assert (offered.state, record.state) == (ImageState.NEW, ImageState.NEW)


@pytest.mark.parametrize("judge", ["accept", "reject"])
def test_candidates_that_undo_brings_back_wait_again(offered: CurrentPicture, judge: str) -> None:
    getattr(offered, judge)(judge, offered.offer(1).shown)
    offered.undo()
    assert (offered.state, len(offered.offer(1).shown)) == (ImageState.CANDIDATES, 2)


def test_the_state_follows_what_is_done(picture: CurrentPicture, qtbot: QtBot) -> None:
    with qtbot.waitSignal(picture.state_changed):
        answer(picture, found(0.9))
    assert picture.state is ImageState.CANDIDATES
    picture.accept("accept", picture.offer(1).shown)
    assert picture.state is ImageState.IN_WORK
    picture.set_state(ImageState.DONE)
    picture.undo()
    assert picture.state is ImageState.DONE


def test_a_picture_that_was_accepted_as_it_is_is_not_done_once_that_is_undone(offered: CurrentPicture) -> None:
    offered.accept("accept", offered.offer(1).shown, done=True)
    assert offered.state is ImageState.DONE
    offered.undo()
    assert (offered.state, len(offered.offer(1).shown)) == (ImageState.CANDIDATES, 2)
    offered.redo()
    assert (offered.state, len(offered.document.objects)) == (ImageState.DONE, 2)


def test_who_wants_another_look_at_what_was_accepted_as_it_is_keeps_that_when_it_is_undone(
    offered: CurrentPicture,
) -> None:
    offered.accept("accept", offered.offer(1).shown, done=True)
    offered.set_state(ImageState.SECOND_LOOK)
    offered.undo()
    assert offered.state is ImageState.SECOND_LOOK


@pytest.mark.parametrize("before", [ImageState.DONE, ImageState.SECOND_LOOK])
def test_what_a_person_had_decided_holds_again_once_accepting_the_picture_is_undone(
    offered: CurrentPicture, before: ImageState
) -> None:
    offered.set_state(before)
    offered.accept("accept", offered.offer(1).shown, done=True)
    assert offered.state is ImageState.DONE
    offered.undo()
    assert offered.state is before
    offered.redo()
    assert offered.state is ImageState.DONE


def test_an_edit_does_not_settle_what_needs_another_look(picture: CurrentPicture) -> None:
    answer(picture, found(0.9))
    picture.set_state(ImageState.SECOND_LOOK)
    picture.accept("accept", picture.offer(1).shown)
    assert picture.state is ImageState.SECOND_LOOK


def test_what_cannot_be_written_is_neither_done_nor_undone(
    session: Session, picture: CurrentPicture, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(picture, found(0.9))
    picture.accept("accept", picture.offer(1).shown)
    before = picture.document

    def full(*_: object) -> None:
        raise DatasetError("The disk is full.")

    monkeypatch.setattr(session.project.labels, "save", full)
    with pytest.raises(DatasetError):
        picture.undo()
    with pytest.raises(DatasetError):
        picture.edit("delete", partial(edits.remove_objects, ids={before.objects[0].id}))
    assert picture.document is before
    assert picture.history.undo_label == "accept"


def test_an_edit_is_counted_until_it_is_undone(session: Session, picture: CurrentPicture) -> None:
    answer(picture, found(0.9))
    picture.accept("accept", picture.offer(1).shown)
    (item,) = picture.document.objects
    session.classes.add_concepts(["goose"])
    picture.edit("change", partial(edits.change_class, ids={item.id}, class_id=2))
    assert [one.edits for one in session.project.labels.document("1.png").objects] == [1]
    picture.undo()
    assert [one.edits for one in session.project.labels.document("1.png").objects] == [0]
