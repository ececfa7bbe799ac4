"""What is offered of a picture in hand: by score, threshold and rules."""

from dataclasses import replace
from functools import partial

import pytest
from pytestqt.qtbot import QtBot
from session_tools import answer, ask, candidate, found

from sam3_studio.app.session.answer import Progress
from sam3_studio.app.session.offers import OfferRules
from sam3_studio.app.session.picture import CurrentPicture
from sam3_studio.app.session.session import Session
from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import PromptBox
from sam3_studio.core.segmenter import Segmentation, Sketch
from sam3_studio.editing import edits

pytestmark = pytest.mark.gui


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
    (question,) = ask(picture).keyed_prompts
    boxes = tuple((Box(0, 0, 5, 5), score) for score in (0.8, 0.4, 0.1))
    picture.findings.take_sketch(1, question.key, Sketch(0.9, boxes))
    sketch = picture.offer(1).sketch
    assert sketch is not None
    assert [score for _, score in sketch.boxes] == [0.8, 0.4]
    assert picture.offer(1).presence == 0.9


def test_a_result_grows_from_boxes_to_masks_to_everything(picture: CurrentPicture) -> None:
    (question,) = ask(picture).keyed_prompts
    assert picture.offer(1).progress is Progress.WAITING
    picture.findings.take_sketch(1, question.key, Sketch(0.9, ((Box(0, 0, 5, 5), 0.8),)))
    assert picture.offer(1).sketch is not None
    picture.findings.take(1, question.key, found(0.9), final=False)
    assert (picture.offer(1).progress, picture.offer(1).sketch) == (Progress.MASKS, None)
    picture.findings.take(1, question.key, found(0.9, 0.8), final=True)
    assert picture.offer(1).progress is Progress.DONE


def test_answers_to_what_is_not_asked_any_more_are_dropped(picture: CurrentPicture) -> None:
    (question,) = ask(picture).keyed_prompts
    picture.edit("box", partial(edits.add_box, box=PromptBox(1, Box(0, 0, 5, 5))))
    ask(picture)
    picture.findings.take(1, question.key, found(0.9), final=True)
    assert picture.offer(1).shown == ()


def test_what_several_concepts_find_is_offered_once(session: Session, picture: CurrentPicture) -> None:
    session.classes.change(replace(session.classes.listed[0], concepts=("duck", "bird")))
    duck, bird = ask(picture).keyed_prompts
    picture.findings.take(1, duck.key, found(0.9, 0.7), final=True)
    assert picture.offer(1).progress is Progress.MASKS
    picture.findings.take(1, bird.key, found(0.8), final=True)
    assert picture.offer(1).progress is Progress.DONE
    assert [one.candidate.score for one in picture.offer(1).shown] == [0.9, 0.7]


def test_candidates_smaller_than_the_minimum_area_are_not_shown(session: Session, picture: CurrentPicture) -> None:
    answer(picture, Segmentation(0.9, (candidate(0, 0, 0.9, side=8), candidate(10, 0, 0.8, side=3))))
    session.classes.change(replace(session.classes.listed[0], minimum_area=20))
    assert len(picture.offer(1).shown) == 1
