"""What measures and trains models, and is not in every installation: installers leave it out."""

import importlib
import os

from sam3_studio.core.errors import UsageError
from sam3_studio.core.folders import cache_folder

_NEEDED = {"SciPy": "scipy.optimize", "matplotlib": "matplotlib.figure"}
"""The extra "train" of pyproject.toml: a module of each package."""


def load_extras() -> None:
    """Load the packages, before any work is done that would be lost without them.

    Raises:
        UsageError: one is missing or cannot be loaded.
    """
    # matplotlib would leave folders of its own in the person's home.
    os.environ.setdefault("MPLCONFIGDIR", str(cache_folder() / "matplotlib"))
    missing = [package for package, module in _NEEDED.items() if not _can_load(module)]
    if missing:
        raise UsageError(
            "Measuring and training models takes {packages}, which installers leave out; in a clone of the program's "
            "source code, `python3 packaging/bootstrap.py run` brings what is missing.",
            packages=" and ".join(missing),
        )


def _can_load(module: str) -> bool:
    try:
        importlib.import_module(module)
    except ImportError:
        return False
    return True
