"""A person asks for the folder to be looked through again."""

from pathlib import Path

import pytest
from exchanging import exchange
from labelers import PATIENCE
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from real_window import OpenWindow, wait_for_project

from sam3_studio.app.main_window.window import MainWindow

pytestmark = pytest.mark.gui


@pytest.fixture
def window(photos: Path, open_window: OpenWindow, qtbot: QtBot) -> MainWindow:
    """A window on a folder of two pictures."""
    window = open_window()
    window.open(photos)
    wait_for_project(window, qtbot)
    return window


def look_again(window: MainWindow, qtbot: QtBot) -> list[str]:
    """Press the key; what is told until the end."""
    told: list[str] = []
    window.notifier.told.connect(lambda notice: told.append(notice.text))
    assert window.session is not None
    with qtbot.waitSignal(window.session.scanned):
        QTest.keyClick(window.canvas, Qt.Key.Key_F5)
    return told


def mark(window: MainWindow) -> None:
    """Have a person's work in each of the pictures, which differ in age."""
    session = window.session
    assert session is not None
    for name in ("1.png", "2.png"):
        session.project.images.set_note(name, "seen")


def test_new_pictures_are_listed_and_counted(window: MainWindow, photos: Path, qtbot: QtBot) -> None:
    for name in ("3.png", "4.png"):
        Image.new("RGB", (40, 30)).save(photos / name)
    assert look_again(window, qtbot)[1:] == ["2 new pictures found."]
    qtbot.waitUntil(lambda: window.files.total == 4)


def test_it_is_told_that_there_are_none(window: MainWindow, qtbot: QtBot) -> None:
    assert look_again(window, qtbot)[1:] == ["No new picture was found."]


def test_pictures_that_have_other_names_now_are_not_new(window: MainWindow, photos: Path, qtbot: QtBot) -> None:
    mark(window)
    (photos / "2.png").rename(photos / "3.png")
    (photos / "1.png").rename(photos / "2.png")
    assert look_again(window, qtbot)[1:] == [
        "2 pictures have other names now; their labels went along.",
        "No new picture was found.",
    ]


def test_a_picture_that_has_the_name_that_another_one_had_is_new(
    window: MainWindow, photos: Path, qtbot: QtBot
) -> None:
    mark(window)
    (photos / "1.png").rename(photos / "3.png")
    Image.new("RGB", (80, 60)).save(photos / "1.png")
    assert look_again(window, qtbot)[1:] == [
        "1 picture has another name now; its labels went along.",
        "1 new picture found.",
    ]


def test_who_opens_the_folder_that_is_open_has_it_looked_through(
    window: MainWindow, photos: Path, qtbot: QtBot
) -> None:
    Image.new("RGB", (40, 30)).save(photos / "3.png")
    session = window.session
    assert session is not None
    with qtbot.waitSignal(session.scanned):
        window.open(photos)
    assert window.session is session
    qtbot.waitUntil(lambda: window.files.total == 3)


def test_without_a_project_there_is_nothing_to_look_through(open_window: OpenWindow) -> None:
    assert not open_window().commands["look_for_pictures"].isEnabled()


def test_that_it_has_begun_is_not_shown_beside_what_came_of_it(window: MainWindow, qtbot: QtBot) -> None:
    withdrawn: list[str] = []
    window.notifier.withdrawn.connect(lambda notice: withdrawn.append(notice.text))
    assert look_again(window, qtbot)[:1] == withdrawn


def test_the_thumbnails_of_pictures_that_change_places_do_so_too(
    window: MainWindow, photos: Path, qtbot: QtBot
) -> None:
    for name, color in (("1.png", "red"), ("2.png", "blue")):
        Image.new("RGB", (40, 30), color).save(photos / name)
    look_again(window, qtbot)
    mark(window)
    window.files.window().show()

    def colors() -> list[str]:
        images = map(window.files.pictures.image, ("1.png", "2.png"))
        return [one.pixelColor(0, 0).name() for one in images if one is not None]

    qtbot.waitUntil(lambda: colors() == ["#ff0000", "#0000ff"], timeout=PATIENCE)
    exchange(photos / "1.png", photos / "2.png")
    look_again(window, qtbot)
    qtbot.waitUntil(lambda: colors() == ["#0000ff", "#ff0000"], timeout=PATIENCE)
