"""The tensors of weight files: which there are, and where they lie."""

import json
import struct
from collections.abc import Iterator
from math import prod
from pathlib import Path
from typing import Any

import torch

from sam3_studio.model.errors import CheckpointError
from sam3_studio.model.location import INDEX_NAME
from sam3_studio.model.pickled import pickled_tensors
from sam3_studio.model.stored_tensor import FileTensor, StoredTensor

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
        return {tensor.name: tensor for tensor in pickled_tensors(path)}
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
