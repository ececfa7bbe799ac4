"""Which device a name stands for."""

from collections.abc import Iterator

import torch


def named_device(name: torch.device | str | None) -> torch.device:
    """The device; None is the CPU, "auto" the first there is of CUDA, Apple's GPU and the CPU."""
    return torch.device(next(_accelerators(), "cpu") if name == "auto" else name or "cpu")


def _accelerators() -> Iterator[str]:
    if torch.cuda.is_available():
        yield "cuda"
    if torch.backends.mps.is_available():
        yield "mps"
