"""When PyTorch for graphics cards cannot be loaded after all: the one that ships is, in its place.

A runtime was tried before it became active, but drivers, disks and cleaning programs change things later. Where its
libraries are in the process already, those of the other would be mixed up with them and crash; then it is the next
start that computes with the one that ships, and a sentence says so.
"""

import ctypes
import os
import sys
import warnings
from collections.abc import Sequence
from contextlib import suppress
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import module_from_spec
from pathlib import Path
from types import ModuleType

from sam3_studio.core.errors import GpuError
from sam3_studio.core.sentence import Sentence
from sam3_studio.runtime.places import Places
from sam3_studio.runtime.record import Record, write_record

_BROKEN = (ImportError, OSError, SyntaxError, ValueError, AttributeError, RuntimeError)
"""What damaged modules and libraries raise while they are loaded."""
_NAME = "torch"
_LIBRARIES = "torch._C"
"""There once Python has loaded the libraries; whoever wants them sooner maps them before that."""


def watch(folder: Path, record: Record, places: Places) -> None:
    """Be there when PyTorch is imported.

    Args:
        folder: of the runtime; it is on the path.
        record: of the runtime; a failure is noted in it.
        places: where the record is.
    """
    sys.meta_path.insert(0, _Watcher(folder, record, places))


class _Watcher(MetaPathFinder):
    """Finds PyTorch as the path does, and has it loaded with a net below. To look for it alone changes nothing."""

    def __init__(self, folder: Path, record: Record, places: Places) -> None:
        self._folder, self._record, self._places = folder, record, places

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Python's."""
        if fullname != _NAME:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is not None and spec.loader is not None:
            spec.loader = _Net(spec.loader, self)
        return spec

    def leave(self) -> None:
        """It is being loaded; a net serves once."""
        if self in sys.meta_path:
            sys.meta_path.remove(self)

    def replace(self, error: Exception) -> None:
        """Note the failure for the starts to come, and load the PyTorch that ships if that is still possible."""
        reason = f"{type(error).__name__}: {error}".splitlines()[0][:300]
        with suppress(OSError):  # then the next start fails and falls back like this one
            write_record(self._places.record, self._record.with_failure(reason))
        if _LIBRARIES in sys.modules or _are_mapped(self._folder / _NAME / "lib"):
            raise GpuError(
                "PyTorch for the graphics card cannot be loaded ({reason}). Start the program again: then the "
                "processor computes.",
                reason=reason,
            ) from error
        warnings.warn(
            Sentence(
                "PyTorch for the graphics card cannot be loaded ({reason}); the processor computes.", reason=reason
            ),
            stacklevel=2,
        )
        sys.path[:] = [place for place in sys.path if place != str(self._folder)]
        for name in [name for name in sys.modules if name.partition(".")[0] == _NAME]:
            del sys.modules[name]
        spec = PathFinder.find_spec(_NAME)
        if spec is None or spec.loader is None:
            raise error
        module = module_from_spec(spec)
        sys.modules[_NAME] = module
        spec.loader.exec_module(module)


def _are_mapped(libraries: Path) -> bool:
    """Whether the libraries in a folder are in the process."""
    if sys.platform == "win32":
        return bool(ctypes.windll.kernel32.GetModuleHandleW("torch_python.dll"))
    try:
        ctypes.CDLL(os.fspath(libraries / "libtorch_python.so"), mode=os.RTLD_NOLOAD)
    except OSError:
        return False
    return True


class _Net(Loader):
    """Loads as another loader does, and asks for a replacement where that fails."""

    def __init__(self, loader: Loader, watcher: _Watcher) -> None:
        self._loader, self._watcher = loader, watcher

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        """Python's."""
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        """Python's; afterwards `sys.modules` has the module to be used, whichever that is."""
        if module.__spec__ is not None:
            module.__spec__.loader = self._loader
        module.__loader__ = self._loader
        self._watcher.leave()
        try:
            self._loader.exec_module(module)
        except _BROKEN as error:
            self._watcher.replace(error)
