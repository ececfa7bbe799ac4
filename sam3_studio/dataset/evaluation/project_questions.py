"""A project as questions with known answers: what its classes find in the pictures that are done."""

from pathlib import Path

from sam3_studio.core.annotation import AnnotatedImage
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.labeling import LabelClass
from sam3_studio.core.progress import Progress
from sam3_studio.core.prompt import Prompt
from sam3_studio.core.rle import Rle
from sam3_studio.dataset.evaluation.questions import FOLDER_FILE, PLAIN, CocoRle, Question
from sam3_studio.dataset.formats.coco_rle import compressed_counts
from sam3_studio.dataset.project.location import SUFFIX, locate
from sam3_studio.dataset.project.project import Project


def is_project(path: Path) -> bool:
    """Whether that is a project file, or a folder that has one and no COCO file.

    Raises:
        DatasetError: the folder cannot be looked into.
    """
    if path.is_dir():
        return not (path / FOLDER_FILE).exists() and locate(path).file.exists()
    return path.suffix.lower() == SUFFIX


def read_project_questions(path: Path, progress: Progress | None = None) -> list[Question]:
    """The questions of a project: every class, with all its concepts that are on, about every picture that is done.

    In other pictures a person may have left objects out. A class without such concepts is asked by its name. Boxes
    drawn in a picture are not used, as they show where the answers are.

    Args:
        path: the project, or the folder that has one.
        progress: told how far an older project's update is, in steps done and steps in all.

    Raises:
        DatasetError: it is no project, cannot be read, is open in a window, or nothing in it is done.
    """
    with Project.open(path, progress) as project:
        classes = project.classes.list()
        images = list(project.labeled_images(done_only=True))
    if not classes or not images:
        raise DatasetError(
            "{path} has no picture that is done; finish some, since the others may lack objects.", path=path
        )
    return [_question(project.path(image.path), image, one) for image in images for one in classes]


def _question(path: Path, image: AnnotatedImage, one: LabelClass) -> Question:
    return Question(
        path,
        tuple(map(Prompt, one.searched or (one.name,))),
        one.name,
        PLAIN,
        image.height,
        image.width,
        tuple(_coco(a.mask) for a in image.annotations if a.label == one.name),
    )


def _coco(mask: Rle) -> CocoRle:
    return {"size": [mask.height, mask.width], "counts": compressed_counts(mask).encode("ascii")}
