"""Imports that can be taken back as a whole: a copy of the project is kept from before each of the last ones.

That copy, and not a list of what an import changed, is what undoing goes by: it is right however many objects there
are, and whatever else an import may come to change. What was done since goes with the import; so before the copy takes
the project's place, another one is made of how the project is then. A project that was restored knows the import
before, which can be undone next.
"""

import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sam3_studio.core.errors import DatasetError
from sam3_studio.core.progress import Progress
from sam3_studio.dataset.progress import Halves
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.project.storage.backups import back_up_before_undo, backup_folder
from sam3_studio.dataset.project.touching import UNASKED, UNTOUCHED

_LAST_IMPORT = "last import"
"""Key of what the project notes of it; written with the import, so that both are there or neither."""


@dataclass(frozen=True, slots=True)
class LastImport:
    """An import that can be undone.

    Attributes:
        copy: of the project, from before.
        labels: where they came from.
        time: when it counted, in seconds since 1970.
        images: pictures that got labels.
        objects: that these got.
    """

    copy: Path
    labels: str
    time: float
    images: int
    objects: int


def note_import(project: Project, copy: Path, labels: Path, images: int, objects: int) -> None:
    """Note that labels are imported now; to be called in the transaction that writes them.

    Args:
        project: open.
        copy: of the project, from before.
        labels: where they come from.
        images: pictures that got labels.
        objects: that these got.

    Raises:
        DatasetError: the project cannot be written.
    """
    note = {"copy": copy.name, "labels": str(labels), "time": time.time(), "images": images, "objects": objects}
    project.settings.set(_LAST_IMPORT, note)
    project.settings.set(UNTOUCHED, True)
    project.settings.set(UNASKED, True)


def last_import(project: Project) -> LastImport | None:
    """The import that can be undone; None where there is none.

    Raises:
        DatasetError: the project cannot be read.
    """
    note: Any = project.settings.get(_LAST_IMPORT)
    if not isinstance(note, dict):
        return None
    copy = backup_folder(project.file) / Path(note["copy"]).name
    if not copy.is_file():
        return None
    return LastImport(copy, note["labels"], note["time"], note["images"], note["objects"])


def changed_since_import(project: Project) -> bool:
    """Whether a person has changed anything since the last import, be it objects, classes, states, notes or tags.

    Raises:
        DatasetError: the project cannot be read.
    """
    return project.settings.get(UNTOUCHED) is None


def asked_since_import(project: Project) -> bool:
    """Whether the model has answered anything since the last import, be it in a run or in one picture.

    Raises:
        DatasetError: the project cannot be read.
    """
    return project.settings.get(UNASKED) is None


def undo_import(file: Path, progress: Progress | None = None, cancel: threading.Event | None = None) -> Path:
    """Have a project be what it was before its last import. Killed at any moment, it is that or as it is now.

    Args:
        file: the project, which nobody has open.
        progress: told how far it is, in steps done and steps in all.
        cancel: once set, the project stays as it is.

    Returns:
        A copy of how it was until now.

    Raises:
        CancelledError: `cancel` was set.
        DatasetError: there is no import to undo, the project is open, or one of the files cannot be read or written.
    """
    with Project.open(file) as project:
        last = last_import(project)
        if last is None:
            raise DatasetError("{path} has no import that could be undone.", path=file)
        halves = Halves(progress, cancel)
        now = back_up_before_undo(file, halves.first, cancel)
        halves.second(0, 1)
        project.restore(last.copy, halves.second)
    with suppress(OSError):
        last.copy.unlink()
    return now
