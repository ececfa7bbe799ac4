"""What to say when a checkpoint cannot be used, or when the device fails: out of memory, or unable to go on."""

from collections.abc import Iterator
from contextlib import contextmanager

import torch

from sam3_studio.core.errors import MemoryShortageError, ModelError
from sam3_studio.engine.device import DeviceChoice
from sam3_studio.engine.memory import is_shortage
from sam3_studio.model import CheckpointError

_BEGINNINGS = ("CUDA error", "CUDA driver error", "cuDNN error", "cuDNN Frontend error", "HIP error")
"""How messages of drivers and their libraries begin; PyTorch raises a plain RuntimeError for them, as for bad calls."""


def _is_of_device(error: Exception) -> bool:
    """Whether the device or its driver has failed, whatever it was asked."""
    return isinstance(error, torch.AcceleratorError) or str(error).startswith(_BEGINNINGS)


@contextmanager
def checkpoint_errors_explained() -> Iterator[None]:
    """Turn what `model` says of a checkpoint inside the block into an error that the whole program knows.

    Raises:
        ModelError: the checkpoint cannot be found, read or used.
    """
    try:
        yield
    except CheckpointError as error:
        raise ModelError(error.pattern, **error.values) from error


@contextmanager
def failures_explained(choice: DeviceChoice) -> Iterator[None]:
    """Turn failures of the device inside the block into errors that say what to do; others go on as they are.

    Raises:
        MemoryShortageError: it has too little memory.
        ModelError: it failed otherwise.
    """
    try:
        yield
    except (MemoryError, RuntimeError) as error:
        if is_shortage(error):
            raise _shortage(choice) from error
        if not _is_of_device(error):
            raise
        raise ModelError(
            "{device} failed ({reason}); start the program again, or compute on the CPU.",
            device=choice.device,
            reason=str(error).partition("\n")[0].rstrip(". "),
        ) from error


def _shortage(choice: DeviceChoice) -> MemoryShortageError:
    if choice.device.type == "cpu":
        return MemoryShortageError(
            "This machine has too little free memory for this model; close other programs, or choose the precision "
            "int8 or a smaller model."
        )
    return MemoryShortageError(
        "{device} has too little free memory for this model; close other programs, choose the precision int8 or a "
        "smaller model, or compute on the CPU.",
        device=choice.device,
    )
