"""The workflows for other machines, as far as they can be looked at here."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from common.source import PACKAGING, ROOT

WORKFLOWS = sorted((PACKAGING / "runners").glob("*.yml"))
every_workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=[path.stem for path in WORKFLOWS])


def jobs(path: Path) -> dict[str, Any]:
    return yaml.safe_load(path.read_text("utf-8"))["jobs"]


def steps(path: Path) -> list[dict[str, Any]]:
    return [step for job in jobs(path).values() for step in job["steps"]]


@every_workflow
def test_a_workflow_has_jobs_that_end_on_machines_with_names_and_may_only_read(path: Path) -> None:
    assert yaml.safe_load(path.read_text("utf-8"))["permissions"] == {"contents": "read"}
    for job in jobs(path).values():
        assert job["timeout-minutes"] <= 60
        assert job["runs-on"] in {"ubuntu-22.04", "ubuntu-24.04", "windows-latest"}
        assert job.get("needs", "build") in jobs(path)


@every_workflow
def test_every_step_is_an_action_pinned_by_commit_or_commands(path: Path) -> None:
    for step in steps(path):
        assert ("uses" in step) != ("run" in step), step
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", step.get("uses", f"actions/none@{'0' * 40}"))


@every_workflow
def test_what_a_workflow_starts_is_in_the_repository(path: Path) -> None:
    commands = "\n".join(step.get("run", "") for step in steps(path))
    named = re.findall(r"packaging[/\\][\w/\\.-]+", commands)
    assert named
    assert [name for name in named if not (ROOT / name.replace("\\", "/")).is_file()] == []


@every_workflow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no sh")
def test_commands_of_a_shell_can_be_parsed(path: Path) -> None:
    for job in jobs(path).values():
        if job["runs-on"].startswith("ubuntu"):
            for step in job["steps"]:
                subprocess.run(["sh", "-n"], input=step.get("run", ""), text=True, check=True)
