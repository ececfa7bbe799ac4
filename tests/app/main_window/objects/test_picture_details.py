"""`app.main_window.objects.details`: what a person says of the picture in hand."""

import pytest
from exchanging import exchange
from pytestqt.qtbot import QtBot
from window_bench import Bench

from sam3_studio.app.dialogs.details import PictureDetailsDialog

pytestmark = pytest.mark.gui


def notes(bench: Bench) -> list[str]:
    """Of 1.png and 2.png."""
    return [record.note for record in bench.session.project.images.records()]


def exchange_names(bench: Bench, qtbot: QtBot) -> None:
    """1.png is 2.png from now on, and the other way round."""
    session = bench.session
    exchange(session.path("1.png"), session.path("2.png"))
    with qtbot.waitSignal(session.renamed):
        session.scan()


def test_a_picture_has_tags_and_a_note(open_bench: Bench) -> None:
    open_bench.actions["picture_details"].trigger()
    dialog = open_bench.window.findChildren(PictureDetailsDialog)[-1]
    dialog.tags.setText("rain, night,, rain")
    dialog.note.setPlainText("blurred")
    dialog.accept()
    record = open_bench.session.project.images.find("1.png")
    assert record is not None
    assert (record.tags, record.note) == (("night", "rain"), "blurred")


def test_what_is_said_of_a_picture_can_be_taken_back(open_bench: Bench, qtbot: QtBot) -> None:
    images = open_bench.session.project.images
    images.set_tags(["1.png"], ["night"])
    images.set_note("1.png", "blurred")
    open_bench.actions["picture_details"].trigger()
    dialog = open_bench.window.findChildren(PictureDetailsDialog)[-1]
    dialog.tags.clear()
    dialog.note.clear()
    with qtbot.waitSignal(open_bench.notifier.told) as told:
        dialog.accept()
    gone = images.find("1.png")
    told.args[0].choice.take()
    back = images.find("1.png")
    assert gone is not None
    assert back is not None
    assert (gone.tags, gone.note, back.tags, back.note) == ((), "", ("night",), "blurred")


def test_they_are_there_to_be_changed(open_bench: Bench) -> None:
    open_bench.session.project.images.set_tags(["1.png"], ["night"])
    open_bench.session.project.images.set_note("1.png", "blurred")
    open_bench.actions["picture_details"].trigger()
    dialog = open_bench.window.findChildren(PictureDetailsDialog)[-1]
    assert (dialog.tags.text(), dialog.note.toPlainText()) == ("night", "blurred")


def test_a_note_goes_to_the_picture_that_it_was_typed_for_though_that_has_another_name_by_now(
    open_bench: Bench, qtbot: QtBot
) -> None:
    open_bench.actions["picture_details"].trigger()
    dialog = open_bench.window.findChildren(PictureDetailsDialog)[-1]
    dialog.note.setPlainText("blurred")
    exchange_names(open_bench, qtbot)
    dialog.accept()
    assert notes(open_bench) == ["", "blurred"]


def test_a_note_is_taken_back_from_the_picture_that_it_is_of_though_that_has_another_name_by_now(
    open_bench: Bench, qtbot: QtBot
) -> None:
    open_bench.session.project.images.set_note("2.png", "sharp")
    open_bench.actions["picture_details"].trigger()
    dialog = open_bench.window.findChildren(PictureDetailsDialog)[-1]
    dialog.note.setPlainText("blurred")
    with qtbot.waitSignal(open_bench.notifier.told) as told:
        dialog.accept()
    exchange_names(open_bench, qtbot)
    told.args[0].choice.take()
    assert notes(open_bench) == ["sharp", ""]


def test_a_note_for_a_picture_that_is_gone_by_now_is_said_to_be_lost(open_bench: Bench, qtbot: QtBot) -> None:
    session = open_bench.session
    open_bench.actions["picture_details"].trigger()
    dialog = open_bench.window.findChildren(PictureDetailsDialog)[-1]
    dialog.note.setPlainText("blurred")
    session.path("2.png").replace(session.path("1.png"))
    with qtbot.waitSignal(session.renamed):
        session.scan()
    with qtbot.waitSignal(open_bench.notifier.told) as told:
        dialog.accept()
    assert told.args[0].text == "1.png is gone, and its details with it."
    assert notes(open_bench) == [""]
