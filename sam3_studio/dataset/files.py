"""Files that are there whole or not at all, and names that stay in their folder."""

import errno
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from sam3_studio.core.errors import DatasetError
from sam3_studio.core.sentence import Sentence
from sam3_studio.core.whole_file import flush_to_disk, whole_file

# Before "choose another output folder".
_REMEDIES = {
    errno.ENOSPC: Sentence("free some space or "),
    errno.EDQUOT: Sentence("free some space or "),
    errno.EACCES: Sentence("change the permissions or "),
    errno.EPERM: Sentence("change the permissions or "),
    errno.EROFS: "",
    errno.ENAMETOOLONG: Sentence("shorten the name of the picture or of the folder, or "),
    errno.EEXIST: Sentence("move away what is in its place or "),
    errno.EISDIR: Sentence("move away what is in its place or "),
    errno.ENOTEMPTY: Sentence("move away what is in its place or "),
    errno.ENOTDIR: Sentence("move away the file that is in the place of a folder or "),
    errno.ELOOP: Sentence("remove the link or "),
}

_sync_later: ContextVar[bool] = ContextVar("sync_later", default=False)

_DRIVE = re.compile(r"[A-Za-z]:")


@contextmanager
def replaced_when_complete(path: Path, *, announce: Callable[[Path], None] | None = None) -> Iterator[BinaryIO]:
    """As `whole_file`; folders are made as needed.

    Args:
        path: its place.
        announce: as there.

    Raises:
        DatasetError: the file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with whole_file(path, announce=announce, settle=sync) as file:
            yield file
    except OSError as error:
        raise cannot_write(path, error) from error


def sync(file: BinaryIO) -> None:
    """Wait until what was written to a file is on disk, unless that is done for many files at once."""
    if _sync_later.get():
        file.flush()
    else:
        flush_to_disk(file)


@contextmanager
def synced_at_once() -> Iterator[None]:
    """Many files that count as a whole, and not before the end of the block, by when they are on disk.

    To wait for each of 20,000 files takes longer than to write them.
    """
    token = _sync_later.set(True)
    try:
        yield
    finally:
        _sync_later.reset(token)
    if hasattr(os, "sync"):  # which Windows lacks; it writes files to disk within seconds
        os.sync()


def write_if_changed(path: Path, content: bytes, *, announce: Callable[[Path], None] | None = None) -> None:
    """Write a small file unless it holds this very content: running again over a large dataset costs reading only.

    Args:
        path: its place.
        content: all of it.
        announce: as for `replaced_when_complete`.

    Raises:
        DatasetError: the file cannot be written.
    """
    try:
        if path.read_bytes() == content:
            return
    except OSError:
        # Whatever keeps it from being read, writing it will tell.
        pass
    with replaced_when_complete(path, announce=announce) as file:
        file.write(content)


def cannot_write(path: Path, error: OSError) -> DatasetError:
    """Tells that, why, and what to do."""
    reason = error.strerror or str(error)
    remedy = _REMEDIES.get(error.errno or 0, Sentence("check the disk, or "))
    return DatasetError(
        "{path} cannot be written ({reason}); {remedy}choose another output folder.",
        path=path,
        reason=reason,
        remedy=remedy,
    )


def remove_file(path: Path) -> None:
    """Remove a file, if it is there.

    Raises:
        DatasetError: it cannot be removed.
    """
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise cannot_write(path, error) from error


def remove_empty_folders(folder: Path) -> None:
    """Remove a folder and what lies below it, as far as there is no file in it."""
    for place, _, _ in os.walk(folder, topdown=False):
        with suppress(OSError):  # it is not empty
            Path(place).rmdir()


def check_folder(folder: Path) -> None:
    """Check that files can be written to a folder, if it is there at all.

    Raises:
        DatasetError: it is something else, or must not be written to, or its place cannot be looked at.
    """
    try:
        folder.stat()
    except (FileNotFoundError, NotADirectoryError):
        pass
    except OSError as error:
        raise cannot_write(folder, error) from error
    number = errno.ENOTDIR if not folder.is_dir() else errno.EACCES if not os.access(folder, os.W_OK | os.X_OK) else 0
    if number and os.path.lexists(folder):
        raise cannot_write(folder, OSError(number, os.strerror(number)))


def relative_name(name: str) -> PurePosixPath:
    """A picture's name as a relative path that cannot leave the folder it is joined to, on any system.

    Raises:
        DatasetError: it is empty or absolute, has a drive letter or a backslash, or climbs with "..", or cannot be
            written as text.
    """
    path = PurePosixPath(name)
    climbs = path.is_absolute() or ".." in path.parts or "\\" in name or _DRIVE.match(name)
    if climbs or str(path) != name or not path.name or "\0" in name:
        raise DatasetError(
            "The picture name {name!r} does not stay inside the dataset's folder; names must be relative, "
            'with forward slashes and without "..".',
            name=name,
        )
    try:
        name.encode()
    except UnicodeEncodeError as error:
        raise DatasetError("The picture name {image!r} is not valid Unicode; rename the file.", image=name) from error
    return path


def inside(folder: Path, name: PurePosixPath) -> Path:
    """The path of a name in a folder, links followed.

    Raises:
        DatasetError: a link on the way leads out of the folder.
    """
    path = folder.joinpath(*name.parts)
    if not path.parent.resolve().is_relative_to(folder.resolve()):
        raise DatasetError(
            "{link} is a link that leads out of {folder}; remove it or choose another folder.",
            link=path.parent,
            folder=folder,
        )
    return path
