"""What tests of projects do again and again."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sam3_studio.dataset.journal import FileState
from sam3_studio.dataset.project.pictures.scan import ScannedImage, scan
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.reach import Deletions


def rescan(project: Project) -> tuple[list[str], list[str]]:
    """Takes in what lies in the folder now; the names of new pictures and of those that went."""
    update = project.images.update()
    new = []
    for batch in scan(project.root):
        new += update.add(batch.images)
        update.keep(batch.unseen)
    return new, update.finish(Deletions(project.root).among(update.in_doubt()))


def names(project: Project) -> list[str]:
    """Of all pictures, those whose files are gone as well."""
    return [record.name for record in project.images.records()]


def scanned(name: str) -> ScannedImage:
    """A picture that a scan might find."""
    return ScannedImage(name, FileState(size=7, modified=1))


def waits_for_the_disk(project: Project) -> bool:
    """Whether what is written now is on disk when the call returns, though the power fails then."""
    return project._database.row("PRAGMA synchronous") == (2,)  # https://www.sqlite.org/pragma.html#pragma_synchronous


FILE_NAME = "project.sam3studio"


def make_project(folder: Path) -> Path:
    """A closed project with a class; its file."""
    with Project.open(folder) as project:
        project.classes.add("duck")
    return folder / FILE_NAME


def class_names(path: Path) -> list[str]:
    with Project.open(path) as project:
        return [one.name for one in project.classes.list()]


@contextmanager
def away(folder: Path) -> Iterator[None]:
    """As where the folder's drive is not mounted for a while: an empty one is in its place."""
    drive = folder.rename(folder.with_name("away"))
    folder.mkdir()
    yield
    folder.rmdir()
    drive.rename(folder)
