"""`sam3-studio annotate --project` with the embedded model: what it finds waits in the project."""

import shutil
from pathlib import Path

import pytest

from sam3_studio.cli.exit_status import ExitStatus
from sam3_studio.cli.main import main
from sam3_studio.core.labeling import ImageState
from sam3_studio.core.resources import resource_path
from sam3_studio.dataset.project.project import Project
from sam3_studio.engine import Predictor

pytestmark = pytest.mark.slow  # each test runs the whole program

POND, TOYS = "at-the-pond.jpg", "toys.jpg"


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """A folder of two pictures."""
    folder = tmp_path / "photos"
    folder.mkdir()
    for name in (POND, TOYS):
        shutil.copy(resource_path(f"samples/{name}"), folder / name)
    return folder


def annotate(photos: Path, *options: str) -> int:
    return main(["annotate", "--project", str(photos), *options])


def test_candidates_of_new_classes_wait_in_the_pictures_that_have_them(photos: Path) -> None:
    assert annotate(photos, "--concept", "turtle", "--concept", "soccer ball") == ExitStatus.DONE
    with Project.open(photos) as project:
        assert [one.name for one in project.classes.list()] == ["turtle", "soccer ball"]
        found = {name: [bool(one.candidates) for one in project.found.found(name).values()] for name in (POND, TOYS)}
        assert found == {POND: [True, False], TOYS: [False, True]}
        assert {record.state for record in project.images.records()} == {ImageState.CANDIDATES}


def test_the_projects_own_classes_are_looked_for_where_none_is_named(photos: Path) -> None:
    with Project.open(photos) as project:
        project.classes.add("ball", concepts=("soccer ball",))
        project.classes.add("animal", concepts=("turtle",))
        project.classes.add("drawn by hand")
    assert annotate(photos, "--class", "BALL") == ExitStatus.DONE
    with Project.open(photos) as project:
        assert project.found.found(TOYS).keys() == {1}
    assert annotate(photos) == ExitStatus.DONE
    with Project.open(photos) as project:
        assert project.found.found(TOYS).keys() == {1, 2}


def test_a_second_run_asks_nothing_and_loads_no_model(
    photos: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    annotate(photos, "--concept", "turtle")
    capsys.readouterr()
    monkeypatch.setattr(Predictor, "load", None)
    assert annotate(photos) == ExitStatus.DONE
    assert "0 pictures to ask, 2 known" in capsys.readouterr().out


def test_another_resolution_is_another_question(photos: Path, capsys: pytest.CaptureFixture[str]) -> None:
    annotate(photos, "--concept", "turtle")
    assert annotate(photos, "--resolution", "128") == ExitStatus.DONE
    assert "2 pictures to ask, 0 known" in capsys.readouterr().out


def test_a_broken_picture_is_listed_and_stops_nothing(photos: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (photos / "broken.jpg").write_bytes(b"broken")
    assert annotate(photos, "--concept", "turtle") == ExitStatus.SOME_FAILED
    errors = capsys.readouterr().err
    assert "1 of 3 pictures could not be annotated:\n  broken.jpg: " in errors


def test_stopped_by_a_person_it_keeps_what_it_has_and_goes_on_later(
    photos: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    answered = Predictor.segment_all
    calls = []

    def stopped(self: Predictor, *arguments: object, **options: object) -> object:
        calls.append(arguments)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return answered(self, *arguments, **options)

    monkeypatch.setattr(Predictor, "segment_all", stopped)
    assert annotate(photos, "--concept", "turtle") == ExitStatus.INTERRUPTED
    assert "Stopped after 1 pictures; the same command goes on." in capsys.readouterr().err
    assert annotate(photos) == ExitStatus.DONE
    assert len(calls) == 3
    assert "1 pictures to ask, 1 known" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--class", "duck"], "There is no class 'duck' in the project; there are: none."),
        ([], "No class of the project has a concept to look for"),
        (["--format", "coco", "--concept", "duck"], "--format does not go with --project"),
        (["--negative-box", "1,1,5,5", "--concept", "duck"], "--negative-box does not go with --project"),
        (["photos", "--concept", "duck"], "PATH does not go with --project"),
    ],
)
def test_what_makes_no_sense_is_told(
    photos: Path, capsys: pytest.CaptureFixture[str], options: list[str], said: str
) -> None:
    assert annotate(photos, *options) == ExitStatus.MENDABLE
    assert said in capsys.readouterr().err


def test_a_project_that_a_window_has_open_is_left_alone(photos: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Project.open(photos):
        assert annotate(photos, "--concept", "turtle") == ExitStatus.MENDABLE
    assert "is open in another window" in capsys.readouterr().err


@pytest.mark.parametrize("options", [["--class", "duck"], ["--reviewed"]])
def test_what_is_about_a_project_needs_one(
    photos: Path, capsys: pytest.CaptureFixture[str], options: list[str]
) -> None:
    assert main(["annotate", str(photos), "--concept", "duck", *options]) == ExitStatus.MENDABLE
    assert "name it with --project" in capsys.readouterr().err
