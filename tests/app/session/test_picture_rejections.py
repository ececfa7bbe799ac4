"""What was rejected or deleted in a picture is not offered again."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from session_tools import HEIGHT, answer, ask, candidate, found

from sam3_studio.app.session.answer import Progress
from sam3_studio.app.session.picture import CurrentPicture
from sam3_studio.app.session.session import Session
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.labeling import LabeledObject, PromptBox, Source
from sam3_studio.editing import combining, edits
from sam3_studio.editing.dividing import cut

pytestmark = pytest.mark.gui


def test_a_rejected_candidate_stays_away_when_it_is_found_again(picture: CurrentPicture) -> None:
    answer(picture, found(0.9, 0.6))
    picture.reject("reject", picture.offer(1).shown[:1])
    picture.ask("another model", {1})
    for question in ask(picture, "another model").keyed_prompts:
        picture.findings.take(1, question.key, found(0.9, 0.6), final=True)
    assert [one.candidate.score for one in picture.offer(1).shown] == [0.6]


def test_a_rejection_with_an_example_asks_for_nothing_like_it_and_is_one_step(picture: CurrentPicture) -> None:
    answer(picture, found(0.9, 0.6))
    rejected = picture.offer(1).shown[0]
    picture.reject("reject", [rejected], [PromptBox(1, rejected.candidate.box, positive=False)])
    assert len(ask(picture).keyed_prompts[0].prompt.boxes) == 1
    picture.undo()
    assert (picture.document.boxes, picture.document.rejections) == ((), ())


def _as_another_class(picture: CurrentPicture) -> None:
    picture.edit("class", partial(edits.change_class, ids={picture.document.objects[0].id}, class_id=2))


def _as_halves(picture: CurrentPicture) -> None:
    item = picture.document.objects[0]
    halves = cut(item.mask, [(3.0, 0.0), (3.0, float(HEIGHT))])
    picture.edit("cut", partial(combining.divide, object_id=item.id, pieces=halves, time=0.0))


def _as_one(picture: CurrentPicture) -> None:
    ids = [item.id for item in picture.document.objects]
    picture.edit("merge", partial(combining.merge, ids=ids, time=0.0))


def _as_a_corner(picture: CurrentPicture) -> None:
    for side in (4, 2):
        item = picture.document.objects[0]
        mask = candidate(0, 0, 1.0, side=side).mask
        picture.edit("erase", partial(combining.set_masks, masks={item.id: mask}, time=0.0))


def _as_nothing(picture: CurrentPicture) -> None:
    picture.edit("delete", partial(edits.remove_objects, ids={item.id for item in picture.document.objects}))


@pytest.mark.parametrize("make", [_as_another_class, _as_halves, _as_one, _as_a_corner, _as_nothing])
def test_what_a_person_has_deleted_or_made_another_thing_of_is_not_offered_again_as_what_it_was(
    session: Session, picture: CurrentPicture, make: Callable[[CurrentPicture], None]
) -> None:
    session.classes.add_concepts(["goose"])
    answer(picture, found(0.9, 0.6))
    picture.accept("accept", picture.offer(1).shown)
    make(picture)
    assert picture.offer(1).shown == ()
    session.show("2.png")
    again = session.show("1.png")
    assert again.offer(1).shown == ()
    while again.undo():
        pass
    assert len(again.offer(1).shown) == 2


@pytest.mark.parametrize("asked_before", [True, False])
def test_what_is_deleted_while_nobody_looks_for_its_class_is_not_offered_once_somebody_does(
    session: Session, picture: CurrentPicture, asked_before: bool
) -> None:
    answer(picture, found(0.9, 0.6))
    picture.accept("accept", picture.offer(1).shown)
    if not asked_before:
        session.classes.change(replace(session.classes.listed[0], active=False))
        session.show("2.png")
        picture = session.show("1.png")
    picture.ask("m", ())
    _as_nothing(picture)
    picture.ask("m", {1})
    assert picture.offer(1).progress is Progress.DONE
    assert picture.offer(1).shown == ()


@pytest.mark.parametrize("source", [Source.PERSON, Source.EDITED])
def test_a_candidate_that_lay_under_what_was_drawn_or_copied_is_offered_once_that_is_deleted(
    picture: CurrentPicture, source: Source
) -> None:
    answer(picture, found(0.9, 0.6))
    picture.accept("accept", picture.offer(1).shown[:1])
    over = LabeledObject(1, picture.offer(1).shown[0].candidate.mask, source)
    picture.edit("paste", partial(edits.add_objects, objects=[over]))
    assert picture.offer(1).shown == ()
    _as_nothing(picture)
    assert [one.candidate.score for one in picture.offer(1).shown] == [0.6]


def test_what_was_rejected_or_deleted_can_be_offered_again_and_that_be_undone(picture: CurrentPicture) -> None:
    answer(picture, found(0.9, 0.6))
    picture.accept("accept", picture.offer(1).shown[:1])
    _as_nothing(picture)
    picture.reject("reject", picture.offer(1).shown)
    picture.edit("again", edits.offer_again)
    assert [one.candidate.score for one in picture.offer(1).shown] == [0.9, 0.6]
    picture.undo()
    assert picture.offer(1).shown == ()


def test_a_rejection_that_cannot_be_written_as_a_whole_is_not_written_at_all(
    session: Session, picture: CurrentPicture, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(picture, found(0.9))

    def full(*_: object) -> None:
        raise DatasetError("The disk is full.")

    monkeypatch.setattr(session.project.labels, "save", full)
    with pytest.raises(DatasetError):
        picture.reject("reject", picture.offer(1).shown)
    assert session.project.found.rejections("1.png") == {}
