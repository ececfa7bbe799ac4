"""A tensor in a file, described before it is read: in pieces, so that no second copy is ever held."""

from dataclasses import dataclass
from io import FileIO
from math import prod
from pathlib import Path
from typing import Protocol

import torch
from torch import Tensor

from sam3_studio.model.errors import CheckpointError

_PIECE = 8 << 20
"""Bytes read at a time."""


class StoredTensor(Protocol):
    """A tensor that can be read piece by piece."""

    @property
    def name(self) -> str:
        """Its name in the file."""
        ...

    @property
    def shape(self) -> tuple[int, ...]:
        """Its shape."""
        ...

    @property
    def dtype(self) -> torch.dtype:
        """Its type in the file."""
        ...

    @property
    def offset(self) -> int:
        """Bytes from the file's beginning to its own; 0 where that is unknown."""
        ...

    def read_into(self, target: Tensor, start: int) -> None:
        """Fill a contiguous tensor, of any float type and device, with the elements from `start` on.

        Raises:
            CheckpointError: the file has changed or cannot be read.
        """
        ...


@dataclass(frozen=True)
class FileTensor:
    """A tensor whose elements lie in a file one after the other, from `offset` bytes after its beginning on."""

    name: str
    shape: tuple[int, ...]
    dtype: torch.dtype
    path: Path
    offset: int

    @property
    def nbytes(self) -> int:
        """Its size in the file."""
        return prod(self.shape) * self.dtype.itemsize

    def read_into(self, target: Tensor, start: int) -> None:
        """See `StoredTensor.read_into`."""
        flat = target.view(-1)
        piece = _PIECE // self.dtype.itemsize
        buffer = bytearray(min(piece, max(flat.numel(), 1)) * self.dtype.itemsize)
        try:
            with self.path.open("rb", buffering=0) as file:
                file.seek(self.offset + start * self.dtype.itemsize)
                for first in range(0, flat.numel(), piece):
                    count = min(piece, flat.numel() - first)
                    view = memoryview(buffer)[: count * self.dtype.itemsize]
                    _read_exactly(file, view, self.path, self.name)
                    flat[first : first + count].copy_(torch.frombuffer(view, dtype=self.dtype))
        except OSError as error:
            raise CheckpointError("{path} cannot be read ({reason}).", path=self.path, reason=error.strerror) from error


def _read_exactly(file: FileIO, view: memoryview, path: Path, name: str) -> None:
    """Fill the view; a raw file may return less than it was asked for."""
    while len(view):
        count = file.readinto(view)
        if not count:
            raise CheckpointError("{path} ends inside tensor {name}; download it again.", path=path, name=name)
        view = view[count:]
