"""Encoded pictures on disk: what the trunk gave for them, so that nobody waits for it twice.

A file is named by everything that its content depends on, and begins with a hash of its content: what was cut short or
damaged is taken for absent. Any file may be removed at any time, by anybody.
"""

import errno
import hashlib
import os
import tempfile
import time
from contextlib import ExitStack, suppress
from pathlib import Path

import safetensors.torch
from safetensors import SafetensorError
from torch import Tensor

from sam3_studio.core.segmenter import DiskRoom
from sam3_studio.core.sentence import readable_room
from sam3_studio.engine.shared_bound import SharedBound

_ENDING = ".trunk"
_DIGEST = 16  # bytes
_ROOM = 0.9
"""Once the bound is exceeded, room is made down to this share of it, so that not every new file has to make some."""
_UNSEEN = 16
"""Once a part of the bound was written, one divided by this, what is there is counted again: others write, too."""

_SKEW = 600 * 10**9
"""Nanoseconds that the clock of a disk in the network may be ahead of this machine's."""


class TrunkStore:
    """A folder of tensors, bounded in bytes; those used least recently make room.

    Several programs may share it. It is only a cache: a disk that is full or fails makes it keep less, no more.

    Args:
        folder: made as needed.
        capacity: bound in bytes where the folder has none yet; 0 keeps nothing, and only reads.

    Attributes:
        each: bytes of the file that was read or written last; all of one model are of one size.
    """

    def __init__(self, folder: Path, capacity: int) -> None:
        self.folder = folder
        self.each = 0
        self._own_capacity = capacity
        self._bound = SharedBound(folder)
        self._left = 0  # bytes that may be written before what is there is counted

    @property
    def capacity(self) -> int:
        """Bound in bytes, the same for all programs once it was given for the folder."""
        return self._own_capacity and (self._bound.get() or self._own_capacity)

    @property
    def room(self) -> DiskRoom:
        """How much room pictures take, by the size of the last one that was read or written."""
        return DiskRoom(self.each, self.capacity)

    def limit(self, capacity: int) -> None:
        """Set the bound that a person has asked for, for all programs; what is over it is removed at once."""
        self._make_room(capacity)
        self._bound.give(capacity)

    def follow(self, setting: int) -> None:
        """Raise the bound to the window's setting, or lower it if that was lowered; what is over it goes at once."""
        self._bound.follow(setting, self._make_room)

    def __contains__(self, name: str) -> bool:
        return self._path(name).is_file()

    def get(self, name: str) -> Tensor | None:
        """The tensor of this name, which becomes the most recently used one; None where it is missing or damaged."""
        path = self._path(name)
        try:
            content = path.read_bytes()
        except OSError:
            return None
        with suppress(OSError):  # where nothing can be written, what is there serves all the same
            os.utime(path)
        digest, payload = content[:_DIGEST], content[_DIGEST:]
        if hashlib.blake2b(payload, digest_size=_DIGEST).digest() == digest:
            with suppress(SafetensorError, KeyError):
                trunk = safetensors.torch.load(payload)["trunk"]
                self.each = len(content)
                return trunk
        _remove(path)
        return None

    def put(self, name: str, trunk: Tensor) -> None:
        """Keep a tensor on the CPU under a name.

        Raises:
            OSError: it is larger than the bound, or cannot be written.
        """
        capacity = self.capacity
        if trunk.nbytes > capacity:
            raise OSError(errno.EDQUOT, f"one takes more than the {readable_room(capacity)} that it may hold")
        payload = safetensors.torch.save({"trunk": trunk.contiguous()})
        content = hashlib.blake2b(payload, digest_size=_DIGEST).digest() + payload
        try:
            self._write(self._path(name), content)
        except FileNotFoundError:  # somebody has removed the folder meanwhile, which they may
            self._write(self._path(name), content)
        self.each = len(content)
        self._left -= len(content)
        if self._left < 0:
            self._make_room(capacity)

    def size(self) -> int:
        """Bytes on disk."""
        return sum(size for _, size, _ in self._files())

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}{_ENDING}"

    def _files(self) -> list[tuple[Path, int, int]]:
        """Path, bytes and time of the last use of each, those of a killed run among them; oldest first.

        A time in the future means that the clock was set back since, so that nobody knows when; it counts as oldest.
        """
        found, latest = [], time.time_ns() + _SKEW
        with suppress(OSError), os.scandir(self.folder) as entries:
            for entry in entries:
                if entry.name.endswith((_ENDING, ".tmp")):
                    with suppress(OSError):
                        facts = entry.stat()
                        when = facts.st_mtime_ns if facts.st_mtime_ns <= latest else 0
                        found.append((Path(entry.path), facts.st_size, when))
        return sorted(found, key=_last_use)

    def _write(self, path: Path, content: bytes) -> None:
        """Whole, or not at all."""
        self.folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self.folder, suffix=".tmp")
        with ExitStack() as undo:
            undo.callback(_remove, Path(name))  # also where a person stops it in the middle
            with os.fdopen(handle, "wb") as file:  # closed before it is removed: Windows removes no open file
                file.write(content)
            Path(name).replace(path)
            undo.pop_all()

    def _make_room(self, capacity: int) -> None:
        files = self._files()
        size = sum(taken for _, taken, _ in files)
        if size > capacity:
            for path, taken, _ in files:
                if size <= _ROOM * capacity:
                    break
                size -= taken if _remove(path) else 0
        self._left = min(capacity - size, capacity // _UNSEEN)


def _remove(path: Path) -> bool:
    """Remove a file; whether it is gone, whoever removed it."""
    with suppress(OSError):
        path.unlink(missing_ok=True)
        return True
    return False


def _last_use(file: tuple[Path, int, int]) -> int:
    return file[2]
