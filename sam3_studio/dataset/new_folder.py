"""A folder that is there whole or not at all."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

from filelock import FileLock, Timeout

from sam3_studio.dataset.files import cannot_write, synced_at_once

_PREFIX = ".sam3-new-"
_LOCK = ".lock"


class NewFolder:
    """A folder while it is being filled.

    Attributes:
        path: where to write now; hidden, beside its later place.
        place: where it is to lie; known once it lies there.
    """

    def __init__(self, path: Path, place: Path) -> None:
        self.path = path
        self.place = place


@contextmanager
def new_folder(wanted: Path) -> Iterator[NewFolder]:
    """A folder that takes its place at the end of the block, with all that was written to it; nothing after any error.

    What lies at that place already stays: the folder then gets the next name that is free, NAME-2, NAME-3 and so on.
    What a killed run leaves behind is hidden, and removed by the next run beside it.

    Args:
        wanted: its place.

    Raises:
        DatasetError: it cannot be made.
    """
    path, lock = _made(wanted)
    new = NewFolder(path, wanted)
    try:
        with synced_at_once():
            yield new
        lock.release()
        new.place = _put_in_place(path, wanted)
    finally:
        lock.release()
        shutil.rmtree(path, ignore_errors=True)


def _made(wanted: Path) -> tuple[Path, FileLock]:
    """The folder to write to, and what keeps others from taking it for left over."""
    try:
        wanted.parent.mkdir(parents=True, exist_ok=True)
        _remove_left_over(wanted.parent)
        path = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=wanted.parent))
        lock = FileLock(path / _LOCK)
        lock.acquire()
    except OSError as error:
        raise cannot_write(wanted, error) from error
    return path, lock


def _put_in_place(path: Path, wanted: Path) -> Path:
    """Give a folder its name, or the next one that is free; its place."""
    with suppress(OSError):
        wanted.rmdir()  # which only an empty one lets happen
    names = (wanted if number == 1 else wanted.with_name(f"{wanted.name}-{number}") for number in count(1))
    place = next(one for one in names if not os.path.lexists(one))
    try:
        (path / _LOCK).unlink(missing_ok=True)
        path.chmod(0o777 & ~_umask())
        path.rename(place)
    except OSError as error:
        raise cannot_write(place, error) from error
    return place


def _umask() -> int:
    """What new files are not to allow; there is no way to ask without setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _remove_left_over(folder: Path) -> None:
    """Remove what killed runs have left: what no living one has locked."""
    for path in folder.glob(f"{_PREFIX}*"):
        lock = FileLock(path / _LOCK, blocking=False)
        try:
            lock.acquire()
        except (Timeout, OSError):
            continue
        lock.release()
        shutil.rmtree(path, ignore_errors=True)
