"""One run at a time, driven picture by picture in the background of everything else."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from PySide6.QtCore import QObject, Signal, Slot

from sam3_studio.app.inference.background import InBackground
from sam3_studio.app.inference.controller import Controller
from sam3_studio.app.inference.messages import Failed, ModelInfo, Reply
from sam3_studio.app.language import translated
from sam3_studio.app.main_window.runs.run import Run
from sam3_studio.app.notify import Notifier
from sam3_studio.app.panels.run_strip import RunState
from sam3_studio.core.errors import Sam3StudioError
from sam3_studio.dataset.asking import FailureCount
from sam3_studio.dataset.reach import Reach, out_of_reach


class RunDriver(QObject):
    """Asks the model for one picture after the other. Whatever a person asks the model for comes first.

    A run pauses by itself when the project cannot be written, when the device fails for several pictures in a row, when
    the folder of the pictures is gone or the disk does not give many in a row, and when there is no model any more.

    Signals:
        changed: a run is further, or at something else.
        kept (str): more is known about the picture of this name.
        ended: nothing is left to do.

    Args:
        controller: of the model.
        notifier: tells what goes wrong.
        parent: of this object.
    """

    changed = Signal()
    kept = Signal(str)
    ended = Signal()

    def __init__(self, controller: Controller, notifier: Notifier, parent: QObject) -> None:
        super().__init__(parent)
        self.run: Run | None = None
        self.state = RunState.PAUSED
        self.tiles = 0, 0
        """How many tiles of the picture in hand were looked at, and how many it has; none as long as it is one."""
        self.interrupts = False
        """Whether a search that was going on gave way to the run, which finds nothing."""
        self._controller = controller
        self._notifier = notifier
        self._failures = FailureCount()
        controller.background.connect(self._take)
        controller.tiles_looked.connect(self._count_tiles)
        controller.model_changed.connect(self._follow_model)

    def begin(self, run: Run, *, paused: bool = False) -> None:
        """Drive a run, in the place of any other; paused, it waits until `resume`."""
        gives_way = self.run is not None and self.run.finds and self.state is RunState.RUNNING
        interrupts = not run.finds and (gives_way or self.interrupts)
        self.forget()
        self.run, self.state, self.interrupts = run, RunState.PAUSED, interrupts
        if paused:
            self.changed.emit()
        else:
            self.resume()

    def recall(self, run: Run) -> None:
        """Show a run that was over before, of which something can still be tried again."""
        self.forget()
        self.run, self.state = run, RunState.OVER
        self.changed.emit()

    @Slot()
    def pause(self) -> None:
        """Do nothing for now; the picture in hand is begun again later."""
        self._controller.stop_background()
        if self.run is not None:
            self.run.pause()
            self.state = RunState.PAUSED
        self.changed.emit()

    def resume(self) -> None:
        """Go on."""
        self.state = RunState.RUNNING
        self._failures = FailureCount()
        self._go_on()

    @Slot()
    def stop(self) -> None:
        """Give up the rest of the run, or forget the one that is over."""
        run = self.run
        self.forget()
        if run is not None:
            with self.telling():
                run.cancel()

    def retry(self) -> None:
        """Try again what failed."""
        model = self._controller.model
        if self.run is not None and model is not None:
            self._controller.stop_background()
            with self.telling():
                self.run.retry(model)
            self.resume()

    def forget(self) -> None:
        """Leave the run as it is, to whoever takes it up."""
        self._controller.stop_background()
        self.run, self.state, self.tiles, self.interrupts = None, RunState.PAUSED, (0, 0), False
        self.changed.emit()

    @Slot()
    def follow_classes(self) -> None:
        """Classes have changed."""
        if self.run is not None and self.state is not RunState.OVER:
            with self.telling():
                if self.run.follow_classes():
                    self._begin_anew()

    @Slot(object)
    def follow_names(self, names: Mapping[str, str]) -> None:
        """Pictures have other names, by those that they had."""
        if self.run is not None:
            with self.telling():
                if self.run.follow_names(names):
                    self._begin_anew()
            self.changed.emit()  # what failed is listed by name

    def follow_pictures(self, *, others: bool) -> None:
        """The folder has been looked through; whether there are more pictures than before, or others."""
        if self.run is not None and self.state is not RunState.OVER:
            with self.telling():
                if self.run.follow_pictures(others=others):
                    self._begin_anew()

    @contextmanager
    def telling(self) -> Iterator[None]:
        """A context in which errors are told to the person and pause the run, and go no further."""
        try:
            yield
        except Sam3StudioError as error:
            self._notifier.fail(translated(error))
            self.pause()

    def _begin_anew(self) -> None:
        """What the model was asked last is not what it is to be asked any more."""
        self._controller.stop_background()
        self._go_on()

    def follow_plan(self) -> None:
        """It has been found out what is to be done; of a run that waits, nothing is told where that is nothing."""
        if self.run is not None and self.state is RunState.PAUSED and not self.run.progress.total:
            self.forget()
        else:
            self._go_on()

    def _go_on(self) -> None:
        """Ask about the next picture; tell that it is over where there is none."""
        if self.run is not None and self.state is RunState.RUNNING and self._controller.model is not None:
            self.tiles = 0, 0
            with self.telling():
                request = self.run.next()
                if request is not None:
                    self._controller.work_in_background(request)
                elif not self.run.is_planning:
                    self.state = RunState.OVER
        self.changed.emit()
        if self.run is not None and self.state is RunState.OVER:
            self.ended.emit()

    @Slot(int, int)
    def _count_tiles(self, done: int, total: int) -> None:
        if self.run is not None and self.state is RunState.RUNNING:
            self.tiles = done, total
            self.changed.emit()

    @Slot(object)
    def _take(self, reply: Reply) -> None:
        """The model has done what it was asked, or could not."""
        run = self.run
        if run is None or self.state is not RunState.RUNNING:
            return
        with self.telling():
            if isinstance(reply, Failed):
                self._note_failure(run, reply)
            else:
                self._failures.note()
                if name := run.take(reply):
                    self.kept.emit(name)
        for sentence in run.warnings():
            self._notifier.warn(sentence)
        self._go_on()

    def _note_failure(self, run: Run, failed: Failed) -> None:
        """A picture failed; where nothing can be reached any more, it has not been tried yet."""
        if failed.reach is not Reach.NOTHING:
            run.fail(failed.sentence, of_picture=failed.of_picture)
        if self._failures.note(of_device=failed.of_device, reach=failed.reach):
            self.pause()
            request, sentence = failed.request, failed.sentence
            if failed.of_picture and isinstance(request, InBackground):
                sentence = translated(out_of_reach(request.path, request.root, failed.reach))
            self._notifier.fail(sentence)

    @Slot(object)
    def _follow_model(self, model: ModelInfo | None) -> None:
        """Another model answers from here on, or the same on another device; None: none does."""
        if self.run is None or self.state is RunState.OVER:
            return
        if model is None:
            self.pause()
            return
        with self.telling():
            if self.run.follow_model(model):
                self._begin_anew()
