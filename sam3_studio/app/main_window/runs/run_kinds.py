"""Runs over many pictures, as the window drives them one picture at a time."""

import time
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication, QLocale

from sam3_studio.app.inference.background import AskPicture, FoundInPicture, InBackground, KeepPicture, PictureKept
from sam3_studio.app.inference.messages import ModelInfo, Reply
from sam3_studio.app.session.session import Session
from sam3_studio.core.searches import search_for
from sam3_studio.core.segmenter import DiskRoom
from sam3_studio.core.sentence import GIGABYTE
from sam3_studio.dataset.project.runs.project_pass import ProjectPass
from sam3_studio.dataset.reading_ahead import AHEAD
from sam3_studio.dataset.run_progress import Pace, RunProgress

if TYPE_CHECKING:
    from sam3_studio.dataset.project.runs.tasks import Task


class Run(Protocol):
    """Something that is done with many pictures. Methods that write raise DatasetError when that fails."""

    finds: bool
    """Whether it finds objects."""

    @property
    def title(self) -> str:
        """What is done."""
        ...

    @property
    def progress(self) -> RunProgress:
        """How far it is."""
        ...

    @property
    def is_planning(self) -> bool:
        """Whether it is still to be found out what is to be done; `next` gives nothing meanwhile."""
        ...

    @property
    def failures(self) -> Mapping[str, str]:
        """Why pictures failed, by name."""
        ...

    def next(self) -> InBackground | None:
        """What to ask the model now; None when there is nothing left, or while planning."""
        ...

    def take(self, reply: Reply) -> str:
        """The model has answered what it was asked last; the name of the picture that more is known about, or ""."""
        ...

    def fail(self, reason: str, *, of_picture: bool) -> None:
        """It could not."""
        ...

    def retry(self, model: ModelInfo) -> None:
        """Try again what failed; this model answers, which need not be the one before."""
        ...

    def pause(self) -> None:
        """Nothing is done for a while."""
        ...

    def cancel(self) -> None:
        """Give up the rest."""
        ...

    def follow_classes(self) -> bool:
        """Classes have changed; whether that changes what is to be done."""
        ...

    def follow_model(self, model: ModelInfo) -> bool:
        """This model answers from here on; whether that changes what is to be done."""
        ...

    def warnings(self) -> list[str]:
        """What a person should know, each told once."""
        ...


class SearchRun:
    """Looks for classes in many pictures. What is still to be done is on disk: another window takes it up.

    Args:
        session: the project.
        work: that was begun.
    """

    finds = True

    def __init__(self, session: Session, work: ProjectPass) -> None:
        self._session = session
        self._work = work
        self._task: Task | None = None
        self._keys = self._asked_for()

    @property
    def title(self) -> str:
        """See `Run`."""
        return QCoreApplication.translate("Runs", "Search in all pictures")

    @property
    def progress(self) -> RunProgress:
        """See `Run`."""
        return self._work.progress

    @property
    def is_planning(self) -> bool:
        """See `Run`."""
        return self._work.is_planning

    @property
    def failures(self) -> Mapping[str, str]:
        """See `Run`."""
        return self._work.failures

    def next(self) -> InBackground | None:
        """See `Run`."""
        self._task = self._work.next()
        if self._task is None:
            return None
        then = tuple(map(self._session.path, self._work.queue.coming(AHEAD)))
        path = self._session.path(self._task.name)
        root = self._session.project.root
        return AskPicture(
            path, root, then, prompts=self._task.prompts, floors=self._task.floors, tiles=self._task.tiles
        )

    def take(self, reply: Reply) -> str:
        """See `Run`."""
        if self._task is None or not isinstance(reply, FoundInPicture):
            return ""
        task, name = self._task, self._task.name
        if reply.file is not None and reply.file != task.file:
            self._session.note_read(name, reply.file, *reply.size)
            task = replace(task, file=reply.file)
        kept = self._work.keep(task, reply.found, reply.size)
        if kept is None:
            return ""
        self._session.take_found(name, kept.found, kept.state)
        return name

    def fail(self, reason: str, *, of_picture: bool) -> None:
        """See `Run`."""
        if self._task is not None:
            self._work.fail(self._task, reason, of_picture=of_picture)
            if of_picture:
                self._session.tell_state(self._task.name)

    def retry(self, model: ModelInfo) -> None:
        """See `Run`."""
        self._work.model = model.fingerprint
        self._keys = self._asked_for()
        self._work.retry()

    def pause(self) -> None:
        """See `Run`."""
        self._work.pause()

    def cancel(self) -> None:
        """See `Run`."""
        self._work.cancel()

    def follow_classes(self) -> bool:
        """See `Run`."""
        before, self._keys = self._keys, self._asked_for()
        if before == self._keys:
            return False
        self._work.follow_classes()
        return True

    def follow_model(self, model: ModelInfo) -> bool:
        """See `Run`."""
        if model.fingerprint == self._work.model:
            return False
        self._work.model = model.fingerprint
        self._keys = self._asked_for()
        self._work.follow_classes()
        return True

    def warnings(self) -> list[str]:
        """See `Run`."""
        return []

    def _asked_for(self) -> list[tuple[str, float]]:
        """What is asked where there are no boxes."""
        searches = (search_for(one, (), self._work.model) for one in self._session.classes.listed)
        return [(search.key, search.floor) for search in searches if search and search.class_id in self._work.class_ids]


class EncodingRun:
    """Prepares many pictures on disk. What is there already is passed over, so another run goes on.

    Args:
        session: the project.
        names: of the pictures, in order.
        model: that prepares them.
    """

    finds = False
    is_planning = False

    def __init__(self, session: Session, names: Iterable[str], model: ModelInfo) -> None:
        self._session = session
        self._names = tuple(names)
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


def _encoder(model: ModelInfo) -> tuple[str, str]:
    """What the files of prepared pictures depend on, pixels aside: a CPU may compute otherwise than a graphics card."""
    return model.fingerprint, model.dtype
