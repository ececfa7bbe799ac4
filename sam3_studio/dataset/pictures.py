"""Putting pictures into a dataset, and remembering which of its files this program put there."""

import filecmp
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Literal

from sam3_studio.core.errors import DatasetError
from sam3_studio.dataset.files import cannot_write, inside, relative_name, replaced_when_complete, write_if_changed

MANIFEST = ".sam3-studio.json"

_KIND = "sam3-studio files 1"

Placement = Literal["copy", "hardlink", "symlink", "leave"]
"""How a picture comes to lie in a dataset.

"copy" is the safe choice: Ultralytics rewrites JPEGs that it finds damaged, and a link lets it rewrite the original.
"hardlink" takes no space, and is a copy where the file system has no such links. "symlink" takes no space and breaks
when pictures or dataset move. "leave" does nothing.
"""


State = tuple[int, int]
"""Of a file: its size in bytes, and the time of its last change in nanoseconds since 1970."""


class Manifest:
    """Which files of a dataset this program wrote, for which pictures, and in what state it left them.

    Attributes:
        names: of pictures in the dataset, by the names of their sources.
    """

    def __init__(self, folder: Path) -> None:
        """Raises DatasetError when the folder's manifest cannot be read."""
        self.names: dict[str, str] = {}
        self._folder = folder
        self._files: dict[str, dict[str, State]] = {}
        self._listed: set[str] = set()
        path = folder / MANIFEST
        try:
            content = json.loads(path.read_bytes())
            # Another kind of file has no such entry.
            for source, entry in content[_KIND].items():
                self.names[source] = str(relative_name(entry["name"]))
                self._files[source] = {
                    str(relative_name(file)): (int(size), int(modified))
                    for file, (size, modified) in entry["files"].items()
                }
        except FileNotFoundError:
            return
        except (OSError, AttributeError, KeyError, TypeError, ValueError) as error:
            raise DatasetError(f"{path} cannot be read ({error}); choose another output folder.") from error

    def enlist(self, source: str, name: PurePosixPath) -> None:
        """Note that a picture belongs to the dataset, under this name."""
        self.names[source] = str(name)
        self._files.setdefault(source, {})
        self._listed.add(source)

    def is_ours(self, source: str, file: Path) -> bool:
        """Whether the file lies there as this program left it."""
        left = self._files.get(source, {}).get(self._key(file))
        return left is not None and left == _state(file)

    def record(self, source: str, file: Path) -> None:
        """Note that this program has just written the file."""
        state = _state(file)
        if state is not None:
            self._files[source][self._key(file)] = state

    def retire(self) -> list[str]:
        """Remove the files of pictures that are not listed any more; the names of those that others changed since.

        Raises:
            DatasetError: a file cannot be removed.
        """
        kept = []
        for source in sorted(self.names.keys() - self._listed):
            for name in sorted(self._files[source]):
                file = inside(self._folder, PurePosixPath(name))
                if self.is_ours(source, file):
                    try:
                        file.unlink()
                    except OSError as error:
                        raise cannot_write(file, error) from error
                elif _state(file) is not None:
                    kept.append(name)
                    continue
                del self._files[source][name]
            if not self._files[source]:
                del self._files[source], self.names[source]
        return kept

    def save(self) -> None:
        """Write it to the dataset's folder, unless nothing changed."""
        sources = {s: {"name": name, "files": self._files[s]} for s, name in sorted(self.names.items())}
        content = json.dumps({_KIND: sources}, indent=1, sort_keys=True)
        write_if_changed(self._folder / MANIFEST, f"{content}\n".encode())

    def _key(self, file: Path) -> str:
        return file.relative_to(self._folder).as_posix()


@contextmanager
def manifest_of(folder: Path) -> Iterator[Manifest]:
    """A dataset's manifest, saved at the end even of a run that breaks off."""
    manifest = Manifest(folder)
    try:
        yield manifest
    finally:
        manifest.save()


def _state(file: Path) -> State | None:
    try:
        state = file.lstat()  # of a link, not of what it leads to
    except OSError:
        return None
    return state.st_size, state.st_mtime_ns


def place_picture(source: Path, target: Path, placement: Placement, *, replace: bool = False) -> bool:
    """Put a picture at its place in a dataset; it stays untouched where it is there already.

    Args:
        source: the picture.
        target: its place.
        placement: how.
        replace: whether another picture at that place may go.

    Returns:
        Whether anything was written.

    Raises:
        DatasetError: another file is at that place, or the picture cannot be read, written or linked.
    """
    if placement == "leave":
        return False
    try:
        if target.exists() or target.is_symlink():
            if _same(source, target):
                return False
            if not replace:
                raise DatasetError(f"{target} is another picture than {source}; choose another output folder.")
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(target, error) from error
    if placement == "symlink":
        _symlink(source, target)
    elif placement == "copy" or not _hardlinked(source, target):
        _copy(source, target)
    return True


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
    temporary = _free_name(target)
    try:
        temporary.symlink_to(source.absolute())
        temporary.replace(target)
    except OSError as error:
        raise DatasetError(f"{target} cannot be made a link ({error.strerror}); copy the pictures instead.") from error


def _hardlinked(source: Path, target: Path) -> bool:
    temporary = _free_name(target)
    try:
        os.link(source, temporary)
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
