"""CUDA graphs: what a function launches, recorded once and replayed by a single call.

Source: https://docs.pytorch.org/docs/stable/notes/cuda.html#cuda-graphs
"""

import warnings
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

_MOST = 6
"""Recordings of one function that are kept: each holds memory for its inputs and outputs."""

_WARM_UPS = 1
"""Runs before a recording: libraries choose their kernels and make their workspaces in the first ones."""


@dataclass(frozen=True, slots=True)
class _Recording:
    graph: torch.cuda.CUDAGraph
    inputs: tuple[Tensor, ...]
    outputs: tuple[Tensor, ...]


class Replay:
    """A function of tensors on CUDA, recorded once for every combination of shapes and types.

    A function that turns out to wait for the device, as no recording can, is called as it is from then on.

    Args:
        function: launches the same work whenever shapes and types are the same, and never waits for the device.
        pool: memory that recordings share; `torch.cuda.graph_pool_handle` makes it.
    """

    def __init__(self, function: Callable[..., tuple[Tensor, ...]], pool: Any) -> None:
        self._function = function
        self._pool = pool
        self._waits = False
        self._recordings: OrderedDict[tuple[object, ...], _Recording] = OrderedDict()

    def __call__(self, *inputs: Tensor) -> tuple[Tensor, ...]:
        """What the function gives, in tensors of the caller's own."""
        key = tuple((*tensor.shape, tensor.dtype) for tensor in inputs)
        recording = self._recordings.get(key)
        if recording is None and not self._waits:
            recording = self._record(inputs)
        if recording is None:
            self._waits = True
            return self._function(*inputs)
        if key not in self._recordings:
            self._recordings[key] = recording
            if len(self._recordings) > _MOST:
                self._recordings.popitem(last=False)
        self._recordings.move_to_end(key)
        for place, given in zip(recording.inputs, inputs, strict=True):
            place.copy_(given, non_blocking=True)
        recording.graph.replay()
        return tuple(output.clone() for output in recording.outputs)

    def forget(self) -> None:
        """Give the recordings' memory back."""
        self._recordings.clear()

    def _record(self, inputs: tuple[Tensor, ...]) -> _Recording | None:
        """A recording, None where the function waits for the device."""
        places = tuple(tensor.clone() for tensor in inputs)
        stream = torch.cuda.Stream()
        stream.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(stream):
            for _ in range(_WARM_UPS):
                self._function(*places)
            try:
                with _waiting_is_an_error():
                    self._function(*places)
            except RuntimeError as error:
                if "synchronizing" not in str(error):
                    raise
                return None
        torch.cuda.current_stream().wait_stream(stream)
        graph = torch.cuda.CUDAGraph()
        # Other threads may use CUDA meanwhile, such as one that copies pictures there.
        with torch.cuda.graph(graph, pool=self._pool, capture_error_mode="thread_local"):
            outputs = self._function(*places)
        return _Recording(graph, places, outputs)


@contextmanager
def _waiting_is_an_error() -> Iterator[None]:
    """Make waiting for the device an error, as a recording that fails leaves the process without a usable device."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # PyTorch calls the mode a prototype
        torch.cuda.set_sync_debug_mode("error")
    try:
        yield
    finally:
        torch.cuda.set_sync_debug_mode("default")
