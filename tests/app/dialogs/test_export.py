"""The dialog of exports, with real exports."""

import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QProgressBar, QRadioButton, QScrollArea, QSpinBox
from pytestqt.qtbot import QtBot
from widgets import button, buttons, named, said

from sam3_studio.app.dialogs.export import ExportDialog, ExportPreview
from sam3_studio.app.dialogs.export_form import ExportChoices
from sam3_studio.app.dialogs.job_dialog import Page
from sam3_studio.app.threads.job import Job, jobs_have_ended
from sam3_studio.core.annotation import AnnotatedImage, Annotation
from sam3_studio.core.errors import CancelledError
from sam3_studio.core.rle import Rle
from sam3_studio.dataset.export import ExportOutcome
from sam3_studio.dataset.format_table import ExportFormat
from sam3_studio.dataset.split import Shares, export_divided

pytestmark = pytest.mark.gui


@pytest.fixture
def dialog(qtbot: QtBot, tmp_path: Path) -> ExportDialog:
    dialog = ExportDialog(ExportChoices(ExportFormat.COCO, tmp_path / "out"))
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def load(name: str) -> AnnotatedImage:
    mask = np.zeros((20, 30), bool)
    mask[5:15, 5:20] = True
    return AnnotatedImage(name, 30, 20, (Annotation("duck", Rle.from_mask(mask)),))


def export(folder: Path) -> Callable[[Callable[[int, int], None], threading.Event], ExportOutcome]:
    def work(progress: Callable[[int, int], None], cancel: threading.Event) -> ExportOutcome:
        names = ["a.jpg", "b.jpg", "c.jpg"]
        return export_divided(
            names, load, ["duck"], folder / "coco", ExportFormat.COCO, progress=progress, cancel=cancel
        )

    return work


def until_stopped(_: Callable[[int, int], None], cancel: threading.Event) -> ExportOutcome:
    """Work that goes on until it is stopped."""
    cancel.wait()
    raise CancelledError("stopped")


def test_on_a_low_screen_the_buttons_stay_in_sight_and_the_choices_are_scrolled(
    dialog: ExportDialog, qtbot: QtBot
) -> None:
    dialog.show_preview(ExportPreview(3, 7, warnings=tuple(f"Picture {number} is left out." for number in range(30))))
    dialog.resize(dialog.width(), 500)
    assert dialog.height() == 500
    assert button(dialog, "Export").geometry().bottom() < dialog.height()
    (page,) = (area for area in dialog.findChildren(QScrollArea) if area.isVisible())
    qtbot.waitUntil(lambda: page.verticalScrollBar().maximum() > 0)
    assert page.widget().width() >= page.widget().minimumSizeHint().width()


def test_enter_presses_the_button_that_has_focus_and_exports_from_the_folder_that_was_chosen(
    dialog: ExportDialog, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "other"))
    dialog.show_preview(ExportPreview(3, 7))
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    choose = button(dialog, "Choose…")
    choose.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.assertNotEmitted(dialog.export_requested):
        qtbot.keyClick(choose, Qt.Key.Key_Return)
    assert dialog.choices.folder == tmp_path / "other"
    dialog.show_preview(ExportPreview(3, 7))
    with qtbot.waitSignal(dialog.export_requested):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)


def test_the_format_is_the_first_choice(dialog: ExportDialog, qtbot: QtBot) -> None:
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    assert dialog.focusWidget() is dialog.findChildren(QComboBox)[0]


def test_every_choice_is_told_as_it_is_made(dialog: ExportDialog, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignal(dialog.choices_changed):
        dialog.findChildren(QComboBox)[0].setCurrentIndex(3)
    dialog.findChildren(QRadioButton)[1].click()
    for spin, value in zip(dialog.findChildren(QSpinBox), (20, 10, 7), strict=True):
        spin.setValue(value)
    dialog.findChildren(QComboBox)[1].setCurrentIndex(2)
    dialog.findChildren(QComboBox)[2].setCurrentIndex(3)
    folder_line(dialog).setText(str(tmp_path / "é"))
    assert dialog.choices == ExportChoices(
        ExportFormat.YOLO_SEG, tmp_path / "é", True, Shares(20, 10, 7), "leave", "split"
    )


def test_every_format_there_is_can_be_chosen(dialog: ExportDialog) -> None:
    combo = dialog.findChildren(QComboBox)[0]
    assert [combo.itemData(row) for row in range(combo.count())] == list(ExportFormat)


def test_pictures_are_no_question_where_the_format_has_none(dialog: ExportDialog) -> None:
    formats, _, pictures = dialog.findChildren(QComboBox)[:3]
    assert pictures.isEnabled()
    formats.setCurrentIndex(formats.findData(ExportFormat.CSV))
    assert not pictures.isEnabled()


def test_a_file_that_names_pictures_says_so_where_they_stay(dialog: ExportDialog) -> None:
    pictures = dialog.findChildren(QComboBox)[2]
    pictures.setCurrentIndex(pictures.findData("leave"))
    assert "These files name the pictures, which stay where they are." in said(dialog)


@pytest.mark.parametrize("format_", ExportFormat)
def test_holes_are_a_question_where_an_object_is_one_outline(dialog: ExportDialog, format_: ExportFormat) -> None:
    formats, holes = dialog.findChildren(QComboBox)[:2]
    formats.setCurrentIndex(formats.findData(format_))
    assert holes.isEnabled() is (format_ in {ExportFormat.YOLO_SEG, ExportFormat.COCO_POLYGON})


def test_what_it_will_be_is_shown_with_warnings(dialog: ExportDialog) -> None:
    dialog.show_preview(ExportPreview(1, 12, (1, 0, 0), ("One object has a hole.",)))
    assert "1 picture, 12 objects" in said(dialog)
    assert "One object has a hole." in said(dialog)
    assert button(dialog, "Export").isEnabled()


def test_an_export_that_is_asked_for_while_it_is_counted_begins_then(dialog: ExportDialog, qtbot: QtBot) -> None:
    dialog.show_preview(ExportPreview(3, 7))
    dialog.await_preview()
    with qtbot.assertNotEmitted(dialog.export_requested):
        dialog.accept()
    with qtbot.waitSignal(dialog.export_requested):
        dialog.show_preview(ExportPreview(3, 7))


def test_what_cannot_be_exported_is_not_offered(dialog: ExportDialog) -> None:
    assert not button(dialog, "Export").isEnabled()
    dialog.show_preview(ExportPreview(0, 0))
    assert not button(dialog, "Export").isEnabled()
    dialog.show_preview(ExportPreview(3, 3, problem="The folder cannot be written."))
    assert not button(dialog, "Export").isEnabled()
    assert "The folder cannot be written." in said(dialog)


def folder_line(dialog: ExportDialog) -> QLineEdit:
    return named(dialog, "Folder to export to", QLineEdit)


@pytest.mark.parametrize("text", ["", "  "])
def test_without_a_folder_nothing_is_exported_and_one_is_asked_for(
    dialog: ExportDialog, qtbot: QtBot, text: str
) -> None:
    dialog.choices_changed.connect(lambda: dialog.show_preview(ExportPreview(3, 3, warnings=("One is hidden.",))))
    folder_line(dialog).setText(text)
    assert not button(dialog, "Export").isEnabled()
    assert "• Choose the folder to export to." in said(dialog)
    assert "One is hidden." not in said(dialog)
    with qtbot.assertNotEmitted(dialog.export_requested):
        dialog.accept()
    folder_line(dialog).setText("labels")
    assert button(dialog, "Export").isEnabled()


def test_a_folder_that_is_emptied_while_it_is_counted_is_not_exported_to(dialog: ExportDialog, qtbot: QtBot) -> None:
    dialog.show_preview(ExportPreview(3, 3))
    dialog.choices_changed.connect(dialog.await_preview)
    folder_line(dialog).setText("")
    dialog.accept()
    with qtbot.assertNotEmitted(dialog.export_requested):
        dialog.show_preview(ExportPreview(3, 3))


def test_the_home_of_somebody_unknown_is_a_name_like_others(dialog: ExportDialog) -> None:
    folder_line(dialog).setText("~nobody of that name")
    assert dialog.choices.folder == Path("~nobody of that name")


def test_an_export_runs_on_a_thread_of_its_own_and_tells_what_became_of_it(
    dialog: ExportDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog.show_preview(ExportPreview(3, 3))
    with qtbot.waitSignal(dialog.export_requested) as asked:
        qtbot.mouseClick(button(dialog, "Export"), Qt.MouseButton.LeftButton)
    job = Job(export(asked.args[0].folder))
    with qtbot.waitSignal(job.finished):
        dialog.run(job)
    qtbot.waitUntil(lambda: "Exported" in said(dialog))
    assert "3 pictures, 3 objects" in said(dialog)
    assert f"In {tmp_path / 'out' / 'coco'}" in said(dialog)
    assert "100.0 %" in said(dialog)
    assert (tmp_path / "out" / "coco" / "annotations.json").is_file()
    assert button(dialog, "Open folder").isVisible()
    # The end of the thread is told after its result.
    qtbot.waitUntil(lambda: "Close" in buttons(dialog) and button(dialog, "Close").isEnabled())


def test_stop_stops_before_the_next_picture(dialog: ExportDialog, qtbot: QtBot) -> None:
    begun = threading.Event()

    def work(progress: Callable[[int, int], None], cancel: threading.Event) -> ExportOutcome:
        progress(1, 4)
        begun.set()
        return until_stopped(progress, cancel)

    job = Job(work)
    dialog.run(job)
    qtbot.waitUntil(begun.is_set)
    qtbot.waitUntil(lambda: dialog.findChild(QProgressBar).value() == 1)
    with qtbot.waitSignals([job.stopped, job.finished]):
        qtbot.mouseClick(button(dialog, "Stop"), Qt.MouseButton.LeftButton)
    assert button(dialog, "Close").isEnabled()
    assert "Stopped" in said(dialog)


def test_closing_the_dialog_while_it_runs_stops_first(dialog: ExportDialog, qtbot: QtBot) -> None:
    job = Job(until_stopped)
    with qtbot.waitSignal(job.finished):
        dialog.run(job)
        dialog.close()
    qtbot.waitUntil(lambda: "Stopped" in said(dialog) and not dialog.is_at_work)
    assert dialog.isVisible()
    dialog.close()
    assert not dialog.isVisible()


def test_why_it_failed_is_told(dialog: ExportDialog, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file in its place")
    job = Job(export(tmp_path / "out"))
    with qtbot.waitSignal(job.failed):
        dialog.run(job)
    qtbot.waitUntil(lambda: "The export failed" in said(dialog))
    assert f"{tmp_path / 'out'} cannot be written" in said(dialog)


def test_what_to_do_about_too_long_a_name_is_not_cut_off(dialog: ExportDialog, qtbot: QtBot, tmp_path: Path) -> None:
    job = Job(export(tmp_path / ("y" * 300)))
    with qtbot.waitSignal(job.failed):
        dialog.run(job)
    qtbot.waitUntil(lambda: "The export failed" in said(dialog))
    (page,) = (area for area in dialog.findChildren(QScrollArea) if area.isVisible())
    qtbot.waitUntil(lambda: page.widget().minimumSizeHint().width() <= page.viewport().width())


def test_after_a_failure_another_folder_can_be_chosen_without_choosing_all_anew(
    dialog: ExportDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "out").write_text("a file in its place")
    dialog.findChildren(QSpinBox)[0].setValue(20)
    job = Job(export(tmp_path / "out"))
    with qtbot.waitSignals([job.failed, job.finished]):
        dialog.run(job)
    qtbot.waitUntil(lambda: not dialog.is_at_work)
    with qtbot.waitSignal(dialog.choices_changed):
        qtbot.mouseClick(button(dialog, "Back"), Qt.MouseButton.LeftButton)
    assert dialog.shown_page is Page.FORM
    assert not button(dialog, "Export").isEnabled(), "it is counted anew"
    assert dialog.focusWidget() is folder_line(dialog)
    folder_line(dialog).setText(str(tmp_path / "other"))
    dialog.show_preview(ExportPreview(3, 3))
    with qtbot.waitSignal(dialog.export_requested) as asked:
        qtbot.mouseClick(button(dialog, "Export"), Qt.MouseButton.LeftButton)
    assert (asked.args[0].folder, asked.args[0].shares.val) == (tmp_path / "other", 20)
    again = Job(export(tmp_path / "other"))
    with qtbot.waitSignal(again.finished):
        dialog.run(again)
    qtbot.waitUntil(lambda: "Exported" in said(dialog) and not dialog.is_at_work)
    assert not dialog.accept_button.isVisible(), "what is exported has not to be chosen otherwise"


def test_an_error_that_nobody_expected_ends_the_job_and_not_the_dialog(dialog: ExportDialog, qtbot: QtBot) -> None:
    def work(*_: object) -> ExportOutcome:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as errors:
        dialog.run(Job(work))
        qtbot.waitUntil(lambda: "The export failed" in said(dialog))
        qtbot.waitUntil(lambda: bool(errors))
    assert [kind for kind, _, _ in errors] == [ZeroDivisionError]


def test_a_job_outlives_its_dialog(qtbot: QtBot, tmp_path: Path) -> None:
    dialog, job = ExportDialog(ExportChoices(ExportFormat.COCO, tmp_path / "out")), Job(until_stopped)
    dialog.run(job)
    with qtbot.waitSignal(dialog.destroyed):
        dialog.deleteLater()
    assert job.isRunning()
    with qtbot.waitSignal(job.finished):
        assert jobs_have_ended(20)
