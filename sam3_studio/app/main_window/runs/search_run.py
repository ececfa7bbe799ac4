"""A run that looks for classes in many pictures."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from sam3_studio.app.inference.background import AskPicture, FoundInPicture, InBackground
from sam3_studio.app.inference.messages import ModelInfo, Reply
from sam3_studio.app.session.session import Session
from sam3_studio.core.labeling import ImageState
from sam3_studio.core.searches import search_for
from sam3_studio.dataset.project.runs.project_pass import ProjectPass
from sam3_studio.dataset.reading_ahead import AHEAD
from sam3_studio.dataset.run_progress import RunProgress

if TYPE_CHECKING:
    from sam3_studio.dataset.project.runs.tasks import Task


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
        self._begun: dict[str, None] = {}

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

    @property
    def begun(self) -> Collection[str]:
        """See `Run`; in the order in which they were looked through, none once all that was looked for is removed."""
        remains = any(one.id in self._work.class_ids for one in self._session.classes.listed)
        return self._begun.keys() if remains else ()

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
        record = self._session.project.images.find(name)
        # Where another file is known by now than when it was asked, this one may be older than that.
        is_news = record is not None and record.file == task.file
        if is_news and reply.file is not None and reply.file != task.file:
            if not self._session.note_read(name, reply.file, *reply.size):
                self._work.queue.put_off(name)  # the folder is being looked through, which tells whose file that is
                return ""
            record = self._session.project.images.find(name)
            task = replace(task, file=record.file) if record is not None else task
        kept = self._work.keep(task, reply.found, reply.size)
        if kept is None:
            return ""
        self._session.take_found(name, kept.found, kept.state)
        self._begun.pop(name, None)
        if kept.offered and kept.state is not ImageState.CANDIDATES:
            self._begun[name] = None
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

    def follow_names(self, names: Mapping[str, str]) -> bool:
        """See `Run`; what has failed is tried again, unless the run is over."""
        work = self._work
        self._begun = {names.get(name, name): None for name in self._begun}
        if work.is_over:
            work.failures = {names.get(name, name): reason for name, reason in work.failures.items()}
            work.scope = work.scope.renamed(names)
            return False
        head = work.queue.head
        first = names.get(head, head) if head is not None else None
        work.begin(work.class_ids, work.scope.renamed(names), first=first)
        return True

    def follow_pictures(self, *, others: bool) -> bool:
        """See `Run`; what has failed is tried again."""
        if not others and not self._work.queue.has_put_off:
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
