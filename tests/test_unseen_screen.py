"""`unseen_screen`: where windows of tests open."""

import os
import shutil
import signal
import socket
import struct
import subprocess
import sys
from collections.abc import Iterator

import pytest

pytestmark = [
    pytest.mark.slow,  # each test starts a process
    pytest.mark.skipif(shutil.which("Xvfb") is None, reason="needs the program Xvfb"),
]

PROGRAM = """
import signal
from unseen_screen import unseen_screen
# A suite that runs in the background ignores Ctrl+C, and this would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)
try:
    print(unseen_screen()["DISPLAY"], unseen_screen()["DISPLAY"], flush=True)
    input()
except KeyboardInterrupt:
    print("stopped", flush=True)
    input()
"""
HELLO = struct.pack("<BxHHHHxx", ord("l"), 11, 0, 0, 0)
"""By which a client begins: little endian, version 11.0, no key (X Window System Protocol, chapter 8)."""


@pytest.fixture
def process() -> Iterator["subprocess.Popen[str]"]:
    """It has made two screens, and waits."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    command = [sys.executable, "-c", PROGRAM]
    with subprocess.Popen(command, text=True, env=environment, start_new_session=True, **pipes) as started:
        yield started
        started.kill()


@pytest.fixture
def displays(process: "subprocess.Popen[str]") -> list[str]:
    return process.stdout.readline().split()


def connect(display: str) -> socket.socket:
    connection = socket.socket(socket.AF_UNIX)
    connection.settimeout(60)  # s; what does not end fails
    connection.connect(f"/tmp/.X11-unix/X{display.removeprefix(':')}")  # noqa: S108 - where X servers listen
    return connection


def answers(display: str) -> bool:
    with connect(display) as connection:
        connection.sendall(HELLO)
        return connection.recv(1) == b"\x01"


def test_each_is_another_one(displays: list[str]) -> None:
    assert len(set(displays)) == 2
    assert all(map(answers, displays))


def test_it_goes_with_the_process_that_made_it_however_that_ends(
    process: "subprocess.Popen[str]", displays: list[str]
) -> None:
    with connect(displays[0]) as connection:
        process.kill()
        assert connection.recv(1) == b""


def test_ctrl_c_leaves_it_alone_while_that_process_tidies_up(
    process: "subprocess.Popen[str]", displays: list[str]
) -> None:
    os.killpg(process.pid, signal.SIGINT)
    assert process.stdout.readline() == "stopped\n"
    assert answers(displays[0])
