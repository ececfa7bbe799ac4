"""What is in the way of a run is told in a sentence, and stops nothing else."""

import errno
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from annotating import annotate, coco

from sam3_studio.cli.exit_status import ExitStatus
from sam3_studio.cli.main import main
from sam3_studio.engine import PromptLengthWarning

pytestmark = pytest.mark.slow  # each test runs the whole program

needs_posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such file names, links and rights")

POND, TOYS = "at-the-pond.jpg", "toys.jpg"


def test_a_bad_picture_is_listed_and_stops_nothing(photos: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (photos / "broken.jpg").write_bytes((photos / POND).read_bytes()[:5000])
    (photos / "text.png").write_text("not a picture")
    assert annotate(photos, "--concept", "turtle") == 3
    errors = capsys.readouterr().err
    assert "2 of 4 pictures could not be annotated" in errors
    assert "broken.jpg: " in errors
    assert "text.png: " in errors
    assert len(coco(photos)["images"]) == 2


@pytest.mark.parametrize("theirs", ["coco/annotations.json", "yolo-seg/data.yaml", "overlays"])
def test_what_would_be_in_the_way_is_told_before_the_model_is_loaded(
    photos: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, theirs: str
) -> None:
    path = photos.parent / "out" / theirs
    path.parent.mkdir(parents=True)
    path.write_text("theirs")
    monkeypatch.setattr("sam3_studio.engine.Predictor.load", None)
    formats = ("--format", "coco", "--format", "yolo-seg")
    assert annotate(photos, "--concept", "turtle", "--overlay", *formats) == ExitStatus.MENDABLE
    errors = capsys.readouterr().err
    assert "choose another output folder" in errors
    assert errors.count("\n") == 1
    assert path.read_text() == "theirs"
    assert not (photos.parent / "out" / "journal.jsonl").exists()


def test_a_format_that_turns_out_unwritable_keeps_no_other_from_being_written(
    photos: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = photos.parent / "out" / "coco" / "annotations.json"
    theirs.parent.mkdir(parents=True)
    theirs.write_text("theirs")
    monkeypatch.setattr("sam3_studio.cli.annotate.check_export", lambda *_, **__: None)
    assert annotate(photos, "--concept", "turtle", "--format", "coco", "--format", "yolo-seg") == ExitStatus.MENDABLE
    assert "sam3-studio: " in (errors := capsys.readouterr().err)
    assert "annotations.json was not written by this program" in errors
    assert (photos.parent / "out" / "yolo-seg" / "data.yaml").exists()
    assert theirs.read_text() == "theirs"


@needs_posix
def test_the_name_of_a_picture_cannot_control_the_terminal(photos: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (photos / "a\x1b[31m.jpg").write_text("no picture")
    assert annotate(photos, "--concept", "turtle") == ExitStatus.SOME_FAILED
    errors = capsys.readouterr().err
    assert "\x1b" not in errors
    assert "a\\x1b[31m.jpg: " in errors


def test_an_overlay_that_cannot_be_drawn_is_listed_and_stops_nothing(
    photos: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (photos.parent / "out" / "overlays" / f"{POND}.png").mkdir(parents=True)
    assert annotate(photos, "--concept", "turtle", "--overlay") == ExitStatus.SOME_FAILED
    assert f"1 of 2 overlays could not be drawn:\n  {POND}: " in capsys.readouterr().err
    assert (photos.parent / "out" / "overlays" / "été 中文" / f"{TOYS}.png").exists()
    assert len(coco(photos)["images"]) == 2


@needs_posix
def test_a_link_in_a_circle_is_listed_and_stops_nothing(photos: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (photos / "self.jpg").symlink_to("self.jpg")
    assert annotate(photos, "--concept", "turtle") == ExitStatus.SOME_FAILED
    assert "self.jpg cannot be read" in capsys.readouterr().err
    assert len(coco(photos)["images"]) == 2


@needs_posix
def test_an_output_folder_that_is_a_link_in_a_circle_is_told(photos: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (photos.parent / "out").symlink_to("out")
    assert annotate(photos, "--concept", "turtle", "--format", "coco", "--format", "yolo-seg") == ExitStatus.MENDABLE
    errors = capsys.readouterr().err
    assert "choose another output folder" in errors
    assert errors.count("\n") == 1


def test_a_sub_folder_that_cannot_be_listed_is_told_and_stops_nothing(
    photos: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (photos / "locked").mkdir()
    listed = os.scandir

    def refuse(path: str) -> Iterator[os.DirEntry[str]]:
        if Path(path).name == "locked":
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return listed(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert annotate(photos, "--concept", "turtle") == ExitStatus.SOME_FAILED
    assert "locked cannot be listed (Permission denied); change its permissions." in capsys.readouterr().err
    assert len(coco(photos)["images"]) == 2


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has such names")
def test_a_folder_whose_name_is_no_text_can_be_annotated(photos: Path) -> None:
    folder = photos.rename(photos.parent / os.fsdecode(b"bf\xff"))
    for _ in range(2):
        assert annotate(folder, "--concept", "turtle", "--format", "coco", "--format", "yolo-seg", "--overlay") == 0
    assert len(coco(folder)["images"]) == 2


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has such names")
def test_a_name_that_no_label_file_can_hold_stops_nothing(photos: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in (b"caf\xe9.jpg", b"back\\slash.jpg"):
        shutil.copy(photos / POND, photos / os.fsdecode(name))
    assert annotate(photos, "--concept", "turtle") == 3
    assert "2 of 4 pictures could not be annotated" in capsys.readouterr().err
    assert len(coco(photos)["images"]) == 2


def test_a_prompt_that_is_too_long_is_cut_with_a_warning(photos: Path) -> None:
    with pytest.warns(PromptLengthWarning, match="its end is left out"):
        annotate(photos, "--concept", "a very long description " * 20)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "give at least one --concept"),
        (["--concept", "  "], "give at least one --concept"),
        (["--box", "1,2,3"], "'1,2,3' is no box"),
        (["--box", "5,5,1,9"], "is no box"),
        (["--box", "5,5,5,9"], "no area"),
        (["--box", "1,1,nan,9"], "is no box"),
        (["--box", "1,1,9,9", "--concept", "a", "--concept", "b"], "one concept"),
        (["--concept", "a", "--threshold", "1.5"], "between 0.05 and 1"),
        (["--concept", "a", "--threshold", "nan"], "between 0.05 and 1"),
        (["--concept", "a", "--model", "/nowhere"], "/nowhere does not exist"),
        (["--concept", "a", "--device", "cuda:99"], "not available"),
        (["--concept", "a", "--dtype", "int3"], "no precision 'int3'"),
        (["--concept", "a", "--resolution", "2"], "has to lie between"),
        (["--concept", "a", "--resolution", "100000"], "has to lie between"),
        (["--concept", "a\x01"], "not plain text"),
        (["--concept", "\udcff"], "not plain text"),
        (["--concept", "a", "--out", __file__], "is a file"),
        (["--concept", "a", "--out", "x" * 300], "choose another output folder"),
        (["--concept", "a\nb"], None),
    ],
)
def test_a_call_that_makes_no_sense_is_told_in_a_sentence(
    photos: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str | None
) -> None:
    out = [] if "--out" in arguments else ["--out", str(photos.parent / "out")]
    status = main(["annotate", str(photos), *out, *arguments])
    errors = capsys.readouterr().err
    if message is None:
        assert status == 0
        return
    assert status == 2
    assert errors.startswith("sam3-studio: ")
    assert message in errors
    assert errors.count("\n") == 1


def test_what_may_be_said_of_tiles_is_told_to_who_says_something_else(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["annotate", "--tiles", "sometimes"])
    told = capsys.readouterr().err
    assert "TileUse" not in told
    assert "invalid choice: 'sometimes'" in told


def test_no_picture_at_all_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["annotate", str(tmp_path), "--concept", "turtle"]) == 2
    assert "There is no picture in" in capsys.readouterr().err
