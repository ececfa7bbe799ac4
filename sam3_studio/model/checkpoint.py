"""The one door through which weights enter a model: read from a checkpoint, or drawn at random.

Of a checkpoint everything is checked before the first byte of weights is read; then each weight goes straight to its
final type and device, so that memory peaks at little more than the finished model.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from math import prod
from pathlib import Path

import torch
from torch import Tensor, nn

from sam3_studio.model.errors import CheckpointError
from sam3_studio.model.int8 import Int8Linear
from sam3_studio.model.location import find_weights
from sam3_studio.model.naming import PREFIX, Origin, is_left_out, origins
from sam3_studio.model.stored import stored_tensors
from sam3_studio.model.stored_tensor import StoredTensor

_READERS = 2
"""Threads that read weights."""


def load_weights(
    model: nn.Module,
    source: str | Path,
    *,
    dtype: torch.dtype | None,
    device: torch.device,
    poll: Callable[[], object] | None = None,
) -> None:
    """Fill a model that was built on the meta device.

    Args:
        model: its parameters name what is wanted; they are replaced.
        source: as in `find_weights`.
        dtype: of the finished weights; None keeps the file's. Modules with `keeps_float32` stay in float32.
        device: of the finished weights.
        poll: called before each weight is read, in any thread; what it raises ends the loading.

    Raises:
        CheckpointError: a tensor is missing, unexpected or misshapen, or a file cannot be read.
    """
    path = find_weights(source)
    stored = stored_tensors(path)
    origin_of = origins(stored.keys())
    wanted = dict(model.named_parameters())
    wide = _wide_parameters(model)
    plan = {name: origin_of(name) for name in wanted}
    _check_names(path, stored, plan)
    for name, origin in plan.items():
        _check_shape(path, name, wanted[name], origin, stored[origin.name])
    in_file_order = sorted(plan.items(), key=lambda item: stored[item[1].name].offset)

    def read(entry: tuple[str, Origin]) -> Tensor:
        name, origin = entry
        if poll:
            poll()
        target = torch.float32 if name in wide else dtype or stored[origin.name].dtype
        return _read(stored[origin.name], origin, wanted[name].shape, target, device)

    # While one thread waits for the disk, another turns what it has read into the final type.
    with ThreadPoolExecutor(_READERS) as readers:
        try:
            for (name, _), tensor in zip(in_file_order, readers.map(read, in_file_order), strict=True):
                _replace(model, name, tensor)
        finally:
            readers.shutdown(cancel_futures=True)


def draw_weights(
    model: nn.Module,
    deviation: float,
    *,
    dtype: torch.dtype,
    device: torch.device,
    poll: Callable[[], object] | None = None,
) -> None:
    """Fill a model that was built on the meta device with random weights, the same every time.

    Args:
        model: its parameters are replaced.
        deviation: standard deviation of the weights around 0.
        dtype: of the finished weights; modules with `keeps_float32` stay in float32.
        device: of the finished weights.
        poll: as in `load_weights`.
    """
    wide = _wide_parameters(model)
    generator = torch.Generator(device).manual_seed(0)
    for name, weight in list(model.named_parameters()):
        if poll:
            poll()
        target = torch.float32 if name in wide else dtype
        _replace(
            model,
            name,
            torch.empty(weight.shape, dtype=target, device=device).normal_(std=deviation, generator=generator),
        )


def _wide_parameters(model: nn.Module) -> set[str]:
    """Names of the parameters that are float32 whatever the rest is."""
    prefixes = [name + "." for name, module in model.named_modules() if getattr(module, "keeps_float32", False)]
    return {name for name, _ in model.named_parameters() if name.startswith(tuple(prefixes))}


def _check_names(path: Path, stored: dict[str, StoredTensor], plan: dict[str, Origin]) -> None:
    """Nothing may be missing; in published layouts nothing may be left over either."""
    sources = {origin.name for origin in plan.values()}
    missing = sorted(sources - stored.keys())
    if len(missing) == len(sources):
        raise CheckpointError(
            "{path} holds none of SAM 3's weights; choose a file or folder with SAM 3 weights.", path=path
        )
    if missing:
        raise CheckpointError(
            "{path} lacks {names}; download it again, or check that its config.json belongs to it.",
            path=path,
            names=_some(missing),
        )
    if sources <= plan.keys() or all(name.startswith(PREFIX) for name in sources):
        known = sources | set(filter(is_left_out, stored))
        if unexpected := sorted(stored.keys() - known):
            raise CheckpointError(
                "{path} holds {names}, which SAM 3 does not have; check that its config.json belongs to it.",
                path=path,
                names=_some(unexpected),
            )


def _some(names: list[str]) -> str:
    """'tensor a' or 'tensor a and 12 more'."""
    return f"tensor {names[0]}" + (f" and {len(names) - 1} more" if len(names) > 1 else "")


def _check_shape(path: Path, name: str, wanted: Tensor, origin: Origin, stored: StoredTensor) -> None:
    """The stored tensor's shape and type must be what the origin implies for the weight."""
    shape = list(wanted.shape)
    if origin.third is not None:
        shape[0] *= 3
    if origin.skip_rows:
        shape[1] += origin.skip_rows
    if origin.transposed:
        shape.reverse()
    if tuple(shape) != stored.shape:
        raise CheckpointError(
            "{path}: tensor {tensor} has shape {stored} where {name} needs {shape}; check that its config.json "
            "belongs to it.",
            path=path,
            tensor=stored.name,
            stored=list(stored.shape),
            name=name,
            shape=shape,
        )
    if not stored.dtype.is_floating_point:
        raise CheckpointError(
            "{path}: tensor {name} is stored as {dtype}; choose weights in float32, float16 or bfloat16.",
            path=path,
            name=stored.name,
            dtype=stored.dtype,
        )


def _read(stored: StoredTensor, origin: Origin, shape: torch.Size, dtype: torch.dtype, device: torch.device) -> Tensor:
    """One weight in its final type, on its final device."""
    if origin.transposed:
        whole = torch.empty(stored.shape, dtype=dtype, device=device)
        stored.read_into(whole, 0)
        return whole.t().contiguous()
    start = prod(shape) * (origin.third or 0) + origin.skip_rows * shape[-1]
    tensor = torch.empty(shape, dtype=dtype, device=device)
    stored.read_into(tensor, start)
    return tensor


def _replace(model: nn.Module, name: str, tensor: Tensor) -> None:
    """Put a finished weight in the place of a parameter."""
    path, _, leaf = name.rpartition(".")
    owner = model.get_submodule(path)
    if isinstance(owner, Int8Linear) and leaf == "weight":
        owner.take_weight(tensor)
    else:
        setattr(owner, leaf, nn.Parameter(tensor))


def bytes_to_load(source: str | Path) -> int:
    """Bytes of a checkpoint that loading it reads: without those of a video tracker.

    Raises:
        CheckpointError: a file cannot be read.
    """
    read = (prod(shape) * dtype.itemsize for name, shape, dtype in stored_names(source) if not is_left_out(name))
    return sum(read)


def stored_names(source: str | Path) -> Iterator[tuple[str, tuple[int, ...], torch.dtype]]:
    """Name, shape and type of everything a checkpoint holds, without reading it.

    Raises:
        CheckpointError: a file cannot be read.
    """
    for tensor in stored_tensors(find_weights(source)).values():
        yield tensor.name, tensor.shape, tensor.dtype
