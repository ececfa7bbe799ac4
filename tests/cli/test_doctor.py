"""`sam3-studio doctor`."""

import json
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from sam3_studio.cli import self_test
from sam3_studio.cli.main import main
from sam3_studio.cli.self_test import Finding, ProbeError, device, libraries, run_probe

pytestmark = pytest.mark.slow

GOOD = Finding("a", "ok", "fine")
ODD = Finding("b", "note", "odd", "Nothing to do.")
BAD = Finding("c", "problem", "broken", "Mend it.")


def finds(monkeypatch: pytest.MonkeyPatch, *findings: Finding) -> None:
    def examine(_: str) -> Iterator[Finding]:
        yield from findings

    monkeypatch.setattr(self_test, "examine", examine)


def test_a_machine_without_problems_is_told_in_lines(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    finds(monkeypatch, GOOD, ODD)
    assert main(["doctor"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "ok       a: fine",
        "note     b: odd",
        "         Nothing to do.",
        "Nothing stands in the way.",
    ]


def test_a_problem_is_told_with_what_to_do_and_in_the_exit_status(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    finds(monkeypatch, GOOD, BAD)
    assert main(["doctor"]) == 2
    assert "PROBLEM  c: broken\n         Mend it.\n" in capsys.readouterr().out


def test_json_holds_the_same(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    finds(monkeypatch, GOOD, BAD)
    assert main(["doctor", "--json"]) == 2
    told = json.loads(capsys.readouterr().out)
    assert told["problems"] == 1
    assert told["findings"][1] == {"name": "c", "state": "problem", "detail": "broken", "remedy": "Mend it."}


def test_libraries_that_are_missing_are_told_with_their_packages() -> None:
    finding = libraries(("libxcb-cursor.so.0", "libxkbcommon-x11.so.0"))
    assert finding.state == "problem"
    assert "sudo apt-get install libxcb-cursor0 libxkbcommon-x110" in finding.remedy


FOUND: dict[str, Any] = {"choice": "cpu in float32", "device": "cpu", "cuda": None, "memory": None}


def test_a_graphics_card_that_is_not_used_is_a_problem() -> None:
    assert device(FOUND, nvidia=False).state == "ok"
    assert "sam3-studio gpu enable" in device(FOUND, nvidia=True).remedy
    assert "update the driver" in device({**FOUND, "cuda": "13.0"}, nvidia=True).remedy


def test_a_graphics_card_is_told_with_its_memory() -> None:
    found = {"choice": "cuda in bfloat16 (H100)", "device": "cuda", "cuda": "13.0", "memory": 80 * 2**30}
    assert device(found, nvidia=True) == Finding("device", "ok", "cuda in bfloat16 (H100), 80.0 GB")


@pytest.mark.skipif(sys.platform == "win32", reason="a program that is a shell script")
@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("kill -SEGV $$", "killed by signal 11"),
        ("echo 'sam3-studio: no such thing' >&2; exit 2", r"no such thing \(exit status 2\)"),
        ("echo no JSON", "exit status 0"),
        ("exit 0", "exit status 0"),
    ],
)
def test_a_check_that_crashes_takes_nothing_with_it(
    script: str, told: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    program = tmp_path / "python"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(program))
    with pytest.raises(ProbeError, match=told):
        run_probe("qt")


def test_a_check_that_there_is_not_is_told() -> None:
    with pytest.raises(ProbeError, match="There is no check 'luck'"):
        run_probe("luck")


@pytest.mark.gui
def test_qt_is_started_in_a_process_of_its_own() -> None:
    found = run_probe("qt", environment={"QT_QPA_PLATFORM": "offscreen"})
    assert found["platform"] == "offscreen"


def test_a_window_that_cannot_be_opened_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "nonsense")
    finding = self_test._window()
    assert finding.state == "problem"
    assert "cannot be opened" in finding.detail


@pytest.mark.slow
def test_this_machine_has_what_the_tests_need(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The real report, in which torch and Qt never enter this process."""
    before = set(sys.modules)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    status = main(["doctor", "--json"])
    findings = {finding["name"]: finding for finding in json.loads(capsys.readouterr().out)["findings"]}
    assert findings["model"]["state"] == findings["PyTorch"]["state"] == findings["Qt"]["state"] == "ok"
    assert status == (2 if any(finding["state"] == "problem" for finding in findings.values()) else 0)
    assert not {"torch", "PySide6.QtWidgets"} & (set(sys.modules) - before)
