"""Putting pictures into a dataset."""

import filecmp
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Literal

from sam3_studio.core.errors import DatasetError
from sam3_studio.dataset.files import cannot_write, replaced_when_complete

Placement = Literal["copy", "hardlink", "symlink", "leave"]
"""How a picture comes to lie in a dataset.

"copy" is the safe choice: Ultralytics rewrites JPEGs that it finds damaged, and a link lets it rewrite the original.
"hardlink" takes no space, and is a copy where the file system has no such links. "symlink" takes no space and breaks
when pictures or dataset move. "leave" does nothing.
"""


def place_picture(
    source: Path,
    target: Path,
    placement: Placement,
    *,
    is_ours: Callable[[], bool],
    announce: Callable[[Path], None],
) -> bool:
    """Put a picture at its place in a dataset; it stays untouched where it is there already.

    Links of an earlier run make way for what is asked for now, but a copy stays where links are asked for.

    Args:
        source: the picture.
        target: its place.
        placement: how.
        is_ours: asked whether another picture at that place may go.
        announce: called with the complete copy or link just before it takes its place.

    Returns:
        Whether anything was written.

    Raises:
        DatasetError: another file is at that place, or the picture cannot be read, written or linked.
    """
    if placement == "leave":
        return False
    _check_there(source)
    try:
        if os.path.lexists(target):
            same = same_picture(source, target)
            if same and not (_links_too_closely(source, target, placement) and is_ours()):
                return False
            if not same and not is_ours():
                raise DatasetError(
                    "{target} is another picture than {source}; choose another output folder.",
                    target=target,
                    source=source,
                )
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(target, error) from error
    if placement == "symlink":
        _symlink(source, target, announce)
    elif placement == "copy" or not _hardlinked(source, target, announce):
        _copy(source, target, announce)
    return True


def _check_there(source: Path) -> None:
    """A link to nothing could be made, and nobody would be told."""
    try:
        source.stat()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise DatasetError(
            "{source} is gone; put it back, or open its folder in the window again, which leaves it out.", source=source
        ) from error
    except OSError as error:
        raise _unreadable(source, error) from error


def same_picture(source: Path, target: Path) -> bool:
    """Whether what lies in a dataset is the source, or has its content.

    Raises:
        OSError: the source cannot be read.
    """
    if not target.exists():
        return False
    ours, theirs = source.stat(), target.stat()
    if os.path.samestat(ours, theirs):
        return True
    # A copy keeps the time of its original.
    same_state = (ours.st_size, ours.st_mtime_ns) == (theirs.st_size, theirs.st_mtime_ns)
    return same_state or filecmp.cmp(source, target, shallow=False)


def _links_too_closely(source: Path, target: Path, placement: Placement) -> bool:
    """Whether a link lies there where a copy, or at least a link that survives the source, is asked for."""
    if target.is_symlink():
        return placement != "symlink"
    return placement == "copy" and target.samefile(source)


def _symlink(source: Path, target: Path, announce: Callable[[Path], None]) -> None:
    temporary = _free_name(target)
    try:
        temporary.symlink_to(os.path.realpath(source))
        announce(temporary)
        temporary.replace(target)
    except OSError as error:
        raise DatasetError(
            "{target} cannot be made a link ({reason}); copy the pictures instead.",
            target=target,
            reason=error.strerror,
        ) from error


def _hardlinked(source: Path, target: Path, announce: Callable[[Path], None]) -> bool:
    temporary = _free_name(target)
    try:
        # A source that is a link itself would be linked as such, and lead nowhere from here.
        os.link(os.path.realpath(source), temporary)
        announce(temporary)
        temporary.replace(target)
    except OSError:
        return False
    return True


def _free_name(target: Path) -> Path:
    """Where a link is made before it takes the place of what was there."""
    temporary = target.parent / ".sam3-link.tmp"
    try:
        temporary.unlink(missing_ok=True)
    except OSError as error:
        raise cannot_write(target, error) from error
    return temporary


def _copy(source: Path, target: Path, announce: Callable[[Path], None]) -> None:
    try:
        original = source.open("rb")
    except OSError as error:
        raise _unreadable(source, error) from error
    with original:
        state = os.fstat(original.fileno())
        with replaced_when_complete(target, announce=announce) as copy:
            shutil.copyfileobj(original, copy, 1 << 20)
    with suppress(OSError):  # it saves comparing their bytes in the next run, no more
        os.utime(target, ns=(state.st_atime_ns, state.st_mtime_ns))


def _unreadable(source: Path, error: OSError) -> DatasetError:
    return DatasetError(
        "{source} cannot be read ({reason}); check its permissions.", source=source, reason=error.strerror
    )
