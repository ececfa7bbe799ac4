"""Looking into a project that another program may have open."""

from pathlib import Path

from sam3_studio.core.errors import DatasetError
from sam3_studio.dataset.project.header import check_project_file, is_current
from sam3_studio.dataset.project.location import locate
from sam3_studio.dataset.project.project import Project


def readable_project(path: Path) -> Path:
    """The file of a project, for reading; none is made. One of an older version is brought up to date.

    Args:
        path: the project, or the folder of its pictures.

    Raises:
        DatasetError: there is none, it is no project, is newer than this program, or cannot be read.
    """
    file = locate(path).file
    if not file.exists():
        raise DatasetError("{path} has no project; open it in the window first.", path=path)
    check_project_file(file)
    if not is_current(file):
        Project.open(file).close()
    return file
