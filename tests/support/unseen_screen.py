"""Screens that nobody sees, for the windows of tests."""

import os
import shutil
import subprocess

_SERVERS: list["subprocess.Popen[bytes]"] = []
# The pipe closes when this process ends, however it does, and the screen goes with it. `read` waits for that.
_SHOW = 'Xvfb -displayfd "$0" -screen 0 1280x1024x24 -nolisten tcp 2>/dev/null & read -r _; kill $!'


def unseen_screen() -> dict[str, str]:
    """Make one that lasts as long as this process.

    Returns:
        The environment variables that have Qt draw there; without the program Xvfb, in memory alone.
    """
    number = _start() if shutil.which("Xvfb") else ""
    return {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"} if number else {"QT_QPA_PLATFORM": "offscreen"}


def _start() -> str:
    """Returns its number, or nothing where it does not start."""
    reading, writing = os.pipe()
    command = ["sh", "-c", _SHOW, str(writing)]
    # In a session of its own, because Ctrl+C would end it before the tests have ended.
    server = subprocess.Popen(command, stdin=subprocess.PIPE, pass_fds=[writing], start_new_session=True)
    _SERVERS.append(server)
    os.close(writing)
    with os.fdopen(reading, encoding="ascii") as pipe:
        return pipe.readline().strip()
