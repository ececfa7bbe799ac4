"""The order by need in the window: by button and key, with reasons, and one key that accepts a picture."""

from pathlib import Path

import pytest
from labelers import PATIENCE, KeyboardLabeler
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot
from real_window import OpenWindow

from sam3_studio.app.main_window.window import MainWindow
from sam3_studio.app.panels.files.model import StateFilter
from sam3_studio.app.panels.files.view import FileView, tip_of
from sam3_studio.app.session.session import Session
from sam3_studio.core.annotation import Candidate
from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import ImageState
from sam3_studio.core.rle import Rle
from sam3_studio.core.segmenter import Segmentation
from sam3_studio.dataset.project.project import Project

pytestmark = pytest.mark.gui

NAMES = ("1.png", "2.png", "3.png")


def keep(folder: Path, name: str, *scores: float, presence: float = 1.0) -> None:
    """What a run over all pictures found there."""
    with Project.open(folder) as project:
        masks = [Rle.from_counts(30, 40, [40 * i, 20, 1200 - 40 * i - 20]) for i in range(len(scores))]
        found = tuple(Candidate(Box(0, 0, 9, 9), score, mask) for score, mask in zip(scores, masks, strict=True))
        project.found.save(name, 1, "key", Segmentation(presence, found))


@pytest.fixture
def queue(photos: Path, open_window: OpenWindow, qtbot: QtBot) -> MainWindow:
    """A window without a model on a folder of three pictures: the third is doubtful, the second has a near miss."""
    Image.new("RGB", (40, 30)).save(photos / "3.png")
    with Project.open(photos) as project:
        project.classes.add("duck", concepts=("duck",))
    session = Session(photos)
    with qtbot.waitSignal(session.scanned):
        session.scan()
    session.close()
    session.deleteLater()
    keep(photos, "1.png", 0.9)
    keep(photos, "2.png", 0.45)
    keep(photos, "3.png", presence=0.5)
    window = open_window()
    window.open(photos)
    qtbot.waitUntil(lambda: window.files.total == 3, timeout=PATIENCE)
    return window


def listed(window: MainWindow) -> list[str]:
    view = window.files.findChild(FileView)
    assert view is not None
    return [str(view.model().index(row, 0).data()) for row in range(view.model().rowCount())]


def test_the_key_orders_by_need_and_gives_the_natural_order_back(queue: MainWindow, qtbot: QtBot) -> None:
    person = KeyboardLabeler(queue, qtbot)
    person.press(Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: listed(queue) == ["3.png", "2.png", "1.png"], timeout=PATIENCE)
    person.press(Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert listed(queue) == [*NAMES]


def test_the_button_in_the_list_does_the_same_and_shows_it(queue: MainWindow, qtbot: QtBot) -> None:
    button = next(one for one in queue.files.findChildren(QToolButton) if one.isCheckable())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: listed(queue) == ["3.png", "2.png", "1.png"], timeout=PATIENCE)
    assert queue.commands["by_need"].isChecked()
    queue.commands["by_need"].trigger()
    assert not button.isChecked()


def test_rows_and_tips_say_why(queue: MainWindow, qtbot: QtBot) -> None:
    view = queue.files.findChild(FileView)
    assert view is not None
    assert view.more_of("3.png") == ""
    queue.commands["by_need"].trigger()
    qtbot.waitUntil(lambda: view.more_of("3.png") == "uncertain whether there is any duck", timeout=PATIENCE)
    assert view.more_of("2.png") == "1 near the threshold"
    entry = view.model().index(1, 0).data(Qt.ItemDataRole.UserRole)
    assert tip_of(entry, view.more_of(entry.name)).endswith("1 near the threshold")


def test_travel_follows_the_order(queue: MainWindow, qtbot: QtBot) -> None:
    person = KeyboardLabeler(queue, qtbot)
    queue.commands["by_need"].trigger()
    qtbot.waitUntil(lambda: listed(queue)[0] == "3.png", timeout=PATIENCE)
    person.press(Qt.Key.Key_Home)
    assert queue.files.current == "3.png"
    person.press(Qt.Key.Key_D)
    assert queue.files.current == "2.png"
    person.press(Qt.Key.Key_A)
    assert queue.files.current == "3.png"


def test_who_goes_through_what_a_run_has_found_begins_with_the_neediest(queue: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: queue.files.current == "1.png", timeout=PATIENCE)
    queue.queueing.lead()
    qtbot.waitUntil(lambda: queue.files.current == "3.png", timeout=PATIENCE)
    assert listed(queue) == ["3.png", "2.png", "1.png"]
    assert queue.files.wanted.states == StateFilter.OPEN.value


def test_what_is_neediest_is_gone_to_though_candidates_were_listed_until_then(queue: MainWindow, qtbot: QtBot) -> None:
    assert queue.session is not None
    images = queue.session.project.images
    # Until the states are counted, no candidate is known to wait in the first.
    qtbot.waitUntil(lambda: images.records()[0].state is ImageState.CANDIDATES, timeout=PATIENCE)
    qtbot.waitUntil(lambda: queue.files.current == "1.png", timeout=PATIENCE)
    visited: list[str] = []
    queue.files.image_chosen.connect(visited.append)
    queue.runs.show_found()
    # The third may have what the model is uncertain about, so that no candidate waits there.
    qtbot.waitUntil(lambda: queue.files.current == "3.png", timeout=PATIENCE)
    assert visited == ["1.png", "3.png"]
    assert listed(queue) == ["3.png", "2.png", "1.png"]


def test_a_project_that_is_closed_takes_its_order_along(queue: MainWindow, qtbot: QtBot, photos: Path) -> None:
    queue.commands["by_need"].trigger()
    qtbot.waitUntil(lambda: listed(queue)[0] == "3.png", timeout=PATIENCE)
    queue.close_project()
    queue.open(photos)
    qtbot.waitUntil(lambda: listed(queue) == [*NAMES], timeout=PATIENCE)
    assert not queue.commands["by_need"].isChecked()


def test_without_a_model_one_key_accepts_what_was_found_before(queue: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: queue.desk.size is not None, timeout=PATIENCE)
    queue.begin()
    queue.commands["ai"].trigger()
    assert not queue.controller.is_enabled
    queue.canvas.setFocus()
    with qtbot.waitSignal(queue.desk.picture_shown, timeout=PATIENCE):
        KeyboardLabeler(queue, qtbot).press(Qt.Key.Key_Y)
    assert queue.session is not None
    assert len(queue.session.project.labels.document("1.png").objects) == 1


def test_one_key_accepts_a_picture_as_it_is_and_goes_to_the_next(
    window: MainWindow, photos: Path, qtbot: QtBot
) -> None:
    person = KeyboardLabeler(window, qtbot)
    with qtbot.waitSignal(window.desk.picture_shown, timeout=PATIENCE):
        window.open(photos)
    person.search("duck")
    qtbot.waitUntil(lambda: window.asking.has_all and bool(window.desk.offering.shown()), timeout=PATIENCE)
    window.canvas.setFocus()
    with qtbot.waitSignal(window.desk.picture_shown, timeout=PATIENCE):
        person.press(Qt.Key.Key_Y)
    assert window.files.current == "2.png"
    assert window.session is not None
    record = window.session.project.images.find("1.png")
    assert record is not None
    assert record.state is ImageState.DONE
    assert [one.class_id for one in window.session.project.labels.document("1.png").objects] == [1]
    with qtbot.waitSignal(window.desk.picture_shown, timeout=PATIENCE):
        person.press(Qt.Key.Key_A)
    person.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    record = window.session.project.images.find("1.png")
    assert record is not None
    assert record.state is ImageState.CANDIDATES  # pressed by mistake, it is not exported as one without objects


def test_a_picture_is_not_accepted_while_the_model_still_looks(
    window: MainWindow, photos: Path, qtbot: QtBot, shop
) -> None:
    person = KeyboardLabeler(window, qtbot)
    with qtbot.waitSignal(window.desk.picture_shown, timeout=PATIENCE):
        window.open(photos)
    shop.model.gate.clear()
    person.search("duck")
    qtbot.waitUntil(lambda: window.asking.is_searching, timeout=PATIENCE)
    window.canvas.setFocus()
    person.press(Qt.Key.Key_Y)
    assert window.files.current == "1.png"
    assert window.session is not None
    record = window.session.project.images.find("1.png")
    assert record is not None
    assert record.state is ImageState.NEW
    shop.model.gate.set()
    qtbot.waitUntil(lambda: window.asking.has_all, timeout=PATIENCE)
