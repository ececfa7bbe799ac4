"""`sam3-studio [FOLDER | PROJECT | --samples]`: the window."""

import os
import sys
from collections.abc import Collection, Sequence
from pathlib import Path

from sam3_studio.core.errors import UsageError
from sam3_studio.core.folders import is_there

SAMPLES = "--samples"
"""Opens the window on a copy of the sample pictures."""


def asks_for_window(arguments: Sequence[str], commands: Collection[str]) -> bool:
    """Whether a command line names no command: nothing at all, or what may be a folder or project."""
    if not arguments or list(arguments) == [SAMPLES]:
        return True
    return len(arguments) == 1 and not arguments[0].startswith("-") and arguments[0] not in commands


def show(arguments: Sequence[str]) -> int:
    """Show the window until it is closed; returns the exit status.

    Raises:
        UsageError: there is no such folder or project, or no screen.
        DatasetError: the samples cannot be copied.
    """
    samples = list(arguments) == [SAMPLES]
    path = Path(arguments[0]) if arguments and not samples else None
    if path is not None and not is_there(path):
        raise UsageError(f"{path} is neither a command nor a folder or project; see `sam3-studio --help`.")
    if not has_screen():
        raise UsageError("There is no screen for the window; `sam3-studio annotate --help` tells how to do without.")
    # Qt loads here: no other command waits for it.
    from sam3_studio.app.main import run
    from sam3_studio.dataset.samples import samples_copy

    return run(samples_copy() if samples else path)


def has_screen() -> bool:
    """Whether windows can be shown; Qt would end the process where they cannot."""
    variables = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(os.environ.get(name) for name in variables)
