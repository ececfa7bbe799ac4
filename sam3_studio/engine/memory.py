"""Memory of the device: giving it back, how much was taken, and telling that it ran out."""

import torch


def give_back(device: torch.device) -> None:
    """Return memory that PyTorch keeps for later use to the device."""
    if device.type == "cuda":
        torch.cuda.empty_cache()
    elif device.type == "mps":
        torch.mps.empty_cache()


def peak_on_device(device: torch.device) -> int | None:
    """The most memory that tensors have taken on a GPU, in bytes; None where PyTorch does not tell."""
    return torch.cuda.max_memory_allocated(device) if device.type == "cuda" else None


_WORDS = (
    *("can't allocate memory", "out of memory", "_STATUS_ALLOC_FAILED"),
    *("could not create a primitive", "could not create a memory object"),
)
"""What a shortage says that has no type of its own.

The third is what cuBLAS and cuDNN say on a card that is full. The last two are oneDNN's, which has no others for it; of
a layer that it does not know it says "primitive descriptor".
"""


def is_shortage(error: Exception) -> bool:
    """Whether an error means that memory ran out.

    PyTorch has a type for a full GPU; for full host memory it raises a plain RuntimeError.
    """
    if isinstance(error, (MemoryError, torch.OutOfMemoryError)):
        return True
    return any(words in str(error) for words in _WORDS) and "primitive descriptor" not in str(error)
