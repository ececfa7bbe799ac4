"""What to look for, and where, is chosen in a dialog."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from labelers import PATIENCE
from model_shop import ModelShop
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from runner import NAMES, Runner, found_in
from window_bench import crash

from sam3_studio.app.dialogs.run_all import RunAllDialog
from sam3_studio.app.main_window.runs import plan_reading
from sam3_studio.app.main_window.window import MainWindow
from sam3_studio.app.settings import table as setting
from sam3_studio.core.labeling import ImageState
from sam3_studio.dataset.project.filtering import ImageFilter
from sam3_studio.dataset.project.planning import Inquiry

pytestmark = pytest.mark.gui

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier


class TestTheDialog:
    def test_it_proposes_active_classes_in_all_pictures_that_are_not_done(self, runner: Runner) -> None:
        runner.session.project.images.set_state(["6.png"], ImageState.DONE)
        dialog = runner.dialog()
        assert dialog.chosen == {1}
        assert dialog.everywhere.isChecked()
        assert not dialog.listed.isEnabled()
        assert dialog.unreviewed.isChecked()
        runner.reads(dialog, "4 pictures will be searched. 1 picture has been searched already.")
        runner.qtbot.mouseClick(dialog.unreviewed, LEFT)
        runner.reads(dialog, "5 pictures will be searched. 1 picture has been searched already.")
        runner.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        assert not runner.strip.isVisible()

    def test_where_every_picture_is_done_it_does_not_say_that_all_are_searched(self, runner: Runner) -> None:
        runner.session.project.images.set_state(NAMES, ImageState.DONE)
        dialog = runner.dialog()
        runner.reads(dialog, "There is no picture here that is not done.")
        assert not dialog.begin.isEnabled()
        runner.qtbot.mouseClick(dialog.unreviewed, LEFT)
        runner.reads(dialog, "5 pictures will be searched. 1 picture has been searched already.")

    def test_what_is_under_way_is_told_to_end(self, runner: Runner) -> None:
        sentence = "“Search in all pictures” is under way, and ends when this begins."
        assert sentence not in [label.text() for label in runner.dialog().findChildren(QLabel)]
        runner.model.gate.clear()
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, RunAllDialog)
        runner.accept(dialog)
        runner.until(lambda: len(runner.model.prompts) > 1)
        dialog = runner.dialog()
        assert sentence in [label.text() for label in dialog.findChildren(QLabel)]
        runner.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        runner.model.gate.set()
        runner.over()

    @pytest.mark.parametrize("searched", [False, True], ids=["counting", "the list"])
    def test_a_crash_while_the_extent_is_found_out_is_told_there_and_all_can_be_searched(
        self, runner: Runner, monkeypatch: pytest.MonkeyPatch, searched: bool
    ) -> None:
        if searched:
            runner.window.files.focus_search()
            runner.qtbot.keyClicks(QApplication.focusWidget(), "2.png")
            runner.window.canvas.setFocus()
        monkeypatch.setattr(*((plan_reading, "pictures_matching") if searched else (Inquiry, "extent")), crash)
        with runner.qtbot.captureExceptions() as crashes:
            dialog = runner.dialog()
            runner.reads(dialog, "An unexpected error came in between; the report tells more.")
            runner.until(lambda: bool(crashes))
        runner.qtbot.mouseClick(dialog.everywhere, LEFT)
        runner.accept(dialog)
        runner.over()

    def test_a_list_that_is_searched_can_be_the_place_to_look(self, runner: Runner) -> None:
        runner.window.files.focus_search()
        runner.qtbot.keyClicks(QApplication.focusWidget(), "2.png")
        runner.window.canvas.setFocus()
        dialog = runner.dialog()
        assert dialog.listed.isChecked()
        runner.until(lambda: dialog.listed.text() == "the pictures in the list (1)")
        runner.reads(dialog, "1 picture will be searched.")
        runner.qtbot.keyClick(dialog, Qt.Key.Key_Return)
        runner.over()
        assert [found_in(runner, name) for name in NAMES] == [2, 2, 0, 0, 0, 0]

    def test_the_list_is_read_in_another_thread_and_until_then_it_cannot_be_searched(
        self, runner: Runner, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        gate, matching = threading.Event(), plan_reading.pictures_matching

        def late(file: Path, wanted: ImageFilter, cancel: threading.Event) -> list[str]:
            gate.wait(PATIENCE / 1000)
            return matching(file, wanted, cancel)

        runner.window.files.focus_search()
        runner.qtbot.keyClicks(QApplication.focusWidget(), "2.png")
        runner.window.canvas.setFocus()
        monkeypatch.setattr(plan_reading, "pictures_matching", late)
        dialog = runner.dialog()
        assert dialog.listed.text() == "the pictures in the list (…)"
        assert not dialog.begin.isEnabled()
        runner.qtbot.mouseClick(dialog.everywhere, LEFT)
        assert dialog.begin.isEnabled()
        runner.qtbot.mouseClick(dialog.listed, LEFT)
        assert not dialog.begin.isEnabled()
        gate.set()
        runner.reads(dialog, "1 picture will be searched.")
        assert dialog.begin.isEnabled()
        dialog.reject()

    def test_without_a_class_there_is_nothing_to_begin(self, runner: Runner) -> None:
        dialog = runner.dialog()
        dialog.list.item(0).setCheckState(Qt.CheckState.Unchecked)
        assert not dialog.begin.isEnabled()
        assert dialog.extent.text() == "Choose what to look for."
        dialog.reject()

    def test_of_many_classes_one_is_chosen_without_taking_the_ticks_from_all_others(self, runner: Runner) -> None:
        for number in range(60):
            name = f"tool {number}"
            runner.session.classes.add(replace(runner.session.classes.blank(name), concepts=(name,)))
        dialog = runner.dialog()
        assert len(dialog.chosen) == dialog.list.count() == 61
        none = next(one for one in dialog.findChildren(QPushButton) if one.text() == "None or all")
        runner.qtbot.mouseClick(none, LEFT)
        assert (dialog.chosen, dialog.begin.isEnabled()) == (frozenset(), False)
        assert dialog.extent.text() == "Choose what to look for."
        dialog.list.item(0).setCheckState(Qt.CheckState.Checked)
        runner.qtbot.mouseClick(none, LEFT)
        runner.qtbot.mouseClick(none, LEFT)
        assert len(dialog.chosen) == 61
        dialog.reject()

    def test_where_everything_is_known_it_says_so(self, runner: Runner) -> None:
        runner.begin()
        runner.over()
        dialog = runner.finds_all_searched()
        assert not dialog.begin.isEnabled()
        dialog.reject()

    def test_a_class_that_is_chosen_is_switched_on(self, runner: Runner) -> None:
        runner.session.classes.add_concepts(["frog"])
        runner.session.classes.change(replace(runner.session.classes.listed[1], active=False))
        dialog = runner.dialog()
        assert dialog.chosen == {1}
        dialog.list.item(1).setCheckState(Qt.CheckState.Checked)
        runner.qtbot.keyClick(dialog, Qt.Key.Key_Return)
        runner.over()
        assert all(one.active for one in runner.session.classes.listed)

    def test_a_project_without_a_concept_is_told_to_have_one(
        self, window: MainWindow, shop: ModelShop, photos: Path, qtbot: QtBot
    ) -> None:
        made = Runner(window, shop, qtbot)
        made.open(photos)
        made.person.press(Qt.Key.Key_B, CONTROL)
        assert made.said[-1] == "No class has a concept to look for yet; type one first."

    def test_a_model_that_is_switched_off_is_told_of(self, runner: Runner) -> None:
        runner.window._settings.set(setting.AI, False)
        runner.person.press(Qt.Key.Key_B, CONTROL)
        assert runner.said[-1] == "The model is switched off; switch it on first."
