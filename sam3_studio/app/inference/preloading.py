"""Loading PyTorch without making the window stand still.

`import torch` holds the interpreter's lock while it maps hundreds of megabytes (gigabytes with CUDA) in one call:
measured, a window stood still for a third of a second with the CPU's libraries alone. The system's own loader, called
through ctypes, works without the lock, and the import then finds everything in place.
"""

import ctypes
import importlib.util
import os
import sys
from pathlib import Path


def map_torch_libraries() -> None:
    """Map them; where that cannot be done, nothing happens, and the import takes its time as ever."""
    spec = None if "torch" in sys.modules else importlib.util.find_spec("torch")
    if spec is None or spec.origin is None:
        return
    folder = Path(spec.origin).parent / "lib"
    if sys.platform == "win32":
        _map_on_windows(folder)
    else:
        name = "libtorch_python.dylib" if sys.platform == "darwin" else "libtorch_python.so"
        _map(folder / name)


def _map(library: Path) -> None:
    """Map a library and everything that it needs."""
    process = ctypes.CDLL(None)
    if library.is_file() and hasattr(process, "dlopen"):
        process.dlopen.argtypes = (ctypes.c_char_p, ctypes.c_int)
        process.dlopen.restype = ctypes.c_void_p
        process.dlopen(os.fsencode(library), os.RTLD_NOW)


def _map_on_windows(folder: Path) -> None:
    """The same with Windows' loader; 0x1100 searches the library's own folder and the system's."""
    if sys.platform == "win32":
        kernel = ctypes.WinDLL("kernel32")
        kernel.LoadLibraryExW.argtypes = (ctypes.c_wchar_p, ctypes.c_void_p, ctypes.c_uint32)
        kernel.LoadLibraryExW.restype = ctypes.c_void_p
        kernel.LoadLibraryExW(str(folder / "torch_python.dll"), None, 0x1100)
