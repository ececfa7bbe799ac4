"""Commands that are stopped in the middle of their work."""

import signal
import subprocess
from collections.abc import Callable, Sequence

from sam3_studio.cli.exit_status import ExitStatus


def stop_once(holds: Callable[[], bool], command: Sequence[str], how: str) -> None:
    """Start a command, and stop it by "SIGKILL" or "SIGINT" once something holds; it ends as people expect it to."""
    # A suite that runs in the background ignores Ctrl+C, and its children would inherit that.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    finally:
        signal.signal(signal.SIGINT, before)
    with process:
        while process.poll() is None and not holds():
            pass
        process.send_signal(getattr(signal, how))
        _, errors = process.communicate()
    assert process.returncode == (ExitStatus.INTERRUPTED if how == "SIGINT" else -signal.SIGKILL)
    assert b"Traceback" not in errors
