"""Which device and precision to compute with, and why."""

from dataclasses import dataclass

import torch

from sam3_studio.core.errors import UsageError
from sam3_studio.core.sentence import Sentence

DTYPES = {"float32": torch.float32, "bfloat16": torch.bfloat16, "float16": torch.float16}
"""Precisions by the names that a command line takes."""

INT8 = "int8"
"""Names what `auto` chooses, with the large matrices kept in eight bits."""


@dataclass(frozen=True, slots=True)
class DeviceChoice:
    """Where to compute.

    Attributes:
        device: "cuda", "mps" or "cpu", with an index where one was asked for.
        dtype: of weights and activations; coordinates are float32 regardless.
        reason: why, in words for a person; a `Sentence`, or the name of a GPU.
        int8: whether the large matrices are kept in eight bits.
    """

    device: torch.device
    dtype: torch.dtype
    reason: str
    int8: bool = False

    @property
    def precision(self) -> str:
        """Its name, as `choose_device` takes it."""
        return INT8 if self.int8 else str(self.dtype).removeprefix("torch.")

    def __str__(self) -> str:
        return f"{self.device} in {self.precision} ({self.reason})"


def choose_device(device: str = "auto", dtype: str = "auto") -> DeviceChoice:
    """Choose the fastest device there is, or check the one asked for.

    Args:
        device: "auto" (CUDA, then Apple's GPU, then the CPU), or a device's name such as "cuda:1".
        dtype: "auto" (bfloat16 where the hardware multiplies it natively), a name in `DTYPES`, or `INT8`.

    Raises:
        UsageError: the device is not there, or the precision has no such name.
    """
    chosen, reason = _automatic() if device == "auto" else (_asked_for(device), Sentence("as asked"))
    if dtype in {"auto", INT8}:
        native = _multiplies_bfloat16(chosen)
        if chosen.type == "cpu":
            units = Sentence("the CPU has bfloat16 units") if native else Sentence("the CPU has no bfloat16 units")
            reason = Sentence("{reason}, and {units}", reason=reason, units=units)
        return DeviceChoice(chosen, torch.bfloat16 if native else torch.float32, reason, int8=dtype == INT8)
    if dtype not in DTYPES:
        raise UsageError(
            "There is no precision {dtype!r}; choose {names} or auto.", dtype=dtype, names=", ".join((*DTYPES, INT8))
        )
    return DeviceChoice(chosen, DTYPES[dtype], reason)


def synchronize(device: torch.device) -> None:
    """Wait until a device has done everything it was told; calls return before that on all but the CPU."""
    if device.type == "cuda":
        torch.cuda.synchronize(device)
    elif device.type == "mps":
        torch.mps.synchronize()


def sendable(tensor: torch.Tensor, device: torch.device) -> torch.Tensor:
    """In pinned memory, where a graphics card is to fetch it from there."""
    return tensor.pin_memory() if device.type == "cuda" and tensor.device.type == "cpu" else tensor


def send(tensor: torch.Tensor, device: torch.device) -> torch.Tensor:
    """A tensor on a device; a graphics card fetches it while this thread goes on."""
    return sendable(tensor, device).to(device, non_blocking=device.type == "cuda")


def _automatic() -> tuple[torch.device, str]:
    if torch.cuda.is_available():
        return torch.device("cuda"), torch.cuda.get_device_name()
    if torch.backends.mps.is_available():
        return torch.device("mps"), Sentence("Apple GPU")
    if torch.version.cuda is None:
        return torch.device("cpu"), Sentence("this PyTorch is built without CUDA")
    return torch.device("cpu"), Sentence("no NVIDIA GPU or driver was found")


def _asked_for(name: str) -> torch.device:
    try:
        device = torch.device(name)
    except RuntimeError:
        raise UsageError("There is no device {name!r}; choose auto, cuda, mps or cpu.", name=name) from None
    found = {
        "cpu": True,
        "cuda": torch.cuda.is_available() and (device.index or 0) < torch.cuda.device_count(),
        "mps": torch.backends.mps.is_available(),
    }.get(device.type, False)
    if not found:
        _, reason = _automatic()
        raise UsageError("The device {name} is not available ({reason}); choose auto or cpu.", name=name, reason=reason)
    return device


def _multiplies_bfloat16(device: torch.device) -> bool:
    """Whether bfloat16 products run in hardware; emulated ones are slower than float32."""
    if device.type == "cuda":
        return torch.cuda.get_device_capability(device) >= (8, 0)
    if device.type == "mps":
        return False  # it depends on the chip and the version of macOS; float32 always works
    units = torch.cpu.get_capabilities()
    return bool(units.get("amx_bf16") or units.get("avx512_bf16"))
