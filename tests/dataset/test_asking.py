"""Asking about many pictures: what a broken picture, a lost disk and a failing device do to a run."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from squares_model import SquaresModel

from sam3_studio.core.errors import ImageError
from sam3_studio.core.prompt import Prompt
from sam3_studio.dataset.asking import MOST_LOST, Outcome, PictureFailure, PictureQuestions, ask_pictures


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """A folder of six pictures."""
    folder = tmp_path / "photos"
    folder.mkdir()
    for number in range(6):
        Image.new("RGB", (40, 30), (number, 0, 0)).save(folder / f"{number}.png")
    return folder


def about(paths: Iterable[Path]) -> list[PictureQuestions]:
    return [PictureQuestions(path.name, path, (Prompt("duck"),)) for path in paths]


def collect(run: Iterator[tuple[PictureQuestions, Outcome]], outcomes: list[Outcome]) -> None:
    """Add what came of each picture, up to where the run ends."""
    outcomes.extend(outcome for _, outcome in run)


def test_a_run_ends_where_the_folder_of_the_pictures_is_gone_and_none_of_them_has_failed(photos: Path) -> None:
    model, away, questions = SquaresModel(), photos.parent / "away", about(sorted(photos.iterdir()))
    outcomes: list[Outcome] = []
    model.before_answer = lambda: photos.exists() and photos.rename(away)
    with pytest.raises(ImageError, match="photos cannot be reached; check its drive or connection, then go on"):
        collect(ask_pictures(model, questions, photos), outcomes)
    assert outcomes
    assert not any(isinstance(one, PictureFailure) for one in outcomes)
    away.rename(photos)
    model.before_answer = lambda: None
    again = [outcome for _, outcome in ask_pictures(model, questions, photos)]
    assert not any(isinstance(one, PictureFailure) for one in again)


def test_many_pictures_in_a_row_that_the_disk_does_not_give_end_a_run(photos: Path) -> None:
    outcomes: list[Outcome] = []
    lost = about([photos / "share" / "1.png"] * (MOST_LOST + 1))
    with pytest.raises(ImageError, match="share cannot be reached; check its drive or connection"):
        collect(ask_pictures(SquaresModel(), lost, photos), outcomes)
    assert len(outcomes) == MOST_LOST - 1


def test_a_picture_that_is_read_between_them_tells_that_the_disk_is_there(photos: Path) -> None:
    lost = [photos / "share" / "1.png"] * (MOST_LOST - 1)
    outcomes = [one for _, one in ask_pictures(SquaresModel(), about([*lost, photos / "1.png", *lost]), photos)]
    assert [isinstance(one, PictureFailure) for one in outcomes].index(False) == len(lost)
    assert len(outcomes) == 2 * len(lost) + 1


def test_however_many_pictures_are_broken_the_run_goes_on(photos: Path) -> None:
    for number in range(2 * MOST_LOST):
        (photos / f"broken {number}.png").write_bytes(b"broken")
    paths = [*sorted(photos.glob("broken*")), photos / "1.png"]
    outcomes = [one for _, one in ask_pictures(SquaresModel(), about(paths), photos)]
    assert [isinstance(one, PictureFailure) for one in outcomes] == [True] * 2 * MOST_LOST + [False]


def test_however_many_pictures_are_deleted_from_among_others_the_run_goes_on(photos: Path) -> None:
    paths = [*(photos / f"gone {number}.png" for number in range(2 * MOST_LOST)), photos / "1.png"]
    outcomes = [one for _, one in ask_pictures(SquaresModel(), about(paths), photos)]
    assert [isinstance(one, PictureFailure) for one in outcomes] == [True] * 2 * MOST_LOST + [False]
