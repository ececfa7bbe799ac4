"""Facts about the machine that Python does not tell."""

import ctypes
import importlib
import os
import platform
from typing import Any


def memory() -> int | None:
    """Bytes of main memory, what a container may take at most; None where it cannot be told."""
    if platform.system() == "Windows":
        return _windows_memory()
    try:
        size = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (ValueError, OSError):
        return None
    try:
        with open("/sys/fs/cgroup/memory.max", encoding="ascii") as file:  # noqa: PTH123
            return min(size, int(file.read()))
    except (OSError, ValueError):  # no container, or no limit
        return size


def long_paths_enabled() -> bool:
    """Whether Windows allows paths of over 260 letters."""
    if platform.system() != "Windows":
        return True
    winreg: Any = importlib.import_module("winreg")  # there on Windows alone
    try:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SYSTEM\CurrentControlSet\Control\FileSystem") as key:
            return bool(winreg.QueryValueEx(key, "LongPathsEnabled")[0])
    except OSError:
        return False


class _MemoryStatus(ctypes.Structure):
    """MEMORYSTATUSEX of the Windows API."""

    _fields_ = (
        ("length", ctypes.c_ulong),
        ("load", ctypes.c_ulong),
        *((f"field{i}", ctypes.c_ulonglong) for i in range(7)),
    )


def _windows_memory() -> int | None:
    status = _MemoryStatus()
    status.length = ctypes.sizeof(status)
    windows: Any = ctypes  # has `windll` on Windows alone
    if not windows.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status)):
        return None
    return int(status.field0)
