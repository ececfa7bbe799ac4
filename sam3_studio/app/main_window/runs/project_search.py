"""Searching in many pictures of a project: how it begins, what it has to do, how it is taken up later."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from sam3_studio.app.actions import Actions
from sam3_studio.app.dialogs import parts
from sam3_studio.app.dialogs.run_all import RunAllDialog, RunChoices
from sam3_studio.app.inference.messages import ModelInfo
from sam3_studio.app.main_window.connecting import connect_actions
from sam3_studio.app.main_window.runs.folder_encoding import ModelAtHand
from sam3_studio.app.main_window.runs.plan_reading import Failing, Gaining, Listed, Measuring, PlanReader
from sam3_studio.app.main_window.runs.run_driver import RunDriver
from sam3_studio.app.main_window.runs.search_run import SearchRun
from sam3_studio.app.notify import Notifier
from sam3_studio.app.panels.files.panel import FilesPanel
from sam3_studio.app.panels.run_strip import RunState
from sam3_studio.app.session.session import Session
from sam3_studio.app.settings import Settings
from sam3_studio.app.settings.table import DUPLICATE_IOU
from sam3_studio.app.threads.job import LatestJob
from sam3_studio.core.tiled import TileUse
from sam3_studio.dataset.project.planning import Inquiry, Scope
from sam3_studio.dataset.project.runs.notes import RunNotes
from sam3_studio.dataset.project.runs.project_pass import ProjectPass


class ProjectSearch(QObject):
    """Begins runs that look for classes.

    One that is closed in the middle is taken up, paused, by the window that opens the project next; what failed in one
    that was over is listed there.

    Args:
        actions: of the window.
        model: that is asked.
        driver: of runs.
        files: the list of pictures.
        settings: which candidates are objects already.
        notifier: tells what goes wrong.
        window: that the dialog lies over.
        parent: of this object.
    """

    def __init__(
        self,
        actions: Actions,
        model: ModelAtHand,
        driver: RunDriver,
        files: FilesPanel,
        settings: Settings,
        notifier: Notifier,
        window: QWidget,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._driver = driver
        self._files = files
        self._settings = settings
        self._notifier = notifier
        self._window = window
        self._session: Session | None = None
        self._work: ProjectPass | None = None
        """The search that is driven."""
        self._plans = PlanReader(self)
        self._plans.read.connect(self._take_plan)
        self._plans.failed.connect(self._fail)
        self._plans.crashed.connect(driver.pause)
        self._failures = LatestJob(self)
        self._failures.done.connect(self._recall)
        self._failures.failed.connect(notifier.fail)
        connect_actions(actions, {"run_all": self._open_dialog}, self)

    def set_session(self, session: Session | None) -> None:
        """Another project is open, or none."""
        self._plans.forget()
        self._failures.forget()
        self._session, self._work = session, None
        if session is not None:
            session.renamed.connect(self._follow_names)

    @Slot(object)
    def take_up(self, model: ModelInfo | None) -> None:
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
    def _follow_names(self, names: Mapping[str, str]) -> None:
        """Pictures have other names: what is noted of a search follows, also of one that nobody has taken up yet."""
        if self._session is None:
            return
        with self._driver.telling():
            RunNotes(self._session.project).follow_names(names)
            if self._failures.is_running and self._work is not None and (inquiry := self._work.recall()):
                self._failures.begin(Failing(inquiry))

    @Slot()
    def _open_dialog(self) -> None:
        """Let a person choose what to look for where."""
        session, model = self._session, self._model.find()
        if session is None or model is None:
            return
        classes = [one for one in session.classes.listed if one.searched]
        if not classes:
            self._notifier.warn(self.tr("No class has a concept to look for yet; type one first."))
            return
        with self._driver.telling():
            wanted, images = self._files.wanted, sum(session.project.images.counts().images.values())
            listed = None if wanted.is_empty else Listed(session.project.file, wanted)
            measures = _Measures(self._new_work(session, model), session.project.root, model)
            run = self._driver.run
            under_way = run.title if run is not None and self._driver.state is not RunState.OVER else ""
            dialog = RunAllDialog(RunChoices(classes, images, listed, under_way), measures, self._window)
            dialog.begun.connect(self._search)
            session.destroyed.connect(dialog.close)
            parts.open_once(dialog)

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
            work = self._new_work(session, model)
            work.begin(class_ids, scope, first=self._files.current)
            self._work = work
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
    def _recall(self, failures: dict[str, str]) -> None:
        """It is known what failed in the last run, which is over: a person can try that again."""
        session, work = self._session, self._work
        if session is not None and work is not None and self._driver.run is None and failures:
            work.take_failures(failures)
            self._driver.recall(SearchRun(session, work))


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
