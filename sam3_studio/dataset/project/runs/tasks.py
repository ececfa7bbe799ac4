"""What a run over the pictures of a project asks about one of them, and what it keeps of the answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf

from sam3_studio.core.labeling import ImageState, LabelClass
from sam3_studio.core.merging import merged
from sam3_studio.core.prompt import Prompt
from sam3_studio.core.searches import Search, key_in_tiles, looks_that_answer, search_for
from sam3_studio.core.segmenter import Segmentation
from sam3_studio.core.tiled import TileUse
from sam3_studio.dataset.journal import FileState
from sam3_studio.dataset.project.found import Found
from sam3_studio.dataset.project.offering import offer
from sam3_studio.dataset.project.planning import Scope
from sam3_studio.dataset.project.project import Project


@dataclass(frozen=True, slots=True)
class Task:
    """A picture to ask about.

    Attributes:
        name: of the picture.
        file: its state as the project knows it; an answer about another one does not count.
        searches: one for each class.
        tiles: when it is to be looked at in tiles.
    """

    name: str
    file: FileState
    searches: tuple[Search, ...]
    tiles: TileUse = TileUse.NEVER

    @property
    def prompts(self) -> tuple[Prompt, ...]:
        """Those of all searches, in order."""
        return tuple(prompt for search in self.searches for prompt in search.prompts)

    @property
    def floors(self) -> tuple[float, ...]:
        """Of each prompt: candidates that score more are wanted."""
        return tuple(search.floor for search in self.searches for _ in search.prompts)

    @property
    def keys(self) -> dict[int, str]:
        """What answers are kept under, by class."""
        return {search.class_id: key_in_tiles(search.key, self.tiles) for search in self.searches}

    def answers(self, search: Search) -> bool:
        """Whether an answer to this is one to a search, as far down as that asks."""
        return any(one.key == search.key and one.floor <= search.floor for one in self.searches)


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


def task_about(project: Project, name: str, classes: Sequence[LabelClass], scope: Scope, model: str) -> Task | None:
    """What is to be asked about a picture, with the prompts that classes have now; None for nothing.

    Args:
        project: that the picture is of.
        name: of the picture.
        classes: to be looked for.
        scope: of the run.
        model: fingerprint of the weights.
    """
    record = project.images.find(name)
    if record is None or (record.state is ImageState.DONE and not scope.reviewed):
        return None
    known = project.answers.floors(name)
    boxes = project.labels.boxes(name)
    searches = (search_for(one, boxes, model) for one in classes if one.searched)
    found = tuple(one for one in searches if one and not _is_answered(one, known, scope.tiles))
    return Task(name, record.file, found, scope.tiles) if found else None


def _is_answered(search: Search, known: Mapping[tuple[int, str], float], tiles: TileUse) -> bool:
    """Whether nothing is to be asked, given the floors of answers; what was looked at closer is not asked again."""
    least, *closer = ((search.class_id, search.key + look) for look in looks_that_answer(tiles))
    return known.get(least, inf) <= search.floor or any(one in known for one in closer)


def save_found(
    project: Project, task: Task, wanted: Task, found: Sequence[Segmentation], size: tuple[int, int], same_object: float
) -> Kept:
    """Write what was found, as if a person had gone to the picture and waited; nothing that is not asked any more.

    Args:
        project: that the picture is of.
        task: that is answered.
        wanted: what is to be asked about the picture now.
        found: an answer to each of the task's prompts.
        size: of the picture, (width, height) in pixels.
        same_object: above this IoU with an accepted object a candidate is that object.
    """
    answers, keys = iter(found), task.keys
    counting = {search.class_id for search in wanted.searches if task.answers(search)}
    with project.transaction(waits=False):  # it would be asked again
        for search in task.searches:
            parts = [next(answers) for _ in search.keyed_prompts]
            if search.class_id in counting:
                one = merged(parts) if len(parts) > 1 else parts[0]
                project.found.save(task.name, search.class_id, keys[search.class_id], one, floor=search.floor)
        project.images.set_size(task.name, *size)
        state, new, offered = offer(project, task.name, same_object)
    return Kept(state, new, sum(offered.get(search.class_id, 0) for search in task.searches))


def save_failure(project: Project, task: Task, reason: str, *, of_picture: bool) -> None:
    """Write why a picture could not be asked about; what the project has of it stays.

    Args:
        project: that the picture is of.
        task: that failed.
        reason: a sentence.
        of_picture: whether the file cannot be read.
    """
    known = {one.id for one in project.classes.list()}
    keys = {class_id: key for class_id, key in task.keys.items() if class_id in known}
    with project.transaction(waits=False):  # it would be asked again
        project.answers.fail(task.name, keys, reason)
        if of_picture:
            project.images.set_failed(task.name, reason)
