"""Moving a threshold in the window: which pictures wait follows, in the list as well."""

from dataclasses import replace
from pathlib import Path

import pytest
from labelers import PATIENCE
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from real_window import OpenWindow

from sam3_studio.app.main_window.pictures import recounting
from sam3_studio.app.main_window.window import MainWindow
from sam3_studio.app.panels.files.model import StateFilter
from sam3_studio.app.panels.files.view import FileView
from sam3_studio.app.session.session import Session
from sam3_studio.core.annotation import Candidate
from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import ImageState, LabelClass
from sam3_studio.core.rle import Rle
from sam3_studio.core.segmenter import Segmentation

pytestmark = pytest.mark.gui

SCORES = {"1.png": 0.9, "2.png": 0.6, "3.png": 0.4}


@pytest.fixture
def window(photos: Path, open_window: OpenWindow, qtbot: QtBot) -> MainWindow:
    """A window without a model on a folder in which a model has found one duck in each of three pictures.

    And one goose below, which is not looked for now.
    """
    Image.new("RGB", (40, 30)).save(photos / "3.png")
    session = Session(photos)
    with qtbot.waitSignal(session.scanned):
        session.scan()
    session.classes.add_concepts(["duck", "goose"])
    for name, score in SCORES.items():
        for class_id, counts in ((1, [0, 20, 1180]), (2, [600, 20, 580])):
            one = Candidate(Box(0, 0, 20, 1), score, Rle.from_counts(30, 40, counts))
            session.project.found.save(name, class_id, f"key {class_id}", Segmentation(1.0, (one,)))
    session.classes.change(replace(session.classes.listed[1], active=False))
    session.close()
    session.deleteLater()
    window = open_window()
    window.open(photos)
    qtbot.waitUntil(lambda: window.files.total == len(SCORES), timeout=PATIENCE)
    return window


def waiting(window: MainWindow) -> list[str]:
    """Pictures in which candidates wait, as the list shows it."""
    view = window.files.findChild(FileView)
    assert view is not None
    model = view.model()
    entries = [model.index(row, 0).data(Qt.ItemDataRole.UserRole) for row in range(model.rowCount())]
    return [one.name for one in entries if one.state is ImageState.CANDIDATES]


def set_threshold(window: MainWindow, threshold: float) -> None:
    """As the slider does once it is let go."""
    assert window.session is not None
    change(window, window.session.classes.listed[0], threshold=threshold)


def change(window: MainWindow, one: LabelClass, **values: object) -> None:
    assert window.session is not None
    window.session.classes.change(replace(one, **values))


def offered(window: MainWindow) -> list[int]:
    """The classes of what is offered in the picture in hand."""
    return [one.class_id for one in window.desk.offering.shown()]


@pytest.mark.parametrize("few", [100, 0])
def test_pictures_wait_as_the_threshold_asks(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(recounting, "_FEW", few)
    qtbot.waitUntil(lambda: waiting(window) == ["1.png", "2.png"], timeout=PATIENCE)
    set_threshold(window, 0.3)
    qtbot.waitUntil(lambda: waiting(window) == ["1.png", "2.png", "3.png"], timeout=PATIENCE)
    set_threshold(window, 0.95)
    qtbot.waitUntil(lambda: not waiting(window), timeout=PATIENCE)


def test_the_picture_in_hand_knows_of_it(window: MainWindow, qtbot: QtBot) -> None:
    assert window.session is not None
    assert window.session.picture is not None
    picture = window.session.picture
    qtbot.waitUntil(lambda: picture.state is ImageState.CANDIDATES, timeout=PATIENCE)
    set_threshold(window, 0.95)
    qtbot.waitUntil(lambda: picture.state is ImageState.NEW, timeout=PATIENCE)


def test_who_lists_what_waits_gets_what_waits_now(window: MainWindow, qtbot: QtBot) -> None:
    set_threshold(window, 0.7)
    qtbot.waitUntil(lambda: waiting(window) == ["1.png"], timeout=PATIENCE)
    window.files.show_states(StateFilter.CANDIDATES, lambda: None)
    view = window.files.findChild(FileView)
    assert view is not None
    qtbot.waitUntil(lambda: view.model().rowCount() == 1, timeout=PATIENCE)


def test_candidates_that_are_kept_are_there_for_a_class_that_is_looked_for_later(
    window: MainWindow, qtbot: QtBot
) -> None:
    assert window.session is not None
    duck, goose = window.session.classes.listed
    qtbot.waitUntil(lambda: offered(window) == [1], timeout=PATIENCE)
    set_threshold(window, 0.95)
    qtbot.waitUntil(lambda: not waiting(window), timeout=PATIENCE)
    change(window, goose, active=True)
    assert offered(window) == [2]
    assert window.session.picture is not None
    assert window.session.picture.findings.known(1) is not None, "an object that is deleted is not offered again"
    change(window, duck)
    assert offered(window) == [1, 2]


def test_nothing_is_offered_of_a_class_that_is_switched_off_where_no_model_is_asked(
    window: MainWindow, qtbot: QtBot
) -> None:
    assert window.session is not None
    duck = window.session.classes.listed[0]
    qtbot.waitUntil(lambda: offered(window) == [1] and bool(waiting(window)), timeout=PATIENCE)
    change(window, duck, active=False)
    assert offered(window) == []
    qtbot.waitUntil(lambda: not waiting(window), timeout=PATIENCE)
    change(window, duck, active=True)
    assert offered(window) == [1]


def test_a_picture_whose_file_is_back_waits_for_what_passes_the_threshold_alone(
    window: MainWindow, photos: Path, qtbot: QtBot
) -> None:
    session = window.session
    assert session is not None
    qtbot.waitUntil(lambda: waiting(window) == ["1.png", "2.png"] and not session.is_scanning, timeout=PATIENCE)
    session.project.images.set_note("3.png", "It stays in the project.")
    session.fail("3.png", "It is damaged.")
    for one, other in (("3.png", "away"), ("away", "3.png")):
        (photos / one).rename(photos / other)
        with qtbot.waitSignal(session.scanned):
            session.scan()
    qtbot.waitUntil(lambda: session.project.images.find("3.png").state is ImageState.NEW, timeout=PATIENCE)
    qtbot.waitUntil(lambda: waiting(window) == ["1.png", "2.png"], timeout=PATIENCE)
