"""A run over a folder that was annotated before does what has changed, and no more."""

import errno
import json
import os
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from annotating import annotate, coco
from PIL import Image
from stopping import stop_once

from sam3_studio.cli.exit_status import ExitStatus
from sam3_studio.cli.main import main
from sam3_studio.core.resources import resource_path
from sam3_studio.dataset.journal import Journal

pytestmark = pytest.mark.slow  # each test runs the whole program

needs_posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such file names, links and rights")

POND, TOYS = "at-the-pond.jpg", "toys.jpg"


def test_a_second_run_asks_the_model_nothing(photos: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    annotate(photos, "--concept", "turtle")
    before = coco(photos)
    monkeypatch.setattr("sam3_studio.engine.Predictor.load", None)
    assert annotate(photos, "--concept", "turtle") == 0
    assert coco(photos) == before


def test_a_second_run_does_new_and_changed_pictures(photos: Path, capsys: pytest.CaptureFixture[str]) -> None:
    annotate(photos, "--concept", "turtle")
    shutil.copy(resource_path("samples/animals-in-the-grass.jpg"), photos / "new.jpg")
    Image.open(photos / POND).transpose(Image.Transpose.FLIP_LEFT_RIGHT).save(photos / POND)
    capsys.readouterr()
    annotate(photos, "--concept", "turtle")
    output = capsys.readouterr().out
    assert "1 of 3 pictures are done already" in output
    assert "2 pictures," in output


def test_another_threshold_needs_no_model(photos: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    annotate(photos, "--concept", "turtle")
    scores = [annotation["score"] for annotation in coco(photos)["annotations"]]
    between = (min(scores) + max(scores)) / 2
    monkeypatch.setattr("sam3_studio.engine.Predictor.load", None)
    annotate(photos, "--concept", "turtle", "--threshold", str(between))
    remaining = [annotation["score"] for annotation in coco(photos)["annotations"]]
    assert sorted(remaining) == sorted(score for score in scores if score > between)
    assert 0 < len(remaining) < len(scores)


def test_a_run_beside_another_one_writes_nothing(photos: Path, capsys: pytest.CaptureFixture[str]) -> None:
    annotate(photos, "--concept", "turtle")
    before = coco(photos)
    path = photos.parent / "out" / "journal.jsonl"
    with closing(Journal(path, json.loads(path.read_text().splitlines()[0])["settings"])) as other:
        other.claim()
        options = ("--concept", "turtle", "--threshold", "0.6", "--overlay", "--format", "coco", "--format", "yolo-seg")
        assert annotate(photos, *options) == ExitStatus.MENDABLE
    assert "Another run is writing to" in capsys.readouterr().err
    assert coco(photos) == before
    assert sorted(path.name for path in path.parent.iterdir() if not path.name.startswith(".")) == [
        "coco",
        "journal.jsonl",
    ]


@needs_posix
def test_a_finished_folder_that_cannot_be_written_is_told_in_a_sentence(
    photos: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    annotate(photos, "--concept", "turtle")
    (photos.parent / "out" / ".journal.jsonl.lock").unlink()
    capsys.readouterr()
    real = os.open

    def read_only(path: str, flags: int, *arguments: int, **options: int) -> int:
        if flags & os.O_CREAT:
            raise OSError(errno.EROFS, "Read-only file system")
        return real(path, flags, *arguments, **options)

    monkeypatch.setattr(os, "open", read_only)
    assert annotate(photos, "--concept", "turtle", "--threshold", "0.6") == ExitStatus.MENDABLE
    errors = capsys.readouterr().err
    assert "cannot be written (Read-only file system); choose another output folder." in errors
    assert errors.count("\n") == 1


def test_other_concepts_in_the_same_folder_are_refused(photos: Path, capsys: pytest.CaptureFixture[str]) -> None:
    annotate(photos, "--concept", "turtle")
    assert annotate(photos, "--concept", "duck") == 2
    assert "another concept; choose another output folder" in capsys.readouterr().err


def test_a_picture_that_broke_since_the_last_run_keeps_no_stale_labels(photos: Path) -> None:
    annotate(photos, "--concept", "turtle")
    (photos / POND).write_bytes((photos / POND).read_bytes()[:5000])
    assert annotate(photos, "--concept", "turtle") == 3
    assert [image["file_name"] for image in coco(photos)["images"]] == [f"été 中文/{TOYS}"]


def test_results_of_another_run_are_no_pictures(photos: Path, capsys: pytest.CaptureFixture[str]) -> None:
    annotate(photos, "--concept", "turtle", "--overlay", "--format", "yolo-seg", out="photos/first")
    assert annotate(photos, "--concept", "turtle", out="second") == ExitStatus.DONE
    assert len(coco(photos, "second")["images"]) == 2
    assert "first holds results of an earlier run, so its pictures are left out" in capsys.readouterr().out


def test_pictures_of_earlier_calls_stay_in_the_labels(photos: Path) -> None:
    out = ["--out", str(photos.parent / "out"), "--concept", "turtle"]
    main(["annotate", str(photos / POND), *out])
    shutil.copy(photos / POND, photos / "second.jpg")
    main(["annotate", str(photos / "second.jpg"), *out])
    assert {image["file_name"] for image in coco(photos)["images"]} == {POND, "second.jpg"}


def test_a_picture_that_was_mended_is_done_in_the_next_run(photos: Path) -> None:
    whole = (photos / POND).read_bytes()
    (photos / POND).write_bytes(whole[:5000])
    assert annotate(photos, "--concept", "turtle") == 3
    (photos / POND).write_bytes(whole)
    assert annotate(photos, "--concept", "turtle") == 0
    assert len(coco(photos)["images"]) == 2


def test_overlays_are_drawn_and_drawn_anew_for_another_threshold(photos: Path) -> None:
    annotate(photos, "--concept", "turtle", "--overlay")
    drawn = photos.parent / "out" / "overlays" / f"{POND}.png"
    first = drawn.read_bytes()
    annotate(photos, "--concept", "turtle", "--overlay", "--threshold", "0.99999")
    assert drawn.read_bytes() != first
    assert (np.asarray(Image.open(drawn)) == np.asarray(Image.open(photos / POND))).all()


def test_the_output_is_not_taken_for_input(photos: Path) -> None:
    arguments = [
        "annotate",
        str(photos),
        "--recursive",
        "--concept",
        "turtle",
        "--overlay",
        "--out",
        str(photos / "out"),
    ]
    main(arguments)
    assert main(arguments) == 0
    found = json.loads((photos / "out" / "coco" / "annotations.json").read_text(encoding="utf-8"))
    assert len(found["images"]) == 2


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("how", ["SIGKILL", "SIGINT"])
def test_a_run_that_was_stopped_goes_on_where_it_was(photos: Path, how: str) -> None:
    for number in range(15):
        shutil.copy(photos / POND, photos / f"copy {number}.jpg")
    out = photos.parent / "out"
    command = [
        sys.executable,
        "-m",
        "sam3_studio",
        "annotate",
        str(photos),
        "--concept",
        "turtle",
        "--out",
        str(out),
    ]
    journal = out / "journal.jsonl"
    stop_once(lambda: journal.exists() and journal.read_bytes().count(b"\n") > 3, command, how)
    done = journal.read_bytes().count(b"\n") - 1
    assert 3 <= done < 16
    assert subprocess.run(command, check=False, capture_output=True).returncode == 0
    assert len(json.loads((out / "coco" / "annotations.json").read_text())["images"]) == 16
    assert len(Journal(journal, json.loads(journal.read_text().splitlines()[0])["settings"])) == 16


def test_results_with_and_without_tiles_are_not_mixed(photos: Path, capsys: pytest.CaptureFixture[str]) -> None:
    annotate(photos, "--concept", "turtle")
    assert annotate(photos, "--concept", "turtle", "--tiles", "auto") == ExitStatus.MENDABLE
    assert "another tiles" in capsys.readouterr().err
    assert annotate(photos, "--concept", "turtle", "--tiles", "never") == 0
