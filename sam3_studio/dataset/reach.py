"""Whether pictures that cannot be read are broken, or their disk is gone: the one is a picture's, the other a run's."""

import os
import stat
from collections.abc import Iterable
from enum import Enum
from pathlib import Path

from sam3_studio.core.sentence import Sentence


class Reach(Enum):
    """What can still be reached where a picture could not be read."""

    FILE = "file"
    """Its file, which is broken or not to be read by this person, or at least its neighbours: it was deleted."""
    ROOT = "root"
    """The folder of all pictures. Its own folder or its file does not answer, and others may not either."""
    NOTHING = "nothing"
    """Not even that folder: a drive was pulled, or a share has dropped."""


def reach_of(path: Path, root: Path) -> Reach:
    """What can still be reached, now that a picture could not be read; on a share that is gone it takes a while.

    Args:
        path: of the picture.
        root: the folder of all pictures.
    """
    if not _holds_something(root):
        return Reach.NOTHING
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a pipe would keep whoever opens it waiting
            return Reach.FILE
        with path.open("rb") as file:
            file.read(1)
    except PermissionError:
        return Reach.FILE
    except FileNotFoundError:
        return Reach.FILE if _holds_something(path.parent) else Reach.ROOT
    except OSError:
        return Reach.ROOT
    return Reach.FILE


def out_of_reach(path: Path, root: Path, reach: Reach) -> Sentence:
    """Says that a run stops here; arguments as in `reach_of`, and what that gave."""
    return Sentence(
        "The pictures in {folder} cannot be reached; check its drive or connection, then go on: nothing is lost.",
        folder=root if reach is Reach.NOTHING else path.parent,
    )


class Deletions:
    """Tells pictures that were deleted from those whose disk is gone; every folder is looked into once.

    Args:
        root: the folder of all pictures.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._holding: dict[Path, bool] = {}

    def among(self, names: Iterable[str]) -> list[str]:
        """Those of these pictures whose files are not there, but what they lay in is; on a share it takes a while.

        Args:
            names: relative to the folder, with forward slashes.
        """
        return [name for name in names if self._is_deleted(self._root / name)]

    def _is_deleted(self, path: Path) -> bool:
        if not (self._is_held(self._root) and self._is_held(path.parent)):
            return False
        try:
            path.lstat()
        except (FileNotFoundError, NotADirectoryError):
            return True
        except OSError:
            pass
        return False

    def _is_held(self, folder: Path) -> bool:
        """Whether a folder holds something, or was deleted from one that does."""
        if folder not in self._holding:
            inside = folder != self._root and self._root in folder.parents
            up = inside and not os.path.lexists(folder)
            self._holding[folder] = self._is_held(folder.parent) if up else _holds_something(folder)
        return self._holding[folder]


def _holds_something(folder: Path) -> bool:
    """Whether it can be looked into and is not empty: of a drive that was pulled an empty folder may be left."""
    try:
        with os.scandir(folder) as entries:
            return next(entries, None) is not None
    except OSError:
        return False
