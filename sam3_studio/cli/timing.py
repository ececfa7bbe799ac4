"""How long something takes, and how much memory the process has taken."""

import ctypes
import gc
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

Result = TypeVar("Result")


def nothing() -> None:
    """Do nothing."""


@dataclass(frozen=True, slots=True)
class Timing(Generic[Result]):
    """What some runs took.

    Attributes:
        seconds: of each run.
        result: of the last run.
    """

    seconds: tuple[float, ...]
    result: Result

    def __str__(self) -> str:
        runs = ", ".join(f"{s:.2f}" for s in self.seconds)
        return f"{statistics.median(self.seconds):8.2f} s   (of {runs})"


def measure(
    work: Callable[[], Result],
    repeat: int,
    *,
    before: Callable[[], None] = nothing,
    settle: Callable[[], None] = nothing,
    clock: Callable[[], float] = time.perf_counter,
) -> Timing[Result]:
    """Run something several times.

    Args:
        work: what to time.
        repeat: how often, at least once.
        before: prepares each run, outside its time.
        settle: waits until the device has done what it was told. A GPU is still busy when a call returns; both what
            comes before the work and the work itself are waited for.
        clock: tells seconds.
    """
    seconds = []
    for _ in range(max(1, repeat)):
        before()
        gc.collect()
        settle()
        start = clock()
        result = work()
        settle()
        seconds.append(clock() - start)
    return Timing(tuple(seconds), result)


def memory_of(work: Callable[[], object]) -> int | None:
    """Bytes of host memory that something takes at most beside what this process held before.

    None where the system does not tell: Linux with glibc alone forgets a peak and takes freed memory back when asked
    (https://man7.org/linux/man-pages/man5/proc_pid_clear_refs.5.html).
    """
    if sys.platform != "linux":
        return None
    library = ctypes.CDLL(None)
    if not hasattr(library, "malloc_trim"):
        return None
    gc.collect()
    library.malloc_trim(0)  # memory that is free, but held, would be used again and not be seen
    Path("/proc/self/clear_refs").write_text("5")
    before = _kilobytes("VmRSS:")
    work()
    return (_kilobytes("VmHWM:") - before) * 1024


def _kilobytes(name: str) -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name))


class ProcessMemoryCounters(ctypes.Structure):
    """PROCESS_MEMORY_COUNTERS of psapi.h: two DWORDs, then eight SIZE_Ts."""

    _fields_ = (
        ("cb", ctypes.c_uint32),
        ("PageFaultCount", ctypes.c_uint32),
        ("PeakWorkingSetSize", ctypes.c_size_t),
        ("WorkingSetSize", ctypes.c_size_t),
        ("QuotaPeakPagedPoolUsage", ctypes.c_size_t),
        ("QuotaPagedPoolUsage", ctypes.c_size_t),
        ("QuotaPeakNonPagedPoolUsage", ctypes.c_size_t),
        ("QuotaNonPagedPoolUsage", ctypes.c_size_t),
        ("PagefileUsage", ctypes.c_size_t),
        ("PeakPagefileUsage", ctypes.c_size_t),
    )


if sys.platform == "win32":

    def peak_memory() -> int:
        """The most host memory that this process has held, in bytes: its peak working set.

        https://learn.microsoft.com/en-us/windows/win32/api/psapi/nf-psapi-getprocessmemoryinfo
        """
        counters = ProcessMemoryCounters()
        counters.cb = ctypes.sizeof(counters)
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.GetCurrentProcess.restype = ctypes.c_void_p
        tell = kernel.K32GetProcessMemoryInfo
        tell.argtypes = (ctypes.c_void_p, ctypes.POINTER(ProcessMemoryCounters), ctypes.c_uint32)
        if not tell(kernel.GetCurrentProcess(), ctypes.byref(counters), counters.cb):
            raise ctypes.WinError(ctypes.get_last_error())
        return int(counters.PeakWorkingSetSize)

else:
    import resource

    def peak_memory() -> int:
        """The most host memory that this process has held, in bytes."""
        # macOS counts bytes, the others kilobytes: getrusage(2) of each.
        unit = 1 if sys.platform == "darwin" else 1024
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
