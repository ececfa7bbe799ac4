"""The list of pictures while a folder is looked through, and when its project is opened again."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from project_tools import rescan
from pytestqt.qtbot import QtBot

from sam3_studio.app.main_window.pictures import listing
from sam3_studio.app.main_window.pictures.listing import Listing
from sam3_studio.app.panels.files.filter import FilterChips
from sam3_studio.app.panels.files.model import FileEntry, FileModel
from sam3_studio.app.panels.files.panel import FilesPanel
from sam3_studio.app.session.session import Session
from sam3_studio.core.labeling import ImageState
from sam3_studio.dataset.journal import FileState
from sam3_studio.dataset.project.filtering import ImageFilter
from sam3_studio.dataset.project.project import Project

pytestmark = pytest.mark.gui


class Room:
    """A list and a project of some pictures, which are not looked for yet."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files = FilesPanel()
        self.listing = Listing(self.files)
        self.session: Session | None = None

    def photos(self, *numbers: int) -> None:
        """Pictures in the folder."""
        for number in numbers:
            Image.new("RGB", (8, 6)).save(self.folder / f"{number:05}.png")

    def open(self) -> Session:
        """The project of the folder."""
        self.session = Session(self.folder)
        self.listing.set_session(self.session)
        return self.session

    def look_again(self, qtbot: QtBot) -> None:
        """Look for pictures once more, as soon as that can be done."""
        session = self.session
        assert session is not None
        qtbot.waitUntil(lambda: not session.is_scanning)
        session.scan()

    @property
    def entries(self) -> list[FileEntry]:
        """What the list shows of each picture."""
        model = self.files.findChildren(FileModel)[0]
        return [model.entry(row) for row in range(model.rowCount())]

    def notes(self) -> list[str]:
        """What it says of each."""
        return [entry.note for entry in self.entries]

    def listed(self) -> list[str]:
        """Names in the list, from above."""
        names = [self.files.end(-1)]
        while following := self.files.neighbour(names[-1], 1):
            names.append(following)
        return [name for name in names if name]

    def close(self) -> None:
        """As a window does."""
        self.listing.set_session(None)
        if self.session is not None:
            self.session.close()
        self.files.stop()
        self.files.deleteLater()


@pytest.fixture
def filtered(room: Room, qtbot: QtBot) -> Room:
    """Two pictures, of which those with a duck are listed: none."""
    room.photos(1, 2)
    session = room.open()
    with qtbot.waitSignal(session.scanned):
        session.scan()
    duck = session.classes.add(session.classes.blank("duck"))
    room.files.want(ImageFilter(class_id=duck.id))
    qtbot.waitUntil(lambda: not room.listed())
    return room


@pytest.fixture
def room(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Room]:
    """Pages are short."""
    monkeypatch.setattr(listing, "_FIRST_PAGE", 5)
    monkeypatch.setattr(listing, "_PAGE", 7)
    made = Room(tmp_path)
    qtbot.addWidget(made.files)
    yield made
    made.close()


def names(*numbers: int) -> list[str]:
    return [f"{number:05}.png" for number in numbers]


def test_what_a_scan_finds_is_listed_and_its_first_picture_told(room: Room, qtbot: QtBot) -> None:
    room.photos(*range(12))
    session = room.open()
    with qtbot.waitSignal(session.scanned), qtbot.waitSignal(room.listing.begun) as told:
        session.scan()
    assert told.args == names(0)
    assert room.listed() == names(*range(12))


def test_a_project_with_many_pictures_is_listed_page_by_page(room: Room, qtbot: QtBot) -> None:
    room.photos(*range(30))
    with Project.open(room.folder) as project:
        rescan(project)
    with qtbot.waitSignal(room.listing.begun):
        room.open()
    assert room.listed() == names(*range(5)), "the beginning is there at once"
    qtbot.waitUntil(lambda: room.files.total == 30)
    assert room.listed() == names(*range(30))


def test_a_picture_that_is_decided_while_the_others_are_read_is_listed_as_that(room: Room, qtbot: QtBot) -> None:
    room.photos(*range(30))
    with Project.open(room.folder) as project:
        rescan(project)
    session = room.open()
    assert room.files.total == 5
    session.show("00000.png").set_state(ImageState.DONE)
    qtbot.waitUntil(lambda: room.files.total == 30)
    assert room.entries[0] == FileEntry("00000.png", ImageState.DONE)


def test_pictures_that_came_since_are_listed_where_they_belong(room: Room, qtbot: QtBot) -> None:
    room.photos(*range(0, 20, 2))
    with Project.open(room.folder) as project:
        rescan(project)
    room.photos(*range(1, 20, 2), 20, 21)
    session = room.open()
    qtbot.waitUntil(lambda: room.files.total == 10)
    with qtbot.waitSignal(session.scanned):
        session.scan()
    qtbot.waitUntil(lambda: room.files.total == 22)
    assert room.listed() == names(*range(22))


def test_pictures_that_are_gone_leave_the_list(room: Room, qtbot: QtBot) -> None:
    room.photos(*range(10))
    with Project.open(room.folder) as project:
        rescan(project)
    for number in (0, 4, 9):
        (room.folder / f"{number:05}.png").unlink()
    session = room.open()
    qtbot.waitUntil(lambda: room.files.total == 10)
    session.scan()
    qtbot.waitUntil(lambda: room.files.total == 7)
    assert room.listed() == names(1, 2, 3, 5, 6, 7, 8)


def test_a_picture_whose_file_is_another_one_than_before_gets_another_thumbnail(room: Room, qtbot: QtBot) -> None:
    def is_upright(*, wanted: bool) -> bool:
        image = room.files.pictures.image("00001.png")
        return image is not None and (image.height() > image.width()) is wanted

    room.photos(1)
    room.files.show()
    session = room.open()
    session.scan()
    qtbot.waitUntil(lambda: is_upright(wanted=False))
    Image.new("RGB", (60, 80)).save(room.folder / "00001.png")
    room.look_again(qtbot)
    qtbot.waitUntil(lambda: is_upright(wanted=True))


def lose_the_second(room: Room, qtbot: QtBot) -> Session:
    """Of two pictures the file of one that is done is gone, and the list says so."""
    room.photos(1, 2)
    session = room.open()
    with qtbot.waitSignal(session.scanned):
        session.scan()
    session.project.images.set_state(["00002.png"], ImageState.DONE)
    (room.folder / "00002.png").rename(room.folder / "away")
    room.look_again(qtbot)
    qtbot.waitUntil(lambda: room.notes() == ["", "Its file is gone."])
    return session


def test_a_picture_whose_file_is_gone_says_so_until_it_is_back(room: Room, qtbot: QtBot) -> None:
    lose_the_second(room, qtbot)
    (room.folder / "away").rename(room.folder / "00002.png")
    room.look_again(qtbot)
    qtbot.waitUntil(lambda: room.notes() == ["", ""])


def test_a_picture_whose_file_is_gone_says_so_in_whatever_state_a_person_puts_it(room: Room, qtbot: QtBot) -> None:
    lose_the_second(room, qtbot).show("00002.png").set_state(ImageState.SECOND_LOOK)
    assert room.notes() == ["", "Its file is gone."]


def test_a_picture_whose_file_was_gone_does_not_say_so_once_it_is_read(room: Room, qtbot: QtBot) -> None:
    session = lose_the_second(room, qtbot)
    assert session.project.images.counts().missing == 1
    (room.folder / "away").rename(room.folder / "00002.png")
    file = FileState.of(room.folder / "00002.png")
    session.note_read("00002.png", file, 8, 6)
    assert room.entries[1] == FileEntry("00002.png", ImageState.DONE)
    assert session.project.images.counts().missing == 0


def test_another_project_takes_the_place_of_the_list(room: Room, qtbot: QtBot, tmp_path_factory) -> None:
    room.photos(1, 2)
    session = room.open()
    with qtbot.waitSignal(session.scanned):
        session.scan()
    room.listing.set_session(None)
    session.close()
    room.folder = tmp_path_factory.mktemp("other")
    room.open()
    assert room.listed() == []


def test_a_class_that_the_list_is_filtered_by_is_told_by_its_new_name(filtered: Room) -> None:
    session = filtered.session
    assert session is not None
    session.classes.change(replace(session.classes.listed[0], name="mallard"))
    assert [chip.text() for chip in filtered.files.findChild(FilterChips).chips] == ["mallard"]


def test_once_the_class_that_the_list_is_filtered_by_is_removed_all_pictures_are_listed(filtered: Room) -> None:
    session = filtered.session
    assert session is not None
    session.classes.remove(session.classes.listed[0].id)
    assert filtered.listed() == ["00001.png", "00002.png"]
