"""Runs over many pictures while a person goes on working: one at a time, in the background of everything else."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from sam3_studio.app.actions import Actions
from sam3_studio.app.dialogs import parts
from sam3_studio.app.dialogs.run_all import RunAllDialog, RunChoices
from sam3_studio.app.inference.controller import Controller
from sam3_studio.app.inference.messages import Failed, ModelInfo, Reply
from sam3_studio.app.language import translated
from sam3_studio.app.main_window.asking import Asking
from sam3_studio.app.main_window.connecting import connect_actions
from sam3_studio.app.main_window.run_kinds import EncodingRun, Run, SearchRun
from sam3_studio.app.notify import Notifier
from sam3_studio.app.panels.file_model import StateFilter
from sam3_studio.app.panels.files import FilesPanel
from sam3_studio.app.panels.run_strip import RunState, RunStrip, RunView
from sam3_studio.app.session.session import Session
from sam3_studio.app.settings import Settings
from sam3_studio.app.settings.table import AI, CACHE_DISK_GIGABYTES, DUPLICATE_IOU
from sam3_studio.core.errors import Sam3StudioError
from sam3_studio.core.labeling import ImageState
from sam3_studio.dataset.asking import FailureCount
from sam3_studio.dataset.project.filtering import pictures_matching
from sam3_studio.dataset.project.planning import Scope
from sam3_studio.dataset.project.project_pass import ProjectPass


class Runs(QObject):
    """Begins runs, asks the model for one picture after the other, and keeps the strip to how far the run is.

    Whatever a person asks the model for comes first. A run that is closed in the middle is taken up, paused, by the
    window that opens the project next.

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
        self._actions = actions
        self._controller = controller
        self._asking = asking
        self._files = files
        self._strip = strip
        self._settings = settings
        self._notifier = notifier
        self._window = window
        self._session: Session | None = None
        self._run: Run | None = None
        self._state = RunState.PAUSED
        self._device = FailureCount()
        connect_actions(actions, {"run_all": self.open_dialog, "encode_folder": self.encode_folder}, self)
        controller.background.connect(self._take)
        controller.model_changed.connect(self._follow_model)
        settings.changes_of(AI).connect(self._follow_switch)
        strip.pause_wanted.connect(self.pause)
        strip.resume_wanted.connect(self.resume)
        strip.stop_wanted.connect(self.stop)
        strip.retry_wanted.connect(self.retry)
        strip.show_wanted.connect(self.show_found)
        strip.picture_chosen.connect(files.image_chosen)

    def set_session(self, session: Session | None) -> None:
        """Another project is open, or none; what an earlier window left to do is taken up, paused."""
        self._controller.stop_background()
        self._session, self._run = session, None
        if session is not None:
            session.classes_changed.connect(self._follow_classes)
            self._take_up()
        self._show()

    @Slot()
    def open_dialog(self) -> None:
        """Let a person choose what to look for where."""
        session, model = self._session, self._controller.model
        if session is None or not self._may_ask() or model is None:
            return
        classes = [one for one in session.classes if one.searched]
        if not classes:
            self._notifier.warn(self.tr("No class has a concept to look for yet; type one first."))
            return
        with self._telling():
            wanted = self._files.wanted
            listed = None if wanted.is_empty else tuple(pictures_matching(session.project.file, wanted))
            images = sum(session.counts().images.values())
            work = self._new_work(session, model)
            dialog = RunAllDialog(RunChoices(classes, images, listed), work.extent, self._window)
            dialog.begun.connect(self._search)
            session.destroyed.connect(dialog.close)
            parts.open_once(dialog)

    @Slot()
    def encode_folder(self) -> None:
        """Prepare every picture on disk, from the one in hand on."""
        session, model = self._session, self._controller.model
        if session is None or not self._may_ask() or model is None:
            return
        if not self._settings.get(CACHE_DISK_GIGABYTES):
            sentence = self.tr("The settings give prepared pictures no room on disk.")
            self._notifier.offer(sentence, self.tr("Settings…"), self._actions["settings"].trigger)
            return
        with self._telling():
            names = [one.name for one in session.records() if not one.missing]
            start = names.index(self._files.current) if self._files.current in names else 0
            self._begin(EncodingRun(session, [*names[start:], *names[:start]], model.fingerprint))

    @Slot()
    def pause(self) -> None:
        """Do nothing for now; the picture in hand is begun again later."""
        self._controller.stop_background()
        if self._run is not None:
            self._run.pause()
            self._state = RunState.PAUSED
        self._show()

    @Slot()
    def resume(self) -> None:
        """Go on."""
        if self._run is not None and self._may_ask():
            self._state = RunState.RUNNING
            self._device = FailureCount()
            self._go_on()

    @Slot()
    def stop(self) -> None:
        """Give up the rest of the run, or forget the one that is over."""
        self._controller.stop_background()
        run, self._run = self._run, None
        if run is not None:
            with self._telling():
                run.cancel()
        self._show()

    @Slot()
    def retry(self) -> None:
        """Try again what failed."""
        if self._run is not None and self._may_ask():
            self._controller.stop_background()
            with self._telling():
                self._run.retry()
            self.resume()

    @Slot()
    def show_found(self) -> None:
        """List the pictures in which candidates wait, and go to the first."""
        self._files.show_states(StateFilter.CANDIDATES)
        if first := self._files.end(-1):
            self._files.image_chosen.emit(first)

    def _may_ask(self) -> bool:
        """Whether there is a model to ask; if not, a person is told."""
        if not self._settings.get(AI):
            self._notifier.warn(self.tr("The model is switched off; switch it on first."))
            return False
        if self._controller.model is None:
            self._notifier.warn(self.tr("The model is still loading; try again in a moment."))
            return False
        return True

    def _new_work(self, session: Session, model: ModelInfo) -> ProjectPass:
        return ProjectPass(session.project, model.fingerprint, same_object=self._settings.get(DUPLICATE_IOU))

    @Slot(object, object)
    def _search(self, class_ids: frozenset[int], scope: Scope) -> None:
        session, model = self._session, self._controller.model
        if session is None or model is None:
            return
        with self._telling():
            # What is found of a class that is switched off would not be seen.
            session.activate_classes(class_ids)
            work = self._new_work(session, model)
            work.begin(class_ids, scope, first=self._files.current)
            self._begin(SearchRun(session, work))

    def _take_up(self) -> None:
        """A search that was closed in the middle waits to be continued."""
        session, model = self._session, self._controller.model
        if session is None or model is None or self._run is not None:
            return
        with self._telling():
            work = self._new_work(session, model)
            if work.resume():
                self._run, self._state = SearchRun(session, work), RunState.PAUSED

    def _begin(self, run: Run) -> None:
        self._controller.stop_background()
        self._run = run
        self.resume()

    def _go_on(self) -> None:
        """Ask for the next picture; tell that it is over where there is none."""
        if self._run is not None and self._state is RunState.RUNNING and self._controller.model is not None:
            with self._telling():
                request = self._run.next()
                if request is not None:
                    self._controller.work_in_background(request)
                else:
                    self._end(self._run)
        self._show()

    def _end(self, run: Run) -> None:
        self._state = RunState.OVER
        self._show()
        if run.finds and self._waiting():
            self._notifier.offer(self._strip.text, self.tr("Show them"), self.show_found)
        else:
            self._notifier.inform(self._strip.text)

    @Slot(object)
    def _take(self, reply: Reply) -> None:
        """The model has done what it was asked, or could not."""
        run, session = self._run, self._session
        if run is None or session is None or self._state is not RunState.RUNNING:
            return
        with self._telling():
            if isinstance(reply, Failed):
                run.fail(reply.sentence, of_picture=reply.of_picture)
            elif (name := run.take(reply)) and session.picture is not None and name == session.picture.name:
                self._asking.run_soon()
        for sentence in run.warnings():
            self._notifier.warn(sentence)
        if self._device.note(of_device=isinstance(reply, Failed) and not reply.of_picture):
            self.pause()
            if isinstance(reply, Failed):
                self._notifier.fail(reply.sentence)
        self._go_on()

    @Slot()
    def _follow_classes(self) -> None:
        if self._run is not None and self._state is not RunState.OVER:
            with self._telling():
                if self._run.follow_classes():
                    self._controller.stop_background()
                    self._go_on()

    @Slot(object)
    def _follow_model(self, model: ModelInfo | None) -> None:
        """Another model answers from here on, or the same on another device; None: none does."""
        if model is None:
            if self._state is RunState.RUNNING:
                self.pause()
        elif self._run is None:
            self._take_up()
            self._show()
        elif self._state is not RunState.OVER:
            with self._telling():
                if self._run.follow_model(model.fingerprint):
                    self._controller.stop_background()
                    self._go_on()

    @Slot(bool)
    def _follow_switch(self, used: bool) -> None:  # noqa: FBT001 - a slot
        if not used and self._state is RunState.RUNNING:
            self.pause()

    def _waiting(self) -> int:
        """Pictures in which candidates wait."""
        return self._session.counts().images.get(ImageState.CANDIDATES, 0) if self._session else 0

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """Has the notifier tell of what goes wrong inside; the run pauses."""
        try:
            yield
        except Sam3StudioError as error:
            self._notifier.fail(translated(error))
            self.pause()

    def _show(self) -> None:
        run = self._run
        if run is None:
            self._strip.show_run(None)
            return
        waiting = self._waiting() if run.finds and self._state is RunState.OVER else 0
        failures = dict(run.failures)
        self._strip.show_run(RunView(run.title, self._state, run.progress, run.finds, waiting, failures))
