"""Pictures whose files get other names while their project is open."""

import os
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from exchanging import exchange
from PIL import Image
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from session_tools import HEIGHT, WIDTH

from sam3_studio.app.language import load_language
from sam3_studio.app.session.picture import CurrentPicture
from sam3_studio.app.session.session import Session, last_picture
from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import PromptBox
from sam3_studio.core.segmenter import Segmentation
from sam3_studio.dataset.journal import FileState
from sam3_studio.dataset.manifest import MANIFEST
from sam3_studio.editing import edits

pytestmark = pytest.mark.gui


def drawn_in(session: Session, name: str, x: int = 0) -> CurrentPicture:
    """Take a picture in hand, and draw a box there."""
    picture = session.show(name)
    picture.edit("Draw", partial(edits.add_box, box=PromptBox(1, Box(x, 0, 9, 9))))
    return picture


def test_a_picture_in_hand_whose_file_is_renamed_by_case_alone_stays_in_hand_with_its_steps(
    session: Session, folder: Path, qtbot: QtBot
) -> None:
    session.classes.add_concepts(["duck"])
    picture = drawn_in(session, "2.png")
    (folder / "2.png").rename(folder / "2.PNG")
    with qtbot.waitSignal(session.scanned), qtbot.waitSignal(session.pictures_changed):
        session.scan()
    assert session.picture is not None
    assert (session.picture.name, session.picture.document) == ("2.PNG", picture.document)
    assert last_picture(session.project) == "2.PNG"
    assert session.picture.undo()
    assert session.project.labels.boxes("2.PNG") == ()
    assert [record.name for record in session.project.images.records()] == ["1.png", "2.PNG", "10.png"]


@pytest.fixture
def swapped(folder: Path, opened: Callable[[], Session]) -> Session:
    """The files of two pictures have changed places; a box was drawn in the first, two in the second one, in hand."""
    for i, name in enumerate(("1.png", "2.png")):
        Image.new("RGB", (WIDTH, HEIGHT), "red").save(folder / name, compress_level=9 * i)
        os.utime(folder / name, ns=(1, 10**9 + i))
    session = opened()
    session.classes.add_concepts(["duck"])
    for i, name in enumerate(("1.png", "2.png")):
        for x in range(i + 1):
            drawn_in(session, name, x)
    exchange(folder / "1.png", folder / "2.png")
    return session


def test_a_picture_in_hand_whose_file_changed_places_with_another_stays_in_hand_with_its_steps(
    swapped: Session, qtbot: QtBot, qapp: QApplication
) -> None:
    load_language(qapp, "en")
    told: list[str] = []
    swapped.told.connect(told.append)
    with qtbot.waitSignal(swapped.scanned):
        swapped.scan()
    picture = swapped.picture
    assert picture is not None
    assert (picture.name, len(picture.document.boxes)) == ("1.png", 2)
    assert picture.undo()
    assert [len(swapped.project.labels.boxes(name)) for name in ("1.png", "2.png")] == [1, 1]
    other = swapped.show("2.png")
    assert other.undo()
    assert not other.undo()
    assert told == ["2 pictures have other names now; their labels went along."]


def test_a_file_that_had_another_name_so_far_has_the_folder_looked_through_once_it_is_read(
    swapped: Session, folder: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(swapped.scanned):
        swapped.note_read("2.png", FileState.of(folder / "2.png"), WIDTH, HEIGHT)
    assert [len(swapped.project.labels.boxes(name)) for name in ("1.png", "2.png")] == [2, 1]


@pytest.fixture
def shifted(session: Session, folder: Path) -> Session:
    """A box was drawn in the first picture, which has made way for a new one since: it is called 2.png now."""
    session.classes.add_concepts(["duck"])
    drawn_in(session, "1.png")
    (folder / "1.png").rename(folder / "2.png")
    Image.new("RGB", (WIDTH, HEIGHT), "red").save(folder / "1.png", compress_level=0)
    return session


@pytest.mark.parametrize("is_scanning", [False, True])
def test_labels_do_not_lie_over_a_new_file_that_is_read_before_the_folder_is_looked_through(
    shifted: Session, folder: Path, qtbot: QtBot, *, is_scanning: bool
) -> None:
    if is_scanning:
        shifted.scan()
    with qtbot.waitSignal(shifted.scanned):
        assert not shifted.note_read("1.png", FileState.of(folder / "1.png"), WIDTH, HEIGHT)
    assert [len(shifted.project.labels.boxes(name)) for name in ("1.png", "2.png")] == [0, 1]
    assert shifted.picture is not None
    assert shifted.picture.name == "2.png"


def test_a_picture_that_was_edited_in_its_place_is_in_hand_again_once_the_folder_tells_that(
    session: Session, folder: Path, qtbot: QtBot
) -> None:
    session.classes.add_concepts(["duck"])
    before = drawn_in(session, "1.png")
    Image.new("RGB", (WIDTH, HEIGHT), "red").save(folder / "1.png", compress_level=0)
    file = FileState.of(folder / "1.png")
    with qtbot.waitSignal(session.scanned), qtbot.waitSignal(session.renewed):
        assert not session.note_read("1.png", file, WIDTH, HEIGHT)
    assert session.picture is not before
    assert session.note_read("1.png", file, WIDTH, HEIGHT)
    assert len(session.project.labels.boxes("1.png")) == 1
    assert session._taking_in._update is None  # its thread may not have ended yet


def test_what_the_model_finds_in_a_file_that_may_be_another_picture_is_not_kept_with_the_labels_of_that(
    swapped: Session, folder: Path, qtbot: QtBot
) -> None:
    picture = swapped.show("2.png")
    (search,) = picture.ask("model", [1])
    with qtbot.waitSignal(swapped.scanned):
        assert not swapped.note_read("2.png", FileState.of(folder / "2.png"), WIDTH, HEIGHT)
        for question in search.keyed_prompts:
            picture.findings.take(1, question.key, Segmentation(0.9, ()), final=True)
    assert [swapped.project.found.found(name) for name in ("1.png", "2.png")] == [{}, {}]


def test_a_picture_that_is_in_question_is_in_hand_anew_once_the_folder_tells_that_nothing_has_moved(
    session: Session, folder: Path, qtbot: QtBot
) -> None:
    for i, name in enumerate(("1.png", "2.png")):
        os.utime(folder / name, ns=(1, 10**9 + i))
    with qtbot.waitSignal(session.scanned):
        session.scan()
    before = session.show("1.png")
    shutil.copy2(folder / "2.png", folder / "1.png")
    with qtbot.waitSignal(session.scanned):
        assert not session.note_read("1.png", FileState.of(folder / "1.png"), WIDTH, HEIGHT)
    assert session.picture is not before
    assert session.note_read("1.png", FileState.of(folder / "1.png"), WIDTH, HEIGHT)
    assert session._taking_in._update is None  # its thread may not have ended yet


def test_what_a_look_through_the_folder_does_not_tell_is_not_asked_for_ever(
    opened: Callable[[], Session], folder: Path, qtbot: QtBot
) -> None:
    """A folder that results were written to is not looked into any more."""
    (folder / "sub").mkdir()
    Image.new("RGB", (WIDTH, HEIGHT), "red").save(folder / "sub" / "3.png")
    session = opened()
    session.classes.add_concepts(["duck"])
    drawn_in(session, "sub/3.png")
    shutil.copy2(folder / "1.png", folder / "sub" / "3.png")
    (folder / "sub" / MANIFEST).touch()
    file = FileState.of(folder / "sub" / "3.png")
    with qtbot.waitSignal(session.scanned):
        assert not session.note_read("sub/3.png", file, WIDTH, HEIGHT)
    assert session.note_read("sub/3.png", file, WIDTH, HEIGHT)
    assert session._taking_in._update is None  # its thread may not have ended yet


def test_files_that_move_while_the_folder_is_being_looked_through_have_that_done_once_more(
    swapped: Session, folder: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(swapped.scanned):
        swapped.scan()
    asked: list[bool] = []

    def swap() -> None:
        exchange(folder / "1.png", folder / "2.png")
        asked.append(swapped.note_read("2.png", FileState.of(folder / "2.png"), WIDTH, HEIGHT))

    swapped.scan()
    assert swapped._taking_in._scan is not None
    swapped._taking_in._scan.listed.connect(swap)
    with qtbot.waitSignal(swapped.scanned):
        pass
    assert asked == [False]
    assert [len(swapped.project.labels.boxes(name)) for name in ("1.png", "2.png")] == [1, 2]
