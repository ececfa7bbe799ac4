"""`app.session.picture`: a picture while it is worked on."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from pytestqt.qtbot import QtBot
from session_tools import HEIGHT, candidate, found

from sam3_studio.app.session.answer import Progress
from sam3_studio.app.session.offers import OfferRules
from sam3_studio.app.session.picture import CurrentPicture
from sam3_studio.app.session.session import Session
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import ImageState, LabeledObject, PromptBox, Source
from sam3_studio.core.searches import PARTS, TILES, WHERE_NEEDED, Search, search_for
from sam3_studio.core.segmenter import Segmentation, Sketch
from sam3_studio.editing import combining, edits
from sam3_studio.editing.dividing import cut

pytestmark = pytest.mark.gui


def ask(picture: CurrentPicture, model: str = "m") -> Search:
    (search,) = picture.ask(model, {1})
    return search


def answer(picture: CurrentPicture, result: Segmentation) -> None:
    for question in ask(picture).questions:
        picture.findings.take(1, question.key, result, final=True)


def test_candidates_above_the_threshold_are_shown_and_those_a_little_below_are_ghosts(picture: CurrentPicture) -> None:
    answer(picture, found(0.9, 0.6, 0.4, 0.1))
    offer = picture.offer(1)
    assert [one.candidate.score for one in offer.shown] == [0.9, 0.6]
    assert [one.candidate.score for one in offer.ghosts] == [0.4]
    assert offer.presence == 0.9


def test_a_threshold_moves_without_asking_again(session: Session, picture: CurrentPicture) -> None:
    answer(picture, found(0.9, 0.6, 0.4))
    session.classes.change(replace(session.classes.listed[0], threshold=0.3))
    assert len(picture.offer(1).shown) == 3
    assert picture.ask("m", {1}) == ()


def test_what_was_kept_of_a_low_threshold_is_not_asked_again(session: Session, picture: CurrentPicture) -> None:
    session.classes.change(replace(session.classes.listed[0], threshold=0.02))
    answer(picture, found(0.9, 0.03))
    session.show("2.png")
    again = session.show("1.png")
    assert again.ask("m", {1}) == ()
    session.classes.change(replace(session.classes.listed[0], threshold=0.01))
    assert [search.floor for search in again.ask("m", {1})] == [0.01]


def test_an_answer_that_is_taken_back_is_what_the_project_has(session: Session, picture: CurrentPicture) -> None:
    answer(picture, found(0.9, 0.7))
    kept = session.project.found.found("1.png")
    session.show("2.png")
    again = session.show("1.png")
    again.ask("m", {1})
    again.edit("draw a box", lambda document: edits.add_box(document, PromptBox(1, Box(0, 0, 5, 5))))
    answer(again, found(0.8))
    assert session.project.found.found("1.png") != kept
    again.undo()
    assert again.ask("m", {1}) == ()
    assert session.project.found.found("1.png") == kept


def test_an_offer_is_made_anew_only_when_what_it_is_made_of_changes(session: Session, picture: CurrentPicture) -> None:
    answer(picture, found(0.9, 0.6, 0.4))
    first = picture.offer(1)
    session.classes.change(replace(session.classes.listed[0], name="mallard"))
    assert picture.offer(1) is first
    session.classes.change(replace(session.classes.listed[0], threshold=0.7))
    assert [len(picture.offer(1).shown), len(picture.offer(1).ghosts)] == [1, 1]
    picture.accept("accept", picture.offer(1).shown)
    assert picture.offer(1).shown == ()
    picture.undo()
    assert len(picture.offer(1).shown) == 1


def test_an_object_that_is_hidden_leaves_the_offer_as_it_is(picture: CurrentPicture) -> None:
    answer(picture, found(0.9, 0.6, 0.4))
    picture.accept("accept", picture.offer(1).shown[:1])
    before = picture.offer(1)
    ids = [item.id for item in picture.document.objects]
    assert picture.edit("hide", partial(edits.set_hidden, ids=ids, hidden=True))
    assert picture.offer(1) is before


def test_how_far_ghosts_reach_is_a_rule_that_can_change(
    session: Session, picture: CurrentPicture, qtbot: QtBot
) -> None:
    answer(picture, found(0.9, 0.4, 0.2))
    with qtbot.waitSignal(picture.offers_changed):
        session.set_rules(OfferRules(ghost_depth=0.35))
    assert [one.candidate.score for one in picture.offer(1).ghosts] == [0.4, 0.2]
    session.set_rules(OfferRules(ghost_depth=0))
    assert picture.offer(1).ghosts == ()


def test_what_counts_as_accepted_already_is_a_rule_that_can_change(session: Session, picture: CurrentPicture) -> None:
    answer(picture, Segmentation(0.9, (candidate(0, 0, 0.9), candidate(1, 0, 0.8))))
    first, second = picture.offer(1).shown
    picture.accept("accept", [first])
    assert picture.offer(1).shown == ()  # an IoU of 5 / 7
    session.set_rules(OfferRules(same_object=0.8))
    assert picture.offer(1).shown == (second,)


def test_a_rule_that_changed_holds_in_the_next_picture(session: Session) -> None:
    session.classes.add_concepts(["duck"])
    session.set_rules(OfferRules(ghost_depth=0.35))
    picture = session.show("2.png")
    answer(picture, found(0.9, 0.2))
    assert len(picture.offer(1).ghosts) == 1


def test_boxes_are_sketched_only_where_a_candidate_or_a_ghost_may_follow(picture: CurrentPicture) -> None:
    (question,) = ask(picture).questions
    boxes = tuple((Box(0, 0, 5, 5), score) for score in (0.8, 0.4, 0.1))
    picture.findings.take_sketch(1, question.key, Sketch(0.9, boxes))
    sketch = picture.offer(1).sketch
    assert sketch is not None
    assert [score for _, score in sketch.boxes] == [0.8, 0.4]
    assert picture.offer(1).presence == 0.9


def test_a_result_grows_from_boxes_to_masks_to_everything(picture: CurrentPicture) -> None:
    (question,) = ask(picture).questions
    assert picture.offer(1).progress is Progress.WAITING
    picture.findings.take_sketch(1, question.key, Sketch(0.9, ((Box(0, 0, 5, 5), 0.8),)))
    assert picture.offer(1).sketch is not None
    picture.findings.take(1, question.key, found(0.9), final=False)
    assert (picture.offer(1).progress, picture.offer(1).sketch) == (Progress.MASKS, None)
    picture.findings.take(1, question.key, found(0.9, 0.8), final=True)
    assert picture.offer(1).progress is Progress.DONE


def test_answers_to_what_is_not_asked_any_more_are_dropped(picture: CurrentPicture) -> None:
    (question,) = ask(picture).questions
    picture.edit("box", partial(edits.add_box, box=PromptBox(1, Box(0, 0, 5, 5))))
    ask(picture)
    picture.findings.take(1, question.key, found(0.9), final=True)
    assert picture.offer(1).shown == ()


def test_what_several_concepts_find_is_offered_once(session: Session, picture: CurrentPicture) -> None:
    session.classes.change(replace(session.classes.listed[0], concepts=("duck", "bird")))
    duck, bird = ask(picture).questions
    picture.findings.take(1, duck.key, found(0.9, 0.7), final=True)
    assert picture.offer(1).progress is Progress.MASKS
    picture.findings.take(1, bird.key, found(0.8), final=True)
    assert picture.offer(1).progress is Progress.DONE
    assert [one.candidate.score for one in picture.offer(1).shown] == [0.9, 0.7]


def test_accepted_candidates_become_objects_that_are_not_offered_again(picture: CurrentPicture) -> None:
    answer(picture, found(0.9, 0.6))
    picture.accept("accept", picture.offer(1).shown[:1])
    assert len(picture.offer(1).shown) == 1
    (item,) = picture.document.objects
    assert item.origin is not None
    assert (item.origin.prompt, item.origin.score, item.origin.model) == ("duck", 0.9, "m")


def test_a_rejected_candidate_stays_away_when_it_is_found_again(picture: CurrentPicture) -> None:
    answer(picture, found(0.9, 0.6))
    picture.reject("reject", picture.offer(1).shown[:1])
    picture.ask("another model", {1})
    for question in ask(picture, "another model").questions:
        picture.findings.take(1, question.key, found(0.9, 0.6), final=True)
    assert [one.candidate.score for one in picture.offer(1).shown] == [0.6]


def test_a_rejection_with_an_example_asks_for_nothing_like_it_and_is_one_step(picture: CurrentPicture) -> None:
    answer(picture, found(0.9, 0.6))
    rejected = picture.offer(1).shown[0]
    picture.reject("reject", [rejected], [PromptBox(1, rejected.candidate.box, positive=False)])
    assert len(ask(picture).questions[0].prompt.boxes) == 1
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


def test_candidates_that_another_model_does_not_find_wait_no_more(picture: CurrentPicture) -> None:
    answer(picture, found(0.9))
    for question in ask(picture, "another").questions:
        picture.findings.take(1, question.key, found(0.1), final=True)
    assert picture.state is ImageState.NEW


def test_an_edit_does_not_settle_what_needs_another_look(picture: CurrentPicture) -> None:
    answer(picture, found(0.9))
    picture.set_state(ImageState.SECOND_LOOK)
    picture.accept("accept", picture.offer(1).shown)
    assert picture.state is ImageState.SECOND_LOOK


def test_everything_is_there_again_after_reopening(opened: Callable[[], Session]) -> None:
    first = opened()
    first.classes.add_concepts(["duck"])
    picture = first.show("1.png")
    answer(picture, found(0.9, 0.6, 0.55))
    picture.accept("accept", picture.offer(1).shown[:1])
    picture.reject("reject", picture.offer(1).shown[:1])
    picture.edit("box", partial(edits.add_box, box=PromptBox(1, Box(0, 0, 5, 5))))
    picture.undo()
    before = picture.document
    first.close()

    again = opened().show("1.png")
    assert again.document == before
    assert again.ask("m", {1}) == ()
    assert [one.candidate.score for one in again.offer(1).shown] == [0.55]


def test_an_answer_from_the_project_is_asked_again_where_a_map_is_wanted_and_shown_meanwhile(
    session: Session, picture: CurrentPicture
) -> None:
    answer(picture, found(0.9, 0.6))
    session.show("2.png")
    again = session.show("1.png")
    (search,) = again.ask("m", {1}, mapped=True)
    assert (again.offer(1).progress, len(again.offer(1).shown)) == (Progress.WAITING, 2)
    for question in search.questions:
        again.findings.take(1, question.key, found(0.9, 0.6), final=True)
    assert again.offer(1).progress is Progress.DONE
    assert again.ask("m", {1}, mapped=True) == ()


def test_an_answer_that_is_damaged_in_the_project_is_asked_again(session: Session, picture: CurrentPicture) -> None:
    answer(picture, found(0.9, 0.6))
    session.project._database._connection.execute("UPDATE found SET candidates = x'00'")
    session.show("2.png")
    again = session.show("1.png")
    answer(again, found(0.8))
    assert [one.candidate.score for one in again.offer(1).shown] == [0.8]


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


def test_an_answer_that_a_full_disk_keeps_nothing_of_is_told_of(
    session: Session, picture: CurrentPicture, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise DatasetError("The disk is full.")

    monkeypatch.setattr(session.project.found, "save", full)
    with qtbot.waitSignal(session.told) as told:
        answer(picture, found(0.9))
    assert told.args == ["The disk is full."]


def test_a_search_that_was_stopped_is_asked_anew(picture: CurrentPicture) -> None:
    ask(picture)
    picture.findings.stop()
    assert picture.offer(1).progress is Progress.NONE
    assert ask(picture)


def test_a_failed_search_tells_why_and_is_asked_anew(picture: CurrentPicture) -> None:
    (question,) = ask(picture).questions
    picture.findings.fail(1, question.key, "The GPU is gone.")
    assert picture.offer(1).failure == "The GPU is gone."
    assert ask(picture)


@pytest.mark.parametrize("first", ["fails", "answers"])
def test_a_search_has_failed_where_one_concept_has_and_the_other_is_answered(
    session: Session, picture: CurrentPicture, first: str
) -> None:
    session.classes.change(replace(session.classes.listed[0], concepts=("duck", "bird")))
    duck, bird = ask(picture).questions
    steps = [
        lambda: picture.findings.fail(1, duck.key, "Memory ran out."),
        lambda: picture.findings.take(1, bird.key, found(0.8), final=True),
    ]
    for step in steps if first == "fails" else steps[::-1]:
        assert picture.findings.is_awaiting
        step()
    assert not picture.findings.is_awaiting
    assert picture.offer(1).failure == "Memory ran out."
    assert [one.candidate.score for one in picture.offer(1).shown] == [0.8]
    assert [question.key for question in ask(picture).questions] == [duck.key]
    picture.findings.take(1, duck.key, found(0.9), final=True)
    assert (picture.offer(1).progress, picture.offer(1).failure) == (Progress.DONE, None)


def test_a_concept_that_failed_and_is_asked_again_is_awaited(session: Session, picture: CurrentPicture) -> None:
    session.classes.change(replace(session.classes.listed[0], concepts=("duck", "bird")))
    duck, bird = ask(picture).questions
    picture.findings.fail(1, duck.key, "Memory ran out.")
    ask(picture)
    picture.findings.take(1, bird.key, found(0.8), final=True)
    assert picture.findings.is_awaiting


def keep(session: Session, picture: CurrentPicture, reach: str, result: Segmentation, floor: float = 0.05) -> None:
    """What a run has found, kept by the project and told."""
    search = search_for(session.classes.listed[0], (), "m")
    assert search is not None
    session.project.found.save("1.png", 1, search.key + reach, result, floor=floor)
    session.take_found("1.png", session.project.found.found("1.png"), picture.state)


def test_what_a_run_in_tiles_has_found_in_the_picture_in_hand_is_shown(
    session: Session, picture: CurrentPicture, qtbot: QtBot
) -> None:
    answer(picture, found(0.9))
    with qtbot.waitSignal(picture.offers_changed):
        keep(session, picture, TILES, found(0.9, 0.8))
    assert [one.candidate.score for one in picture.offer(1).shown] == [0.9, 0.8]
    assert picture.ask("m", {1}) == ()


def test_what_a_run_has_found_in_the_picture_in_hand_is_shown_where_nobody_has_asked_there(
    session: Session, picture: CurrentPicture, qtbot: QtBot
) -> None:
    for scores in ((0.9,), (0.8, 0.7)):
        with qtbot.waitSignal(picture.offers_changed):
            keep(session, picture, "", found(*scores))
        assert [one.candidate.score for one in picture.offer(1).shown] == list(scores)


def test_a_look_at_a_part_adds_to_what_a_run_in_tiles_has_found(session: Session, picture: CurrentPicture) -> None:
    answer(picture, found(0.9))
    keep(session, picture, TILES, found(0.9, 0.8))
    known = picture.findings.answer(1)
    picture.findings.enrich(1, known.key, found(0.9, 0.8, 0.7), PARTS, final=True)
    assert known.found == found(0.9, 0.8)
    assert session.project.found.found("1.png")[1].key == known.key + TILES


def test_what_a_run_has_found_below_the_floor_in_the_picture_in_hand_is_shown(
    session: Session, picture: CurrentPicture
) -> None:
    answer(picture, found(0.9))
    session.classes.change(replace(session.classes.listed[0], threshold=0.02))
    keep(session, picture, "", found(0.9, 0.03), floor=0.02)
    assert [one.candidate.score for one in picture.offer(1).shown] == [0.9, 0.03]


def test_a_run_that_looked_no_closer_leaves_what_is_shown_as_it_is(session: Session, picture: CurrentPicture) -> None:
    answer(picture, found(0.9))
    picture.findings.enrich(1, picture.findings.answer(1).key, found(0.9, 0.8), TILES, final=False)
    before = picture.findings.answer(1)
    keep(session, picture, WHERE_NEEDED, found(0.9))
    assert picture.findings.answer(1) is before


def test_candidates_smaller_than_the_minimum_area_are_not_shown(session: Session, picture: CurrentPicture) -> None:
    answer(picture, Segmentation(0.9, (candidate(0, 0, 0.9, side=8), candidate(10, 0, 0.8, side=3))))
    session.classes.change(replace(session.classes.listed[0], minimum_area=20))
    assert len(picture.offer(1).shown) == 1


def test_an_edit_is_counted_until_it_is_undone(session: Session, picture: CurrentPicture) -> None:
    answer(picture, found(0.9))
    picture.accept("accept", picture.offer(1).shown)
    (item,) = picture.document.objects
    session.classes.add_concepts(["goose"])
    picture.edit("change", partial(edits.change_class, ids={item.id}, class_id=2))
    assert [one.edits for one in session.project.labels.document("1.png").objects] == [1]
    picture.undo()
    assert [one.edits for one in session.project.labels.document("1.png").objects] == [0]


def test_what_the_project_has_is_shown_before_the_model_is_asked(session: Session, picture: CurrentPicture) -> None:
    answer(picture, found(0.9, 0.6))
    session.show("2.png")
    again = session.show("1.png")
    assert [one.candidate.score for one in again.offer(1).shown] == [0.9, 0.6]
    again.accept("accept", again.offer(1).shown)
    origins = [item.origin for item in again.document.objects if item.origin]
    assert [origin.prompt for origin in origins] == ["duck", "duck"]


def test_what_is_kept_of_a_class_that_is_not_looked_for_is_not_shown(session: Session, picture: CurrentPicture) -> None:
    answer(picture, found(0.9))
    session.classes.change(replace(session.classes.listed[0], active=False))
    session.show("2.png")
    assert session.show("1.png").offer(1).shown == ()


def test_what_is_kept_of_another_prompt_is_shown_until_there_is_something_new(
    session: Session, picture: CurrentPicture
) -> None:
    answer(picture, found(0.9))
    session.classes.change(session.classes.listed[0].with_concepts(("mallard",)))
    session.show("2.png")
    again = session.show("1.png")
    assert [one.candidate.score for one in again.offer(1).shown] == [0.9]
    answer(again, found(0.7))
    assert [one.candidate.score for one in again.offer(1).shown] == [0.7]
