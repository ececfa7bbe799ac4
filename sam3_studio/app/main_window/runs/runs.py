"""Runs over many pictures while a person goes on working: how they are shown, what comes of them."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from sam3_studio.app.actions import Actions
from sam3_studio.app.inference.controller import Controller
from sam3_studio.app.main_window.models.asking import Asking
from sam3_studio.app.main_window.runs.folder_encoding import FolderEncoding, ModelAtHand
from sam3_studio.app.main_window.runs.project_search import ProjectSearch
from sam3_studio.app.main_window.runs.run_driver import RunDriver
from sam3_studio.app.notify import Notifier
from sam3_studio.app.panels.files.model import StateFilter
from sam3_studio.app.panels.files.panel import FilesPanel
from sam3_studio.app.panels.run_strip import RunState, RunStrip, RunView
from sam3_studio.app.session.session import Session
from sam3_studio.app.settings import Settings
from sam3_studio.app.settings.table import AI
from sam3_studio.core.labeling import ImageState

if TYPE_CHECKING:
    from pathlib import Path

_GATHER = 100
"""Milliseconds in which pictures whose states change are gathered before they are counted."""


class Runs(QObject):
    """Keeps the strip to how far a run is, and tells what came of it.

    Signals:
        found_shown: a person wants to go through what was found.

    Args:
        actions: of the window.
        controller: of the model.
        asking: shows what a run finds in the picture in hand.
        files: the list of pictures.
        strip: tells of the run.
        settings: which candidates are objects already, and room on disk.
        notifier: tells of its end, and what goes wrong.
        window: that dialogs lie over.
    """

    found_shown = Signal()

    def __init__(
        self,
        actions: Actions,
        controller: Controller,
        asking: Asking,
        files: FilesPanel,
        strip: RunStrip,
        settings: Settings,
        notifier: Notifier,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._controller = controller
        self._asking = asking
        self._files = files
        self._strip = strip
        self._notifier = notifier
        self._session: Session | None = None
        self._held: Path | None = None
        self._has_others = False
        """Whether there are more pictures, or others, since the folder was looked through last."""
        self._recount = QTimer(self, singleShot=True, interval=_GATHER)
        self._recount.timeout.connect(self._show)
        self._driver = RunDriver(controller, notifier, self)
        self._driver.changed.connect(self._show)
        self._driver.kept.connect(self._show_found_here)
        self._driver.ended.connect(self._tell_end)
        self._model = ModelAtHand(controller, settings, notifier, self)
        self._search = ProjectSearch(actions, self._model, self._driver, files, settings, notifier, window, self)
        self._encoding = FolderEncoding(actions, self._model, self._driver, files, settings, notifier, self)
        controller.model_changed.connect(self._search.take_up)
        settings.changes_of(AI).connect(self._follow_switch)
        strip.pause_wanted.connect(self._driver.pause)
        strip.resume_wanted.connect(self._resume)
        strip.stop_wanted.connect(self._stop)
        strip.retry_wanted.connect(self._retry)
        strip.show_wanted.connect(self.show_found)
        strip.picture_chosen.connect(files.image_chosen)

    @Slot()
    def hold(self) -> None:
        """The project is about to be closed for a while; a run that goes on is to go on when it is open again."""
        going_on = self._driver.run is not None and self._driver.state is RunState.RUNNING
        self._held = self._session.project.file if self._session is not None and going_on else None

    def set_session(self, session: Session | None) -> None:
        """Another project is open, or none; what an earlier window left to do is taken up, paused."""
        self._driver.forget()
        self._session = session
        self._has_others = False
        self._search.set_session(session)
        self._encoding.set_session(session)
        if session is not None:
            session.classes.changed.connect(self._driver.follow_classes)
            session.classes.changed.connect(self._count_again)
            session.renamed.connect(self._driver.follow_names)
            session.pictures_found.connect(self._note_others)
            session.renewed.connect(self._note_others)
            session.scanned.connect(self._follow_pictures)
            session.pictures_changed.connect(self._show)
            session.state_changed.connect(self._count_again)
            self._search.take_up(self._controller.model)
            held, self._held = self._held, None
            if held == session.project.file and self._driver.run is not None:
                self._resume()

    @Slot()
    def show_found(self) -> None:
        """List the pictures in which candidates wait, and go to the first; where all had been begun, to one of them."""
        begun = next(iter(self._driver.run.begun), "") if self._driver.run is not None else ""
        if self._waiting() or not begun:
            self._files.show_states(StateFilter.CANDIDATES, self._go_to_found)
        else:
            self._files.show_states(StateFilter.ALL, partial(self._files.image_chosen.emit, begun))

    def _go_to_found(self) -> None:
        if first := self._files.end(-1):
            self._files.image_chosen.emit(first)
        self.found_shown.emit()

    @Slot()
    def _note_others(self) -> None:
        self._has_others = True

    @Slot()
    def _follow_pictures(self) -> None:
        """The folder has been looked through: who began a run before that wants all of it searched."""
        others, self._has_others = self._has_others, False
        self._driver.follow_pictures(others=others)

    @Slot()
    def _resume(self) -> None:
        if self._model.find() is not None:
            self._driver.resume()

    @Slot()
    def _stop(self) -> None:
        """Give up the run, or put it away; a search that gave way to it, or waits to be continued, is shown again."""
        run, interrupts = self._driver.run, self._driver.interrupts
        self._driver.stop()
        if run is None or not run.finds:
            self._search_on(going_on=interrupts)

    def _search_on(self, *, going_on: bool) -> None:
        """Take up a search of which something is left to do; whether it was going on before."""
        self._search.take_up(self._controller.model)
        if going_on and self._driver.run is not None and self._driver.state is RunState.PAUSED:
            self._resume()

    @Slot()
    def _retry(self) -> None:
        if self._model.find() is not None:
            self._driver.retry()

    @Slot(bool)
    def _follow_switch(self, used: bool) -> None:  # noqa: FBT001 - a slot
        if not used and self._driver.state is RunState.RUNNING:
            self._driver.pause()

    @Slot(str)
    def _show_found_here(self, name: str) -> None:
        if self._session is not None and self._session.picture is not None and name == self._session.picture.name:
            self._asking.run_soon()

    @Slot()
    def _tell_end(self) -> None:
        run = self._driver.run
        if run is not None and run.finds and (self._waiting() or run.begun):
            self._notifier.offer(self._strip.text, self.tr("Show them"), self.show_found)
        else:
            self._notifier.inform(self._strip.text)
        if self._driver.interrupts:
            self._driver.forget()
            self._search_on(going_on=True)

    def _waiting(self) -> int:
        """Pictures in which candidates wait."""
        return self._session.project.images.counts().images.get(ImageState.CANDIDATES, 0) if self._session else 0

    @Slot()
    def _count_again(self) -> None:
        """Candidates of a picture are accepted, or wait in one more."""
        if self._driver.state is RunState.OVER and not self._recount.isActive():
            self._recount.start()

    @Slot()
    def _show(self) -> None:
        run, state = self._driver.run, self._driver.state
        if run is None:
            self._strip.show_run(None)
            return
        waiting = self._waiting() if run.finds and state is RunState.OVER else 0
        failures = dict(run.failures)
        begun = len(run.begun)
        self._strip.show_run(
            RunView(
                run.title, state, run.progress, run.finds, waiting, begun, failures, run.is_planning, self._driver.tiles
            )
        )
