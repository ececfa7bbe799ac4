"""Runs over many pictures while a person goes on working: how they begin, how they are shown, what comes of them."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from sam3_studio.app.actions import Actions
from sam3_studio.app.dialogs import parts
from sam3_studio.app.dialogs.run_all import RunAllDialog, RunChoices
from sam3_studio.app.inference.controller import Controller
from sam3_studio.app.inference.messages import ModelInfo
from sam3_studio.app.main_window.asking import Asking
from sam3_studio.app.main_window.connecting import connect_actions
from sam3_studio.app.main_window.folder_encoding import FolderEncoding, ModelAtHand
from sam3_studio.app.main_window.plan_reading import Failing, Gaining, Listed, Measuring, PlanReader
from sam3_studio.app.main_window.run_driver import RunDriver
from sam3_studio.app.main_window.run_kinds import SearchRun
from sam3_studio.app.notify import Notifier
from sam3_studio.app.panels.file_model import StateFilter
from sam3_studio.app.panels.files import FilesPanel
from sam3_studio.app.panels.run_strip import RunState, RunStrip, RunView
from sam3_studio.app.session.session import Session
from sam3_studio.app.settings import Settings
from sam3_studio.app.settings.table import AI, DUPLICATE_IOU
from sam3_studio.app.threads.job import LatestJob
from sam3_studio.core.labeling import ImageState
from sam3_studio.core.tiled import TileUse
from sam3_studio.dataset.project.planning import Inquiry, Scope
from sam3_studio.dataset.project.project_pass import ProjectPass


class Runs(QObject):
    """Begins runs, and keeps the strip to how far they are.

    A search that is closed in the middle is taken up, paused, by the window that opens the project next; what failed in
    one that was over is listed there.

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
        self._settings = settings
        self._notifier = notifier
        self._window = window
        self._session: Session | None = None
        self._work: ProjectPass | None = None
        """The search that is driven."""
        self._driver = RunDriver(controller, notifier, self)
        self._plans = PlanReader(self)
        self._failures = LatestJob(self)
        self._failures.done.connect(self._recall)
        self._failures.failed.connect(notifier.fail)
        self._plans.read.connect(self._take_plan)
        self._plans.failed.connect(self._fail)
        self._driver.changed.connect(self._show)
        self._driver.kept.connect(self._show_found_here)
        self._driver.ended.connect(self._tell_end)
        self._model = ModelAtHand(controller, settings, notifier, self)
        self._encoding = FolderEncoding(actions, self._model, self._driver, files, settings, notifier, self)
        connect_actions(actions, {"run_all": self.open_dialog}, self)
        controller.model_changed.connect(self._take_up)
        settings.changes_of(AI).connect(self._follow_switch)
        strip.pause_wanted.connect(self._driver.pause)
        strip.resume_wanted.connect(self._resume)
        strip.stop_wanted.connect(self._driver.stop)
        strip.retry_wanted.connect(self._retry)
        strip.show_wanted.connect(self.show_found)
        strip.picture_chosen.connect(files.image_chosen)

    def set_session(self, session: Session | None) -> None:
        """Another project is open, or none; what an earlier window left to do is taken up, paused."""
        self._driver.forget()
        self._plans.forget()
        self._failures.forget()
        self._session, self._work = session, None
        self._encoding.set_session(session)
        if session is not None:
            session.classes.changed.connect(self._driver.follow_classes)
            self._take_up(self._controller.model)

    @Slot()
    def open_dialog(self) -> None:
        """Let a person choose what to look for where."""
        session, model = self._session, self._model.find()
        if session is None or model is None:
            return
        classes = [one for one in session.classes.listed if one.searched]
        if not classes:
            self._notifier.warn(self.tr("No class has a concept to look for yet; type one first."))
            return
        with self._driver.telling():
            wanted, images = self._files.wanted, sum(session.counts().images.values())
            listed = None if wanted.is_empty else Listed(session.project.file, wanted)
            measures = _Measures(self._new_work(session, model), session.project.root, model)
            dialog = RunAllDialog(RunChoices(classes, images, listed), measures, self._window)
            dialog.begun.connect(self._search)
            session.destroyed.connect(dialog.close)
            parts.open_once(dialog)

    @Slot()
    def show_found(self) -> None:
        """List the pictures in which candidates wait, and go to the first."""
        self._files.show_states(StateFilter.CANDIDATES)
        if first := self._files.end(-1):
            self._files.image_chosen.emit(first)
        self.found_shown.emit()

    def _new_work(self, session: Session, model: ModelInfo) -> ProjectPass:
        same_object = self._settings.get(DUPLICATE_IOU)
        return ProjectPass(session.project, model.fingerprint, same_object=same_object, plan=self._plans.want)

    @Slot(object, object)
    def _search(self, class_ids: frozenset[int], scope: Scope) -> None:
        session, model = self._session, self._model.find()
        if session is None or model is None:
            return
        with self._driver.telling():
            # What is found of a class that is switched off would not be seen.
            session.classes.activate(class_ids)
            work = self._work = self._new_work(session, model)
            work.begin(class_ids, scope, first=self._files.current)
            self._driver.begin(SearchRun(session, work))

    @Slot(object, object)
    def _take_plan(self, inquiry: Inquiry, names: tuple[str, ...]) -> None:
        """It has been found out what a search has to do."""
        if self._work is not None:
            with self._driver.telling():
                self._work.take_plan(inquiry, names)
                self._driver.follow_plan()

    @Slot(str)
    def _fail(self, sentence: str) -> None:
        self._notifier.fail(sentence)
        self._driver.pause()

    @Slot(object)
    def _take_up(self, model: ModelInfo | None) -> None:
        """A search that was closed in the middle waits to be continued, once there is a model.

        One that was over before is shown again where something has failed in it.
        """
        session = self._session
        if session is None or model is None or self._driver.run is not None:
            return
        with self._driver.telling():
            work = self._work = self._new_work(session, model)
            if work.resume():
                self._driver.begin(SearchRun(session, work), paused=True)
            elif inquiry := work.recall():
                self._failures.begin(Failing(inquiry))

    @Slot(object)
    def _recall(self, failures: dict[str, str]) -> None:
        """It is known what failed in the last run, which is over: a person can try that again."""
        session, work = self._session, self._work
        if session is not None and work is not None and self._driver.run is None and failures:
            work.take_failures(failures)
            self._driver.recall(SearchRun(session, work))

    @Slot()
    def _resume(self) -> None:
        if self._model.find() is not None:
            self._driver.resume()

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
        if run is not None and run.finds and self._waiting():
            self._notifier.offer(self._strip.text, self.tr("Show them"), self.show_found)
        else:
            self._notifier.inform(self._strip.text)

    def _waiting(self) -> int:
        """Pictures in which candidates wait."""
        return self._session.counts().images.get(ImageState.CANDIDATES, 0) if self._session else 0

    @Slot()
    def _show(self) -> None:
        run, state = self._driver.run, self._driver.state
        if run is None:
            self._strip.show_run(None)
            return
        waiting = self._waiting() if run.finds and state is RunState.OVER else 0
        failures = dict(run.failures)
        self._strip.show_run(RunView(run.title, state, run.progress, run.finds, waiting, failures, run.is_planning))


@dataclass(frozen=True, slots=True)
class _Measures:
    """Gives a dialog work that tells what a choice comes to."""

    work: ProjectPass
    root: Path
    model: ModelInfo

    def extent(self, class_ids: Collection[int], scope: Scope) -> Measuring:
        """How much is to be done."""
        return Measuring(self.work.inquiry(class_ids, scope))

    def gain(self, class_ids: Collection[int], scope: Scope) -> Gaining:
        """Whether tiles would find more."""
        return Gaining(self.work.inquiry(class_ids, replace(scope, tiles=TileUse.AUTO)), self.root, self.model)
