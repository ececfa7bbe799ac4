"""What the window tells about itself: notices, all of them so far, what it is made of, and that work is saved."""

from contextlib import suppress

from PySide6.QtCore import QDateTime, QLocale, QObject, Slot
from PySide6.QtWidgets import QMainWindow, QWidget

from sam3_studio.app.actions import Actions
from sam3_studio.app.dialogs import parts
from sam3_studio.app.dialogs.about import AboutDialog
from sam3_studio.app.dialogs.messages import MessagesDialog
from sam3_studio.app.main_window.refusing import Refusals
from sam3_studio.app.notify import NoticeBars, Notifier
from sam3_studio.app.panels.status import StatusBar
from sam3_studio.app.session.session import Session
from sam3_studio.core.errors import DatasetError

_PLACE_TOLD = "place_told"


class Telling(QObject):
    """Shows what was said, says that work is saved, and opens the dialogs that only tell.

    Args:
        actions: of the window.
        status: says that work is saved, and gives answers that need no notice.
        notifier: whatever it is told is shown.
        tools: over the picture; notices leave them in reach.
        window: that notices and dialogs lie over.
    """

    def __init__(
        self, actions: Actions, status: StatusBar, notifier: Notifier, tools: QWidget, window: QMainWindow
    ) -> None:
        super().__init__(window)
        self._status = status
        self._notifier = notifier
        self._window = window
        self._session: Session | None = None
        self.bars = NoticeBars(window, below=(window.menuBar(), tools))
        notifier.told.connect(self.bars.show_notice)
        notifier.told.connect(self._show_saved)
        notifier.withdrawn.connect(self.bars.withdraw)
        notifier.answered.connect(status.tell)
        status.notices_clicked.connect(self._show_messages)
        actions["messages"].triggered.connect(self._show_messages)
        actions["about"].triggered.connect(self._show_about)
        actions["save"].triggered.connect(self._save)
        Refusals(actions, notifier, window)

    def set_session(self, session: Session | None) -> None:
        """Another project is open, or none."""
        self._session = session
        if session is not None:
            session.upkeep.tidied.connect(self._tell_saved)
            session.upkeep.failed.connect(self._notifier.fail)
        self._show_saved()
        if session is None:
            self._status.set_pixel(None)
            self._status.set_zoom(None)
        elif session.project.lies_elsewhere:
            self._tell_place(session)

    @Slot()
    def _show_saved(self) -> None:
        """Of a project that another program deleted or replaced nothing is kept; the step that was not is told of."""
        self._status.show_saved(shown=self._session is not None and not self._session.project.is_lost)

    def _tell_place(self, session: Session) -> None:
        """Once: a person who backs up the folder of pictures should know that the labels are not in it."""
        settings = session.project.settings
        if settings.get(_PLACE_TOLD):
            return
        sentence = self.tr("The folder of these pictures cannot hold the project, which is kept here: {file}")
        self._notifier.inform(sentence.format(file=session.project.file))
        with suppress(DatasetError):  # then it is told once more
            settings.set(_PLACE_TOLD, True)

    @Slot()
    def _save(self) -> None:
        """Every step is on disk already; who asks is told so, and the project is tidied up there."""
        if self._session is not None:
            self._session.upkeep.tidy()

    @Slot()
    def _tell_saved(self) -> None:
        time = QLocale().toString(QDateTime.currentDateTime().time(), QLocale.FormatType.ShortFormat)
        self._notifier.inform(self.tr("All saved at {time}; every step is on disk at once.").format(time=time))

    @Slot()
    def _show_messages(self) -> None:
        parts.open_once(MessagesDialog(self._notifier.log, self._window))

    @Slot()
    def _show_about(self) -> None:
        parts.open_once(AboutDialog(self._window))
