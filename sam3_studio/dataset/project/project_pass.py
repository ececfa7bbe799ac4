"""A run over the pictures of a project: what is to be asked next, what becomes of the answers, how far it is.

Neither a window nor a model is known here: `sam3-studio annotate` drives it picture by picture, and so does the window.
What is to be asked is on disk (see `AnswerTable`), and so is every answer before the next picture's turn: a run that is
killed has lost the picture in hand.
"""

import time
from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from sam3_studio.core.candidates import SAME_OBJECT, not_accepted, not_rejected, shown
from sam3_studio.core.labeling import ImageState, LabelClass
from sam3_studio.core.merging import merged
from sam3_studio.core.prompt import Prompt
from sam3_studio.core.searches import Search, search_for
from sam3_studio.core.segmenter import Segmentation
from sam3_studio.dataset.project.found import Found
from sam3_studio.dataset.project.planning import Extent, Scope
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.project.scan import sort_key
from sam3_studio.dataset.run_progress import Pace, RunProgress

_REVIEWED = "run over reviewed pictures"
_UNDECIDED = {ImageState.NEW, ImageState.CANDIDATES, ImageState.FAILED}
"""States that follow from what is found; the others are a person's."""


@dataclass(frozen=True, slots=True)
class Task:
    """A picture to ask about.

    Attributes:
        name: of the picture.
        searches: one for each class.
    """

    name: str
    searches: tuple[Search, ...]

    @property
    def prompts(self) -> tuple[Prompt, ...]:
        """Those of all searches, in order."""
        return tuple(question.prompt for search in self.searches for question in search.questions)


@dataclass(frozen=True, slots=True)
class Kept:
    """What the project now has of a picture.

    Attributes:
        state: how far the picture is.
        found: what was found, by class.
        offered: how many candidates of the classes asked for a person is shown.
    """

    state: ImageState
    found: Mapping[int, Found]
    offered: int


class ProjectPass:
    """Asks for some classes in the pictures of a scope, each once.

    Every method raises DatasetError when the project cannot be read or written.

    Args:
        project: that is run over; for the thread that opened it.
        model: fingerprint of the weights, with the resolution where it is not their own.
        same_object: above this IoU with an accepted object a candidate is that object.
        clock: tells seconds, for the pace.
    """

    def __init__(
        self,
        project: Project,
        model: str,
        *,
        same_object: float = SAME_OBJECT,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.failures: dict[str, str] = {}
        """Why pictures could not be asked about, by name."""
        self.model = model
        self.class_ids: frozenset[int] = frozenset()
        self._project = project
        self._same_object = same_object
        self._pace = Pace(clock)
        self._scope = Scope()
        self._waiting: deque[str] = deque()
        self._offered: dict[str, int] = {}
        """What is offered in pictures done with."""
        self._objects = self._with_objects = 0

    def extent(self, class_ids: Collection[int], scope: Scope) -> Extent:
        """How much would have to be done for these classes in these pictures."""
        return self._project.extent(self._classes(class_ids), self.model, scope)

    def begin(self, class_ids: Collection[int], scope: Scope, *, first: str | None = None) -> None:
        """Plan a run in the place of any other.

        Args:
            class_ids: to be looked for.
            scope: which pictures.
            first: the picture to begin at, or after it where nothing is to be asked; those before it come last.
        """
        self.class_ids, self._scope = frozenset(class_ids), scope
        self._offered.clear()
        self.failures.clear()
        with self._project.transaction():
            self._project.settings.set(_REVIEWED, scope.reviewed)
            self._plan(first)

    def resume(self) -> bool:
        """Take up what an earlier run left to do; whether there is anything."""
        answers = self._project.answers
        if names := answers.open_pictures():
            reviewed = bool(self._project.settings.get(_REVIEWED))
            self.begin(answers.open_classes(), Scope(tuple(names), reviewed))
        return not self.is_over

    def follow_classes(self) -> None:
        """Classes have changed: what is asked follows, in the pictures done with as well."""
        self._plan(self._waiting[0] if self._waiting else None)

    def retry(self) -> None:
        """Ask again about the pictures that failed."""
        self._plan(next(iter(self.failures), None))

    def cancel(self) -> None:
        """Give up what is still to be asked; what was answered stays."""
        self._waiting.clear()
        self._project.answers.drop_open()

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
        return not self._waiting

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
        """What to ask now, the same until its outcome is known; None when there is nothing left."""
        while self._waiting:
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
        wanted = self._classes(self._project.answers.open_classes(name))
        boxes = self._project.labels.boxes(name)
        searches = (search_for(one, boxes, self.model) for one in wanted)
        found = tuple(search for search in searches if search)
        return Task(name, found) if found else None

    def keep(self, task: Task, found: Sequence[Segmentation], size: tuple[int, int]) -> Kept:
        """Keep what was found, as if a person had gone to the picture and waited.

        Args:
            task: that is answered.
            found: an answer to each of its prompts.
            size: of the picture, (width, height) in pixels.
        """
        answers = iter(found)
        with self._project.transaction():
            known = {one.id for one in self._project.classes.list()}
            for search in task.searches:
                parts = [next(answers) for _ in search.questions]
                if search.class_id in known:
                    one = merged(parts) if len(parts) > 1 else parts[0]
                    self._project.found.save(task.name, search.class_id, search.key, one)
            self._project.images.set_size(task.name, *size)
            kept = self._judge(task)
        self._finish(task.name, kept.offered)
        return kept

    def fail(self, task: Task, reason: str, *, of_picture: bool) -> None:
        """Note why a picture could not be asked about; what the project has of it stays.

        Args:
            task: that failed.
            reason: a sentence.
            of_picture: whether the file cannot be read.
        """
        with self._project.transaction():
            self._project.answers.fail(task.name, {one.class_id: one.key for one in task.searches}, reason)
            if of_picture:
                self._project.images.set_failed(task.name, reason)
        self.failures[task.name] = reason
        self._finish(task.name, 0)

    def _classes(self, class_ids: Collection[int]) -> list[LabelClass]:
        return [one for one in self._project.classes.list() if one.id in class_ids]

    def _plan(self, first: str | None) -> None:
        names = self._project.plan(self._classes(self.class_ids), self.model, self._scope)
        for name in names:
            self.failures.pop(name, None)
            self._offered.pop(name, None)
        self._objects = sum(self._offered.values())
        self._with_objects = sum(map(bool, self._offered.values()))
        self._waiting = deque(names)
        if first:
            self._waiting.rotate(-bisect_left(names, _place(first), key=_place))

    def _finish(self, name: str, offered: int) -> None:
        self._project.answers.drop_open(name)
        if name in self._waiting:
            self._waiting.remove(name)
            self._offered[name] = offered
            self._objects += offered
            self._with_objects += offered > 0
            self._pace.count()

    def _judge(self, task: Task) -> Kept:
        """What is offered of what was found; the picture's state follows, unless a person has chosen one."""
        project, name = self._project, task.name
        found, objects = project.found.found(name), project.labels.document(name).objects
        offered = {}
        for one in project.classes.list():
            if kept := found.get(one.id):
                new = not_rejected(kept.candidates, kept.rejected)
                new = not_accepted(new, [item for item in objects if item.class_id == one.id], iou=self._same_object)
                offered[one.id] = len(shown(new, one.threshold, one.minimum_area))
        record = project.images.find(name)
        state = record.state if record else ImageState.NEW
        if state in _UNDECIDED:
            due = ImageState.CANDIDATES if any(offered.values()) else ImageState.NEW
            if due is not state:
                project.images.set_state([name], due)
                state = due
        return Kept(state, found, sum(offered.get(search.class_id, 0) for search in task.searches))


def _place(name: str) -> tuple[bytes, str]:
    """Where a picture is in natural order."""
    return sort_key(name), name
