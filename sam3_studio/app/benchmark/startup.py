"""From the command to the painted window, in a process of its own as ever."""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from tempfile import TemporaryDirectory

from PySide6.QtCore import QCoreApplication

from sam3_studio.app.benchmark.figures import Figure
from sam3_studio.app.main import run
from sam3_studio.core.errors import UsageError
from sam3_studio.core.folders import CONFIG_VARIABLE

_CHILD = "from sam3_studio.app.benchmark.startup import tell_first_paint; tell_first_paint()"


def measure_startup(repeat: int = 5) -> Iterator[Figure]:
    """Start the window several times.

    Raises:
        UsageError: the window does not open, or torch was loaded before it was painted.
    """
    seconds = []
    for _ in range(repeat):
        with TemporaryDirectory(prefix="sam3-studio-") as config:
            began = time.time()
            child = subprocess.run(  # noqa: S603 - our own program
                [sys.executable, "-c", _CHILD],
                env=os.environ | {CONFIG_VARIABLE: config},
                capture_output=True,
                text=True,
                check=False,
            )
        if child.returncode != 0 or not child.stdout.startswith("{"):
            raise UsageError(f"The window does not open: {child.stderr.strip() or 'it said nothing'}.")
        told = json.loads(child.stdout)
        if told["torch"]:
            raise UsageError("torch was loaded before the window was painted; that must not be.")
        seconds.append(told["painted"] - began)
    note = f"median of {repeat}, best {min(seconds):.2f} s; torch is not loaded by then"
    yield Figure("command to painted window", statistics.median(seconds), "s", 1.0, note)


def tell_first_paint() -> None:
    """What the child does: the program itself, until its window is painted."""
    sys.exit(run(painted=_tell_and_quit))


def _tell_and_quit() -> None:
    sys.stdout.write(json.dumps({"painted": time.time(), "torch": "torch" in sys.modules}))
    sys.stdout.flush()
    QCoreApplication.exit(0)
