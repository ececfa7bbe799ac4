"""Labels of others, held only as long as it takes to write them in another format."""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath

from sam3_studio.core.errors import DatasetError
from sam3_studio.dataset.formats.label_images import CLASSES, LAYOUT
from sam3_studio.dataset.journal import FileState
from sam3_studio.dataset.pixels import MOST_PIXELS
from sam3_studio.dataset.project.location import FILE_NAME
from sam3_studio.dataset.project.pictures.scan import ScannedImage
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.project.storage.database import Database
from sam3_studio.dataset.project.taking_in import take_in_pictures
from sam3_studio.dataset.reading.found import Reading
from sam3_studio.dataset.reading.label_files import first_folder
from sam3_studio.dataset.reading.pictures import Fit, Match, Pictures
from sam3_studio.dataset.reading.table import PARTS, PICTURE_FOLDERS, ImportFormat, read_labels
from sam3_studio.dataset.reading.wanted import Wanted

Sizes = Mapping[str, tuple[int, int]]
"""(width, height) of pictures by name, in pixels."""


@contextmanager
def passing_project(photos: Path) -> Iterator[Project]:
    """An empty project that is gone at the end of the block; nothing is written to the folder of its pictures.

    Args:
        photos: that folder.

    Raises:
        DatasetError: there is no room for the project.
    """
    with (
        tempfile.TemporaryDirectory(prefix="sam3-studio-") as place,
        Project(Database(Path(place, FILE_NAME)), photos) as project,
    ):
        yield project


def take_in_photos(project: Project, *, into_results: bool) -> tuple[str, ...]:
    """Take in the pictures that lie in a new project's folder; why folders were passed over, a sentence each.

    Args:
        project: open, and empty.
        into_results: whether to look into datasets of this program, too, as where one of them is converted; label
            pictures of their parts are none.

    Raises:
        DatasetError: the folder cannot be listed.
    """
    is_label = partial(_is_label, project.root) if into_results else None
    return take_in_pictures(project, into_results=into_results, is_label=is_label)


def _is_label(root: Path, name: str) -> bool:
    """Whether a picture is a label picture in a part of a dataset."""
    part, *rest = PurePosixPath(name).parts
    return part in PARTS and rest[:1] == [str(LAYOUT.labels)] and (root / part / CLASSES).is_file()


def take_in_named(project: Project, sizes: Sizes) -> None:
    """Take in pictures that are known by name and size alone, in the place of those that are not labeled.

    Raises:
        DatasetError: the project cannot be written.
    """
    with project.transaction():
        update = project.images.update()
        update.add(ScannedImage(name, FileState(0, 0)) for name in sizes)
        update.finish()
        for name, size in sizes.items():
            project.images.set_size(name, *size)


def named_pictures(labels: Path, format_: ImportFormat) -> Sizes:
    """Names and sizes of the pictures that labels are for, where the format tells both; nothing where it does not.

    Raises:
        DatasetError: a file of the labels is damaged.
    """
    collected = _Collected()
    for _ in read_labels(labels, format_, collected):
        pass  # objects are of no interest yet
    return collected.sizes


class _Everything(Pictures):
    """Finds whatever is looked for; of a name without ending nobody knows what it is called."""

    def __init__(self) -> None:
        super().__init__((), _no_size)

    def find(self, name: PurePosixPath) -> Match:
        return Match(str(name), len(name.parts), Fit.WHOLE)

    def find_stem(self, name: PurePosixPath) -> Match | None:  # noqa: ARG002 - the signature of `Pictures`
        return None


def _no_size(name: str) -> tuple[int, int]:
    raise LookupError(name)


class _Collected(Reading):
    """Notes what labels are for, and has no object read."""

    def __init__(self) -> None:
        super().__init__(_Everything())
        self.sizes: dict[str, tuple[int, int]] = {}

    def note(self, wanted: Wanted) -> Match | None:
        """Pictures are called as in the dataset, whatever their names were before."""
        return super().note(replace(wanted, origin=None, part=""))

    def size(self, name: str) -> None:
        """Labels that say no size are for pictures that have to be at hand."""

    def fits(self, name: str, width: int, height: int) -> bool:
        if width * height > MOST_PIXELS:
            raise DatasetError(
                "{picture} is said to have {width:,} x {height:,} pixels, more than any picture here may have; "
                "correct that, or say with --photos where the pictures are.",
                picture=name,
                width=width,
                height=height,
            )
        if width > 0 and height > 0:
            self.sizes.setdefault(name, (width, height))
        return False


def photos_beside(labels: Path, format_: ImportFormat) -> Path:
    """Where the pictures of a dataset are likely to lie.

    Args:
        labels: the dataset's folder, or its label file.
        format_: of the labels.
    """
    folder = labels if labels.is_dir() else labels.parent
    if format_ is not ImportFormat.LABEL_IMAGES:
        place = first_folder(folder, *PICTURE_FOLDERS)
        if place == folder and folder.name.lower() in {"annotations", "labels"}:  # pictures lie beside it
            place = next((one for name in PICTURE_FOLDERS if (one := folder.parent / name).is_dir()), folder)
        folder = place
    elif (folder / CLASSES).is_file():
        # Label pictures are pictures, too, but not those that are meant.
        folder /= LAYOUT.pictures
    else:
        return folder  # of all parts
    while len(inner := _shown(folder)) == 1 and inner[0].is_dir():
        folder = inner[0]
    return folder


def _shown(folder: Path) -> list[Path]:
    try:
        return [path for path in folder.iterdir() if not path.name.startswith(".")]
    except OSError:
        return []
