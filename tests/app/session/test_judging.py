"""Verdicts on candidates of many pictures, on disk as if each picture had been worked on."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from session_tools import found

from sam3_studio.app.language import load_language
from sam3_studio.app.session.histories import Histories
from sam3_studio.app.session.judging import Judging
from sam3_studio.app.session.session import Session
from sam3_studio.core.document import ImageDocument
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import Attribute, ImageState, PromptBox, Source
from sam3_studio.core.searches import PARTS, TILES, WHERE_NEEDED, search_for
from sam3_studio.core.segmenter import Segmentation
from sam3_studio.dataset.review.listing import read_candidates
from sam3_studio.editing import edits
from sam3_studio.editing.details import Shared, changed
from sam3_studio.editing.history import Change
from sam3_studio.editing.judging import Verdict

pytestmark = pytest.mark.gui

ACCEPTED, REJECTED, OPEN = Verdict.ACCEPTED, Verdict.REJECTED, Verdict.OPEN
MODEL = "weights"


@pytest.fixture
def swept(session: Session, qapp: QApplication) -> Session:
    """Two candidates in each of three pictures: 0.9 and 0.6, 0.8 and 0.55, 0.7 and 0.3."""
    load_language(qapp, "en")
    session.classes.add_concepts(["duck"])
    search = search_for(session.classes.listed[0], (), MODEL)
    assert search is not None
    for name, scores in (("1.png", (0.9, 0.6)), ("2.png", (0.8, 0.55)), ("10.png", (0.7, 0.3))):
        session.project.found.save(name, 1, search.key, found(*scores, presence=0.75))
        session.project.images.set_state([name], ImageState.CANDIDATES)
    return session


@pytest.fixture
def judging(swept: Session) -> Iterator[Judging]:
    made = Judging(swept, read_candidates(swept.project.file, 1), MODEL, 0.5)
    yield made
    made.deleteLater()


@pytest.fixture
def decide(judging: Judging, qtbot: QtBot) -> Callable[..., None]:
    """Gives verdicts on the best candidates, and waits until they are written."""

    def wish(*verdicts: Verdict, first: int = 0) -> None:
        judging.wish(range(first, first + len(verdicts)), verdicts)
        qtbot.waitUntil(lambda: not judging._wishes)  # on a slow disk they are written one after the other

    return wish


def state(session: Session, name: str) -> ImageState:
    record = session.project.images.find(name)
    assert record is not None
    return record.state


def test_what_is_accepted_is_an_object_as_if_it_had_been_accepted_in_its_picture(swept: Session, decide) -> None:
    swept.classes.change(replace(swept.classes.listed[0], attributes=(Attribute("colour", default="brown"),)))
    decide(ACCEPTED)
    (item,) = swept.project.labels.document("1.png").objects
    picture = swept.show("2.png")
    picture.ask(MODEL, {1})
    picture.accept("accept", picture.offer(1).shown[:1])
    (other,) = swept.project.labels.document("2.png").objects
    assert item.origin is not None
    assert other.origin is not None
    assert replace(other, id=item.id, time=item.time, mask=item.mask, origin=item.origin) == item
    assert item.origin == replace(other.origin, score=0.9)
    assert (item.source, item.origin.prompt, item.origin.model) == (Source.MODEL, "duck", MODEL)


@pytest.mark.parametrize("reach", [PARTS, WHERE_NEEDED, TILES])
def test_what_a_closer_look_has_found_keeps_its_model_and_the_words_their_boxes(swept: Session, reach: str) -> None:
    box = PromptBox(1, Box(1, 1, 5, 5))
    swept.show("1.png").edit("draw", partial(edits.add_box, box=box))
    swept.show("2.png")
    search = search_for(swept.classes.listed[0], (box,), MODEL)
    assert search is not None
    swept.project.found.save("1.png", 1, search.key + reach, found(0.9))
    judging = Judging(swept, read_candidates(swept.project.file, 1), MODEL, 0.5)
    judging.wish([0], [ACCEPTED])
    judging.finish()
    (item,) = swept.project.labels.document("1.png").objects
    assert item.origin is not None
    assert (item.origin.prompt, item.origin.model) == ("duck + 1 box", MODEL)


def test_what_another_model_has_found_is_not_put_down_to_this_one(swept: Session) -> None:
    swept.project.found.save("1.png", 1, "other" + TILES, found(0.9))
    judging = Judging(swept, read_candidates(swept.project.file, 1), MODEL, 0.5)
    judging.wish([0], [ACCEPTED])
    judging.finish()
    (item,) = swept.project.labels.document("1.png").objects
    assert item.origin is not None
    assert (item.origin.prompt, item.origin.model) == ("duck", "")


def test_the_state_of_a_picture_follows_what_is_in_it(swept: Session, decide) -> None:
    swept.project.images.set_state(["10.png"], ImageState.SECOND_LOOK)
    decide(ACCEPTED, REJECTED, ACCEPTED)
    assert state(swept, "1.png") is ImageState.IN_WORK
    assert state(swept, "2.png") is ImageState.CANDIDATES
    assert state(swept, "10.png") is ImageState.SECOND_LOOK
    decide(REJECTED, first=4)  # the other one of 2.png
    assert state(swept, "2.png") is ImageState.NEW
    decide(OPEN)
    assert state(swept, "1.png") is ImageState.CANDIDATES


def test_states_that_change_are_told(swept: Session, judging: Judging, qtbot: QtBot) -> None:
    with qtbot.waitSignal(swept.state_changed) as told:
        judging.wish([0], [ACCEPTED])
    assert told.args == ["1.png", ImageState.IN_WORK, ""]


def test_what_was_decided_is_not_offered_again(swept: Session, decide) -> None:
    decide(ACCEPTED, REJECTED)
    assert read_candidates(swept.project.file, 1).score.round(2).tolist() == pytest.approx([0.7, 0.6, 0.55, 0.3])
    picture = swept.show("2.png")
    picture.ask(MODEL, {1})
    assert [one.candidate.score for one in picture.offer(1).shown] == [0.55]


def test_the_picture_in_hand_shows_a_verdict_at_once_and_can_undo_it(swept: Session, decide, qtbot: QtBot) -> None:
    picture = swept.show("1.png")
    with qtbot.waitSignal(picture.document_changed):
        decide(ACCEPTED)
    assert len(picture.document.objects) == 1
    assert picture.history.undo_label == "Accept 1 object"
    picture.undo()
    assert swept.project.labels.document("1.png").objects == ()


def test_a_verdict_on_a_candidate_of_a_picture_that_was_never_in_hand_can_be_undone_there(
    swept: Session, decide
) -> None:
    swept.show("10.png")
    decide(ACCEPTED, ACCEPTED)
    decide(REJECTED, first=3)  # the other one of 1.png
    picture = swept.show("1.png")
    assert len(picture.document.objects) == len(picture.document.rejections) == 1
    assert picture.undo()
    assert (len(picture.document.objects), picture.document.rejections) == (1, ())
    assert picture.undo()
    assert swept.project.labels.document("1.png").objects == ()
    assert not picture.undo()
    assert swept.show("2.png").undo()


def test_a_sweep_over_hundreds_of_pictures_takes_no_step_away_from_those_that_were_in_hand() -> None:
    histories = Histories()
    change = Change("step", ImageDocument(), ImageDocument(boxes=(PromptBox(1, Box(0, 0, 1, 1)),)))
    histories.of("in hand").push(change)
    for number in range(200):
        histories.push(str(number), change)
    assert len(histories.of("in hand")) == len(histories.of("199")) == 1
    assert len(histories.of("0")) == 0  # it would fill the memory


def test_a_picture_that_was_worked_on_before_can_undo_a_verdict_first(swept: Session, decide) -> None:
    picture = swept.show("1.png")
    picture.ask(MODEL, {1})
    picture.accept("accept", picture.offer(1).shown[1:])
    swept.show("2.png")
    decide(ACCEPTED)
    picture = swept.show("1.png")
    assert len(picture.document.objects) == 2
    picture.undo()
    assert [item.origin.score for item in picture.document.objects if item.origin] == [0.6]
    picture.undo()
    assert swept.project.labels.document("1.png").objects == ()


@pytest.mark.parametrize("said", [Shared(note="which?"), Shared(occluded=True)])
def test_an_object_of_which_more_is_said_since_is_not_taken_back(swept: Session, decide, said: Shared) -> None:
    decide(ACCEPTED)
    picture = swept.show("1.png")
    (item,) = picture.document.objects
    picture.edit("say", partial(edits.set_details, details={item.id: changed(item.details, Shared(), said)}))
    decide(OPEN)
    assert swept.project.labels.document("1.png").objects == picture.document.objects != ()


def test_an_object_that_has_what_its_class_says_of_new_ones_is_taken_back(swept: Session, decide) -> None:
    swept.classes.change(replace(swept.classes.listed[0], attributes=(Attribute("colour", default="brown"),)))
    decide(ACCEPTED)
    decide(OPEN)
    assert swept.project.labels.document("1.png").objects == ()


def test_an_object_that_was_accepted_in_its_picture_is_not_taken_back(swept: Session, decide) -> None:
    picture = swept.show("1.png")
    picture.ask(MODEL, {1})
    picture.accept("accept", picture.offer(1).shown[:1])
    decide(ACCEPTED)
    decide(OPEN)
    assert len(swept.project.labels.document("1.png").objects) == 1


def test_rejections_of_other_classes_outlive_a_verdict_that_is_undone(swept: Session, decide) -> None:
    swept.classes.add_concepts(["goose"])
    picture = swept.show("1.png")
    picture.ask(MODEL, {1})
    picture.accept("accept", picture.offer(1).shown[1:])
    goose = found(0.9).candidates[0].mask
    swept.project.found.save_rejected("1.png", 2, [goose])
    swept.show("2.png")
    decide(ACCEPTED)
    swept.show("1.png").undo()
    assert swept.project.found.rejections("1.png") == {2: (goose,)}


def test_a_candidate_that_is_another_one_by_now_is_refused(swept: Session, judging: Judging, qtbot: QtBot) -> None:
    swept.project.found.save("1.png", 1, "other", Segmentation(0.5, found(0.9, 0.6, 0.2).candidates[1:]))
    with qtbot.waitSignal(judging.refused) as told, qtbot.waitSignal(judging.failed) as why:
        judging.wish([0, 1], [ACCEPTED, ACCEPTED])
    assert told.args == [[0]]
    assert why.args == ["1 candidate changed since it was listed; list again."]
    assert swept.project.labels.document("1.png").objects == ()
    assert len(swept.project.labels.document("2.png").objects) == 1


def test_candidates_of_several_pictures_that_are_others_by_now_are_told_of_once(
    swept: Session, judging: Judging, qtbot: QtBot
) -> None:
    swept.show("10.png")  # whose verdicts are written apart from those of others
    for name in ("1.png", "2.png", "10.png"):
        swept.project.found.save(name, 1, "other", Segmentation(0.5, ()))
    told: list[str] = []
    judging.failed.connect(told.append)
    judging.wish([0, 1, 2], [ACCEPTED] * 3)
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["3 candidates changed since they were listed; list again."]
    assert not judging._wishes


def test_what_cannot_be_written_is_told_and_nothing_has_changed(
    swept: Session, judging: Judging, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise DatasetError("The disk is full; free some space.")

    monkeypatch.setattr(swept.project.labels, "save", full)
    with qtbot.waitSignal(judging.failed) as told, qtbot.waitSignal(judging.refused) as refused:
        judging.wish([0, 1, 2], [ACCEPTED, ACCEPTED, REJECTED])
    assert told.args == ["The disk is full; free some space."]
    assert sorted(refused.args[0]) == [0, 1, 2]
    assert swept.project.labels.document("1.png").objects == ()
    assert state(swept, "1.png") is ImageState.CANDIDATES


def test_everything_can_be_written_at_once(swept: Session, judging: Judging) -> None:
    judging.wish(range(6), [ACCEPTED] * 6)
    assert swept.project.classes.count_objects(1)[0] == 0
    judging.finish()
    assert swept.project.classes.count_objects(1)[0] == 6


def test_where_the_disk_takes_all_the_time_that_there_is_verdicts_are_written_one_by_one(
    swept: Session, judging: Judging, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr("sam3_studio.app.session.judging._SLICE", -1.0)
    written: list[list[int]] = []
    judging.written.connect(lambda places, _: written.append(places))
    judging.wish([0, 1, 2], [ACCEPTED] * 3)
    qtbot.waitUntil(lambda: len(written) == 3)
    assert written == [[0], [1], [2]]
    assert swept.project.classes.count_objects(1)[0] == 3


def test_a_later_verdict_takes_the_place_of_one_that_waits(swept: Session, judging: Judging) -> None:
    judging.wish([0], [ACCEPTED])
    judging.wish([0], [REJECTED])
    judging.finish()
    assert swept.project.labels.document("1.png").objects == ()
    assert list(swept.project.found.rejections("1.png")) == [1]


def test_a_verdict_that_is_taken_back_in_the_picture_in_hand_rejects_nothing(swept: Session, decide) -> None:
    picture = swept.show("1.png")
    picture.ask(MODEL, {1})
    decide(ACCEPTED)
    decide(OPEN)
    assert picture.document.objects == picture.document.rejections == ()
    assert [one.candidate.score for one in picture.offer(1).shown] == [0.9, 0.6]
