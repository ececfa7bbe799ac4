"""What people complain about in the model: it makes the window wait, eats memory, and does what nobody was told of."""

from pathlib import Path

import pytest
from labelers import PATIENCE
from model_shop import ModelShop
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot
from real_window import OpenWindow
from sitting import Sitting
from widgets import button, named, said

from sam3_studio.app.dialogs.model import ModelDialog
from sam3_studio.app.dialogs.weights import WeightsDialog
from sam3_studio.app.panels.prompt.stages import Stage, StageLine
from sam3_studio.app.panels.start.model_card import ModelCardView
from sam3_studio.core.errors import MemoryShortageError, ModelError
from sam3_studio.dataset.images import load_picture

pytestmark = pytest.mark.gui

_Key = Qt.Key


def encoded(sitting: Sitting) -> list[str]:
    """Names of the pictures that were encoded, in order."""
    root = sitting.session.project.root
    names = {load_picture(path).key: path.name for path in root.glob("*.png")}
    return [names[key] for key in sitting.model.encoded]


def device(sitting: Sitting) -> QAbstractButton:
    """Where the status bar tells of the model."""
    return named(sitting.window.status, "Model and device")


# The first prompt waits for the encoder.


def test_a_picture_is_encoded_before_anybody_asks_for_anything(sitting: Sitting) -> None:
    assert encoded(sitting)[0] == "1.png"
    assert sitting.model.asked == []


def test_the_next_picture_in_the_direction_of_travel_is_encoded_ahead(sitting: Sitting) -> None:
    for key, pictures in (
        (None, ["1.png", "2.png"]),
        (_Key.Key_End, ["1.png", "2.png", "5.png", "4.png"]),
        (_Key.Key_A, ["1.png", "2.png", "5.png", "4.png", "3.png"]),
    ):
        if key is not None:
            sitting.go(key)
        sitting.until(lambda wanted=pictures: encoded(sitting) == wanted)


def test_a_concept_typed_while_the_picture_is_encoded_is_answered_after_it(start: Sitting, photos: Path) -> None:
    start.model.gate.clear()
    with start.hears(start.window.controller.encoding):
        start.window.open(photos)
    start.person.search("duck")
    start.until(lambda: start.window.asking.is_searching)
    assert start.model.asked == []
    with start.hears(start.window.controller.prompted):
        start.model.gate.set()
    assert start.offered == [0.9]


def test_a_search_says_that_the_picture_is_encoded_before_anything_is_looked_for(start: Sitting, photos: Path) -> None:
    start.model.gate.clear()
    with start.hears(start.window.controller.encoding):
        start.window.open(photos)
    start.person.search("duck")
    (line,) = start.window.prompt.findChildren(StageLine)
    start.until(lambda: line.stage is Stage.ENCODING)
    start.model.gate.set()
    start.until(lambda: line.stage is Stage.DONE)


def test_what_was_found_can_be_accepted_while_the_model_looks_for_something_else(sitting: Sitting) -> None:
    sitting.find("duck")
    sitting.model.gate.clear()
    sitting.person.search("frog")
    sitting.until(lambda: sitting.model.asked == ["duck", "frog"])
    sitting.person.accept_all()
    assert len(sitting.objects) == 1
    assert sitting.window.asking.is_searching
    sitting.model.gate.set()
    sitting.rest()


def test_an_encoding_that_was_stopped_is_not_said_to_go_on(start: Sitting, photos: Path) -> None:
    start.model.gate.clear()
    with start.hears(start.window.desk.picture_shown), start.hears(start.window.controller.encoding):
        start.window.open(photos)
    assert "Encoding…" in said(start.window.status)
    start.person.press(_Key.Key_Escape)
    start.until(lambda: "Encoding…" not in said(start.window.status))


def test_a_picture_that_could_not_be_encoded_is_said_not_to_be(start: Sitting, photos: Path) -> None:
    start.model.failures.append(ModelError("The model lost its way."))
    with start.hears(start.window.controller.failed):
        start.window.open(photos)
    assert "Not encoded" in said(start.window.status)


def test_a_picture_that_was_encoded_ahead_is_said_to_be_encoded(start: Sitting, photos: Path) -> None:
    done: list[str] = []
    start.window.controller.encoded.connect(lambda path, _: done.append(path.name))
    start.open(photos)
    start.until(lambda: done == ["1.png", "2.png"])
    start.model.gate.clear()
    start.go(_Key.Key_D)
    assert "Encoded" in said(start.window.status)


def test_a_picture_of_a_project_that_is_opened_again_is_still_said_to_be_encoded(start: Sitting, photos: Path) -> None:
    start.open(photos)
    start.until(lambda: "Encoded" in said(start.window.status))
    start.window.close_project()
    assert "Encoded" not in said(start.window.status)
    start.open(photos)
    start.rest()
    assert "Encoded" in said(start.window.status)


# Memory grows, and what happens when there is none left is not told.


def test_a_walk_through_a_folder_keeps_no_more_pictures_than_fit(
    sitting: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = 40 * 30 * 3  # bytes
    pictures = sitting.window.reader._pictures
    monkeypatch.setattr(pictures, "_capacity", one)
    for _ in range(4):
        sitting.go(_Key.Key_D)
        assert sum(picture.pixels.nbytes for picture in pictures._kept.values()) <= 2 * one, "the newest and one more"


def test_pictures_that_were_forgotten_for_want_of_memory_are_told_of(sitting: Sitting) -> None:
    sitting.model.gate.clear()
    sitting.person.search("duck")
    sitting.until(lambda: sitting.model.asked == ["duck"])
    sitting.model.shortages += 1
    with sitting.hears(sitting.window.controller.prompted):
        sitting.model.gate.set()
    assert sitting.said[-1].startswith("Memory ran short: pictures encoded ahead had to be forgotten")
    assert sitting.offered == [0.9]


# It computes on the CPU, and nobody knows.


@pytest.fixture
def on_gpu(shop: ModelShop, request: pytest.FixtureRequest) -> Sitting:
    """Somebody with the first picture in hand and a model on a GPU."""
    shop.device = "cuda:0"
    sitting = request.getfixturevalue("sitting")
    assert isinstance(sitting, Sitting)
    return sitting


def test_the_device_is_always_in_view_and_why_it_was_chosen_is_told_there(sitting: Sitting) -> None:
    assert device(sitting).isVisible()
    assert device(sitting).text().strip() == "cpu, float32"
    assert device(sitting).toolTip() == "cpu, float32\nas asked"


def test_the_start_page_tells_the_device_and_why_it_was_chosen(start: Sitting) -> None:
    card = start.window.start_page.findChild(ModelCardView)
    assert card is not None
    assert "Computes on cpu, float32\nAs asked" in said(card)


def test_a_gpu_that_is_full_hands_over_to_the_cpu_which_answers_and_is_told(on_gpu: Sitting, shop: ModelShop) -> None:
    assert device(on_gpu).text().strip() == "cuda:0, float32"
    on_gpu.until(lambda: len(on_gpu.model.encoded) == 2)
    on_gpu.model.failures.append(MemoryShortageError("too little memory"))
    on_gpu.find("duck")
    assert on_gpu.offered == [0.9]
    assert shop.sold[-1].device == "cpu"
    assert device(on_gpu).text().strip() == "cpu, float32"
    assert "The GPU ran out of memory; the model now runs on the CPU." in on_gpu.said


# Another model, or the end of the program, makes it freeze or crash.


def test_a_model_that_is_switched_in_the_midst_of_a_search_answers_it(sitting: Sitting) -> None:
    before = sitting.model
    before.gate.clear()
    sitting.person.search("duck")
    sitting.until(lambda: before.asked == ["duck"])
    with sitting.hears(sitting.window.controller.prompted):
        sitting.window.models.use("someone/else")
    assert sitting.model is not before
    assert sitting.model.asked == ["duck"]
    assert sitting.offered == [0.9]


def test_of_models_that_are_chosen_one_after_the_other_the_last_one_is_at_work(start: Sitting, shop: ModelShop) -> None:
    shop.gate.clear()
    for name in ("first", "second", "third"):
        start.window.models.use(name)
    shop.gate.set()
    start.until(lambda: not start.window.controller.is_busy)
    assert start.window.controller.model is not None
    assert start.window.controller.model.name == "third"


def test_a_window_that_is_closed_while_a_model_loads_ends_its_thread(
    open_window: OpenWindow, shop: ModelShop, qtbot: QtBot
) -> None:
    shop.gate.clear()
    window = open_window()
    window.begin()
    qtbot.waitUntil(shop.loading.is_set, timeout=PATIENCE)
    window.close()
    assert window.controller.close(PATIENCE / 1000)


# The weights are behind a gate.


def test_the_licence_of_the_public_weights_is_shown_and_linked_from_where_a_model_is_chosen(start: Sitting) -> None:
    start.person.press(_Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    model = start.window.findChild(ModelDialog)
    assert model is not None
    button(model, "Get the SAM 3 weights…").click()
    weights = start.window.findChild(WeightsDialog)
    assert weights is not None
    assert weights.findChild(QPlainTextEdit).toPlainText().startswith("SAM License")
    assert any('href="https://huggingface.co/facebook/sam3"' in label.text() for label in weights.findChildren(QLabel))
    weights.reject()
