"""Answers about a picture in hand: kept in the project, failed, and found by runs."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from pytestqt.qtbot import QtBot
from session_tools import answer, ask, found

from sam3_studio.app.session.answer import Progress
from sam3_studio.app.session.picture import CurrentPicture
from sam3_studio.app.session.session import Session
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import ImageState, PromptBox
from sam3_studio.core.searches import PARTS, TILES, WHERE_NEEDED, search_for
from sam3_studio.core.segmenter import Segmentation
from sam3_studio.editing import edits

pytestmark = pytest.mark.gui


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


def test_candidates_that_another_model_does_not_find_wait_no_more(picture: CurrentPicture) -> None:
    answer(picture, found(0.9))
    for question in ask(picture, "another").keyed_prompts:
        picture.findings.take(1, question.key, found(0.1), final=True)
    assert picture.state is ImageState.NEW


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
    for question in search.keyed_prompts:
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
    (question,) = ask(picture).keyed_prompts
    picture.findings.fail(1, question.key, "The GPU is gone.")
    assert picture.offer(1).failure == "The GPU is gone."
    assert ask(picture)


@pytest.mark.parametrize("first", ["fails", "answers"])
def test_a_search_has_failed_where_one_concept_has_and_the_other_is_answered(
    session: Session, picture: CurrentPicture, first: str
) -> None:
    session.classes.change(replace(session.classes.listed[0], concepts=("duck", "bird")))
    duck, bird = ask(picture).keyed_prompts
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
    assert [question.key for question in ask(picture).keyed_prompts] == [duck.key]
    picture.findings.take(1, duck.key, found(0.9), final=True)
    assert (picture.offer(1).progress, picture.offer(1).failure) == (Progress.DONE, None)


def test_a_concept_that_failed_and_is_asked_again_is_awaited(session: Session, picture: CurrentPicture) -> None:
    session.classes.change(replace(session.classes.listed[0], concepts=("duck", "bird")))
    duck, bird = ask(picture).keyed_prompts
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
