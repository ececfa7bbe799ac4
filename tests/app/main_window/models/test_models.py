"""`app.main_window.models.models`: which model is at work."""

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import model_shop
import pytest
from model_shop import BROKEN, MISSING_DEVICE, ModelShop
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from widgets import button, named, texts

from sam3_studio.app.dialogs.model import ModelDialog
from sam3_studio.app.main_window.window import MainWindow
from sam3_studio.app.panels.start.model_card import ModelCardView
from sam3_studio.app.settings import table as setting
from sam3_studio.core.labeling import ImageState
from sam3_studio.core.resources import embedded_model
from sam3_studio.core.segmenter import Picture
from sam3_studio.dataset.images import load_picture

pytestmark = pytest.mark.gui

EMBEDDED = str(embedded_model())
OpenWindow = Callable[[], MainWindow]


def device_text(window: MainWindow) -> str:
    """What the status bar says of the model."""
    return named(window.status, "Model and device").text().strip()


def card_texts(window: MainWindow) -> list[str]:
    return texts(window.start_page.findChild(ModelCardView))


def last_notice(window: MainWindow) -> str:
    return window.notifier.log[-1].text


def test_at_the_start_the_model_of_the_settings_is_loaded(window: MainWindow, shop: ModelShop) -> None:
    assert [choice.source for choice in shop.sold] == [EMBEDDED]
    assert device_text(window) == "cpu, float32"
    assert "Embedded model" in card_texts(window)


def test_until_it_is_there_the_model_is_said_to_load(open_window: OpenWindow) -> None:
    window = open_window()
    assert device_text(window) == "loading the model…"
    assert "Embedded model · Loading…" in card_texts(window)


def test_another_model_is_at_work_without_a_restart_and_the_next_time_too(
    window: MainWindow, open_window: OpenWindow, shop: ModelShop, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.controller.loaded):
        window.models.use("someone/else")
    assert window.controller.model is not None
    assert window.controller.model.name == "someone/else"
    assert last_notice(window) == "From now on, this model searches: someone/else."
    assert "someone/else" in card_texts(window)
    window.close()
    again = open_window()
    with qtbot.waitSignal(again.controller.loaded):
        again.begin()
    assert shop.sold[-1].source == "someone/else"


def test_the_same_model_is_loaded_again_where_its_files_are_others_by_now(
    window: MainWindow, shop: ModelShop, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with qtbot.waitSignal(window.controller.loaded):
        window.models.use("someone/else")
    window.models.use("someone/else")
    assert not window.controller.is_loading
    at_work = window.controller.model
    assert at_work is not None
    told = len(window.notifier.log)
    monkeypatch.setattr(window.controller, "model", replace(at_work, is_current=lambda: False))
    monkeypatch.setattr(model_shop, "described", lambda *_: replace(at_work, fingerprint="of others"))
    with qtbot.waitSignal(window.controller.loaded):
        window.models.use("someone/else")
    assert [choice.source for choice in shop.sold[1:]] == ["someone/else"] * 2
    assert [notice.text for notice in window.notifier.log[told:]] == ["From now on, this model searches: someone/else."]


def test_a_model_that_cannot_be_used_is_one_sentence_and_the_one_before_goes_on(
    window: MainWindow, photos: Path, shop: ModelShop, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.controller.failed):
        window.models.use(BROKEN)
    assert [notice.text for notice in window.notifier.log] == ["These are no weights of SAM 3."]
    assert device_text(window) == "cpu, float32"
    with qtbot.waitSignal(window.controller.encoded):
        window.open(photos)
    assert len(shop.model.encoded) == 1
    window.close()
    assert window._settings.get(setting.MODEL) == ""


def test_a_device_that_is_not_there_is_told_and_the_setting_says_again_what_is_true(
    window: MainWindow, shop: ModelShop, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.controller.failed):
        window._settings.set(setting.DEVICE, MISSING_DEVICE)
    assert last_notice(window) == "This machine has no such device."
    assert window._settings.get(setting.DEVICE) == "auto"
    assert len(shop.sold) == 1


def test_another_precision_holds_at_once(window: MainWindow, shop: ModelShop, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.controller.loaded):
        window._settings.set(setting.PRECISION, "bfloat16")
    assert [(choice.source, choice.dtype) for choice in shop.sold] == [(EMBEDDED, "auto"), (EMBEDDED, "bfloat16")]


def test_a_first_model_that_fails_is_told_on_the_start_page_and_another_one_can_be_chosen(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window()
    window._settings.set(setting.MODEL, BROKEN)
    with qtbot.waitSignal(window.controller.failed):
        window.begin()
    assert {"broken · Could not be loaded", "These are no weights of SAM 3."} <= set(card_texts(window))
    assert device_text(window) == "no model"
    with qtbot.waitSignal(window.controller.loaded):
        window.models.use("")
    assert device_text(window) == "cpu, float32"


def test_where_no_model_could_be_loaded_pictures_are_accepted_and_nobody_is_told_to_wait_for_it(
    open_window: OpenWindow, photos: Path, qtbot: QtBot
) -> None:
    window = open_window()
    window._settings.set(setting.MODEL, BROKEN)
    with qtbot.waitSignal(window.controller.failed):
        window.begin()
    with qtbot.waitSignal(window.desk.picture_shown):
        window.open(photos)
    assert window.session is not None
    window.session.classes.add_concepts(["duck"])
    window.commands["run_all"].trigger()
    assert last_notice(window) == "No model is running; choose one first."
    qtbot.waitUntil(lambda: not window.asking.is_busy)
    with qtbot.waitSignal(window.desk.picture_shown):
        window.commands["accept_picture"].trigger()
    assert [record.state for record in window.session.project.images.records()] == [ImageState.DONE, ImageState.NEW]


def test_a_picture_that_cannot_be_read_is_told_where_it_would_be_and_not_once_more(
    window: MainWindow, photos: Path, qtbot: QtBot
) -> None:
    for picture in photos.iterdir():
        picture.write_bytes(b"no picture")
    with qtbot.waitSignal(window.controller.failed):
        window.open(photos)
    qtbot.waitUntil(lambda: "no picture in a known format" in window.canvas._showing._message)
    assert len(window.notifier.log) == 0


def test_a_folder_without_pictures_is_told(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "empty").mkdir()
    window.open(tmp_path / "empty")
    assert window.session is not None
    qtbot.waitUntil(lambda: window.canvas._showing._message.startswith("There is no picture in this folder."))


def test_the_prompt_says_that_the_model_is_switched_off(window: MainWindow) -> None:
    window.commands["ai"].trigger()
    assert [label for label in window.prompt.findChildren(QLabel) if label.text() == "The model is switched off."]


def test_switched_off_the_model_encodes_nothing_and_says_so(
    window: MainWindow, photos: Path, shop: ModelShop, qtbot: QtBot
) -> None:
    window.commands["ai"].trigger()
    with qtbot.waitSignal(window.desk.picture_shown):
        window.open(photos)
    assert window.session is not None
    window.session.classes.add_concepts(["duck"])
    window.commands["run"].trigger()
    qtbot.waitUntil(lambda: not window.asking.is_busy)
    assert (shop.model.encoded, shop.model.asked) == ([], [])
    assert device_text(window) == "model off"
    assert "switched off" in last_notice(window)
    with qtbot.waitSignal(window.controller.prompted):
        window.commands["ai"].trigger()
    assert shop.model.asked == ["duck"]


def test_switched_off_the_model_is_not_even_loaded_the_next_time(
    window: MainWindow, open_window: OpenWindow, shop: ModelShop, qtbot: QtBot
) -> None:
    window.commands["ai"].trigger()
    window.close()
    again = open_window()
    again.begin()
    assert not again.commands["ai"].isChecked()
    assert not again.controller.is_enabled
    assert not again.controller.is_busy
    assert len(shop.sold) == 1
    with qtbot.waitSignal(again.controller.loaded):
        again.commands["ai"].trigger()
    assert device_text(again) == "cpu, float32"


def test_memory_for_pictures_is_given_to_the_model_at_work_and_to_the_next(
    window: MainWindow, shop: ModelShop, qtbot: QtBot
) -> None:
    assert shop.sold[0].picture_bytes == setting.CACHE_MEGABYTES.default << 20
    window._settings.set(setting.CACHE_MEGABYTES, 100)
    qtbot.waitUntil(lambda: shop.model.picture_bytes == 100 << 20)
    with qtbot.waitSignal(window.controller.loaded):
        window.models.use("someone/else")
    assert shop.sold[-1].picture_bytes == 100 << 20


def test_who_clicks_the_device_can_choose_a_model(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    window.status.device_clicked.emit()
    dialog = window.findChild(ModelDialog)
    button(dialog, "A folder or file of your own").click()
    dialog._path.setText(str(tmp_path))
    with qtbot.waitSignal(window.controller.loaded):
        dialog.accept()
    assert window.controller.model is not None
    assert window.controller.model.name == str(tmp_path)


@pytest.mark.usefixtures("time_to_close")
def test_closing_in_the_middle_of_a_search_ends_every_thread(
    window: MainWindow, photos: Path, shop: ModelShop, qtbot: QtBot
) -> None:
    shop.model.gate.clear()
    with qtbot.waitSignal(window.controller.encoding):
        window.open(photos)
    window.close()
    assert window.has_ended


def test_closing_waits_for_no_picture_that_takes_long_to_read(
    window: MainWindow, photos: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    begun, gate = threading.Event(), threading.Event()

    def read(path: Path) -> Picture:
        begun.set()
        gate.wait()
        return load_picture(path)

    monkeypatch.setattr("sam3_studio.dataset.picture_shelf.load_picture", read)
    window.open(photos)
    qtbot.waitUntil(begun.is_set)
    window.close()
    assert not window.has_ended
    gate.set()
    assert window.reader.close(10)
