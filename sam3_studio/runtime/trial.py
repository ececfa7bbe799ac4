"""A runtime is tried in a process of its own before it is used: the card, a product, a prompt of the shipped model."""

import json
import os
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sam3_studio.core.errors import GpuError
from sam3_studio.runtime.process import run
from sam3_studio.runtime.start import VARIABLE

_PATIENCE = 600  # s; libraries of 5 GB from a cold disk take a minute or two


@dataclass(frozen=True, slots=True)
class Trial:
    """What worked.

    Attributes:
        device: name of the card.
        torch: version of PyTorch.
    """

    device: str
    torch: str


def try_out(folder: Path, cancel: threading.Event, command: Sequence[str] = ()) -> Trial:
    """Have a runtime compute.

    Args:
        folder: of the runtime.
        cancel: once set, it ends.
        command: what does it; by default this very program, started with the runtime first on its path.

    Raises:
        CancelledError: `cancel` was set.
        GpuError: it does not work; the text says why.
    """
    finished = run(command or _ourselves(), {**os.environ, VARIABLE: str(folder)}, cancel, _PATIENCE)
    try:
        found = json.loads(finished.out.splitlines()[-1] if finished.status == 0 else "{}")
        return Trial(str(found["device"]), str(found["torch"]))
    except (ValueError, IndexError, KeyError, TypeError):
        reason = finished.complaint.removeprefix("sam3-studio: ")
        raise GpuError("The graphics card cannot be used: {reason}", reason=reason) from None


def _ourselves() -> list[str]:
    # A frozen program is its own interpreter.
    start = [] if getattr(sys, "frozen", False) else ["-X", "utf8", "-m", "sam3_studio"]
    return [sys.executable, *start, "doctor", "--probe", "gpu"]
