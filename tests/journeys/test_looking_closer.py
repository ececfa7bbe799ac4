"""A closer look with the embedded model, in the real window: all tiles, or what is visible; by mouse, and by keys."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hand import Hand
from labelers import PATIENCE, KeyboardLabeler, MouseLabeler
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from sam3_studio.app.main_window.window import MainWindow
from sam3_studio.core.cropping import LEAST_SIDE, Crop
from sam3_studio.core.geometry import Box
from sam3_studio.core.prompt import Prompt
from sam3_studio.core.resources import embedded_model
from sam3_studio.core.rle import Rle
from sam3_studio.core.tiled import TiledSearch
from sam3_studio.core.tiling import tile_side, tiles
from sam3_studio.dataset.images import load_picture
from sam3_studio.engine import Predictor

pytestmark = [pytest.mark.gui, pytest.mark.slow]

POND = "at-the-pond.jpg"
TURTLE = Prompt("turtle")
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_LEFT = Qt.MouseButton.LeftButton


class Person:
    """At the pond, with the mouse or with keys.

    Args:
        window: with the picture in hand.
        qtbot: for events.
        by: "mouse" or "keys".
    """

    def __init__(self, window: MainWindow, qtbot: QtBot, by: str) -> None:
        self.window = window
        self.qtbot = qtbot
        self.by_keys = by == "keys"
        self.labeler: KeyboardLabeler | MouseLabeler = (KeyboardLabeler if self.by_keys else MouseLabeler)(
            window, qtbot
        )

    @property
    def offered(self) -> list[Rle]:
        return [one.candidate.mask for one in self.window.desk.offering.shown()]

    @property
    def objects(self) -> list[Rle]:
        assert self.window.desk.picture is not None
        return [item.mask for item in self.window.desk.picture.document.objects]

    def search(self) -> None:
        with self.qtbot.waitSignal(self.window.controller.prompted, timeout=PATIENCE):
            self.labeler.search("turtle")
        self.window.canvas.setFocus()

    def zoom_in(self) -> None:
        if self.by_keys:
            for _ in range(4):
                self.labeler.press(Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
        else:
            Hand(self.window, self.qtbot).turn(8)

    def look(self, key: Qt.Key, *, in_tiles: bool) -> str:
        """The key with Shift, or the button in the prompt; what is said in the end."""
        closer = self.window.prompt.closer
        with self.qtbot.waitSignal(
            self.window.notifier.told, timeout=PATIENCE, check_params_cb=lambda notice: "closer look" in notice.text
        ) as told:
            if self.by_keys:
                self.labeler.press(key, _SHIFT)
            else:
                self.qtbot.mouseClick(closer.tiles if in_tiles else closer.view, _LEFT)
        self.window.canvas.setFocus()
        return str(told.args[0].text)


@pytest.fixture(params=["mouse", "keys"])
def person(request: pytest.FixtureRequest, window: MainWindow, photos: Path, qtbot: QtBot) -> Person:
    window.resize(1280, 900)
    with qtbot.waitSignal(window.desk.picture_shown, timeout=PATIENCE):
        window.open(photos)
    with qtbot.waitSignal(window.desk.picture_shown, timeout=PATIENCE):
        window.travel.go_to(POND)
    made = Person(window, qtbot, request.param)
    made.search()
    return made


def shown_of(photos: Path, parts: Callable[[int, int, int], tuple[Crop, ...]], *, refutes: bool) -> list[Rle]:
    """What the model by itself makes of the picture and of parts of it, where it scores above one half."""
    predictor = Predictor.load(embedded_model(), device="cpu")
    picture = load_picture(photos / POND)
    known = predictor.segment(picture, TURTLE)
    size = picture.width, picture.height
    looked = TiledSearch(
        size, parts(*size, predictor.resolution), [[TURTLE]], [known], most=predictor.most_objects, refutes=refutes
    )
    return [one.mask for one in looked.run(predictor, picture).found[0].above(0.5)]


def accept_and_take_back(person: Person, offered: list[Rle]) -> None:
    person.labeler.accept_all()
    assert person.objects == offered
    assert person.offered == []
    person.labeler.undo()
    assert person.objects == []
    assert person.offered == offered


def test_tiles_find_what_the_model_finds_in_them_and_it_is_accepted_and_taken_back(
    person: Person, photos: Path
) -> None:
    before = person.offered
    said = person.look(Qt.Key.Key_T, in_tiles=True)
    expected = shown_of(
        photos, lambda width, height, side: tiles(width, height, tile_side(width, height, side)), refutes=True
    )
    assert person.offered == expected
    assert expected != before
    assert said.startswith("The closer look found")
    accept_and_take_back(person, expected)


def test_what_is_visible_is_looked_at_closer_and_adds_to_what_was_found(person: Person, photos: Path) -> None:
    before = person.offered
    person.zoom_in()
    view = person.window.canvas.visible_box()
    assert isinstance(view, Box)
    assert view.width < 1280 * 0.8
    person.look(Qt.Key.Key_I, in_tiles=False)
    expected = shown_of(
        photos, lambda width, height, _: (Crop.around(view, width, height, least=LEAST_SIDE),), refutes=False
    )
    assert person.offered == expected
    assert len(expected) >= len(before)
    accept_and_take_back(person, expected)
