"""A run that prepares many pictures on disk."""

import time
from collections import deque
from collections.abc import Iterable, Mapping

from PySide6.QtCore import QCoreApplication, QLocale

from sam3_studio.app.inference.background import InBackground, KeepPicture, PictureKept
from sam3_studio.app.inference.messages import ModelInfo, Reply
from sam3_studio.app.session.session import Session
from sam3_studio.core.segmenter import DiskRoom
from sam3_studio.core.sentence import GIGABYTE
from sam3_studio.dataset.reading_ahead import AHEAD
from sam3_studio.dataset.run_progress import Pace, RunProgress


class EncodingRun:
    """Prepares many pictures on disk. What is there already is passed over, so another run goes on.

    Args:
        session: the project.
        names: of the pictures, in order.
        model: that prepares them.
    """

    finds = False
    is_planning = False
    begun = frozenset[str]()

    def __init__(self, session: Session, names: Iterable[str], model: ModelInfo) -> None:
        self._session = session
        self._names = tuple(names)
        self._waiting: deque[str] = deque()
        self._warnings: list[str] = []
        self.failures: dict[str, str] = {}
        """Those of pictures that do not wait any more."""
        self._begin(model)

    @property
    def title(self) -> str:
        """See `Run`."""
        return QCoreApplication.translate("Runs", "Prepare pictures")

    @property
    def progress(self) -> RunProgress:
        """See `Run`."""
        total = len(self._names)
        return RunProgress(total - len(self._waiting), total, len(self.failures), self._pace.seconds_each)

    def next(self) -> InBackground | None:
        """See `Run`."""
        if not self._waiting:
            return None
        self._pace.go()
        path, *then = (self._session.path(self._waiting[i]) for i in range(min(len(self._waiting), AHEAD + 1)))
        return KeepPicture(path, self._session.project.root, tuple(then), measure=not self._is_measured)

    def take(self, reply: Reply) -> str:
        """See `Run`."""
        self._pace.count()
        if isinstance(reply, PictureKept) and reply.room is not None:
            self._is_measured = True
            self._warn_of_room(reply.room)
        return self._waiting.popleft()

    def fail(self, reason: str, *, of_picture: bool) -> None:  # noqa: ARG002 - as in `Run`
        """See `Run`."""
        self._pace.count()
        self.failures[self._waiting.popleft()] = reason

    def retry(self, model: ModelInfo) -> None:
        """See `Run`."""
        if not self.follow_model(model):
            self._waiting.extend(self.failures)
            self.failures.clear()

    def pause(self) -> None:
        """See `Run`."""
        self._pace.pause()

    def cancel(self) -> None:
        """See `Run`."""
        self._waiting.clear()

    def follow_classes(self) -> bool:
        """See `Run`."""
        return False

    def follow_names(self, names: Mapping[str, str]) -> bool:
        """See `Run`; what has failed is tried again: there may have been no file of that name any more."""
        head = self._waiting[0] if self._waiting else None
        self._names = _renamed(self._names, names)
        self.failures = {names.get(name, name): reason for name, reason in self.failures.items()}
        if head is None:
            return False
        again = [new for new in names.values() if new in self.failures]
        for name in again:
            del self.failures[name]
        self._waiting = deque((*_renamed(self._waiting, names), *again))
        return head in names

    def follow_pictures(self, *, others: bool) -> bool:  # noqa: ARG002 - as in `Run`
        """See `Run`; it is about the pictures that there were."""
        return False

    def follow_model(self, model: ModelInfo) -> bool:
        """See `Run`."""
        if _encoder(model) == self._encoder:
            return False
        self._begin(model)
        return True

    def warnings(self) -> list[str]:
        """See `Run`."""
        told, self._warnings = self._warnings, []
        return told

    def _begin(self, model: ModelInfo) -> None:
        """With all pictures: what another model has prepared is of no use to this one."""
        self._encoder = _encoder(model)
        self._waiting = deque(self._names)
        self.failures.clear()
        self._is_measured = False
        self._pace: Pace = Pace(time.monotonic)

    def _warn_of_room(self, room: DiskRoom) -> None:
        """Once the first picture is there it can be told whether all will fit: of those that do not, none stays."""
        needed = len(self._names) * room.picture
        if needed > room.capacity:
            sentence = QCoreApplication.translate(
                "Runs", "All pictures take {needed} GB on disk, and the settings allow {allowed} GB."
            )
            locale = QLocale()
            sizes = {"needed": needed, "allowed": room.capacity}
            texts = {name: locale.toString(size / GIGABYTE, "f", 1) for name, size in sizes.items()}
            self._warnings.append(sentence.format(**texts))


def _renamed(before: Iterable[str], names: Mapping[str, str]) -> tuple[str, ...]:
    """Pictures by the names that they have now, each once: one may have taken the place of one that is gone."""
    return tuple(dict.fromkeys(names.get(name, name) for name in before))


def _encoder(model: ModelInfo) -> tuple[str, str]:
    """What the files of prepared pictures depend on, pixels aside: a CPU may compute otherwise than a graphics card."""
    return model.fingerprint, model.dtype
