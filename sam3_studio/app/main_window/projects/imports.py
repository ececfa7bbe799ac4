"""The ways in for labels of others, and back out."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from sam3_studio.app.actions import Actions
from sam3_studio.app.notify import Notifier
from sam3_studio.app.session.session import Session
from sam3_studio.app.settings import Settings
from sam3_studio.dataset.project.undoing import last_import


class Imports(QObject):
    """Opens the dialogs in which labels are imported, and imports undone.

    Signals:
        begins: the project is to be closed, as something else is to write to it.
        ended (Path): it can be opened again.

    Args:
        actions: of the window.
        settings: remember which labels were chosen last.
        notifier: is told what came of an undoing.
        window: that dialogs lie over.
    """

    begins = Signal()
    ended = Signal(object)

    def __init__(self, actions: Actions, settings: Settings, notifier: Notifier, window: QWidget) -> None:
        super().__init__(window)
        self._actions = actions
        self._settings = settings
        self._notifier = notifier
        self._window = window
        self._session: Session | None = None
        actions["import_labels"].triggered.connect(self._import)
        actions["undo_import"].triggered.connect(self._undo)

    def set_session(self, session: Session | None) -> None:
        """Another project is open, or none; to be called after the actions of pictures were enabled or disabled."""
        self._session = session
        if session is not None:
            can_undo = last_import(session.project) is not None
            self._actions.allow("undo_import", "" if can_undo else self.tr("There is no import that could be undone."))

    @Slot()
    def _import(self) -> None:
        # The start need not wait for what only an import needs.
        from sam3_studio.app.main_window.projects.importing import ImportAssistant  # noqa: PLC0415 - as said above

        if self._session is not None:
            assistant = ImportAssistant(self._session.project.file, self._settings, self._window)
            assistant.begins.connect(self.begins)
            assistant.ended.connect(self.ended)
            assistant.open()

    @Slot()
    def _undo(self) -> None:
        from sam3_studio.app.main_window.projects.undoing import UndoAssistant  # noqa: PLC0415 - likewise

        last = last_import(self._session.project) if self._session else None
        if self._session is not None and last is not None:
            assistant = UndoAssistant(self._session.project, last, self._notifier, self._window)
            assistant.begins.connect(self.begins)
            assistant.ended.connect(self.ended)
            assistant.open()
