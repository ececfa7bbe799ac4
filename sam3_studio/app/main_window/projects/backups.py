"""From a project back to one of its copies."""

from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from sam3_studio.app.actions import Actions
from sam3_studio.app.dialogs import parts
from sam3_studio.app.dialogs.restore import RestoreDialog
from sam3_studio.app.dialogs.waiting import WaitingDialog
from sam3_studio.app.language import translated
from sam3_studio.app.notify import Notifier
from sam3_studio.app.session.session import Session
from sam3_studio.core.errors import DatasetError
from sam3_studio.dataset.project.location import locate
from sam3_studio.dataset.project.storage.backups import DAMAGED_SUFFIX
from sam3_studio.dataset.project.storage.restoring import Copy, copies_of, restore_copy


class Backups(QObject):
    """Asks which copy is to take a project's place, and has it do so, for which the window closes the project.

    Signals:
        begins: the project is to be closed.
        ended (Path): it can be opened again.

    Args:
        actions: of the window.
        notifier: is told what came of it.
        window: that dialogs lie over.
    """

    begins = Signal()
    ended = Signal(object)

    def __init__(self, actions: Actions, notifier: Notifier, window: QWidget) -> None:
        super().__init__(window)
        self._notifier = notifier
        self._window = window
        self._session: Session | None = None
        self._file = Path()
        actions["restore"].triggered.connect(self._choose)

    def set_session(self, session: Session | None) -> None:
        """Another project is open, or none."""
        self._session = session

    def refuse(self, path: Path, error: DatasetError) -> None:
        """Tell why a project cannot be opened, and offer its copies where there are any.

        Args:
            path: the project, or the folder of its pictures.
            error: tells that it is damaged.
        """
        try:
            file = locate(path).file
            copies = copies_of(file)
        except DatasetError:
            copies = ()
        if copies:
            self._notifier.fail(translated(error), self.tr("Restore a backup…"), partial(self._ask, file, copies))
        else:
            self._notifier.fail(translated(error))

    @Slot()
    def _choose(self) -> None:
        if self._session is None:
            return
        file = self._session.project.file
        try:
            copies = copies_of(file)
        except DatasetError as error:
            self._notifier.fail(translated(error))
            return
        if copies:
            self._ask(file, copies)
        else:
            self._notifier.warn(self.tr("There is no backup yet; one is made on every day on which something changes."))

    def _ask(self, file: Path, copies: tuple[Copy, ...]) -> None:
        self._file = file
        dialog = RestoreDialog(copies, self._window)
        dialog.chosen.connect(self._restore)
        parts.open_once(dialog)

    @Slot(object)
    def _restore(self, copy: Copy) -> None:
        self.begins.emit()
        work = partial(restore_copy, self._file, copy.file, datetime.now().astimezone())
        text = self.tr("A copy of how the project is now is made first.")
        waiting = WaitingDialog(self.tr("Restore a backup"), text, self._window)
        waiting.run(work, done=self._tell, failed=self._notifier.fail, ended=self._end)

    @Slot(object)
    def _tell(self, kept: Path | None) -> None:
        if kept is not None and kept.suffix == DAMAGED_SUFFIX:
            text = self.tr("The backup is restored. What was left of the project is kept in {file}.")
            self._notifier.inform(text.format(file=kept))
        else:
            self._notifier.inform(self.tr("The backup is restored. How the project was is among the backups."))

    @Slot()
    def _end(self) -> None:
        self.ended.emit(self._file)
