"""What tests of runs over a project do again and again."""

import numpy as np
from squares_model import SquaresModel

from sam3_studio.core.document import ImageDocument
from sam3_studio.core.errors import PromptError
from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import ImageState, PromptBox
from sam3_studio.core.rle import Rle
from sam3_studio.dataset.asking import PictureFailure, PictureQuestions, ask_pictures
from sam3_studio.dataset.project.planning import Scope
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.project.runs.project_pass import ProjectPass
from sam3_studio.dataset.project.runs.tasks import Task

NAMES = ["1.png", "2.png", "3.png"]
OPEN = Scope()


def drive(work: ProjectPass, project: Project, model: SquaresModel, most: int = 99) -> list[str]:
    """Ask picture by picture, so many at most; their names."""
    asked = []
    while len(asked) < most and (task := work.next()):
        asked.append(task.name)
        question = PictureQuestions(task.name, project.path(task.name), task.prompts, task.floors)
        ((_, outcome),) = ask_pictures(model, [question], project.root)
        if isinstance(outcome, PictureFailure):
            work.fail(task, outcome.reason, of_picture=outcome.of_picture)
        else:
            work.keep(task, outcome.found, (outcome.picture.width, outcome.picture.height))
    return asked


def run(project: Project, model: SquaresModel, *class_ids: int, scope: Scope = OPEN, most: int = 99) -> ProjectPass:
    work = ProjectPass(project, "01")
    work.begin(class_ids or (1, 2), scope)
    drive(work, project, model, most)
    return work


def refuse() -> None:
    raise PromptError("It does not fit.")


def draw_box(project: Project, name: str) -> None:
    """An example for the first class."""
    project.labels.save(name, ImageDocument(), ImageDocument(boxes=(PromptBox(1, Box(2, 2, 9, 9)),)))


def square(x: int, y: int) -> Rle:
    return Rle.from_crop(np.ones((4, 4), dtype=bool), x, y, 30, 40)


def state(project: Project, name: str) -> ImageState:
    record = project.images.find(name)
    assert record is not None
    return record.state


def begun(project: Project) -> tuple[ProjectPass, Task]:
    """A run over both classes, and what is in hand first."""
    work = ProjectPass(project, "01")
    work.begin((1, 2), OPEN)
    task = work.next()
    assert task is not None
    return work, task
