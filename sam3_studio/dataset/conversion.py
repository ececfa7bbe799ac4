"""Labels of others, held only as long as it takes to write them in another format."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sam3_studio.core.errors import DatasetError
from sam3_studio.dataset.project.database import Database
from sam3_studio.dataset.project.location import FILE_NAME
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.project.taking_in import take_in_pictures
from sam3_studio.dataset.reading.label_files import first_folder


@contextmanager
def passing_project(photos: Path) -> Iterator[Project]:
    """A project of a folder's pictures that is gone at the end of the block; nothing is written to that folder.

    Args:
        photos: the folder.

    Raises:
        DatasetError: there is no picture in the folder, it cannot be listed, or there is no room for the project.
    """
    if not photos.is_dir():
        raise DatasetError("There is no folder {folder}; name the one that the pictures are in.", folder=photos)
    with (
        tempfile.TemporaryDirectory(prefix="sam3-studio-") as place,
        Project(Database(Path(place, FILE_NAME)), photos) as project,
    ):
        take_in_pictures(project)
        if not project.images.records(limit=1):
            raise DatasetError("There is no picture in {folder}; name the one that the pictures are in.", folder=photos)
        yield project


def photos_beside(labels: Path) -> Path:
    """Where the pictures of a dataset are likely to lie.

    Args:
        labels: the dataset's folder, or its label file.
    """
    folder = first_folder(labels if labels.is_dir() else labels.parent, "images", "JPEGImages")
    while len(inner := _shown(folder)) == 1 and inner[0].is_dir():
        folder = inner[0]
    return folder


def _shown(folder: Path) -> list[Path]:
    try:
        return [path for path in folder.iterdir() if not path.name.startswith(".")]
    except OSError:
        return []
