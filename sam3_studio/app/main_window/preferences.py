"""Settings that hold in the window as soon as they are changed, and their dialog."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from sam3_studio.app.actions import Actions
from sam3_studio.app.dialogs import parts
from sam3_studio.app.dialogs.settings import SettingsDialog
from sam3_studio.app.notify import Notifier
from sam3_studio.app.panels.files.panel import FilesPanel
from sam3_studio.app.session.offers import OfferRules
from sam3_studio.app.session.session import Session
from sam3_studio.app.settings import Settings
from sam3_studio.app.settings import table as setting
from sam3_studio.app.theme import Theme


class Preferences(QObject):
    """Has the window follow the settings that belong to none of its other parts.

    Signals:
        model_requested: another model is to be chosen.
        keys_requested: keys are to be changed.

    Args:
        actions: of the window.
        settings: of the person.
        theme: of the program.
        files: the list of pictures.
        notifier: is told what is wrong with the settings.
        window: that the dialog lies over.
    """

    model_requested = Signal()
    keys_requested = Signal()

    def __init__(
        self,
        actions: Actions,
        settings: Settings,
        theme: Theme,
        files: FilesPanel,
        notifier: Notifier,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._settings = settings
        self._notifier = notifier
        self._window = window
        self._session: Session | None = None
        actions["settings"].triggered.connect(self._open_dialog)
        settings.changes_of(setting.THEME).connect(theme.set_setting)
        settings.changes_of(setting.THUMBNAILS).connect(files.set_thumbnails_shown)
        settings.changes_of(setting.GHOST_MARGIN).connect(self._set_rules)
        settings.changes_of(setting.DUPLICATE_IOU).connect(self._set_rules)
        settings.failed.connect(notifier.warn)
        files.set_thumbnails_shown(settings.get(setting.THUMBNAILS))

    def begin(self) -> None:
        """Tell what is wrong with the file of settings; called once the window is painted."""
        if self._settings.problem:
            self._notifier.warn(self._settings.problem)

    def set_session(self, session: Session | None) -> None:
        """Another project is open, or none."""
        self._session = session
        self._set_rules()

    @Slot()
    def _set_rules(self, _value: object = None) -> None:
        if self._session is not None:
            ghost_depth = self._settings.get(setting.GHOST_MARGIN)
            same_object = self._settings.get(setting.DUPLICATE_IOU)
            self._session.set_rules(OfferRules(ghost_depth, same_object))

    @Slot()
    def _open_dialog(self) -> None:
        dialog = SettingsDialog(self._settings, self._window)
        dialog.model_requested.connect(self.model_requested)
        dialog.keys_requested.connect(self.keys_requested)
        parts.open_once(dialog)
