"""What tests of projects do again and again."""

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
