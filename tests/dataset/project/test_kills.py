"""Killed at any moment, a project has everything that a call had returned for."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("killed_labeling.py")


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows cannot fork")
def test_forty_kills_cost_nothing_that_was_saved(tmp_path: Path) -> None:
    result = subprocess.run(
        [sys.executable, SCRIPT, tmp_path, "40"], check=False, capture_output=True, text=True, timeout=120
    )
    assert result.returncode == 0, result.stderr
    assert int(result.stdout) > 70, "hardly anything was saved before the kills"


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows cannot fork")
def test_a_run_over_pictures_that_is_killed_loses_the_picture_in_hand_at_most(tmp_path: Path) -> None:
    script = SCRIPT.with_name("killed_pass.py")
    result = subprocess.run(
        [sys.executable, script, tmp_path], check=False, capture_output=True, text=True, timeout=120
    )
    assert result.returncode == 0, result.stderr
    assert int(result.stdout) > 2, "the run was over before it was killed"
