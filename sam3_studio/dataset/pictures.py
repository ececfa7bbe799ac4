"""Putting pictures into a dataset."""

import filecmp
import os
import shutil
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


def place_picture(source: Path, target: Path, placement: Placement) -> None:
    """Put a picture at its place in a dataset; it stays untouched where it is there already.

    Raises:
        DatasetError: another file is at that place, or the picture cannot be read, written or linked.
    """
    if placement == "leave":
        return
    try:
        if target.exists() or target.is_symlink():
            if _same(source, target):
                return
            raise DatasetError(f"{target} is another picture than {source}; choose another output folder.")
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(target, error) from error
    if placement == "symlink":
        _symlink(source, target)
    elif placement == "copy" or not _hardlinked(source, target):
        _copy(source, target)


def _same(source: Path, target: Path) -> bool:
    if not target.exists():
        return False
    ours, theirs = source.stat(), target.stat()
    if os.path.samestat(ours, theirs):
        return True
    # A copy keeps the time of its original.
    same_state = (ours.st_size, ours.st_mtime_ns) == (theirs.st_size, theirs.st_mtime_ns)
    return same_state or filecmp.cmp(source, target, shallow=False)


def _symlink(source: Path, target: Path) -> None:
    try:
        target.symlink_to(source.absolute())
    except OSError as error:
        raise DatasetError(f"{target} cannot be made a link ({error.strerror}); copy the pictures instead.") from error


def _hardlinked(source: Path, target: Path) -> bool:
    try:
        os.link(source, target)
    except OSError:
        return False
    return True


def _copy(source: Path, target: Path) -> None:
    try:
        original = source.open("rb")
    except OSError as error:
        raise DatasetError(f"{source} cannot be read ({error.strerror}); check its permissions.") from error
    with original:
        state = os.fstat(original.fileno())
        with replaced_when_complete(target) as copy:
            shutil.copyfileobj(original, copy, 1 << 20)
    os.utime(target, ns=(state.st_atime_ns, state.st_mtime_ns))
