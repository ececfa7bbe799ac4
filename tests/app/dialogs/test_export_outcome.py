"""After an export a person learns what became of it, and is asked where shapes are not what was on the screen."""

import threading
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from widgets import button

from sam3_studio.app.dialogs import export_outcome
from sam3_studio.app.dialogs.export_outcome import OutcomePage
from sam3_studio.core.annotation import AnnotatedImage, Annotation
from sam3_studio.core.rle import Rle
from sam3_studio.dataset.export import ExportOutcome, export_dataset
from sam3_studio.dataset.format_table import ExportFormat
from sam3_studio.dataset.manifest import MANIFEST
from sam3_studio.dataset.report import Changes, ExportReport

pytestmark = pytest.mark.gui


@pytest.fixture
def page(qtbot: QtBot) -> OutcomePage:
    page = OutcomePage()
    qtbot.addWidget(page)
    page.show()
    return page


def outcome(folder: Path, iou: float | None = 1.0, **rest: object) -> ExportOutcome:
    return ExportOutcome((ExportReport(folder, 1, 2, lowest_iou=iou, **rest),), (), folder)  # type: ignore[arg-type]


def test_nothing_is_asked_where_shapes_are_what_they_were(page: OutcomePage, tmp_path: Path) -> None:
    page.show_outcome(outcome(tmp_path, 0.995))
    assert not page.asks
    assert "99.5 %" in page.told


def test_an_export_that_failed_as_its_folder_has_too_long_a_name_is_told(page: OutcomePage, tmp_path: Path) -> None:
    page.tell("The export failed", ["Its name is too long."], tmp_path / ("x" * 300))
    assert page.told == "Its name is too long."
    assert not button(page, "Open folder").isVisible()


def test_boxes_are_told_as_boxes_and_nothing_is_asked(page: OutcomePage, tmp_path: Path) -> None:
    page.show_outcome(outcome(tmp_path, None, lowest_box_iou=0.996, changes=Changes(boxes=2)))
    assert not page.asks
    assert "Read back and compared: every box is the one around its object." in page.told
    assert "2 objects: a box alone is written, as this format holds no shapes." in page.told
    assert "%" not in page.told


def test_what_the_format_changed_is_told(page: OutcomePage, tmp_path: Path) -> None:
    changes = Changes(holes=1, parts=2, simplified=3, filled=4, split=5, overlong=1, twins=6, unsaid=7, hidden=8)
    page.show_outcome(outcome(tmp_path, changes=changes))
    assert "1 object with holes: each hole is joined to the outline by a thin slit." in page.told
    assert "2 objects of several parts: they are joined by thin bridges." in page.told
    assert "3 outlines had more corners than readers of this format accept, and were simplified." in page.told
    assert "1 outline keeps more corners than readers of this format accept" in page.told
    assert "4 objects with holes: these are filled." in page.told
    assert "6 objects have the same class and box as another one, and Ultralytics reads only one of each." in page.told
    assert "8 objects lie wholly under others, so nothing is left of them." in page.told
    assert "5 objects with holes: cut into pieces, each an object of its own." in page.told
    assert "7 objects without their attributes, notes and flags, which this format does not hold." in page.told


def test_shapes_that_differ_too_much_can_be_removed_again(page: OutcomePage, tmp_path: Path, qtbot: QtBot) -> None:
    masks = [Rle.from_crop(np.ones((4, 4), dtype=bool), place, place, 9, 9) for place in (0, 2)]
    image = AnnotatedImage("a.png", 9, 9, tuple(Annotation("cat", mask) for mask in masks))
    report = export_dataset([image], ["cat"], tmp_path / "out", ExportFormat.INSTANCE_PNG, pictures="leave")
    page.show_outcome(ExportOutcome((report,), (), report.folder))
    assert page.asks
    assert "1 object lies partly under others and lost that part." in page.told
    qtbot.mouseClick(button(page, "Remove what was written"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.verdict == "Removed again")
    assert not page.asks
    assert not (tmp_path / "out").exists()


def test_the_window_goes_on_while_an_export_is_removed_and_nobody_can_ask_for_that_twice(
    page: OutcomePage, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_end = threading.Event()

    def remove_much(_: ExportOutcome) -> tuple[str, ...]:
        may_end.wait(60)
        return ()

    monkeypatch.setattr(export_outcome, "withdraw_export", remove_much)
    page.show_outcome(outcome(tmp_path, 0.5))
    remove = button(page, "Remove what was written")
    qtbot.mouseClick(remove, Qt.MouseButton.LeftButton)
    assert (page.asks, remove.isEnabled()) == (True, False)
    may_end.set()
    qtbot.waitUntil(lambda: page.verdict == "Removed again")


def test_why_an_export_could_not_be_removed_is_told(page: OutcomePage, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / MANIFEST).mkdir()
    page.show_outcome(outcome(tmp_path, 0.5))
    qtbot.mouseClick(button(page, "Remove what was written"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.verdict == "It could not be removed")
    assert f"{tmp_path / MANIFEST} cannot be read" in page.told
