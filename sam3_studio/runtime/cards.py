"""Which NVIDIA cards there are, asked of the driver itself: torch need not be there for that.

The driver's library is NVML, which comes with it: https://docs.nvidia.com/deploy/nvml-api.
"""

import ctypes
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sam3_studio.core.errors import GpuError

_LIBRARIES = {"win32": ("nvml.dll", r"C:\Program Files\NVIDIA Corporation\NVSMI\nvml.dll")}
_ELSEWHERE = ("libnvidia-ml.so.1",)
_LETTERS = 96  # NVML_DEVICE_NAME_V2_BUFFER_SIZE; versions of drivers take 80


@dataclass(frozen=True, slots=True)
class Card:
    """A graphics card.

    Attributes:
        name: such as "NVIDIA GeForce RTX 4070".
        memory: in bytes.
        capability: NVIDIA's number of what it can compute, major and minor.
    """

    name: str
    memory: int
    capability: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Driver:
    """The driver, and the cards that it knows.

    Attributes:
        version: such as "580.95.05".
        cuda: the newest version of CUDA that it runs, major and minor.
        cards: at least one.
    """

    version: str
    cuda: tuple[int, int]
    cards: tuple[Card, ...]


class _Memory(ctypes.Structure):
    """nvmlMemory_t."""

    _fields_ = (("total", ctypes.c_ulonglong), ("free", ctypes.c_ulonglong), ("used", ctypes.c_ulonglong))


def find_driver(library: Any = None) -> Driver:
    """Ask the driver.

    Args:
        library: its functions, as `ctypes` gives them; those of this machine by default.

    Raises:
        GpuError: there is none, it does not answer, or it knows no card; the text says what to do.
    """
    nvml = _load() if library is None else library
    with _session(nvml):
        version = _text(nvml.nvmlSystemGetDriverVersion)
        cuda = ctypes.c_int()
        _check(nvml.nvmlSystemGetCudaDriverVersion_v2(ctypes.byref(cuda)))
        count = ctypes.c_uint()
        _check(nvml.nvmlDeviceGetCount_v2(ctypes.byref(count)))
        cards = tuple(_card(nvml, index) for index in range(count.value))
    if not cards:
        raise GpuError("The NVIDIA driver {version} finds no card; check that it is plugged in.", version=version)
    # 13020 stands for 13.2.
    return Driver(version, (cuda.value // 1000, cuda.value % 1000 // 10), cards)


def _load() -> Any:
    for name in _LIBRARIES.get(sys.platform, _ELSEWHERE):
        try:
            return ctypes.CDLL(name)
        except OSError:
            continue
    raise GpuError(
        "No NVIDIA card was found: its driver is not installed. If there is such a card, install its driver first "
        "({address}); cards of other makers are not used.",
        address="https://www.nvidia.com/drivers",
    )


@contextmanager
def _session(nvml: Any) -> Iterator[None]:
    _check(nvml.nvmlInit_v2())
    try:
        yield
    finally:
        nvml.nvmlShutdown()


def _card(nvml: Any, index: int) -> Card:
    device = ctypes.c_void_p()
    _check(nvml.nvmlDeviceGetHandleByIndex_v2(ctypes.c_uint(index), ctypes.byref(device)))
    memory, major, minor = _Memory(), ctypes.c_int(), ctypes.c_int()
    _check(nvml.nvmlDeviceGetMemoryInfo(device, ctypes.byref(memory)))
    _check(nvml.nvmlDeviceGetCudaComputeCapability(device, ctypes.byref(major), ctypes.byref(minor)))
    name = _text(nvml.nvmlDeviceGetName, device)
    return Card(name, memory.total, (major.value, minor.value))


def _text(function: Any, *of: Any) -> str:
    buffer = ctypes.create_string_buffer(_LETTERS)
    _check(function(*of, buffer, ctypes.c_uint(_LETTERS)))
    return buffer.value.decode("utf-8", "replace")


def _check(status: int) -> None:
    if status:
        raise GpuError(
            "The NVIDIA driver does not work (NVML says {status}); start the machine again, or install the driver "
            "anew.",
            status=status,
        )
