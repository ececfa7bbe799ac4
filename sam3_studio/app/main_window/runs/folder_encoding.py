"""Preparing every picture of a project ahead of time, so that searching in it starts at once later."""

from PySide6.QtCore import QObject, Slot

from sam3_studio.app.actions import Actions
from sam3_studio.app.inference.controller import Controller
from sam3_studio.app.inference.messages import ModelInfo
from sam3_studio.app.main_window.connecting import connect_actions
from sam3_studio.app.main_window.runs.encoding_run import EncodingRun
from sam3_studio.app.main_window.runs.plan_reading import PlanReader
from sam3_studio.app.main_window.runs.run_driver import RunDriver
from sam3_studio.app.notify import Notifier
from sam3_studio.app.panels.files.panel import FilesPanel
from sam3_studio.app.session.session import Session
from sam3_studio.app.settings import Settings
from sam3_studio.app.settings.table import AI, CACHE_DISK_GIGABYTES
from sam3_studio.dataset.project.planning import Everything


class ModelAtHand(QObject):
    """Tells a person where there is no model that could do what they want.

    Args:
        controller: of the model.
        settings: whether it is to be used at all.
        notifier: tells.
        parent: of this object.
    """

    def __init__(self, controller: Controller, settings: Settings, notifier: Notifier, parent: QObject) -> None:
        super().__init__(parent)
        self._controller = controller
        self._settings = settings
        self._notifier = notifier

    def find(self) -> ModelInfo | None:
        """The model that can be asked; where there is none, a person is told."""
        if not self._settings.get(AI):
            self._notifier.warn(self.tr("The model is switched off; switch it on first."))
            return None
        if self._controller.model is None and self._controller.is_loading:
            self._notifier.warn(self.tr("The model is still loading; try again in a moment."))
        elif self._controller.model is None:
            self._notifier.warn(self.tr("No model is running; choose one first."))
        return self._controller.model


class FolderEncoding(QObject):
    """Begins runs that prepare pictures on disk.

    Args:
        actions: of the window.
        model: that prepares them.
        driver: of runs.
        files: the list of pictures.
        settings: room on disk.
        notifier: tells what goes wrong.
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
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._actions = actions
        self._model = model
        self._driver = driver
        self._files = files
        self._settings = settings
        self._notifier = notifier
        self._session: Session | None = None
        self._everything = PlanReader(self)
        self._everything.read.connect(self._encode)
        self._everything.failed.connect(notifier.fail)
        connect_actions(actions, {"encode_folder": self._begin}, self)

    def set_session(self, session: Session | None) -> None:
        """Another project is open, or none."""
        self._everything.forget()
        self._session = session
        if session is not None:
            session.renamed.connect(self._name_again)

    @Slot()
    def _name_again(self) -> None:
        """Names that were read before may not be those of their files any more."""
        if self._session is not None and self._everything.is_reading:
            self._everything.want(Everything(self._session.project.file))

    @Slot()
    def _begin(self) -> None:
        session = self._session
        if session is None or self._model.find() is None:
            return
        if not self._settings.get(CACHE_DISK_GIGABYTES):
            sentence = self.tr("The settings give prepared pictures no room on disk.")
            self._notifier.offer(sentence, self.tr("Settings…"), self._actions["settings"].trigger)
            return
        self._everything.want(Everything(session.project.file))

    @Slot(object, object)
    def _encode(self, _: Everything, names: tuple[str, ...]) -> None:
        """From the picture in hand on, as those that follow are wanted first."""
        session, model = self._session, self._model.find()
        if session is not None and model is not None:
            start = names.index(self._files.current) if self._files.current in names else 0
            self._driver.begin(EncodingRun(session, [*names[start:], *names[:start]], model))
            if self._driver.interrupts:
                self._notifier.inform(self.tr("The search goes on once all pictures are prepared."))
