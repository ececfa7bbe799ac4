"""Encoded pictures on disk: what the trunk gave for them, so that nobody waits for it twice.

A file is named by everything that its content depends on, and begins with a hash of its content: what was cut short or
damaged is taken for absent. Any file may be removed at any time, by anybody.
"""

import errno
import hashlib
import os
import tempfile
from contextlib import ExitStack, suppress
from pathlib import Path

import safetensors.torch
from safetensors import SafetensorError
from torch import Tensor

from sam3_studio.core.sentence import readable

_ENDING = ".trunk"
_DIGEST = 16  # bytes
_ROOM = 0.9
"""Share of the bound that is left when something had to make room, so that not every file makes some."""


class TrunkStore:
    """A folder of tensors, bounded in bytes; those used least recently make room.

    Several programs may share it. It is only a cache: a disk that is full or fails makes it keep less, no more.

    Args:
        folder: made as needed.
        capacity: bound in bytes.
    """

    def __init__(self, folder: Path, capacity: int) -> None:
        self.folder = folder
        self.capacity = capacity
        self._size: int | None = None  # of all files, as far as this program knows; None before it has looked

    def __contains__(self, name: str) -> bool:
        return self._path(name).is_file()

    def get(self, name: str) -> Tensor | None:
        """The tensor of this name, from now on the most recently used one; None where it is not there or damaged."""
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
                return safetensors.torch.load(payload)["trunk"]
        with suppress(OSError):
            path.unlink()
        return None

    def put(self, name: str, trunk: Tensor) -> None:
        """Keep a tensor on the CPU under a name.

        Raises:
            OSError: it is larger than the bound, or cannot be written.
        """
        payload = safetensors.torch.save({"trunk": trunk.contiguous()})
        content = hashlib.blake2b(payload, digest_size=_DIGEST).digest() + payload
        if len(content) > self.capacity:
            raise OSError(errno.EDQUOT, f"one takes more than the {readable(self.capacity)} that it may hold")
        self.folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=self.folder, suffix=".tmp", delete=False) as file, ExitStack() as undo:
            undo.callback(Path(file.name).unlink, missing_ok=True)  # also where a person stops it in the middle
            file.write(content)
            file.close()
            Path(file.name).replace(self._path(name))
            undo.pop_all()
        self._make_room(len(content))

    def clear(self) -> None:
        """Remove everything that lies there."""
        for path, _, _ in self._files():
            with suppress(OSError):
                path.unlink()
        self._size = 0

    def size(self) -> int:
        """Bytes on disk."""
        return sum(size for _, size, _ in self._files())

    def largest(self) -> int:
        """Bytes of the largest file; all of one model are of one size."""
        return max((size for _, size, _ in self._files()), default=0)

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}{_ENDING}"

    def _files(self) -> list[tuple[Path, int, int]]:
        """Path, bytes and time of the last use of each, those of a killed run among them; oldest first."""
        found = []
        with suppress(OSError), os.scandir(self.folder) as entries:
            for entry in entries:
                if entry.name.endswith((_ENDING, ".tmp")):
                    with suppress(OSError):
                        facts = entry.stat()
                        found.append((Path(entry.path), facts.st_size, facts.st_mtime_ns))
        return sorted(found, key=_last_use)

    def _make_room(self, added: int) -> None:
        self._size = None if self._size is None else self._size + added
        if self._size is not None and self._size <= self.capacity:
            return
        # Others may have written, too: what is there is counted anew before anything goes.
        files = self._files()
        self._size = sum(size for _, size, _ in files)
        if self._size <= self.capacity:
            return
        for path, size, _ in files:
            if self._size <= _ROOM * self.capacity:
                break
            with suppress(OSError):
                path.unlink()
                self._size -= size


def _last_use(file: tuple[Path, int, int]) -> int:
    return file[2]
