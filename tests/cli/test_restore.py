"""`sam3-studio restore`."""

from datetime import date
from pathlib import Path

import pytest

from sam3_studio.cli.exit_status import ExitStatus
from sam3_studio.cli.main import main
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.project.storage.backups import back_up


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Has a project with a frog, of which there is a copy from before the frog."""
    with Project.open(tmp_path) as project:
        back_up(project.file, date(2026, 11, 23))
        project.classes.add("frog")
    return tmp_path


def test_copies_are_listed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["restore", str(folder)]) == ExitStatus.DONE
    assert capsys.readouterr().out.startswith("2026-11-23 ")


def test_a_copy_is_restored_by_its_name_and_how_it_was_can_be_had_back(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["restore", str(folder), "2026-11-23"]) == ExitStatus.DONE
    with Project.open(folder) as project:
        assert not project.classes.list()
    kept = capsys.readouterr().out.split()[-1]
    assert main(["restore", str(folder), kept]) == ExitStatus.DONE
    with Project.open(folder) as project:
        assert [one.name for one in project.classes.list()] == ["frog"]


@pytest.mark.parametrize(
    ("arguments", "told"), [(["."], "There is no backup of"), (["photos", "2020-01-01"], "There is no backup 2020")]
)
def test_what_is_not_there_is_told_in_a_sentence(
    arguments: list[str], told: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = folder / "empty"
    empty.mkdir()
    (empty / "photos").symlink_to(folder)
    monkeypatch.chdir(empty)
    assert main(["restore", *arguments]) == ExitStatus.MENDABLE
    assert told in capsys.readouterr().err
