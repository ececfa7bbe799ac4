"""Bringing a project up to date with its folder, where nobody watches."""

from collections.abc import Callable

from sam3_studio.dataset.project.pictures.scan import scan
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.reach import Deletions


def take_in_pictures(
    project: Project, *, into_results: bool = False, is_label: Callable[[str], bool] | None = None
) -> tuple[str, ...]:
    """Take in what lies in the folder now; why folders or pictures were passed over, a sentence each.

    Args:
        project: open, in the thread that opened it.
        into_results: whether to look into datasets of this program, too.
        is_label: tells by its name whether a picture is none, but a label.

    Raises:
        DatasetError: the folder cannot be listed, or the project cannot be written.
    """
    problems: list[str] = []
    update = project.images.update()
    for batch in scan(project.root, into_results=into_results):
        update.add(one for one in batch.images if is_label is None or not is_label(one.name))
        update.keep(batch.unseen)
        problems += batch.problems
    update.finish(Deletions(project.root).among(update.in_doubt()))
    return tuple(problems)
