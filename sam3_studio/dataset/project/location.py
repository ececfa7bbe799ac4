"""Where a project lies: beside its pictures, or elsewhere when their folder cannot hold it."""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from sam3_studio.core.errors import DatasetError
from sam3_studio.core.folders import data_folder, is_there
from sam3_studio.dataset.project.storage.connections import shares_memory

SUFFIX = ".sam3studio"
FILE_NAME = f"project{SUFFIX}"

_LONGEST = 450
"""Bytes of a path; SQLite opens no file with more than 512, and makes files beside a project whose names are longer."""


@dataclass(frozen=True, slots=True)
class Location:
    """A project file, which may not be there yet, and its pictures.

    Attributes:
        file: the project, never a link to it.
        root: the folder that pictures' names start from; None for what the project itself says.
    """

    file: Path
    root: Path | None


def locate(path: Path) -> Location:
    """Where the project of a folder is or is to be made; a file is taken for a project itself.

    A folder that could not be written to when it was first opened keeps its project elsewhere, whatever its
    permissions have become; so does one whose path is too long for SQLite, or whose files share no memory.

    Raises:
        DatasetError: there is no such folder or file.
    """
    path = Path(os.path.normpath(path.absolute()))
    try:
        is_folder = path.is_dir()
        if not is_folder and not path.exists():
            raise DatasetError("{path} does not exist; check the spelling.", path=path)
        if not is_folder:
            return Location(_linked(path), None)
        beside, elsewhere = path / FILE_NAME, _elsewhere(path)
        fits = len(os.fsencode(beside)) <= _LONGEST
        if os.path.lexists(beside) or (fits and not elsewhere.exists() and _accepts_projects(path)):
            return Location(_linked(beside), path)
        return Location(elsewhere, path)
    except OSError as error:
        raise DatasetError(
            "{path} cannot be read ({reason}); check its permissions.", path=path, reason=error.strerror
        ) from error


def is_project_of(path: Path, file: Path) -> bool:
    """Whether a folder or file is opened by opening this project file, or would be if that was in its place again."""
    try:
        located = locate(path).file
        return located == file or located.samefile(file)
    except (DatasetError, OSError):
        return False


def _linked(file: Path) -> Path:
    """The project that a link leads to: what lies beside it belongs to it, and it is kept to one program there."""
    return Path(os.path.realpath(file)) if file.is_symlink() and is_there(file) else file


def _accepts_projects(folder: Path) -> bool:
    return accepts_files(folder) and shares_memory(folder)


def accepts_files(folder: Path) -> bool:
    """Whether files can be made in a folder; making one is the only way to know on every system."""
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def spare_place() -> Path:
    """Where projects lie whose folders cannot hold them; it may not exist yet."""
    return data_folder() / "projects"


def _elsewhere(folder: Path) -> Path:
    """Where the project of a folder lies that cannot hold it; the name tells the folder to a person too."""
    real = os.path.realpath(folder)
    digest = hashlib.blake2b(os.fsencode(real), digest_size=8).hexdigest()
    name = os.fsencode(Path(real).name or "root").decode(errors="replace")[:40]
    return spare_place() / f"{name}-{digest}{SUFFIX}"
