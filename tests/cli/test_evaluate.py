"""`sam3-studio evaluate`."""

import json
import shutil
from pathlib import Path

import pytest
from project_tools import rescan

from sam3_studio.cli.exit_status import ExitStatus
from sam3_studio.cli.main import main
from sam3_studio.core.labeling import ImageState
from sam3_studio.core.resources import resource_path
from sam3_studio.dataset.project.project import Project
from sam3_studio.training.benchmark_set import write_benchmark_set

pytestmark = pytest.mark.slow


def test_held_out_scenes_are_asked_with_every_kind_of_prompt(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scenes = write_benchmark_set(tmp_path / "scenes", 6, 168)
    assert main(["evaluate", str(scenes), "--out", str(tmp_path / "out"), "--device", "cpu"]) == ExitStatus.DONE
    printed = capsys.readouterr().out
    for part in ("cgF1", "COCO AP", "exemplar box", "text + negative box", "absent phrase"):
        assert part in printed
    figures = json.loads((tmp_path / "out" / "evaluation.json").read_text())
    assert figures["groups"]["text"]["questions"] >= 4
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "evaluation.json",
        "curves.png",
        "best.png",
        "worst.png",
    }


def test_a_limit_spreads_the_questions_over_the_dataset(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scenes = write_benchmark_set(tmp_path / "scenes", 4, 96)
    assert main(["evaluate", str(scenes), "--limit", "3", "--device", "cpu"]) == ExitStatus.DONE
    assert "cgF1" in capsys.readouterr().out


def test_a_project_is_asked_what_its_classes_find_in_pictures_that_are_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(resource_path("samples"), tmp_path / "samples")
    with Project.open(tmp_path / "samples") as project:
        rescan(project)
        project.classes.add("turtle", concepts=("turtle", "tortoise"))
        project.images.set_state(["at-the-pond.jpg"], ImageState.DONE)
    assert main(["evaluate", str(tmp_path / "samples"), "--device", "cpu"]) == ExitStatus.DONE
    assert "cgF1" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nowhere.json"], "cannot be read"),
        (["nowhere.json", "--threshold", "2"], "between 0.05 and 1"),
        (["nowhere.json", "--limit", "0"], "at least 1"),
    ],
)
def test_what_cannot_be_evaluated_is_told_in_a_sentence(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["evaluate", *arguments]) == ExitStatus.MENDABLE
    assert told in capsys.readouterr().err


def test_where_pictures_are_not_found_it_is_told_how_to_say_where_they_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    scenes = write_benchmark_set(tmp_path / "scenes", 1, 96)
    shutil.rmtree(tmp_path / "scenes" / "images")
    monkeypatch.chdir(tmp_path / "scenes")
    assert main(["evaluate", scenes.name, "--device", "cpu"]) == ExitStatus.MENDABLE
    told = capsys.readouterr().err
    assert f"sam3-studio: {tmp_path / 'scenes'}" in told
    assert "does not exist; say with --images where the pictures are." in told
