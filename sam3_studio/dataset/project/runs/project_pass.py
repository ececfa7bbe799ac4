"""A run over the pictures of a project: what is to be asked next, what becomes of the answers, how far it is.

Neither a window nor a model is known here: `sam3-studio annotate` drives it picture by picture, and so does the window.
What a run is about is on disk before it begins, and so is every answer before the next picture's turn; what is still to
be asked follows from both (see `Inquiry`). A run that is killed has lost the picture in hand.
"""

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from sam3_studio.core.candidates import SAME_OBJECT
from sam3_studio.core.labeling import LabelClass
from sam3_studio.core.segmenter import Segmentation
from sam3_studio.dataset.project.planning import Inquiry, Scope
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.project.runs.notes import RunNotes
from sam3_studio.dataset.project.runs.queue import RunQueue
from sam3_studio.dataset.project.runs.tasks import Kept, Task, save_failure, save_found, task_about
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
        self.queue = RunQueue()
        """What is still to be asked about."""
        self.failures: dict[str, str] = {}
        """Why pictures could not be asked about, by name."""
        self.model = model
        self.class_ids, self.scope = frozenset[int](), Scope()
        self._project = project
        self._notes = RunNotes(project)
        self._same_object = same_object
        self._pace = Pace(clock)
        self._read_plan = plan
        self._unplanned: Inquiry | None = None
        self._first: str | None = None
        self._is_noted = False
        """Whether what the run is about is on disk."""

    def inquiry(self, class_ids: Collection[int], scope: Scope) -> Inquiry:
        """Asks what would have to be done for these classes in these pictures."""
        return self._project.inquiry(_classes(self._project, class_ids), self.model, scope)

    def begin(self, class_ids: Collection[int], scope: Scope, *, first: str | None = None) -> None:
        """Begin a run in the place of any other.

        Args:
            class_ids: to be looked for.
            scope: which pictures.
            first: the picture to begin at, or after it where nothing is to be asked; those before it come last.
        """
        self.class_ids, self.scope = frozenset(class_ids), scope
        self.queue.begin()
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
        if not (noted := self._notes.failed):
            return None
        self.class_ids, self.scope = noted
        return self.inquiry(*noted)

    def take_failures(self, failures: Mapping[str, str]) -> None:
        """What had failed has been read, by name; from here on the run is about these pictures."""
        self.failures = dict(failures)
        self.scope = replace(self.scope, names=tuple(failures))

    def take_plan(self, inquiry: Inquiry, names: Sequence[str]) -> None:
        """What is to be asked has been found out; it does not count where something else is wanted by now."""
        if inquiry is not self._unplanned:
            return
        self._unplanned = None
        for name in names:
            self.failures.pop(name, None)
        self.queue.set(names, self._first)
        self._forget_if_over()

    def follow_classes(self) -> None:
        """Classes have changed: what is asked follows, in the pictures done with as well."""
        self._plan(self.queue.head)

    def retry(self) -> None:
        """Ask again about the pictures that failed; where the run is over, about these alone, whatever has changed."""
        if self.is_over:
            self.scope = replace(self.scope, names=tuple(self.failures))
        self._plan(next(iter(self.failures), None))

    def cancel(self) -> None:
        """Give up what is still to be asked, and put away what failed; what was answered stays."""
        self.queue.clear()
        self._unplanned = None
        self.failures.clear()
        self._forget_if_over()
        self._notes.put_away()

    def pause(self) -> None:
        """Nothing is asked for a while."""
        self._pace.pause()

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to ask."""
        return self.queue.head is None and not self.is_planning

    @property
    def is_planning(self) -> bool:
        """Whether it is still to be found out what is to be asked, as it is of what was put off, after all others."""
        return self._unplanned is not None or (self.queue.head is None and self.queue.has_put_off)

    @property
    def progress(self) -> RunProgress:
        """How far it is."""
        return self.queue.progress(len(self.failures), self._pace.seconds_each)

    def next(self) -> Task | None:
        """What to ask now, the same until its outcome is known; None when there is nothing left, or while planning."""
        self._look()
        while (name := self.queue.head) and not self.is_planning:
            if task := self.task(name):
                self._pace.go()
                return task
            # A person was faster, or does not want it any more.
            self._finish(name, 0)
        return None

    def task(self, name: str) -> Task | None:
        """What is to be asked about a picture, with the prompts that classes have now; None for nothing."""
        return task_about(self._project, name, _classes(self._project, self.class_ids), self.scope, self.model)

    def keep(self, task: Task, found: Sequence[Segmentation], size: tuple[int, int]) -> Kept | None:
        """Keep what was found, as if a person had gone to the picture and waited.

        Nothing is kept of what is not asked any more; a picture with another file or other prompts is asked again.

        Args:
            task: that is answered.
            found: an answer to each of its prompts.
            size: of the picture, (width, height) in pixels.

        Returns:
            What the project has of it now; None where nothing was kept.
        """
        if not (wanted := self._asked_now(task)):
            return None
        kept = save_found(self._project, task, wanted, found, size, self._same_object)
        if all(map(task.answers, wanted.searches)):
            self._finish(task.name, kept.offered)
        return kept

    def fail(self, task: Task, reason: str, *, of_picture: bool) -> None:
        """Note why a picture could not be asked about, unless it has other prompts by now; what is known of it stays.

        Args:
            task: that failed.
            reason: a sentence.
            of_picture: whether the file cannot be read.
        """
        if (wanted := self._asked_now(task)) and (of_picture or wanted.keys == task.keys):
            save_failure(self._project, task, reason, of_picture=of_picture)
            self.failures[task.name] = reason
            self._finish(task.name, 0)

    def _asked_now(self, task: Task) -> Task | None:
        """What is asked about a picture by now; None for nothing, and then it is done with, or for another file."""
        if not (now := self.task(task.name)):
            self._finish(task.name, 0)
        return now if now and now.file == task.file else None

    def _plan(self, first: str | None) -> None:
        """Find out what is to be asked, which is on disk as a wish before."""
        self._first = first
        self._unplanned = self.inquiry(self.class_ids, self.scope)
        if not self._is_noted:
            self._notes.begin(self.class_ids, self.scope)
            self._is_noted = True
        self._look()

    def _look(self) -> None:
        """Ask for the plan that is awaited; again, where it could not be read."""
        if self._unplanned is not None and (names := self._read_plan(self._unplanned)) is not None:
            self.take_plan(self._unplanned, names)

    def _finish(self, name: str, offered: int) -> None:
        if self.queue.finish(name, offered):
            self._pace.count()
            self._forget_if_over()

    def _forget_if_over(self) -> None:
        """There is nothing that another window could take up, but it can tell what failed."""
        if self.is_over and self._is_noted:
            self._notes.end(self.class_ids, self.scope, failed=bool(self.failures))
            self._is_noted = False


def _classes(project: Project, class_ids: Collection[int]) -> list[LabelClass]:
    return [one for one in project.classes.list() if one.id in class_ids]
