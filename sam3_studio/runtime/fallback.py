"""When PyTorch for graphics cards cannot be loaded after all: the one that ships is, in its place.

A runtime was tried before it became active, but drivers, disks and cleaning programs change things later. Where its
libraries are in the process already, those of the other would be mixed up with them and crash; then it is the next
start that computes with the one that ships, and a sentence says so.
"""

import sys
import warnings
from collections.abc import Callable, Sequence
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
"""There once the libraries are loaded."""


def watch(folder: Path, record: Record, places: Places) -> None:
    """Be there when PyTorch is imported.

    Args:
        folder: of the runtime; it is on the path.
        record: of the runtime; a failure is noted in it.
        places: where the record is.
    """
    sys.meta_path.insert(0, _Watcher(folder, record, places))


class _Watcher(MetaPathFinder):
    """Finds PyTorch once, as the path does, and has it loaded with a net below."""

    def __init__(self, folder: Path, record: Record, places: Places) -> None:
        self._folder, self._record, self._places = folder, record, places

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Python's."""
        if fullname != _NAME:
            return None
        sys.meta_path.remove(self)
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is not None and spec.loader is not None:
            spec.loader = _Net(spec.loader, self._fail)
        return spec

    def _fail(self, error: Exception) -> None:
        """Note the failure for the starts to come, and load the PyTorch that ships if that is still possible."""
        reason = f"{type(error).__name__}: {error}".splitlines()[0][:300]
        with suppress(OSError):  # then the next start fails and falls back like this one
            write_record(self._places.record, self._record.with_failure(reason))
        if _LIBRARIES in sys.modules:
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


class _Net(Loader):
    """Loads as another loader does, and asks for a replacement where that fails."""

    def __init__(self, loader: Loader, replacement: Callable[[Exception], None]) -> None:
        self._loader, self._replacement = loader, replacement

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        """Python's."""
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        """Python's; afterwards `sys.modules` has the module to be used, whichever that is."""
        if module.__spec__ is not None:
            module.__spec__.loader = self._loader
        module.__loader__ = self._loader
        try:
            self._loader.exec_module(module)
        except _BROKEN as error:
            self._replacement(error)
