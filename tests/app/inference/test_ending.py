"""Programs that end while the model is at something that cannot be stopped."""

import os
import subprocess
import sys

import pytest

pytestmark = [pytest.mark.gui, pytest.mark.slow]  # each test starts a process

PROGRAM = """
import sys, threading
from PySide6.QtCore import QCoreApplication
from sam3_studio.app.inference.controller import Controller
from sam3_studio.app.inference.ending import end_process
from sam3_studio.app.inference.messages import ModelChoice

begun, never = threading.Event(), threading.Event()

def load(choice, cancel):
    begun.set()
    {stage}

application = QCoreApplication([])
controller = Controller(load)
controller.load_model(ModelChoice("any"))
while not begun.is_set():
    application.processEvents()
ended = controller.close()
print("ended" if ended else "still running")
end_process(3)
"""


def run(stage: str) -> subprocess.CompletedProcess[str]:
    program = PROGRAM.replace("{stage}", stage)
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(
        [sys.executable, "-c", program], check=False, capture_output=True, text=True, timeout=60, env=environment
    )


def test_a_stage_that_cannot_be_stopped_holds_up_nobody_and_ends_nothing_with_an_error() -> None:
    result = run("never.wait()")
    assert result.stdout.strip() == "still running"
    assert (result.returncode, result.stderr) == (3, "")


def test_a_stage_that_stops_when_asked_ends_with_the_program() -> None:
    result = run("cancel.wait(); raise SystemError('stopped')")
    assert result.stdout.strip() == "ended"
    assert (result.returncode, result.stderr) == (3, "")
