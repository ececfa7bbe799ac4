"""Keeping a project to one program at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from sam3_studio.core.errors import DatasetError


@contextmanager
def claimed(path: Path) -> Iterator[None]:
    """No other program has a project open, nor opens it; its folder is made where it is not there.

    Args:
        path: the file, which may not be there.

    Raises:
        DatasetError: another program has it open, or its folder cannot be written.
    """
    lock = FileLock(path.parent / f".{path.name}.lock", blocking=False, thread_local=False)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout:
        raise DatasetError(
            "{path} is open in another window or command; close that one, or go on there.", path=path
        ) from None
    except OSError as error:
        raise DatasetError(
            "The folder {folder} cannot be written ({reason}); change its permissions, or copy it to another place.",
            folder=path.parent,
            reason=error.strerror,
        ) from error
    try:
        yield
    finally:
        lock.release()
