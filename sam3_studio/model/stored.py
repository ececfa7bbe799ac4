"""Tensors in files, described before they are read.

They are read in pieces, so that no second copy is ever held. PyTorch's own files are zip archives of uncompressed
members; mapped into memory once, they tell where each tensor lies, and are then read like any other.
"""

import json
import pickle
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import FileIO
from math import prod
from pathlib import Path
from typing import Any, Protocol

import torch
from torch import Tensor

from sam3_studio.model.errors import CheckpointError
from sam3_studio.model.location import INDEX_NAME

_PIECE = 8 << 20
"""Bytes read at a time."""

_LARGEST_HEADER = 100 << 20
"""Bytes; the format's own limit for a header (https://github.com/huggingface/safetensors#format)."""

_DTYPES = {
    "F64": torch.float64,
    "F32": torch.float32,
    "F16": torch.float16,
    "BF16": torch.bfloat16,
    "F8_E4M3": torch.float8_e4m3fn,
    "F8_E5M2": torch.float8_e5m2,
    "I64": torch.int64,
    "I32": torch.int32,
    "I16": torch.int16,
    "I8": torch.int8,
    "U8": torch.uint8,
    "BOOL": torch.bool,
    "C64": torch.complex64,
}

_DAMAGED_PICKLE = (
    *(RuntimeError, ValueError, EOFError, LookupError, AttributeError, TypeError),
    pickle.UnpicklingError,
)
"""What damaged bytes can make the unpickler stumble over."""


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


@dataclass(frozen=True)
class LoadedTensor:
    """A tensor of a pickled checkpoint that cannot be read in pieces.

    It is not contiguous, or its place is unknown, or has none as it has no elements.
    """

    name: str
    tensor: Tensor
    offset: int = 0

    @property
    def shape(self) -> tuple[int, ...]:
        """Its shape."""
        return tuple(self.tensor.shape)

    @property
    def dtype(self) -> torch.dtype:
        """Its type."""
        return self.tensor.dtype

    def read_into(self, target: Tensor, start: int) -> None:
        """See `StoredTensor.read_into`."""
        flat = self.tensor.reshape(-1)
        target.view(-1).copy_(flat[start : start + target.numel()])


def weight_files(path: Path) -> list[Path]:
    """The files that hold the tensors: those that an index lists, or the one file itself.

    Raises:
        CheckpointError: an index is damaged, or a file that it lists is missing.
    """
    return _shards(path) if path.name == INDEX_NAME else [path]


def stored_tensors(path: Path) -> dict[str, StoredTensor]:
    """Everything that a weight file, or the files that an index lists, contain.

    Raises:
        CheckpointError: a file is missing, cut short, or in no known format.
    """
    if path.name == INDEX_NAME or path.suffix == ".safetensors":
        return {tensor.name: tensor for file in weight_files(path) for tensor in _safetensors(file)}
    if path.suffix in {".pt", ".pth", ".bin"}:
        return {tensor.name: tensor for tensor in _pickled(path)}
    raise CheckpointError("{path} is no weight file; SAM 3 weights end in .safetensors or .pt.", path=path)


def _shards(index: Path) -> list[Path]:
    """The files that an index names, all of them beside it."""
    try:
        names = set(json.loads(index.read_text(encoding="utf-8"))["weight_map"].values())
    except (OSError, ValueError, KeyError, AttributeError, TypeError, RecursionError) as error:
        raise CheckpointError("{index} is no index of weight files; download it again.", index=index) from error
    shards = [index.parent / str(name) for name in sorted(names, key=str)]
    for shard in shards:
        if shard.parent != index.parent:
            raise CheckpointError(
                "{index} names {shard}, outside its folder; do not use this checkpoint.", index=index, shard=shard
            )
        if not shard.is_file():
            raise CheckpointError(
                "{index} names {shard}, which is missing; download it again.", index=index, shard=shard.name
            )
    return shards


def _safetensors(path: Path) -> Iterator[FileTensor]:
    """The tensors that a safetensors file's header lists, each checked to lie inside the file."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(8)
            length = struct.unpack("<Q", start)[0] if len(start) == 8 else 0
            if not 2 <= length <= _LARGEST_HEADER:
                raise CheckpointError("{path} is no safetensors file; download it again.", path=path)
            if 8 + length > size:
                raise CheckpointError("{path} is cut short inside its header; download it again.", path=path)
            header = json.loads(file.read(length))
            entries = [(name, entry) for name, entry in header.items() if name != "__metadata__"]
    except OSError as error:
        raise CheckpointError("{path} cannot be read ({reason}).", path=path, reason=error.strerror) from error
    except (ValueError, AttributeError, RecursionError) as error:
        raise CheckpointError("{path} has a damaged header; download it again.", path=path) from error
    tensors = [_described(path, name, entry, 8 + length, size) for name, entry in entries]
    _check_gapless(path, tensors, 8 + length, size)
    yield from tensors


def _check_gapless(path: Path, tensors: list[FileTensor], begin: int, size: int) -> None:
    """As the format demands, tensors follow each other without gap or overlap, from the header to the end."""
    for tensor in sorted(tensors, key=lambda tensor: (tensor.offset, tensor.nbytes)):
        if tensor.offset != begin:
            raise CheckpointError(
                "{path} describes tensor {name} wrongly; download it again.", path=path, name=tensor.name
            )
        begin += tensor.nbytes
    if begin != size:
        raise CheckpointError(
            "{path} holds {surplus:,} bytes that belong to no tensor; download it again.",
            path=path,
            surplus=size - begin,
        )


def _described(path: Path, name: str, entry: Any, begin: int, size: int) -> FileTensor:
    """One tensor from its header entry, which comes from a file and may hold anything."""
    try:
        dtype = _DTYPES[entry["dtype"]]
        shape = tuple(int(side) for side in entry["shape"])
        first, last = (int(offset) for offset in entry["data_offsets"])
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise CheckpointError(
            "{path} describes tensor {name} in an unknown way; download it again.", path=path, name=name
        ) from error
    if min((first, *shape)) < 0 or last - first != prod(shape) * dtype.itemsize:
        raise CheckpointError("{path} describes tensor {name} wrongly; download it again.", path=path, name=name)
    if begin + last > size:
        raise CheckpointError(
            "{path} is cut short: tensor {name} should end at byte {needed:,}, the file has {size:,}; "
            "download it again.",
            path=path,
            name=name,
            needed=begin + last,
            size=size,
        )
    return FileTensor(name, shape, dtype, path, begin + first)


def _pickled(path: Path) -> Iterator[StoredTensor]:
    """The tensors of a PyTorch checkpoint, flat or under "model". Only tensors are unpickled, never code."""
    try:
        state = torch.load(path, map_location="cpu", weights_only=True, mmap=True)
    except OSError as error:
        raise CheckpointError("{path} cannot be read ({reason}).", path=path, reason=error.strerror) from error
    except _DAMAGED_PICKLE as error:
        raise CheckpointError(
            "{path} is damaged or no PyTorch checkpoint of plain tensors; download it again.", path=path
        ) from error
    if isinstance(state, dict) and isinstance(state.get("model"), dict):
        state = state["model"]
    if not isinstance(state, dict):
        raise CheckpointError("{path} holds no named tensors; choose a file with SAM 3 weights.", path=path)
    tensors = {str(name): tensor for name, tensor in state.items() if isinstance(tensor, Tensor)}
    start = _mapped_from(path, list(tensors.values()))
    for name, tensor in tensors.items():
        if start is None or not tensor.numel() or not tensor.is_contiguous():
            yield LoadedTensor(name, tensor)
        else:
            yield FileTensor(name, tuple(tensor.shape), tensor.dtype, path, tensor.data_ptr() - start)


def _mapped_from(path: Path, tensors: list[Tensor]) -> int | None:
    """The address that a mapped file begins at, None when it cannot be told.

    The first member that holds a tensor lies at the lowest address; whether that holds here is tried on the bytes.
    """
    filled = [tensor for tensor in tensors if tensor.numel() and tensor.is_contiguous()]
    try:
        with zipfile.ZipFile(path) as archive, path.open("rb") as file:
            first = min(info.header_offset for info in archive.infolist() if "/data/" in info.filename)
            file.seek(first)
            header = file.read(30)
            # A local header: 30 bytes, the last four of which tell how long name and extra field are (PKWARE APPNOTE).
            data = first + 30 + int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
            start = min(tensor.untyped_storage().data_ptr() for tensor in filled) - data
            for tensor in (filled[0], filled[len(filled) // 2], filled[-1]):
                file.seek(tensor.data_ptr() - start)
                count = min(tensor.numel() * tensor.itemsize, 64)
                if file.read(count) != bytes(tensor.reshape(-1).view(torch.uint8)[:count].tolist()):
                    return None
    except (OSError, ValueError, zipfile.BadZipFile):
        return None
    return start
