"""Which pictures need a person most: looked for in the background, and shown in the list."""

import threading
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSignalBlocker, Slot

from sam3_studio.app.actions import Actions
from sam3_studio.app.notify import Notifier
from sam3_studio.app.panels.files.model import StateFilter
from sam3_studio.app.panels.files.panel import FilesPanel
from sam3_studio.app.session.session import Session
from sam3_studio.app.settings import Settings
from sam3_studio.app.settings.table import DUPLICATE_IOU, GHOST_MARGIN
from sam3_studio.app.threads.job import LatestJob
from sam3_studio.core.progress import Progress
from sam3_studio.dataset.review.evidence import Rules
from sam3_studio.dataset.review.need import Need
from sam3_studio.dataset.review.queue import read_needs


class Queueing(QObject):
    """Orders the list of pictures by need, when a person wants that.

    The order is that of the moment at which it was wanted: it does not change under the hand. Wanted again, or when
    something has gone through all pictures, it is made anew.

    Args:
        actions: of the window.
        files: the list.
        settings: what is near a threshold, and what is the same object.
        notifier: tells what went wrong.
        parent: of this object.
    """

    def __init__(
        self,
        actions: Actions,
        files: FilesPanel,
        settings: Settings,
        notifier: Notifier,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._action = actions["by_need"]
        self._files = files
        self._settings = settings
        self._notifier = notifier
        self._session: Session | None = None
        self._looking = LatestJob(self)
        self._looking.progressed.connect(self._tell)
        self._looking.done.connect(self._take)
        self._looking.failed.connect(self._fail)
        self._looking.crashed.connect(self._go_back)
        self._led_from: str | None = None
        self._held: Path | None = None
        self._action.toggled.connect(self._order)
        files.by_need_wanted.connect(self._action.setChecked)

    def set_session(self, session: Session | None) -> None:
        """Another project is open, or none."""
        self._give_up()
        self._session = session
        self._set(by_need=False)
        if session is not None:
            session.pictures_changed.connect(self.refresh)
            held, self._held = self._held, None
            self._action.setChecked(session.project.file == held)

    @Slot()
    def hold(self) -> None:
        """The project is closed for a while only: it keeps its order."""
        if self._session is not None and self._action.isChecked():
            self._held = self._session.project.file

    @Slot()
    def refresh(self) -> None:
        """Something has gone through all pictures: where they are ordered by need, look again."""
        if self._action.isChecked():
            self._look()

    @Slot()
    def lead(self) -> None:
        """A person wants to go through everything that is to be done, from the neediest picture on."""
        self._led_from = self._files.current
        if self._action.isChecked():
            self._look()
        else:
            self._action.setChecked(True)

    @Slot(bool)
    def _order(self, by_need: bool) -> None:  # noqa: FBT001 - a slot
        self._files.set_by_need(by_need)
        if by_need:
            self._look()
        else:
            self._give_up()
            self._files.order_by(None, {})

    def _look(self) -> None:
        self._give_up()
        if self._session is not None:
            rules = Rules(self._settings.get(GHOST_MARGIN), self._settings.get(DUPLICATE_IOU))
            self._looking.begin(_Looking(self._session.project.file, rules))

    def _give_up(self) -> None:
        self._looking.forget()
        self._files.tell("")

    def _set(self, *, by_need: bool) -> None:
        blocker = QSignalBlocker(self._action)
        self._action.setChecked(by_need)
        blocker.unblock()
        self._files.set_by_need(by_need)
        if not by_need:
            self._files.order_by(None, {})

    @Slot(int, int)
    def _tell(self, done: int, total: int) -> None:
        self._files.tell(self.tr("Looking for what needs you: {percent} %").format(percent=100 * done // max(total, 1)))

    @Slot(object)
    def _take(self, needs: Mapping[str, Need]) -> None:
        self._files.tell("")
        if self._session is not None:
            self._files.order_by(needs, {one.id: one.name for one in self._session.classes.listed})
            self._go_to_first(needs)
            if not needs:
                self._notifier.inform(self.tr("No picture stands out. First have the model search in all of them."))

    def _go_to_first(self, needs: Mapping[str, Need]) -> None:
        """Lead a person to the neediest picture, unless that one has gone on meanwhile."""
        led_from, self._led_from = self._led_from, None
        if needs and led_from is not None and led_from == self._files.current:
            # Where it is uncertain whether there is anything, no candidate waits.
            self._files.show_states(StateFilter.OPEN, partial(self._choose_first, led_from))

    def _choose_first(self, led_from: str) -> None:
        if (first := self._files.end(-1)) and led_from == self._files.current:
            self._files.image_chosen.emit(first)

    @Slot(str)
    def _fail(self, sentence: str) -> None:
        self._go_back()
        self._notifier.fail(sentence)

    @Slot()
    def _go_back(self) -> None:
        """It cannot be told what needs a person: pictures are in the order of their names."""
        self._files.tell("")
        self._set(by_need=False)


class _Looking:
    """What a thread does; it has the project's file and nothing of the window."""

    def __init__(self, file: Path, rules: Rules) -> None:
        self._file = file
        self._rules = rules

    def __call__(self, progress: Progress, cancel: threading.Event) -> Mapping[str, Need]:
        return read_needs(self._file, self._rules, progress=progress, cancel=cancel)
