"""Another model comes to be at work before, in or after a run."""

from pathlib import Path

import pytest
from model_shop import ModelShop
from PySide6.QtCore import Qt
from runner import Runner

from sam3_studio.app.inference.messages import ModelChoice
from sam3_studio.app.panels.failure_list import FailureList
from sam3_studio.app.settings import table as setting
from sam3_studio.core.searches import search_for

pytestmark = pytest.mark.gui

LEFT = Qt.MouseButton.LeftButton


def load(runner: Runner, choice: ModelChoice) -> None:
    with runner.hears(runner.window.controller.loaded):
        runner.window.controller.load_model(choice)


def key(runner: Runner) -> str:
    """What an answer of the model at work is kept under."""
    model = runner.window.controller.model
    assert model is not None
    search = search_for(runner.session.classes.listed[0], (), model.fingerprint)
    assert search is not None
    return search.key


def test_in_another_precision_all_pictures_are_prepared_anew(runner: Runner, shop: ModelShop) -> None:
    runner.model.gate.clear()
    runner.window.commands["encode_folder"].trigger()
    runner.until(runner.strip.isVisible)
    before = runner.model
    with runner.hears(runner.window.controller.background):
        before.gate.set()
    before.gate.clear()
    with runner.hears(runner.window.controller.loaded):
        runner.window._settings.set(setting.PRECISION, "bfloat16")
    runner.until(lambda: "are prepared" in runner.strip.text)
    assert before.on_disk
    assert len(set(shop.model.on_disk)) == 6


@pytest.mark.qt_log_ignore("does not support raise", "does not support grabbing the keyboard")
def test_what_is_tried_again_once_the_run_is_over_is_kept_as_the_answer_of_the_model_that_gives_it(
    runner: Runner, photos: Path, shop: ModelShop
) -> None:
    good = (photos / "3.png").read_bytes()
    (photos / "3.png").write_bytes(b"broken")
    runner.begin()
    runner.over()
    load(runner, ModelChoice("other"))
    (photos / "3.png").write_bytes(good)
    runner.qtbot.mouseClick(runner.strip.failures, LEFT)
    popup = runner.strip.findChild(FailureList)
    runner.qtbot.mouseClick(popup.retry, LEFT)
    runner.until(lambda: not runner.strip.failures.isVisible())
    runner.over()
    assert runner.session.project.found.found("3.png")[1].key == key(runner)
    assert shop.model.asked == ["duck", "duck"]  # of the picture in hand, and of that one
