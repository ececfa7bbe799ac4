"""The dialog of imports: what is chosen, what is shown, what is asked."""

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QRadioButton
from pytestqt.qtbot import QtBot
from widgets import button, named, said

from sam3_studio.app.dialogs import import_form
from sam3_studio.app.dialogs.import_form import ImportChoices
from sam3_studio.app.dialogs.import_labels import ImportDialog
from sam3_studio.app.threads.job import Job, jobs_have_ended
from sam3_studio.core.errors import CancelledError, DatasetError
from sam3_studio.core.sentence import Sentence
from sam3_studio.dataset.project.importing import Existing, ImportReport
from sam3_studio.dataset.reading.table import ImportFormat

pytestmark = pytest.mark.gui


@pytest.fixture
def dialog(qtbot: QtBot) -> ImportDialog:
    dialog = ImportDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


@pytest.fixture
def coco(tmp_path: Path) -> Path:
    path = tmp_path / "labels" / "annotations.json"
    path.parent.mkdir()
    path.write_text('{"images": []}')
    return path


def line(dialog: ImportDialog) -> QLineEdit:
    return named(dialog, "Labels to import", QLineEdit)


def formats(dialog: ImportDialog) -> QComboBox:
    found = dialog.findChild(QComboBox)
    assert found is not None
    return found


def choose(dialog: ImportDialog, qtbot: QtBot, labels: Path) -> None:
    """Type where the labels are, and wait until it is seen what lies there."""
    line(dialog).setText(str(labels))
    qtbot.waitUntil(lambda: "Looking" not in said(dialog))


@pytest.mark.parametrize("error", [MemoryError(), RuntimeError("A mistake.")], ids=["memory is full", "a mistake"])
def test_a_look_at_labels_that_fails_is_told_and_who_knows_the_format_goes_on(
    dialog: ImportDialog, qtbot: QtBot, coco: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(import_form, "format_of", fail)
    with qtbot.captureExceptions():
        choose(dialog, qtbot, coco)
        qtbot.waitUntil(lambda: jobs_have_ended(0))
    assert not button(dialog, "Read").isEnabled()
    formats(dialog).setCurrentIndex(1)
    assert button(dialog, "Read").isEnabled()


def report(**rest: object) -> ImportReport:
    values = {"images": 2, "objects": 5, "left": 0, "replaced": 0, "classes": (), "elsewhere": 0}
    nothing = {"unknown": (), "unknown_count": 0, "problems": (), "problem_count": 0, "filled": 0, "twins": 0}
    return ImportReport(**(values | nothing | rest))  # type: ignore[arg-type]


def test_without_labels_there_is_nothing_to_read(dialog: ImportDialog, qtbot: QtBot, tmp_path: Path) -> None:
    assert not button(dialog, "Read").isEnabled()
    assert "Choose the labels" in said(dialog)
    choose(dialog, qtbot, tmp_path / "nowhere")
    assert "There is no such file or folder." in said(dialog)
    choose(dialog, qtbot, tmp_path)
    assert "has no labels of a kind that is known" in said(dialog)
    assert not button(dialog, "Read").isEnabled()


def test_a_path_that_is_typed_takes_the_place_of_the_last_one(qtbot: QtBot) -> None:
    dialog = ImportDialog("/labels/of/last/time")
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    qtbot.keyClicks(dialog.focusWidget(), "/new")
    assert line(dialog).text() == "/new"


def test_a_name_that_is_too_long_for_a_file_is_told_as_one_that_is_not_there(
    dialog: ImportDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    combo = formats(dialog)
    combo.setCurrentIndex(combo.findData(ImportFormat.YOLO))
    choose(dialog, qtbot, tmp_path / ("x" * 300))
    assert "There is no such file or folder." in said(dialog)
    assert not button(dialog, "Read").isEnabled()


@pytest.mark.parametrize("place", ["annotations.json", "."])
def test_the_format_is_found_by_itself(dialog: ImportDialog, qtbot: QtBot, coco: Path, place: str) -> None:
    choose(dialog, qtbot, coco.parent / place)
    assert formats(dialog).currentText() == "Detected: COCO"
    with qtbot.waitSignal(dialog.import_requested) as asked:
        qtbot.mouseClick(button(dialog, "Read"), Qt.MouseButton.LeftButton)
    assert asked.args == [ImportChoices(coco.parent / place, ImportFormat.COCO, Existing.LEAVE, True)]


@pytest.fixture
def slow_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """A disk that lists no folder before this is set."""
    go_on, listed = threading.Event(), os.scandir

    def wait(path: str) -> object:
        assert threading.current_thread() is not threading.main_thread()
        go_on.wait()
        return listed(path)

    monkeypatch.setattr(os, "scandir", wait)
    yield go_on
    go_on.set()


def test_while_a_slow_disk_is_looked_at_it_is_said_so(
    dialog: ImportDialog, qtbot: QtBot, tmp_path: Path, slow_disk: threading.Event
) -> None:
    (tmp_path / "1.xml").write_text("<annotation/>")
    line(dialog).setText(str(tmp_path))
    assert "Looking at what lies there…" in said(dialog)
    assert not button(dialog, "Read").isEnabled()
    slow_disk.set()
    qtbot.waitUntil(button(dialog, "Read").isEnabled)
    assert formats(dialog).currentText() == "Detected: Pascal VOC"


def test_what_lay_at_an_earlier_place_is_not_told_of_a_later_one(
    dialog: ImportDialog, qtbot: QtBot, tmp_path: Path, coco: Path, slow_disk: threading.Event
) -> None:
    (tmp_path / "1.xml").write_text("<annotation/>")
    line(dialog).setText(str(tmp_path))
    choose(dialog, qtbot, coco)
    slow_disk.set()
    assert jobs_have_ended(20)
    QApplication.processEvents()
    assert formats(dialog).currentText() == "Detected: COCO"


def test_a_folder_that_must_not_be_listed_is_told(
    dialog: ImportDialog, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: str) -> object:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "scandir", refuse)
    choose(dialog, qtbot, tmp_path)
    assert f"{tmp_path} cannot be listed (Permission denied); change its permissions." in said(dialog)


def test_a_disk_that_fails_while_it_is_looked_at_is_told(
    dialog: ImportDialog, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> ImportFormat:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(import_form, "format_of", fail)
    choose(dialog, qtbot, tmp_path)
    assert "Input/output error" in said(dialog)


def test_every_format_can_be_named_where_none_is_found(dialog: ImportDialog, qtbot: QtBot, tmp_path: Path) -> None:
    combo = formats(dialog)
    assert [combo.itemData(row) for row in range(combo.count())] == [None, *ImportFormat]
    choose(dialog, qtbot, tmp_path)
    combo.setCurrentIndex(combo.findData(ImportFormat.YOLO))
    assert button(dialog, "Read").isEnabled()
    assert "has no labels" not in said(dialog)


@pytest.mark.parametrize(("number", "existing"), list(enumerate(Existing)))
def test_every_choice_is_told(dialog: ImportDialog, qtbot: QtBot, coco: Path, number: int, existing: Existing) -> None:
    choose(dialog, qtbot, coco)
    dialog.findChildren(QRadioButton)[number].click()
    dialog.findChildren(QCheckBox)[0].click()
    with qtbot.waitSignal(dialog.import_requested) as asked:
        qtbot.mouseClick(button(dialog, "Read"), Qt.MouseButton.LeftButton)
    assert asked.args == [ImportChoices(coco, ImportFormat.COCO, existing, False)]


def test_what_it_would_be_is_shown_and_asked_about(dialog: ImportDialog, qtbot: QtBot) -> None:
    problem = Sentence("{picture}: a crowd of {label} was left out.", picture="1.png", label="duck")
    dialog.ask(
        report(
            classes=("duck", "dog"),
            left=3,
            replaced=1,
            twins=4,
            filled=1,
            unknown=("a.png",),
            elsewhere=3,
            unknown_count=4,
            problems=(problem,),
            problem_count=2,
        )
    )
    assert dialog.page.verdict == "This would be imported"
    assert dialog.page.told.splitlines() == [
        "2 pictures, 5 objects",
        "New classes: duck, dog",
        "The objects of 1 picture are replaced.",
        "3 pictures with objects are left as they are.",
        "4 objects are there already, and are not added again.",
        "1 picture that is done without objects gets some.",
        "3 pictures are found by file name, in another folder than the labels say.",
        "4 pictures of the labels are not in the project.",
        "1.png: a crowd of duck was left out.",
        "and 1 more",
        "a.png: not in the project",
        "and 3 more",
    ]
    with qtbot.waitSignal(dialog.answered) as answer:
        qtbot.mouseClick(button(dialog, "Import"), Qt.MouseButton.LeftButton)
    assert answer.args == [True]


def test_it_can_be_given_up(dialog: ImportDialog, qtbot: QtBot) -> None:
    dialog.ask(report())
    with qtbot.waitSignal(dialog.answered) as answer:
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert answer.args == [False]
    assert dialog.isVisible()


def test_where_nothing_fits_nobody_is_asked(dialog: ImportDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.answered) as answer:
        dialog.ask(report(images=0, objects=0, unknown=("a.png",), unknown_count=1))
    assert answer.args == [False]
    assert dialog.page.verdict == "Nothing was imported"


def run(dialog: ImportDialog, qtbot: QtBot, work: Callable[[], object]) -> None:
    job = Job(lambda *_: work())
    with qtbot.waitSignal(job.finished):
        dialog.run(job)
    qtbot.waitUntil(lambda: bool(dialog.page.verdict))


def fail(error: Exception) -> ImportReport:
    raise error


def test_what_was_imported_is_told(dialog: ImportDialog, qtbot: QtBot) -> None:
    run(dialog, qtbot, report)
    told = "2 pictures, 5 objects\nIt can be taken back as a whole: File, Undo the last import."
    assert (dialog.page.verdict, dialog.page.told) == ("Imported", told)
    qtbot.waitUntil(button(dialog, "Close").isEnabled)


def test_why_it_failed_is_told(dialog: ImportDialog, qtbot: QtBot) -> None:
    run(dialog, qtbot, lambda: fail(DatasetError("The file is damaged.")))
    assert (dialog.page.verdict, dialog.page.told) == ("The import failed", "The file is damaged.")


def test_what_was_stopped_left_nothing(dialog: ImportDialog, qtbot: QtBot) -> None:
    run(dialog, qtbot, lambda: fail(CancelledError("stopped")))
    assert (dialog.page.verdict, dialog.page.told) == ("Nothing was imported", "The project is as it was.")


def test_closing_the_dialog_while_it_reads_stops_first(dialog: ImportDialog, qtbot: QtBot) -> None:
    def work(_: Callable[[int, int], None], cancel: threading.Event) -> ImportReport:
        cancel.wait()
        raise CancelledError("stopped")

    job = Job(work)
    with qtbot.waitSignal(job.finished):
        dialog.run(job)
        dialog.close()
    qtbot.waitUntil(lambda: dialog.page.verdict == "Nothing was imported")
    assert dialog.isVisible()
    dialog.close()
    assert not dialog.isVisible()
