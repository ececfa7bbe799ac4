"""Reading pictures for the canvas, without the window waiting for the disk."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QThread, QTimer, Signal, Slot

from sam3_studio.app.language import translated
from sam3_studio.app.threads.task_pool import TaskPool
from sam3_studio.core.errors import ImageError
from sam3_studio.core.segmenter import Picture
from sam3_studio.dataset.journal import FileState
from sam3_studio.dataset.picture_shelf import PictureShelf
from sam3_studio.dataset.reach import Reach, reach_of

_AT_ONCE = 2
"""A huge picture takes seconds and cannot be stopped; who has gone on from it does not wait for it."""


class PictureReader(QObject):
    """Decodes one picture at a time in a thread of its own, because that can take seconds; the newest wish comes first.

    The thread touches files only. Everything else is for the window's thread.

    Signals:
        read (Path, Picture): a picture is there.
        failed (Path, str): it cannot be read, a sentence.
        unreachable (Path, str): neither it nor its folder can be reached, a sentence: that says nothing of its file.

    Args:
        parent: of this object.
        pictures: that were read lately, here or elsewhere.
    """

    read = Signal(object, object)
    failed = Signal(object, str)
    unreachable = Signal(object, str)

    def __init__(self, parent: QObject | None = None, pictures: PictureShelf | None = None) -> None:
        super().__init__(parent)
        self._pictures = PictureShelf() if pictures is None else pictures
        self._pool = TaskPool(_AT_ONCE, QThread.Priority.InheritPriority, self)
        self._pool.done.connect(self._take)
        self._wanted: Path | None = None
        self._known: tuple[Path, Picture] | None = None
        """What was at hand when it was opened last, to be compared with its file."""
        self._ahead: Path | None = None
        self._busy_with: set[Path] = set()
        self._outdated: set[Path] = set()
        """Those of them whose files have become others meanwhile."""

    def open(self, path: Path) -> bool:
        """Read a picture; one that is at hand is told of as soon as the window has had its turn.

        To read its labels and to show it in one go would have the window stand still where there are very many. Should
        its file have changed since, it is told of once more.

        Returns:
            Whether it is at hand.
        """
        self._wanted, self._known = path, None
        known = self._pictures.find(path)
        if known is None:
            self._go_on()
            return False
        # Not 0, which Qt takes for a message: messages go before painting and everything else that is due.
        QTimer.singleShot(1, self, partial(self._tell_known, path, known))
        return True

    @property
    def paths(self) -> set[Path]:
        """Of the files that pictures at hand were read from, or are being read from."""
        return self._pictures.paths | self._busy_with

    def state(self, path: Path, picture: Picture) -> FileState | None:
        """Of the file when this picture was read from it; None if that is not at hand any more."""
        return self._pictures.state(path, picture)

    def renew(self, path: Path, file: FileState) -> None:
        """A file is known to be in this state: what was read of it before is not told of any more."""
        self._pictures.renew(path, file)
        if path in self._busy_with:
            self._outdated.add(path)

    def prepare(self, path: Path) -> None:
        """Read a picture that is likely to be asked for next, when nothing else is to be read."""
        if self._pictures.find(path) is None:
            self._ahead = path
            self._go_on()

    def forget(self) -> None:
        """Give up everything, and what is kept: another project is open."""
        self._wanted = self._ahead = self._known = None
        self._pictures.clear()

    def close(self, timeout: float = 0.9) -> bool:
        """Give up everything and end the thread.

        Args:
            timeout: seconds to wait at most; a huge picture takes longer, and cannot be stopped.

        Returns:
            Whether the thread has ended.
        """
        self.forget()
        return self._pool.wait(timeout)

    def _go_on(self) -> None:
        if self._wanted is not None and self._wanted not in self._busy_with and len(self._busy_with) < _AT_ONCE:
            self._start(self._wanted)
        elif self._ahead is not None and not self._busy_with:
            self._start(self._ahead)

    def _start(self, path: Path) -> None:
        if path == self._ahead:
            self._ahead = None
        self._busy_with.add(path)
        self._pool.start(path, partial(_read, self._pictures, path))

    @Slot(object, object)
    def _take(self, path: Path, result: "Picture | _Unread") -> None:
        self._busy_with.discard(path)
        if path in self._outdated:
            self._outdated.discard(path)
            self._go_on()
            return
        known, self._known = self._known, None if self._known and self._known[0] == path else self._known
        if known and known[0] == path and isinstance(result, Picture) and result is not known[1]:
            self.read.emit(path, result)
        self._tell(path, result)
        self._go_on()

    def _tell_known(self, path: Path, picture: Picture) -> None:
        if path == self._wanted and self._pictures.find(path) is not picture:
            self._go_on()  # its file has become another one meanwhile
        elif path == self._wanted:
            self._known = path, picture
            if path not in self._busy_with:
                self._start(path)  # a look at the file, which the window does not wait for
            self._tell(path, picture)

    def _tell(self, path: Path, result: "Picture | _Unread") -> None:
        if path != self._wanted:
            return
        self._wanted = None
        if isinstance(result, Picture):
            self.read.emit(path, result)
        elif result.is_in_reach:
            self.failed.emit(path, result.reason)
        else:
            self.unreachable.emit(path, result.reason)


@dataclass(frozen=True, slots=True)
class _Unread:
    """Why a picture cannot be read, a sentence, and whether that is for its file."""

    reason: str
    is_in_reach: bool


def _read(pictures: PictureShelf, path: Path) -> Picture | _Unread:
    """A picture, or why it cannot be read."""
    try:
        return pictures.read(path)
    except ImageError as error:
        return _Unread(translated(error), reach_of(path, path.parent) is Reach.FILE)
