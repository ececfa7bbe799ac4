"""A run over the pictures of a project: what is to be asked next, what becomes of the answers, how far it is.

Neither a window nor a model is known here: `sam3-studio annotate` drives it picture by picture, and so does the window.
What a run is about is on disk before it begins, and so is every answer before the next picture's turn; what is still to
be asked follows from both (see `Inquiry`). A run that is killed has lost the picture in hand.
"""

import time
from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from sam3_studio.core.candidates import SAME_OBJECT
from sam3_studio.core.labeling import ImageState, LabelClass
from sam3_studio.core.merging import merged
from sam3_studio.core.searches import looks_that_answer, search_for
from sam3_studio.core.segmenter import Segmentation
from sam3_studio.dataset.project.offering import offer
from sam3_studio.dataset.project.planning import Inquiry, Scope
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.project.run_notes import RunNotes
from sam3_studio.dataset.project.run_tasks import Kept, Task
from sam3_studio.dataset.project.scan import sort_key
from sam3_studio.dataset.run_progress import Pace, RunProgress

Plan = Callable[[Inquiry], Sequence[str] | None]
"""Gives the names of the pictures that something is to be asked about; or None, and they come later."""


class ProjectPass:
    """Asks for some classes in the pictures of a scope, each once.

    Every method raises DatasetError when the project cannot be read or written.

    Args:
        project: that is run over; for the thread that opened it.
        model: fingerprint of the weights, with the resolution where it is not their own.
        same_object: above this IoU with an accepted object a candidate is that object.
        plan: finds out what is to be asked; by default at once. One that leaves that to another thread hands it to
            `take_plan` when it is there, and `is_planning` until then.
        clock: tells seconds, for the pace.
    """

    def __init__(
        self,
        project: Project,
        model: str,
        *,
        same_object: float = SAME_OBJECT,
        plan: Plan = Inquiry.names,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.failures: dict[str, str] = {}
        """Why pictures could not be asked about, by name."""
        self.model = model
        self.class_ids: frozenset[int] = frozenset()
        self._project = project
        self._notes = RunNotes(project)
        self._same_object = same_object
        self._pace = Pace(clock)
        self._read_plan = plan
        self._wanted: Inquiry | None = None
        """What a plan is awaited for."""
        self._first: str | None = None
        self._is_noted = False
        """Whether what the run is about is on disk."""
        self._scope = Scope()
        self._waiting: deque[str] = deque()
        self._offered: dict[str, int] = {}
        """What is offered in pictures done with."""
        self._objects = self._with_objects = 0

    def inquiry(self, class_ids: Collection[int], scope: Scope) -> Inquiry:
        """Asks what would have to be done for these classes in these pictures."""
        return self._project.inquiry(self._classes(class_ids), self.model, scope)

    def begin(self, class_ids: Collection[int], scope: Scope, *, first: str | None = None) -> None:
        """Begin a run in the place of any other.

        Args:
            class_ids: to be looked for.
            scope: which pictures.
            first: the picture to begin at, or after it where nothing is to be asked; those before it come last.
        """
        self.class_ids, self._scope = frozenset(class_ids), scope
        self._offered.clear()
        self.failures.clear()
        self._is_noted = False
        self._plan(first)

    def resume(self) -> bool:
        """Take up what an earlier run left to do, what failed in it included; whether there is anything, or may be."""
        if noted := self._notes.running:
            self.begin(*noted)
        return not self.is_over

    def recall(self) -> Inquiry | None:
        """Be the last run, which is over; asks what failed in it, if anything did that nobody has put away."""
        noted = self._notes.failed
        if noted is None:
            return None
        self.class_ids, self._scope = noted
        return self.inquiry(self.class_ids, self._scope)

    def take_failures(self, failures: Mapping[str, str]) -> None:
        """What had failed has been read, by name; from here on the run is about these pictures."""
        self.failures = dict(failures)
        self._scope = replace(self._scope, names=tuple(failures))

    def take_plan(self, inquiry: Inquiry, names: Sequence[str]) -> None:
        """What is to be asked has been found out; it does not count where something else is wanted by now."""
        if inquiry is not self._wanted:
            return
        self._wanted = None
        for name in names:
            self.failures.pop(name, None)
            self._offered.pop(name, None)
        self._objects = sum(self._offered.values())
        self._with_objects = sum(map(bool, self._offered.values()))
        self._waiting = deque(names)
        if self._first:
            self._waiting.rotate(-bisect_left(names, _place(self._first), key=_place))
        self._forget_if_over()

    def follow_classes(self) -> None:
        """Classes have changed: what is asked follows, in the pictures done with as well."""
        self._plan(self._waiting[0] if self._waiting else None)

    def retry(self) -> None:
        """Ask again about the pictures that failed."""
        self._plan(next(iter(self.failures), None))

    def cancel(self) -> None:
        """Give up what is still to be asked, and put away what failed; what was answered stays."""
        self._waiting.clear()
        self._wanted = None
        self.failures.clear()
        self._forget_if_over()
        self._notes.put_away()

    def pause(self) -> None:
        """Nothing is asked for a while."""
        self._pace.pause()

    @property
    def names(self) -> tuple[str, ...]:
        """Of the pictures that are still to be asked about, in order."""
        return tuple(self._waiting)

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to ask."""
        return not self._waiting and not self.is_planning

    @property
    def is_planning(self) -> bool:
        """Whether it is still to be found out what is to be asked; nothing is asked meanwhile."""
        return self._wanted is not None

    @property
    def progress(self) -> RunProgress:
        """How far it is."""
        return RunProgress(
            len(self._offered),
            len(self._offered) + len(self._waiting),
            len(self.failures),
            self._pace.seconds_each,
            self._objects,
            self._with_objects,
        )

    def next(self) -> Task | None:
        """What to ask now, the same until its outcome is known; None when there is nothing left, or while planning."""
        self._look()
        while self._waiting and not self.is_planning:
            if task := self.task(self._waiting[0]):
                self._pace.go()
                return task
            # A person was faster, or does not want it any more.
            self._finish(self._waiting[0], 0)
        return None

    def coming(self, count: int) -> list[str]:
        """Names of the pictures after the next one, so many at most."""
        return [self._waiting[i] for i in range(1, min(count + 1, len(self._waiting)))]

    def task(self, name: str) -> Task | None:
        """What is to be asked about a picture, with the prompts that classes have now; None for nothing."""
        record = self._project.images.find(name)
        reviewed = record is not None and record.state is ImageState.DONE and not self._scope.reviewed
        if record is None or reviewed:
            return None
        known = self._project.answers.answered_keys(name)
        boxes = self._project.labels.boxes(name)
        searches = (search_for(one, boxes, self.model) for one in self._classes(self.class_ids) if one.searched)
        looks = looks_that_answer(self._scope.tiles)
        found = tuple(
            search
            for search in searches
            if search and not any((search.class_id, search.key + look) in known for look in looks)
        )
        return Task(name, record.file, found, self._scope.tiles) if found else None

    def keep(self, task: Task, found: Sequence[Segmentation], size: tuple[int, int]) -> Kept | None:
        """Keep what was found, as if a person had gone to the picture and waited.

        Nothing is kept of a picture that has left the project meanwhile; one that is another by now is asked again.

        Args:
            task: that is answered.
            found: an answer to each of its prompts.
            size: of the picture, (width, height) in pixels.

        Returns:
            What the project has of it now; None where nothing was kept.
        """
        if not self._still_counts(task):
            return None
        answers, keys = iter(found), task.keys
        with self._project.transaction():
            known = {one.id for one in self._project.classes.list()}
            for search in task.searches:
                parts = [next(answers) for _ in search.questions]
                if search.class_id in known:
                    one = merged(parts) if len(parts) > 1 else parts[0]
                    self._project.found.save(task.name, search.class_id, keys[search.class_id], one)
            self._project.images.set_size(task.name, *size)
            state, new, offered = offer(self._project, task.name, self._same_object)
        kept = Kept(state, new, sum(offered.get(search.class_id, 0) for search in task.searches))
        self._finish(task.name, kept.offered)
        return kept

    def fail(self, task: Task, reason: str, *, of_picture: bool) -> None:
        """Note why a picture could not be asked about; what the project has of it stays.

        Args:
            task: that failed.
            reason: a sentence.
            of_picture: whether the file cannot be read.
        """
        if not self._still_counts(task):
            return
        known = {one.id for one in self._project.classes.list()}
        keys = {class_id: key for class_id, key in task.keys.items() if class_id in known}
        with self._project.transaction():
            self._project.answers.fail(task.name, keys, reason)
            if of_picture:
                self._project.images.set_failed(task.name, reason)
        self.failures[task.name] = reason
        self._finish(task.name, 0)

    def _still_counts(self, task: Task) -> bool:
        """Whether the picture is still the one that was asked about; one that left the project is done with."""
        record = self._project.images.find(task.name)
        if record is None:
            self._finish(task.name, 0)
        return record is not None and record.file == task.file

    def _classes(self, class_ids: Collection[int]) -> list[LabelClass]:
        return [one for one in self._project.classes.list() if one.id in class_ids]

    def _plan(self, first: str | None) -> None:
        """Find out what is to be asked, which is on disk as a wish before."""
        self._first = first
        self._wanted = self.inquiry(self.class_ids, self._scope)
        if not self._is_noted:
            self._notes.begin(self.class_ids, self._scope)
            self._is_noted = True
        self._look()

    def _look(self) -> None:
        """Ask for the plan that is awaited; again, where it could not be read."""
        if self._wanted is not None and (names := self._read_plan(self._wanted)) is not None:
            self.take_plan(self._wanted, names)

    def _finish(self, name: str, offered: int) -> None:
        if name in self._waiting:
            self._waiting.remove(name)
            self._offered[name] = offered
            self._objects += offered
            self._with_objects += offered > 0
            self._pace.count()
            self._forget_if_over()

    def _forget_if_over(self) -> None:
        """There is nothing that another window could take up, but it can tell what failed."""
        if self.is_over and self._is_noted:
            self._notes.end(self.class_ids, self._scope, failed=bool(self.failures))
            self._is_noted = False


def _place(name: str) -> tuple[bytes, str]:
    """Where a picture is in natural order."""
    return sort_key(name), name
