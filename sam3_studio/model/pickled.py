"""Tensors in PyTorch's own files.

These are zip archives of uncompressed members; mapped into memory once, they tell where each tensor lies, and are then
read like any other.
"""

import pickle
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from sam3_studio.model.errors import CheckpointError
from sam3_studio.model.stored_tensor import FileTensor, StoredTensor

_DAMAGED_PICKLE = (
    *(RuntimeError, ValueError, EOFError, LookupError, AttributeError, TypeError),
    pickle.UnpicklingError,
)
"""What damaged bytes can make the unpickler stumble over."""


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


def pickled_tensors(path: Path) -> Iterator[StoredTensor]:
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
    tensors = {str(name): value for name, value in state.items() if isinstance(value, Tensor) and _is_plain(value)}
    start = _mapped_from(path, list(tensors.values()))
    for name, tensor in tensors.items():
        if start is None or not tensor.numel() or not tensor.is_contiguous():
            yield LoadedTensor(name, tensor)
        else:
            yield FileTensor(name, tuple(tensor.shape), tensor.dtype, path, tensor.data_ptr() - start)


def _is_plain(tensor: Tensor) -> bool:
    """Whether the elements lie in memory, each by itself: no weight of SAM 3 is sparse, quantized, or without data."""
    others = tensor.is_nested or tensor.is_quantized or tensor.is_meta
    return tensor.layout is torch.strided and not others


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
