"""Exporting from the window."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from exchanging import exchange
from project_tools import rescan
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from widgets import buttons
from window_bench import Bench, crash

from sam3_studio.app.dialogs.export import ExportDialog
from sam3_studio.app.language import load_language
from sam3_studio.app.main_window.projects import exporting
from sam3_studio.app.main_window.projects.exporting import ExportAssistant
from sam3_studio.app.session.session import Session
from sam3_studio.core.document import ImageDocument
from sam3_studio.core.labeling import ImageState, LabeledObject, Source
from sam3_studio.core.rle import Rle

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


def test_a_crash_while_an_export_is_counted_is_told_there(
    bench: Bench, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "export_preview", crash)
    with qtbot.captureExceptions() as crashes:
        assert "An unexpected error came in between" in counted(bench, qtbot)
        qtbot.waitUntil(lambda: bool(crashes))


def proposed(bench: Bench, session: Session, qtbot: QtBot, export_to: Path | None = None) -> Path:
    """The folder that a project's dialog begins with; afterwards it exports to another one."""
    ExportAssistant(session, bench.settings, bench.window).open()
    dialog = bench.window.findChild(ExportDialog)
    folder = dialog.choices.folder
    if export_to is not None:
        dialog.export_requested.emit(replace(dialog.choices, folder=export_to))
        qtbot.waitUntil(lambda: "Close" in buttons(dialog))
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()
    return folder


def test_a_project_is_exported_to_where_it_was_last_and_no_other_is(
    bench: Bench, qtbot: QtBot, tmp_path_factory: pytest.TempPathFactory
) -> None:
    chosen, other = tmp_path_factory.mktemp("chosen"), tmp_path_factory.mktemp("other")
    proposed(bench, bench.session, qtbot, export_to=chosen)
    assert proposed(bench, bench.session, qtbot) == chosen
    session = Session(other)
    assert proposed(bench, session, qtbot) == other.with_name(f"{other.name} labels")
    session.close()


def test_a_folder_that_depends_on_where_the_program_was_started_is_not_proposed_again(
    bench: Bench, qtbot: QtBot
) -> None:
    bench.session.project.settings.set("export folder", ".")
    root = bench.session.project.root
    assert proposed(bench, bench.session, qtbot) == root.with_name(f"{root.name} labels")


def test_pictures_that_are_a_whole_drive_are_exported_to_a_folder_on_it(
    bench: Bench, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    drive = Path(bench.session.project.root.anchor)
    monkeypatch.setattr(bench.session.project, "root", drive)
    assert proposed(bench, bench.session, qtbot) == drive / "labels"


def test_where_files_changed_places_nothing_is_exported_until_labels_follow_them(
    bench: Bench, qtbot: QtBot, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = bench.session.project.root
    bench.session.project.images.set_state(["1.png", "2.png"], ImageState.DONE)
    exchange(root / "1.png", root / "2.png")
    ExportAssistant(bench.session, bench.settings, bench.window).open()
    dialog = bench.window.findChild(ExportDialog)
    chosen = tmp_path_factory.mktemp("chosen")
    dialog.export_requested.emit(replace(dialog.choices, folder=chosen))
    told = "Since they were labeled, some files have gone, were changed, or got the names of others: 1.png, 2.png."
    qtbot.waitUntil(lambda: any(label.text().startswith(told) for label in dialog.findChildren(QLabel)))
    assert not list(chosen.iterdir())
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()


def test_a_picture_that_cannot_be_read_is_exported_and_named(
    bench: Bench, qtbot: QtBot, tmp_path_factory: pytest.TempPathFactory
) -> None:
    project, duck = bench.session.project, bench.session.classes.add(bench.session.classes.blank("duck"))
    drawn = LabeledObject(duck.id, Rle.from_mask(np.ones((30, 40), bool)), Source.PERSON)
    project.labels.save("2.png", ImageDocument(), ImageDocument((drawn,)), ImageState.DONE)
    (project.root / "2.png").write_bytes(b"broken")
    rescan(project)
    ExportAssistant(bench.session, bench.settings, bench.window).open()
    dialog = bench.window.findChild(ExportDialog)
    dialog.export_requested.emit(replace(dialog.choices, folder=tmp_path_factory.mktemp("chosen")))
    told = "One labeled picture could not be read lately, but is exported all the same; check its file: 2.png."
    qtbot.waitUntil(lambda: any(told in label.text() for label in dialog.findChildren(QLabel)))
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()
