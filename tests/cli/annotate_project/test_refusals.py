"""What makes no sense to ask of a project is told, and makes no project."""

from pathlib import Path

import pytest

from sam3_studio.cli.exit_status import ExitStatus
from sam3_studio.cli.main import main
from sam3_studio.dataset.project.project import Project

pytestmark = pytest.mark.slow  # each test runs the whole program

POND, TOYS = "at-the-pond.jpg", "toys.jpg"


def annotate(photos: Path, *options: str) -> int:
    return main(["annotate", "--project", str(photos), *options])


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--class", "duck"], "There is no class 'duck' in the project; there are: none."),
        ([], "No class of the project has a concept to look for"),
        (["--format", "coco", "--concept", "duck"], "--format does not go with --project"),
        (["--negative-box", "1,1,5,5", "--concept", "duck"], "--negative-box does not go with --project"),
        (["--threshold", "0.7", "--concept", "duck"], "--threshold does not go with --project"),
        (["--out", "labels", "--concept", "duck"], "--out does not go with --project"),
        (["photos", "--concept", "duck"], "PATH does not go with --project"),
    ],
)
def test_what_makes_no_sense_is_told(
    photos: Path, capsys: pytest.CaptureFixture[str], options: list[str], said: str
) -> None:
    Project.open(photos).close()
    assert annotate(photos, *options) == ExitStatus.MENDABLE
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([], "has no project yet, and so no classes; give at least one --concept."),
        (["--class", "duck"], "has no project yet, and so no classes; give at least one --concept."),
        (["--concept", "duck"], "There is no picture in"),
    ],
)
def test_a_folder_gets_no_project_by_a_command_that_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], said: str
) -> None:
    assert annotate(tmp_path, *options) == ExitStatus.MENDABLE
    assert said in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_project_with_too_long_a_name_is_told_as_one_that_is_not_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert annotate(tmp_path / ("x" * 300), "--concept", "turtle") == ExitStatus.MENDABLE
    assert "does not exist; name a folder of pictures or a project file." in capsys.readouterr().err


def test_a_project_that_a_window_has_open_is_left_alone(photos: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Project.open(photos):
        assert annotate(photos, "--concept", "turtle") == ExitStatus.MENDABLE
    assert "is open in another window" in capsys.readouterr().err


@pytest.mark.parametrize("options", [["--class", "duck"], ["--reviewed"], ["--retry-failed"]])
def test_what_is_about_a_project_needs_one(
    photos: Path, capsys: pytest.CaptureFixture[str], options: list[str]
) -> None:
    assert main(["annotate", str(photos), "--concept", "duck", *options]) == ExitStatus.MENDABLE
    assert "name it with --project" in capsys.readouterr().err
