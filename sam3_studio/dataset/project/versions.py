"""Projects of an older version: telling them, and bringing them up to date before they are read."""

from pathlib import Path

from sam3_studio.core.errors import DatasetError
from sam3_studio.core.progress import Progress
from sam3_studio.dataset.project.location import locate
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.project.storage.header import check_project_file, is_current


def needs_update(path: Path) -> bool:
    """Whether there is a project of an older version, which takes a while to open; its log may know better.

    Args:
        path: the project, or the folder of its pictures.
    """
    try:
        file = locate(path).file
        if not file.exists():
            return False
        check_project_file(file)
        return not is_current(file)
    except (DatasetError, OSError):
        return False  # whoever opens it is told


def readable_project(path: Path, progress: Progress | None = None) -> Path:
    """The file of a project, for reading; none is made. One of an older version is brought up to date.

    Args:
        path: the project, or the folder of its pictures.
        progress: told how far that is, in steps done and steps in all.

    Raises:
        DatasetError: there is none, it is no project, is newer than this program, or cannot be read.
    """
    file = locate(path).file
    if not file.exists():
        raise DatasetError("{path} has no project; open it in the window first.", path=path)
    check_project_file(file)
    if not is_current(file):
        Project.open(file, progress).close()
    return file
