"""Which model is at work: loaded at the start, changed while the window is open, switched off and on."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from sam3_studio.app.actions import BY_ID, Actions, Menu, title_of
from sam3_studio.app.dialogs import model as dialog
from sam3_studio.app.dialogs import parts
from sam3_studio.app.dialogs.weights import WeightsDialog
from sam3_studio.app.inference.controller import Controller
from sam3_studio.app.inference.messages import Failed, LoadModel, ModelChoice, ModelInfo
from sam3_studio.app.main_window.models.asking import Asking
from sam3_studio.app.main_window.models.cache_limits import CacheLimits
from sam3_studio.app.main_window.models.model_words import ModelNow, ModelWords, is_embedded
from sam3_studio.app.main_window.models.weights import WeightsAssistant
from sam3_studio.app.notify import Notifier
from sam3_studio.app.panels.start.page import StartPage
from sam3_studio.app.panels.status import EncodingState, StatusBar
from sam3_studio.app.settings import Settings
from sam3_studio.app.settings import table as setting
from sam3_studio.core.resources import embedded_model
from sam3_studio.core.sentence import GIGABYTE
from sam3_studio.hub.at_hand import downloaded_models


class Models(QObject):
    """Loads the model of the settings, and keeps settings, start page and status bar to what is really at work.

    A model that cannot be loaded is told in a sentence; the one before goes on, and is the one that settings name.

    Signals:
        told (ModelCard): how the model is now.

    Args:
        actions: of the window.
        controller: owns the model.
        asking: searches anew when the model is switched on.
        page: tells about the model.
        status: tells about it, too.
        settings: which model, where, and whether to use it at all.
        notifier: is told what goes wrong.
        window: that the dialog lies over.
    """

    told = Signal(object)

    def __init__(
        self,
        actions: Actions,
        controller: Controller,
        asking: Asking,
        page: StartPage,
        status: StatusBar,
        settings: Settings,
        notifier: Notifier,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._action = actions["ai"]
        self._gpu = actions["gpu"]
        self._controller = controller
        self._asking = asking
        self._status = status
        self._settings = settings
        self._notifier = notifier
        self._window = window
        self._words = ModelWords(self)
        CacheLimits(controller, settings, self)
        self._at_work: ModelChoice | None = None
        self._wanted: ModelChoice | None = None
        self._failed: ModelChoice | None = None
        self._problem = ""
        self._told_of: tuple[str | None, str] | None = None
        actions["model"].triggered.connect(self.open_dialog)
        page.model_requested.connect(self.open_dialog)
        page.weights_requested.connect(self.get_weights)
        self.told.connect(page.set_model)
        status.device_clicked.connect(self.open_dialog)
        self._action.triggered.connect(self._use_or_not)
        settings.changes_of(setting.AI).connect(self._switch)
        settings.changes_of(setting.DEVICE).connect(self._move)
        settings.changes_of(setting.PRECISION).connect(self._move)
        controller.model_changed.connect(self._show_model)
        controller.loaded.connect(self._take)
        controller.failed.connect(self._tell_failure)
        controller.notice.connect(notifier.warn)
        self._action.setChecked(settings.get(setting.AI))
        controller.set_enabled(settings.get(setting.AI))
        self._show()

    def begin(self) -> None:
        """Load the model, unless it is not to be used; called once the window is painted."""
        if self._settings.get(setting.AI):
            self._load(self._choice(self._settings.get(setting.MODEL)))
        else:
            self._show()

    def use(self, source: str) -> None:
        """Have another model at work from now on, or the same as its files are by now.

        Args:
            source: as settings store it: empty for the embedded one, a path, or the name of a downloaded repository.
        """
        choice = self._choice(source)
        # Before the model is switched on, which would load the old one.
        if not _same(choice, self._wanted or (self._at_work if _is_current(self._controller.model) else None)):
            self._load(choice)
        self._settings.set(setting.AI, True)

    @Slot()
    def open_dialog(self) -> None:
        """Let a person choose a model."""
        source = _stored(self._at_work) if self._at_work else self._settings.get(setting.MODEL)
        info, at_work = self._controller.model, self._at_work
        description = self._words.description(at_work, info) if at_work and info else ""
        state = dialog.ModelState(source, description, downloaded_models())
        made = dialog.ModelDialog(state, self._window)
        made.source_chosen.connect(self.use)
        made.graphics_card_requested.connect(self._gpu.trigger)
        made.weights_requested.connect(self.get_weights)
        parts.open_once(made)

    @Slot()
    def get_weights(self) -> None:
        """Let a person fetch the public weights, which are at work once they are here."""
        there = self._window.findChild(WeightsDialog)
        if there is not None:
            parts.bring_forward(there)
            return
        assistant = WeightsAssistant(self._window)
        assistant.arrived.connect(self.use)
        assistant.own_requested.connect(self.open_dialog)
        assistant.open()

    @Slot()
    def tell_if_off(self) -> None:
        """A person asks for a search: say so where the model is switched off."""
        if not self._settings.get(setting.AI):
            sentence = self.tr("The model is switched off; “{action}” in the menu “{menu}” switches it on.")
            self._notifier.warn(sentence.format(action=title_of(BY_ID["ai"]), menu=title_of(Menu.FIND)))

    def _choice(self, source: str) -> ModelChoice:
        settings = self._settings
        return ModelChoice(
            source or str(embedded_model()),
            settings.get(setting.DEVICE),
            settings.get(setting.PRECISION),
            picture_bytes=settings.get(setting.CACHE_MEGABYTES) << 20,
            disk_bytes=settings.get(setting.CACHE_DISK_GIGABYTES) * GIGABYTE,
        )

    def _load(self, choice: ModelChoice) -> None:
        self._wanted = choice
        self._problem = ""
        self._controller.load_model(choice)
        self._show()

    @Slot(bool)
    def _use_or_not(self, used: bool) -> None:  # noqa: FBT001 - a slot
        self._settings.set(setting.AI, used)

    @Slot(bool)
    def _switch(self, used: bool) -> None:  # noqa: FBT001 - a slot
        self._action.setChecked(used)
        if not used:
            self._asking.cancel()
            self._status.set_encoding(EncodingState.NONE)
        self._controller.set_enabled(used)
        if used and self._wanted is None:
            self._move()
            self._asking.run_soon()
        self._show()

    @Slot()
    def _move(self, _value: object = None) -> None:
        """Load the same model to where settings have it; at once, unless it is switched off."""
        before = self._wanted or self._at_work
        choice = self._choice(_stored(before) if before else self._settings.get(setting.MODEL))
        if self._settings.get(setting.AI) and not _same(choice, before):
            self._load(choice)

    @Slot(object)
    def _take(self, choice: ModelChoice) -> None:
        """A model was loaded as it was asked for."""
        before, self._told_of = self._told_of, (choice.source, _weights(self._controller.model))
        self._at_work = choice
        if choice is self._wanted:
            self._wanted = None
        self._settings.set(setting.MODEL, _stored(choice))
        self._show()
        if before not in {None, self._told_of}:
            sentence = self.tr("From now on, this model searches: {name}.")
            self._notifier.inform(sentence.format(name=self._words.name(choice)))

    @Slot(object)
    def _tell_failure(self, failed: Failed) -> None:
        if not failed.of_picture:
            self._notifier.fail(failed.sentence)
        request = failed.request
        if not isinstance(request, LoadModel) or request.choice is not self._wanted:
            return
        self._wanted, self._failed = None, request.choice
        self._problem = failed.sentence
        if self._at_work is not None:
            self._settings.set(setting.DEVICE, self._at_work.device)
            self._settings.set(setting.PRECISION, self._at_work.dtype)
        self._show()

    @Slot(object)
    def _show_model(self, _model: ModelInfo | None) -> None:
        self._show()

    def _show(self) -> None:
        """Tell what is at work, on the start page and in the status bar."""
        info, wanted = self._controller.model, self._wanted
        now = ModelNow(
            used=self._settings.get(setting.AI),
            choice=wanted or self._at_work or self._failed,
            loading=wanted is not None or not (info or self._problem),
            info=info,
            problem=self._problem,
        )
        self.told.emit(self._words.card(now))
        self._status.set_device(*self._words.device(now))


def _same(one: ModelChoice, other: ModelChoice | None) -> bool:
    """Whether nothing has to be loaded for one where there is the other."""
    return other is not None and (one.source, one.device, one.dtype) == (other.source, other.device, other.dtype)


def _is_current(model: ModelInfo | None) -> bool:
    """Whether the weights that are at work, if any are, are still those of their files."""
    return model is None or model.is_current()


def _weights(model: ModelInfo | None) -> str:
    return model.fingerprint if model else ""


def _stored(choice: ModelChoice) -> str:
    """The source as settings store it."""
    return "" if is_embedded(choice) else str(choice.source)
