"""`sam3-studio annotate --project` with the embedded model: what it finds waits in the project."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from sam3_studio.cli.annotate_project import asked_in_turn
from sam3_studio.cli.exit_status import ExitStatus
from sam3_studio.cli.main import main
from sam3_studio.core.folders import CACHE_VARIABLE
from sam3_studio.core.labeling import ImageState
from sam3_studio.core.prompt import Prompt
from sam3_studio.core.resources import embedded_model
from sam3_studio.core.segmenter import SCORE_FLOOR
from sam3_studio.core.tiled import TileUse
from sam3_studio.core.tiled_segmenter import TiledSegmenter
from sam3_studio.dataset.images import load_picture
from sam3_studio.dataset.project.location import FILE_NAME
from sam3_studio.dataset.project.planning import Scope
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.project.runs.project_pass import ProjectPass
from sam3_studio.dataset.project.taking_in import take_in_pictures
from sam3_studio.engine import Predictor
from sam3_studio.engine.picture_tiers import PictureTiers
from sam3_studio.model import Sam3Config

pytestmark = pytest.mark.slow  # each test runs the whole program

POND, TOYS = "at-the-pond.jpg", "toys.jpg"


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


def test_a_class_that_is_named_is_switched_on_so_that_what_it_finds_is_seen(photos: Path) -> None:
    with Project.open(photos) as project:
        turtle = project.classes.add("turtle")
        project.classes.change(replace(turtle, concepts=("turtle",), active=False))
    assert annotate(photos, "--class", "turtle") == ExitStatus.DONE
    with Project.open(photos) as project:
        assert [one.active for one in project.classes.list()] == [True]
        record = project.images.find(POND)
        assert record is not None
        assert record.state is ImageState.CANDIDATES


def test_a_second_run_asks_nothing_and_loads_no_model(
    photos: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    annotate(photos, "--concept", "turtle")
    capsys.readouterr()
    monkeypatch.setattr(Predictor, "load", None)
    assert annotate(photos) == ExitStatus.DONE
    assert "0 pictures to ask, 2 known" in capsys.readouterr().out


def test_that_pictures_which_are_done_are_left_out_is_told_with_how_to_have_them_searched(
    photos: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    annotate(photos, "--concept", "turtle")
    with Project.open(photos) as project:
        project.images.set_state([POND, TOYS], ImageState.DONE)
    capsys.readouterr()
    assert annotate(photos, "--concept", "frog") == ExitStatus.DONE
    told = capsys.readouterr().out
    assert told == "frog: 0 pictures to ask, 0 known.\n2 pictures left out as done; --reviewed takes them in.\n"
    assert annotate(photos, "--concept", "frog", "--reviewed") == ExitStatus.DONE
    told = capsys.readouterr().out
    assert "frog: 2 pictures to ask" in told
    assert "left out" not in told


def test_the_weights_own_resolution_is_no_other_question(photos: Path, capsys: pytest.CaptureFixture[str]) -> None:
    annotate(photos, "--concept", "turtle")
    capsys.readouterr()
    own = Sam3Config.from_pretrained(embedded_model()).image_size
    assert annotate(photos, "--resolution", str(own)) == ExitStatus.DONE
    assert "0 pictures to ask, 2 known" in capsys.readouterr().out


def test_what_scores_little_is_found_where_the_threshold_of_its_class_is_low(photos: Path) -> None:
    with Project.open(photos) as project:
        project.classes.add("turtle", concepts=("turtle",))
        project.classes.change(replace(project.classes.list()[0], threshold=0.001))
    assert annotate(photos) == ExitStatus.DONE
    with Project.open(photos) as project:
        assert 0.001 < project.found.found(POND)[1].candidates[-1].score < SCORE_FLOOR


def test_another_resolution_is_another_question(photos: Path, capsys: pytest.CaptureFixture[str]) -> None:
    annotate(photos, "--concept", "turtle")
    assert annotate(photos, "--resolution", "128") == ExitStatus.DONE
    assert "2 pictures to ask, 0 known" in capsys.readouterr().out


def test_a_broken_picture_is_listed_and_stops_nothing(photos: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (photos / "broken.jpg").write_bytes(b"broken")
    assert annotate(photos, "--concept", "turtle") == ExitStatus.SOME_FAILED
    errors = capsys.readouterr().err
    assert "1 of 3 pictures could not be annotated:\n  broken.jpg: " in errors


def test_what_failed_before_is_counted_and_can_be_asked_alone(photos: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = photos / "broken.jpg"
    broken.write_bytes(b"broken")
    annotate(photos, "--concept", "turtle")
    shutil.copy(photos / TOYS, photos / "new.jpg")
    shutil.copy(photos / TOYS, photos / "zoo.jpg")
    capsys.readouterr()
    assert annotate(photos, "--retry-failed") == ExitStatus.SOME_FAILED
    assert "turtle: 1 picture to ask (1 failed before), 0 known." in capsys.readouterr().out
    assert annotate(photos) == ExitStatus.SOME_FAILED
    assert "turtle: 3 pictures to ask (1 failed before), 2 known." in capsys.readouterr().out


def test_a_picture_that_failed_and_was_mended_since_is_tried_again(
    photos: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (photos / "broken.jpg").write_bytes(b"broken")
    annotate(photos, "--concept", "turtle")
    shutil.copy(photos / TOYS, photos / "broken.jpg")
    shutil.copy(photos / TOYS, photos / "new.jpg")
    capsys.readouterr()
    assert annotate(photos, "--retry-failed") == ExitStatus.DONE
    assert "turtle: 1 picture to ask, 0 known." in capsys.readouterr().out


def test_what_is_found_in_a_picture_that_was_replaced_before_its_turn_is_of_the_new_file(photos: Path) -> None:
    predictor = Predictor.load(embedded_model())
    with Project.open(photos) as project:
        take_in_pictures(project)
        turtle = project.classes.for_concept("turtle")
        work = ProjectPass(project, "model")
        work.begin([turtle.id], Scope())
        shutil.copy(photos / POND, photos / TOYS)
        assert [progress.done for progress in asked_in_turn(work, project, predictor)] == [1, 2]
        take_in_pictures(project)
        assert project.found.found(TOYS)[turtle.id].candidates


def test_large_pictures_in_tiles_are_another_question_and_find_more_objects_each_once(
    photos: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    annotate(photos, "--concept", "turtle")
    with Project.open(photos) as project:
        once = project.found.found(POND)[1].segmentation
    assert annotate(photos, "--tiles", "auto") == ExitStatus.DONE
    assert "2 pictures to ask, 0 known" in capsys.readouterr().out
    predictor = Predictor.load(embedded_model(), device="cpu")
    tiled = TiledSegmenter(predictor, predictor.resolution, predictor.most_objects, TileUse.AUTO)
    (expected,) = tiled.segment_all(load_picture(photos / POND), [Prompt("turtle")])
    with Project.open(photos) as project:
        found = project.found.found(POND)[1].segmentation
    assert found == expected
    assert found != once
    assert annotate(photos) == ExitStatus.DONE
    assert "0 pictures to ask, 2 known" in capsys.readouterr().out


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
    assert "Stopped after 1 picture; the same command goes on." in capsys.readouterr().err
    assert annotate(photos) == ExitStatus.DONE
    assert len(calls) == 3
    assert "1 picture to ask, 1 known" in capsys.readouterr().out


def test_pictures_that_were_encoded_ahead_are_not_encoded_again(
    photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "cache"))
    assert main(["encode", str(photos)]) == ExitStatus.DONE
    kept = sorted((tmp_path / "cache" / "encoded").iterdir())
    monkeypatch.setattr(PictureTiers, "_compute", None)
    assert annotate(photos, "--concept", "turtle") == ExitStatus.DONE
    assert main(["annotate", str(photos), "--concept", "turtle", "--out", str(tmp_path / "out")]) == ExitStatus.DONE
    assert sorted((tmp_path / "cache" / "encoded").iterdir()) == kept


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
def test_a_run_that_is_killed_goes_on_and_comes_to_what_an_undisturbed_one_does(photos: Path, tmp_path: Path) -> None:
    for number in range(30):
        shutil.copy(photos / (POND if number % 2 else TOYS), photos / f"{number}.jpg")
    undisturbed = tmp_path / "undisturbed"
    shutil.copytree(photos, undisturbed)
    command = [sys.executable, "-c", "from sam3_studio.cli.main import main; raise SystemExit(main())"]
    with subprocess.Popen([*command, "annotate", "--project", str(photos), "--concept", "turtle"]) as process:
        while process.poll() is None and len(found_in(photos)) < 5:
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    before = found_in(photos)
    assert 5 <= len(before) < 32
    assert annotate(photos) == ExitStatus.DONE
    assert annotate(undisturbed, "--concept", "turtle") == ExitStatus.DONE
    assert found_in(photos) == found_in(undisturbed)
    assert before.items() <= found_in(photos).items()


def found_in(folder: Path) -> dict[str, bytes]:
    """What a project has of its pictures, which may be written to meanwhile."""
    file = folder / FILE_NAME
    if not file.exists():
        return {}
    with closing(sqlite3.connect(file, timeout=30)) as connection:
        query = "SELECT name, candidates FROM found JOIN images ON images.id = image"
        try:
            return dict(connection.execute(query).fetchall())
        except sqlite3.OperationalError:
            return {}  # its tables are not there yet
