"""What a run has to do is found out in another thread."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from labelers import PATIENCE
from model_shop import ModelShop
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from runner import NAMES, Runner, found_in

from sam3_studio.app.main_window.window import MainWindow
from sam3_studio.app.threads.job import jobs_have_ended
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.searches import search_for
from sam3_studio.dataset.project.planning import Extent, Inquiry, Scope
from sam3_studio.dataset.project.runs.notes import RunNotes
from sam3_studio.dataset.project.runs.project_pass import ProjectPass

pytestmark = pytest.mark.gui

OpenWindow = Callable[[], MainWindow]
LEFT = Qt.MouseButton.LeftButton


def _never(_: Inquiry) -> None:
    """A plan that does not come."""


class TestPlanning:
    """What is to be done is found out in another thread, which is held here until the gate opens."""

    @pytest.fixture
    def gate(self, monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
        gate, names = threading.Event(), Inquiry.names

        def late(inquiry: Inquiry, cancel: threading.Event | None = None) -> tuple[str, ...]:
            gate.wait(PATIENCE / 1000)
            return names(inquiry, cancel)

        monkeypatch.setattr(Inquiry, "names", late)
        yield gate
        gate.set()

    def test_meanwhile_the_strip_says_so_and_nothing_is_asked(self, runner: Runner, gate: threading.Event) -> None:
        before = len(runner.model.prompts)
        runner.begin()
        assert runner.strip.text == "Search in all pictures: looking for what is to be done…"
        assert len(runner.model.prompts) == before
        gate.set()
        runner.over()

    def test_what_a_person_does_meanwhile_is_on_disk_and_is_left_alone(
        self, runner: Runner, gate: threading.Event
    ) -> None:
        runner.begin()
        runner.person.accept_all()
        (mine,) = runner.objects
        assert runner.session.project.labels.document("1.png").objects == (mine,)
        gate.set()
        runner.over()
        assert runner.objects == (mine,)

    def test_a_prompt_that_changes_meanwhile_is_what_is_asked(self, runner: Runner, gate: threading.Event) -> None:
        runner.begin()
        runner.session.classes.change(runner.session.classes.listed[0].with_concept("goose"))
        gate.set()
        runner.over()
        search = search_for(runner.session.classes.listed[0], (), runner.window.controller.model.fingerprint)
        assert {runner.session.project.found.found(name)[1].key for name in NAMES[1:]} == {search.key}

    def test_stopped_meanwhile_it_never_begins(self, runner: Runner, gate: threading.Event) -> None:
        runner.begin()
        runner.qtbot.mouseClick(runner.strip.stop, LEFT)
        gate.set()
        runner.until(lambda: jobs_have_ended(PATIENCE / 1000))
        QApplication.processEvents()
        assert not runner.strip.isVisible()
        assert not any(found_in(runner, name) for name in NAMES[1:])

    def test_a_search_that_cannot_begin_for_a_full_disk_leaves_the_one_before_to_its_plan(
        self, runner: Runner, gate: threading.Event, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*_: object) -> None:
            raise DatasetError("The disk is full.")

        runner.begin()
        with monkeypatch.context() as disk:
            disk.setattr(RunNotes, "begin", full)
            runner.begin()
            runner.until(lambda: runner.said[-1] == "The disk is full.")
        gate.set()
        runner.qtbot.mouseClick(runner.strip.resume, LEFT)
        runner.over()
        assert all(found_in(runner, name) for name in NAMES)

    def test_a_plan_that_cannot_be_read_is_told_of_and_continuing_reads_it_again(
        self, runner: Runner, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(_: Inquiry, __: threading.Event | None = None) -> tuple[str, ...]:
            raise DatasetError("The disk has gone.")

        with monkeypatch.context() as broken:
            broken.setattr(Inquiry, "names", fail)
            runner.begin()
            runner.until(lambda: "The disk has gone." in runner.said)
        runner.until(runner.strip.resume.isVisible)
        runner.qtbot.mouseClick(runner.strip.resume, LEFT)
        runner.over()
        assert all(found_in(runner, name) for name in NAMES)

    def test_a_plan_whose_reading_crashes_pauses_and_continuing_reads_it_again(
        self, runner: Runner, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def crash(_: Inquiry, __: threading.Event | None = None) -> tuple[str, ...]:
            raise RuntimeError

        with monkeypatch.context() as broken, runner.qtbot.captureExceptions() as crashes:
            broken.setattr(Inquiry, "names", crash)
            runner.begin()
            runner.until(runner.strip.resume.isVisible)
            runner.until(lambda: bool(crashes))
        runner.qtbot.mouseClick(runner.strip.resume, LEFT)
        runner.over()
        assert all(found_in(runner, name) for name in NAMES)

    def test_a_run_that_has_nothing_left_to_do_is_not_taken_up(
        self, runner: Runner, photos: Path, open_window: OpenWindow, shop: ModelShop, qtbot: QtBot
    ) -> None:
        ProjectPass(runner.session.project, "another", plan=_never).begin({1}, Scope(("1.png",)))
        runner.window.close()
        later = open_window()
        with qtbot.waitSignal(later.controller.loaded, timeout=PATIENCE):
            later.begin()
        again = Runner(later, shop, qtbot)
        again.open(photos)
        again.until(lambda: not again.session.project.settings.get("run over pictures"))
        assert not again.strip.isVisible()

    def test_until_it_is_counted_how_much_there_is_to_do_one_can_begin(
        self, runner: Runner, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        gate, extent = threading.Event(), Inquiry.extent

        def late(inquiry: Inquiry, cancel: threading.Event | None = None) -> Extent:
            gate.wait(PATIENCE / 1000)
            return extent(inquiry, cancel)

        monkeypatch.setattr(Inquiry, "extent", late)
        dialog = runner.dialog()
        assert dialog.extent.text() == "Counting…"
        assert dialog.begin.isEnabled()
        gate.set()
        runner.reads(dialog, "5 pictures will be searched. 1 picture has been searched already.")
        dialog.reject()
