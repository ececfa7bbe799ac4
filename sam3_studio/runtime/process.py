"""Other programs, started and waited for, which end when they are asked to."""

import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sam3_studio.core.errors import CancelledError, GpuError

_BEAT = 0.2  # s between looks at whether to stop


@dataclass(frozen=True, slots=True)
class Finished:
    """What became of a program.

    Attributes:
        status: 0 where all went well; a negative one is a signal.
        out: what it printed.
        complaint: the last line that it printed as an error, or how it ended.
    """

    status: int
    out: str
    complaint: str


def run(
    command: Sequence[str | Path], environment: Mapping[str, str], cancel: threading.Event, patience: float
) -> Finished:
    """Run a program to its end.

    Args:
        command: its path and its arguments.
        environment: all of it.
        cancel: once set, the program is ended.
        patience: seconds that it may take.

    Raises:
        CancelledError: `cancel` was set.
        GpuError: it cannot be started, or took too long.
    """
    try:
        process = subprocess.Popen(  # noqa: S603  # ourselves, or the installer that comes with the program
            [str(word) for word in command],
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # on Windows, a console would flash up
        )
    except OSError as error:
        raise GpuError(
            "{program} cannot be started ({reason}).", program=command[0], reason=error.strerror or error
        ) from error
    out, complaints = _finish(process, cancel, patience, str(command[0]))
    lines = [line.strip() for line in complaints.splitlines() if line.strip()]
    ended = f"signal {-process.returncode}" if process.returncode < 0 else f"exit status {process.returncode}"
    return Finished(process.returncode, out, lines[-1] if lines else ended)


def _finish(process: "subprocess.Popen[str]", cancel: threading.Event, patience: float, name: str) -> tuple[str, str]:
    """Read what a process prints until it ends."""
    deadline = time.monotonic() + patience
    try:
        while True:
            try:
                return process.communicate(timeout=_BEAT)
            except subprocess.TimeoutExpired:
                pass
            if cancel.is_set():
                raise CancelledError("The installation was stopped; nothing was changed.")
            if time.monotonic() > deadline:
                raise GpuError(
                    "{program} did not answer within {seconds} s.", program=Path(name).name, seconds=round(patience)
                )
    finally:
        if process.poll() is None:
            process.kill()
            process.communicate()
