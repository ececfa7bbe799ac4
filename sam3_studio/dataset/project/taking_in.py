"""Bringing a project up to date with its folder, where nobody watches."""

from sam3_studio.dataset.project.pictures.scan import scan
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.reach import Deletions


def take_in_pictures(project: Project) -> tuple[str, ...]:
    """Take in what lies in the folder now; why folders or pictures were passed over, a sentence each.

    Args:
        project: open, in the thread that opened it.

    Raises:
        DatasetError: the folder cannot be listed, or the project cannot be written.
    """
    problems: list[str] = []
    update = project.images.update()
    for batch in scan(project.root):
        update.add(batch.images)
        update.keep(batch.unseen)
        problems += batch.problems
    update.finish(Deletions(project.root).among(update.in_doubt()))
    return tuple(problems)
