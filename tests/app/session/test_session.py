"""`app.session.session`: a project while it is open."""

import operator
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from session_tools import HEIGHT, WIDTH, found

from sam3_studio.app.language import load_language
from sam3_studio.app.session import session as module
from sam3_studio.app.session.session import Session, last_picture
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.labeling import ImageState
from sam3_studio.dataset.project.pictures.images import IndexUpdate
from sam3_studio.dataset.project.storage.backups import backup_folder

pytestmark = pytest.mark.gui


def test_pictures_come_in_natural_order(session: Session) -> None:
    assert [record.name for record in session.project.images.records()] == ["1.png", "2.png", "10.png"]


def test_a_concept_becomes_a_class_which_is_the_current_one(session: Session) -> None:
    session.classes.add_concepts(["duck", " red ball "])
    assert [(one.name, one.concepts) for one in session.classes.listed] == [
        ("duck", ("duck",)),
        ("red ball", ("red ball",)),
    ]
    assert session.classes.current == session.classes.listed[1].id


def test_a_concept_that_a_class_has_in_whatever_case_makes_no_other_class(session: Session) -> None:
    session.classes.add_concepts(["duck"])
    session.classes.add_concepts(["Duck", "DUCK"])
    assert [one.name for one in session.classes.listed] == ["duck"]


def test_of_concepts_one_of_which_cannot_be_a_name_none_becomes_a_class(session: Session) -> None:
    with pytest.raises(DatasetError, match="choose another"):
        session.classes.add_concepts(["duck", "a\nb"])
    assert session.project.classes.list() == session.classes.listed == ()


def test_the_picture_in_hand_is_remembered(opened: Callable[[], Session]) -> None:
    first = opened()
    first.show("2.png")
    first.close()
    assert last_picture(opened().project) == "2.png"


def test_the_class_that_boxes_are_drawn_for_is_remembered_as_long_as_it_is_there(opened: Callable[[], Session]) -> None:
    first = opened()
    first.classes.add_concepts(["duck", "goose", "heron"])
    first.classes.choose(2)
    first.close()
    again = opened()
    assert again.classes.current == 2
    again.project.classes.remove(2)
    again.project.close()
    assert opened().classes.current == 1


def test_a_full_disk_keeps_nobody_from_going_to_another_picture(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DatasetError("The disk is full.")

    session.show("1.png")
    monkeypatch.setattr(session.project.settings, "set", full)
    with qtbot.waitSignals([session.told, session.picture_changed]):
        shown = session.show("2.png")
    assert session.picture is shown
    assert shown.name == "2.png"


def test_a_second_window_on_the_same_project_is_refused_in_a_sentence(session: Session, folder: Path) -> None:
    session.show("1.png")
    with pytest.raises(DatasetError, match="open in another window"):
        Session(folder)


def test_a_project_whose_classes_cannot_be_read_is_not_left_open(
    folder: Path, opened: Callable[[], Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise DatasetError("The disk reports an error.")

    window = QObject()  # keeps what was made of the session
    with monkeypatch.context() as patch:
        patch.setattr(module, "SessionClasses", fail)
        with pytest.raises(DatasetError, match="The disk reports an error"):
            Session(folder, window)
    assert len(opened().project.images.records()) == 3


def test_new_pictures_appear_after_another_scan(opened: Callable[[], Session], folder: Path) -> None:
    opened().close()
    Image.new("RGB", (4, 4)).save(folder / "3.png")
    assert "3.png" in [record.name for record in opened().project.images.records()]


def test_a_scan_that_finds_another_file_takes_what_was_found_from_the_picture_in_hand_and_says_so(
    opened: Callable[[], Session], folder: Path, qtbot: QtBot
) -> None:
    first = opened()
    first.classes.add_concepts(["duck"])
    first.project.found.save("1.png", 1, "key", found(0.9))
    first.project.images.set_state(["1.png"], ImageState.CANDIDATES)
    first.close()
    Image.new("RGB", (WIDTH, HEIGHT), "red").save(folder / "1.png", compress_level=0)
    session = Session(folder)
    before = session.show("1.png")
    with (
        qtbot.waitSignal(session.scanned),
        qtbot.waitSignal(session.state_changed) as told,
        qtbot.waitSignal(session.told) as said,
    ):
        session.scan()
    assert told.args == ["1.png", ImageState.NEW, ""]
    assert said.args == ["1.png is another picture than before; it is searched again."]
    assert session.picture is not before
    assert session.project.found.found("1.png") == {}
    session.close()


def test_a_picture_that_cannot_be_read_has_failed_and_says_why(session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.state_changed) as told:
        session.fail("2.png", "2.png is damaged.")
    assert told.args == ["2.png", ImageState.FAILED, "2.png is damaged."]


def test_a_picture_that_is_done_and_cannot_be_read_stays_done_and_says_why(session: Session, qtbot: QtBot) -> None:
    session.show("2.png").set_state(ImageState.DONE)
    with qtbot.waitSignal(session.state_changed) as told:
        session.fail("2.png", "2.png is damaged.")
    assert told.args == ["2.png", ImageState.DONE, "2.png is damaged."]


def test_who_says_how_far_a_picture_is_that_cannot_be_read_does_not_hide_why(session: Session, qtbot: QtBot) -> None:
    session.fail("2.png", "2.png is damaged.")
    with qtbot.waitSignal(session.state_changed) as told:
        session.show("2.png").set_state(ImageState.SECOND_LOOK)
    assert told.args == ["2.png", ImageState.SECOND_LOOK, "2.png is damaged."]


def test_a_picture_that_is_read_after_all_is_what_it_was_before(session: Session, qtbot: QtBot) -> None:
    session.classes.add_concepts(["duck"])
    session.project.found.save("2.png", 1, "key", found(0.9))
    session.project.images.set_state(["2.png"], ImageState.CANDIDATES)
    session.fail("2.png", "2.png is damaged.")
    picture = session.show("2.png")
    record = session.project.images.find("2.png")
    assert record is not None
    with qtbot.waitSignal(session.state_changed) as told:
        session.note_read("2.png", record.file, WIDTH, HEIGHT)
    assert told.args == ["2.png", ImageState.CANDIDATES, ""]
    assert session.picture is picture
    assert picture.state is ImageState.CANDIDATES


def test_who_removes_one_class_after_another_stays_where_they_are_in_the_list(session: Session) -> None:
    session.classes.add_names(f"tool {number}" for number in range(12))
    listed = session.classes.listed
    session.classes.choose(listed[-2].id)
    session.classes.remove(listed[-2].id)
    assert session.classes.current == listed[-1].id
    session.classes.remove(listed[-1].id)
    assert session.classes.current == listed[-3].id
    session.classes.remove(listed[0].id)
    assert session.classes.current == listed[-3].id


def test_removing_a_class_takes_its_objects_and_the_steps_that_could_bring_them_back(session: Session) -> None:
    session.classes.add_concepts(["duck"])
    picture = session.show("1.png")
    session.classes.remove(1)
    assert session.classes.listed == ()
    assert session.picture is not None
    assert session.picture is not picture
    assert session.picture.history.undo_label is None


def test_removing_a_class_has_pictures_listed_anew_for_none_may_wait_in_them_any_more(
    session: Session, qtbot: QtBot
) -> None:
    session.classes.add_concepts(["duck"])
    with qtbot.waitSignal(session.pictures_changed):
        session.classes.remove(1)


def test_removing_a_class_lets_go_of_the_picture_as_it_was(session: Session, qtbot: QtBot) -> None:
    session.classes.add_concepts(["duck"])
    with qtbot.waitSignal(session.show("1.png").destroyed):
        session.classes.remove(1)


@pytest.mark.parametrize("step", ["add", "finish"])
def test_a_disk_that_is_full_when_pictures_are_taken_in_ends_that_with_a_sentence(
    folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def full(*_: object) -> None:
        raise DatasetError("The disk is full.")

    monkeypatch.setattr(IndexUpdate, step, full)
    session = Session(folder)
    with qtbot.waitSignals(
        [session.told, session.scanned], check_params_cbs=["The disk is full.".__eq__, operator.not_]
    ):
        session.scan()
    session.close()


@pytest.mark.parametrize(("bad", "more"), [(3, []), (4, ["1 more picture or folder was passed over"]),
                                           (9, ["6 more pictures or folders were passed over"])])  # fmt: skip
def test_of_many_names_that_cannot_be_taken_in_three_are_told_and_the_others_counted(
    folder: Path, qtbot: QtBot, qapp: QApplication, bad: int, more: list[str]
) -> None:
    if os.name == "nt":
        pytest.skip("Windows has no such names")
    load_language(qapp, "en")
    for number in range(bad):
        (folder / f"a\\{number}.png").touch()
    session = Session(folder)
    told: list[str] = []
    session.told.connect(told.append)
    with qtbot.waitSignal(session.scanned):
        session.scan()
    assert [sentence.partition(" would be")[0] for sentence in told[:3]] == [
        f"The picture name 'a\\\\{number}.png'" for number in range(3)
    ]
    assert [sentence.partition(" for reasons")[0] for sentence in told[3:]] == more
    session.close()


def test_after_a_crash_the_project_opens_with_the_class_that_was_chosen_last(
    session: Session, folder: Path, tmp_path: Path
) -> None:
    session.classes.add_concepts(["duck", "red ball", "cup"])
    session.classes.choose(session.classes.listed[1].id)
    left = shutil.copytree(folder, tmp_path / "left", ignore=shutil.ignore_patterns("*.lock", "*-shm", "*.backups"))
    again = Session(left)
    assert again.classes.current == session.classes.listed[1].id
    again.close()


def test_a_project_that_was_opened_is_backed_up(session: Session, qtbot: QtBot) -> None:
    folder = backup_folder(session.project.file)
    qtbot.waitUntil(lambda: any(path.suffix == session.project.file.suffix for path in folder.glob("*")))


def test_a_project_that_cannot_be_backed_up_says_so(folder: Path, qtbot: QtBot) -> None:
    opened = Session(folder)
    backup_folder(opened.project.file).write_text("theirs")
    with qtbot.waitSignal(opened.told) as told:
        opened.scan()
    assert "backed up" in told.args[0]
    opened.close()
