"""The workflows for other machines, as far as they can be looked at here."""

import re
import shutil
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


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="only Debian and its kin have dpkg-deb")
def test_the_folder_for_an_appimage_has_what_its_maker_looks_for_and_starts_the_program(tmp_path: Path) -> None:
    root = tmp_path / "root"
    files = {
        "DEBIAN/control": "Package: sam3-studio\nVersion: 1\nArchitecture: all\nMaintainer: us\nDescription: it\n",
        "usr/lib/sam3-studio/sam3-studio": (PACKAGING / "linux" / "sam3-studio.sh").read_text("utf-8"),
        "usr/lib/sam3-studio/bin/python3": '#!/bin/sh\necho "$@"\n',
        "usr/share/applications/sam3-studio.desktop": "Icon=sam3-studio\n",
        "usr/share/icons/hicolor/scalable/apps/sam3-studio.svg": "<svg/>",
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
        (root / name).chmod(0o755)
    package, folder = tmp_path / "program.deb", tmp_path / "App Dir 中文"
    subprocess.run(["dpkg-deb", "--root-owner-group", "--build", root, package], check=True, capture_output=True)
    subprocess.run(["sh", PACKAGING / "runners" / "appdir.sh", package, folder], check=True)
    assert {path.name for path in folder.iterdir()} == {"AppRun", "sam3-studio.desktop", "sam3-studio.svg", "usr"}
    told = subprocess.run([folder / "AppRun", "--version"], check=True, capture_output=True, text=True)
    assert told.stdout == "-X utf8 -m sam3_studio --version\n"
