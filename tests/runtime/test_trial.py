"""A runtime is tried in a process of its own."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from sam3_studio.core.errors import CancelledError, GpuError
from sam3_studio.runtime.trial import Trial, try_out

pytestmark = pytest.mark.slow


def says(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def test_what_works_is_told(tmp_path: Path) -> None:
    code = 'import os; print(\'noise\'); print(\'{"device": "a card", "torch": "9.0"}\')'
    assert try_out(tmp_path, threading.Event(), says(code)) == Trial("a card", "9.0")


def test_the_process_is_told_which_runtime_to_take(tmp_path: Path) -> None:
    code = "import json, os; print(json.dumps({'device': os.environ['SAM3_STUDIO_GPU'], 'torch': ''}))"
    assert try_out(tmp_path, threading.Event(), says(code)).device == str(tmp_path)


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("import sys; sys.exit('sam3-studio: no card')", "cannot be used: no card"),
        ("import sys; sys.exit(3)", "cannot be used: exit status 3"),
        ("print('no JSON')", "cannot be used: exit status 0"),
        ("print('[]')", "cannot be used"),
        ("", "cannot be used"),
    ],
)
def test_what_does_not_work_says_why(tmp_path: Path, code: str, reason: str) -> None:
    with pytest.raises(GpuError, match=reason):
        try_out(tmp_path, threading.Event(), says(code))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals of this kind")
def test_a_crash_takes_nothing_with_it(tmp_path: Path) -> None:
    with pytest.raises(GpuError, match="cannot be used: signal 11"):
        try_out(tmp_path, threading.Event(), says("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)"))


def test_it_ends_when_asked(tmp_path: Path) -> None:
    cancel = threading.Event()
    cancel.set()
    with pytest.raises(CancelledError):
        try_out(tmp_path, cancel, says("import threading; threading.Event().wait(60)"))


def test_the_real_trial_refuses_a_torch_that_finds_no_card(tmp_path: Path) -> None:
    """With nothing in the folder, the PyTorch that ships is tried, which on a machine with a card may well work."""
    seen = {**os.environ, "CUDA_VISIBLE_DEVICES": "", "SAM3_STUDIO_GPU": str(tmp_path)}
    command = [sys.executable, "-m", "sam3_studio", "doctor", "--probe", "gpu"]
    told = subprocess.run(command, env=seen, capture_output=True, text=True, check=False)
    assert told.returncode == 2
    assert "finds no card that it can use" in told.stderr
