"""Exporting from the window."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from window_bench import Bench

from sam3_studio.app.dialogs.export import ExportDialog
from sam3_studio.app.language import load_language
from sam3_studio.app.main_window.exporting import ExportAssistant

pytestmark = pytest.mark.gui


@pytest.fixture
def german_bench(bench: Bench, qapp: QApplication) -> Iterator[Bench]:
    load_language(qapp, "de")
    yield bench
    load_language(qapp, "en")


def counted(bench: Bench, qtbot: QtBot) -> str:
    ExportAssistant(bench.session, bench.settings, bench.window).open()
    dialog = bench.window.findChild(ExportDialog)
    labels = dialog.findChildren(QLabel)
    qtbot.waitUntil(lambda: any(label.text().startswith("0 ") for label in labels))
    shown = "\n".join(label.text() for label in labels)
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()
    return shown


def test_what_would_be_exported_is_counted_in_words(bench: Bench, qtbot: QtBot) -> None:
    assert "0 pictures, 0 objects" in counted(bench, qtbot)


def test_what_would_be_exported_is_counted_in_the_language_of_the_window(german_bench: Bench, qtbot: QtBot) -> None:
    assert "0 Bilder, 0 Objekte" in counted(german_bench, qtbot)


def test_what_stands_against_an_export_is_told_in_the_language_of_the_window(german_bench: Bench, qtbot: QtBot) -> None:
    assert "Es gibt noch keine Klasse" in counted(german_bench, qtbot)
