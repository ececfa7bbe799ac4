"""The model that ships with the program, asked from the window."""

import shutil
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from sam3_studio.app.inference.controller import Controller
from sam3_studio.app.inference.messages import ClassPrompt, ModelChoice, ModelInfo
from sam3_studio.app.inference.worker import load_predictor
from sam3_studio.core.prompt import ExemplarBox, Prompt
from sam3_studio.core.resources import embedded_model, resource_path
from sam3_studio.core.segmenter import Segmentation, Sketch
from sam3_studio.engine.fingerprint import fingerprint

pytestmark = pytest.mark.gui

EMBEDDED = ModelChoice(str(embedded_model()), device="cpu", dtype="float32")
POND = resource_path("samples/at-the-pond.jpg")
DUCK = ClassPrompt(1, "duck", Prompt("duck"))


@pytest.fixture
def controller(qtbot: QtBot, start) -> Controller:
    """With the embedded model."""
    controller: Controller = start(load_predictor)
    with qtbot.waitSignal(controller.model_changed, timeout=60_000):
        controller.load_model(EMBEDDED)
    return controller


def ask(qtbot: QtBot, controller: Controller, prompt: ClassPrompt) -> Segmentation:
    with qtbot.waitSignal(controller.found, timeout=60_000) as answer:
        controller.prompt(POND, [prompt])
    _, class_id, key, found = answer.args
    assert (class_id, key) == (prompt.class_id, prompt.key)
    return found


def test_ducks_are_found_at_the_pond(qtbot: QtBot, controller: Controller) -> None:
    found = ask(qtbot, controller, DUCK)
    assert found.above(0.5)
    assert found.presence > 0.5
    assert found.semantic is not None
    best = found.candidates[0]
    assert best.mask.box is not None
    assert best.mask.box.x1 >= best.box.x1 - 30


def test_how_many_objects_it_finds_at_most_is_known(controller: Controller) -> None:
    assert controller.model is not None
    assert controller.model.most_objects == 40


def test_which_concepts_it_reads_to_their_end_is_known(controller: Controller) -> None:
    assert controller.model is not None
    assert controller.model.reads_all("duck")
    assert not controller.model.reads_all("duck " * 31)


def test_boxes_are_known_before_masks_and_are_those_of_the_answer(qtbot: QtBot, controller: Controller) -> None:
    sketches: list[Sketch] = []
    controller.sketch.connect(lambda *about: sketches.append(about[3]))
    found = ask(qtbot, controller, DUCK)
    assert [sketch.boxes for sketch in sketches] == [tuple((c.box, c.score) for c in found.candidates)]


def test_a_box_without_words_is_answered_too(qtbot: QtBot, controller: Controller) -> None:
    best = ask(qtbot, controller, DUCK).candidates[0]
    by_example = ClassPrompt(2, "one box", Prompt(None, (ExemplarBox(best.box),)))
    assert ask(qtbot, controller, by_example).candidates


def test_a_person_can_see_what_answers_and_where(controller: Controller) -> None:
    assert controller.model is not None
    assert controller.model.fingerprint == fingerprint(str(EMBEDDED.source))
    assert (controller.model.device, controller.model.dtype) == ("cpu", "float32")
    assert controller.model.reason.startswith("as asked")
    assert controller.model.resolution == 192


def test_models_are_changed_at_run_time_there_and_back(qtbot: QtBot, controller: Controller, tmp_path: Path) -> None:
    copy = shutil.copytree(str(EMBEDDED.source), tmp_path / "my model")
    before = ask(qtbot, controller, DUCK)
    names: list[str] = []
    controller.model_changed.connect(lambda model: names.append(Path(model.name).name))
    for source in (copy, copy / "model.safetensors", str(EMBEDDED.source)):
        with qtbot.waitSignal(controller.model_changed, timeout=60_000):
            controller.load_model(ModelChoice(str(source), device="cpu", dtype="float32"))
    assert names == ["my model", "model.safetensors", "embedded"]
    assert ask(qtbot, controller, DUCK) == before


def test_a_model_that_cannot_be_loaded_leaves_the_present_one_at_work(
    qtbot: QtBot, controller: Controller, tmp_path: Path
) -> None:
    before = controller.model
    changes: list[ModelInfo] = []
    controller.model_changed.connect(changes.append)
    with qtbot.waitSignal(controller.failed) as failure:
        controller.load_model(ModelChoice(str(tmp_path)))
    assert "holds no weights" in failure.args[0].sentence
    assert ask(qtbot, controller, DUCK).candidates
    assert controller.model is before
    assert changes == []


def test_the_open_picture_is_encoded_again_for_another_model(qtbot: QtBot, controller: Controller) -> None:
    with qtbot.waitSignal(controller.encoded, timeout=60_000):
        controller.open(POND)
    with qtbot.waitSignal(controller.encoded, timeout=60_000) as encoded:
        controller.load_model(EMBEDDED)
    assert encoded.args[0] == POND


def test_a_prompt_on_another_picture_stops_the_model_between_two_stages(qtbot: QtBot, controller: Controller) -> None:
    with qtbot.waitSignal(controller.encoding, timeout=60_000):
        controller.open(POND)
    with qtbot.waitSignal(controller.prompted, timeout=60_000) as answered:
        controller.prompt(resource_path("samples/toys.jpg"), [ClassPrompt(1, "ball", Prompt("ball"))])
    assert answered.args[0].name == "toys.jpg"


def test_closing_while_the_model_works_ends_the_thread(qtbot: QtBot, controller: Controller) -> None:
    with qtbot.waitSignal(controller.encoding, timeout=60_000):
        controller.open(POND)
    assert controller.close(20)


def test_loading_a_model_of_full_size_can_be_stopped(qtbot: QtBot, start) -> None:
    begun = threading.Event()

    def load(choice: ModelChoice, cancel: threading.Event):
        begun.set()
        return load_predictor(choice, cancel)

    controller = start(load)
    controller.load_model(ModelChoice(None, device="cpu"))
    qtbot.waitUntil(begun.is_set)
    assert controller.close(20)
    assert QThread.currentThread().isRunning()
