"""`app.main_window.runs.encoding_run`: what a run still has to do when something fails, or another model answers."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fake_model import described

from sam3_studio.app.inference.background import KeepPicture, PictureKept
from sam3_studio.app.main_window.runs.encoding_run import EncodingRun
from sam3_studio.app.session.session import Session
from sam3_studio.core.segmenter import DiskRoom

pytestmark = pytest.mark.gui

MODEL = described("fake", "cuda:0")
OTHER_WEIGHTS = described("other", "cuda:0")
ON_CPU = replace(MODEL, device="cpu", dtype="bfloat16")
NAMES = ["1.png", "2.png", "3.png"]


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = Session(tmp_path)
    yield made
    made.close()


@pytest.fixture
def run(session: Session) -> EncodingRun:
    """Of three pictures."""
    return EncodingRun(session, NAMES, MODEL)


def asked(run: EncodingRun) -> KeepPicture:
    request = run.next()
    assert isinstance(request, KeepPicture)
    return request


def prepare(run: EncodingRun, room: DiskRoom | None = None) -> str:
    """Have the next picture prepared; its name."""
    return run.take(PictureKept(asked(run), room))


def fail(run: EncodingRun) -> None:
    asked(run)
    run.fail("It is damaged.", of_picture=True)


def finish(run: EncodingRun) -> list[str]:
    """Have all prepared that is left; their names."""
    names = []
    while run.next() is not None:
        names.append(prepare(run))
    return names


class TestAnotherModel:
    def test_a_picture_prepared_in_another_precision_is_prepared_again(self, run: EncodingRun) -> None:
        prepare(run)
        assert run.follow_model(ON_CPU)
        assert finish(run) == NAMES

    def test_a_picture_prepared_with_other_weights_is_prepared_again(self, run: EncodingRun) -> None:
        prepare(run)
        assert run.follow_model(OTHER_WEIGHTS)
        assert finish(run) == NAMES

    def test_another_device_of_the_same_precision_goes_on_where_the_first_one_was(self, run: EncodingRun) -> None:
        prepare(run)
        assert not run.follow_model(replace(MODEL, device="cpu"))
        assert finish(run) == NAMES[1:]

    def test_what_failed_before_is_no_failure_once_it_is_prepared(self, run: EncodingRun) -> None:
        fail(run)
        run.follow_model(ON_CPU)
        assert finish(run) == NAMES
        assert (run.progress.done, run.progress.failed) == (3, 0)

    def test_trying_again_after_it_has_each_picture_prepared_once(self, run: EncodingRun) -> None:
        fail(run)
        run.follow_model(ON_CPU)
        run.retry(ON_CPU)
        assert run.progress.done == 0
        assert finish(run) == NAMES

    def test_trying_again_with_it_has_all_pictures_prepared_again(self, run: EncodingRun) -> None:
        fail(run)
        assert finish(run) == NAMES[1:]
        run.retry(ON_CPU)
        assert finish(run) == NAMES

    def test_its_files_are_measured_anew_for_they_may_not_fit_where_the_others_did(self, run: EncodingRun) -> None:
        prepare(run, DiskRoom(1 << 30, 5 << 30))
        run.follow_model(ON_CPU)
        assert asked(run).measure
        prepare(run, DiskRoom(2 << 30, 5 << 30))
        assert run.warnings() == ["All pictures take 6.0 GB on disk, and the settings allow 5.0 GB."]


class TestOtherNames:
    def test_what_is_still_to_come_is_prepared_under_the_names_that_it_has_now(self, run: EncodingRun) -> None:
        prepare(run)
        run.follow_names({"2.png": "3.png", "3.png": "2.png", "1.png": "7.png"})
        assert finish(run) == ["3.png", "2.png"]

    def test_the_picture_in_hand_is_begun_again(self, run: EncodingRun) -> None:
        asked(run)
        assert run.follow_names({"1.png": "7.png"})

    def test_other_pictures_that_are_renamed_interrupt_nothing(self, run: EncodingRun) -> None:
        asked(run)
        assert not run.follow_names({"2.png": "7.png"})

    def test_a_picture_that_took_the_place_of_one_that_is_gone_is_prepared_once(self, run: EncodingRun) -> None:
        run.follow_names({"2.png": "3.png"})
        assert finish(run) == ["1.png", "3.png"]

    def test_what_was_not_there_under_its_old_name_is_prepared_once_it_has_another(self, run: EncodingRun) -> None:
        fail(run)
        fail(run)
        run.follow_names({"1.png": "4.png"})
        assert list(run.failures) == ["2.png"]
        assert finish(run) == ["3.png", "4.png"]

    def test_what_failed_in_a_run_that_is_over_is_tried_again_under_its_other_name(self, run: EncodingRun) -> None:
        fail(run)
        finish(run)
        assert not run.follow_names({"1.png": "4.png"})
        assert list(run.failures) == ["4.png"]
        run.retry(MODEL)
        assert finish(run) == ["4.png"]


class TestTryingAgain:
    def test_what_failed_comes_after_what_was_still_to_come(self, run: EncodingRun) -> None:
        fail(run)
        run.retry(MODEL)
        assert finish(run) == ["2.png", "3.png", "1.png"]

    def test_what_failed_counts_as_done_until_it_is_tried_again(self, run: EncodingRun) -> None:
        fail(run)
        assert (run.progress.done, run.progress.failed) == (1, 1)
        run.retry(MODEL)
        assert (run.progress.done, run.progress.failed) == (0, 0)
