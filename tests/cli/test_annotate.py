"""`sam3-studio annotate` with the embedded model, from pictures to label files."""

import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from crowds import crowd
from PIL import Image
from pycocotools import mask as coco_mask
from stopping import stop_once

from sam3_studio.cli.exit_status import ExitStatus
from sam3_studio.cli.main import main
from sam3_studio.core.resources import resource_path
from sam3_studio.dataset.journal import Journal
from sam3_studio.engine import PromptLengthWarning

pytestmark = pytest.mark.slow  # each test runs the whole program

needs_posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such file names, links and rights")

POND, TOYS = "at-the-pond.jpg", "toys.jpg"


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """A folder of two pictures, one of them in a sub-folder whose name is not ASCII."""
    folder = tmp_path / "photos"
    (folder / "été 中文").mkdir(parents=True)
    shutil.copy(resource_path(f"samples/{POND}"), folder / POND)
    shutil.copy(resource_path(f"samples/{TOYS}"), folder / "été 中文" / TOYS)
    return folder


def annotate(photos: Path, *options: str, out: str = "out") -> int:
    return main(["annotate", str(photos), "--recursive", "--out", str(photos.parent / out), *options])


def coco(photos: Path, out: str = "out") -> dict:
    return json.loads((photos.parent / out / "coco" / "annotations.json").read_text(encoding="utf-8"))


def test_objects_of_every_concept_are_found(photos: Path) -> None:
    assert annotate(photos, "--concept", "turtle", "--concept", "soccer ball") == 0
    names = {category["id"]: category["name"] for category in coco(photos)["categories"]}
    found = {names[annotation["category_id"]] for annotation in coco(photos)["annotations"]}
    assert found == {"turtle", "soccer ball"}


def test_pictures_are_named_relative_to_the_folder(photos: Path) -> None:
    annotate(photos, "--concept", "turtle")
    assert {image["file_name"] for image in coco(photos)["images"]} == {POND, f"été 中文/{TOYS}"}


def test_a_picture_without_objects_is_listed(photos: Path) -> None:
    annotate(photos, "--concept", "soccer ball")
    assert len(coco(photos)["images"]) == 2


def test_masks_lie_where_the_object_is(photos: Path) -> None:
    annotate(photos, "--concept", "turtle")
    image = next(entry for entry in coco(photos)["images"] if entry["file_name"].endswith(POND))
    pixels = np.asarray(Image.open(photos / image["file_name"])).astype(int)
    here = [entry for entry in coco(photos)["annotations"] if entry["image_id"] == image["id"]]
    assert here
    for annotation in here:
        shape = annotation["segmentation"]
        size = (image["height"], image["width"])
        rle = coco_mask.merge(coco_mask.frPyObjects(shape, *size)) if isinstance(shape, list) else shape
        _, green, blue = pixels[coco_mask.decode(rle).astype(bool)].mean(axis=0)
        assert green > blue + 20  # the turtles are green, the water is blue


def test_every_format_is_written_and_holds_the_same_objects(photos: Path) -> None:
    annotate(photos, "--concept", "turtle", "--format", "coco", "--format", "yolo-seg", "--format", "yolo-detect")
    count = len(coco(photos)["annotations"])
    assert count > 0
    for kind in ("yolo-seg", "yolo-detect"):
        rows = [
            row
            for path in (photos.parent / "out" / kind / "labels").rglob("*.txt")
            for row in path.read_text().splitlines()
        ]
        assert len(rows) == count


def test_without_recursive_sub_folders_are_left_out(photos: Path) -> None:
    main(["annotate", str(photos), "--out", str(photos.parent / "out"), "--concept", "turtle"])
    assert [image["file_name"] for image in coco(photos)["images"]] == [POND]


@pytest.mark.parametrize("command", [["annotate", "--concept", "turtle"], ["encode"]])
def test_where_all_pictures_lie_in_sub_folders_the_option_for_them_is_named(
    photos: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    (photos / POND).unlink()
    assert main([*command, str(photos)]) == 2
    assert f"All pictures of {photos} lie in sub-folders; --recursive looks into them, too." in capsys.readouterr().err


def test_a_single_file_can_be_annotated(photos: Path) -> None:
    main(["annotate", str(photos / POND), "--out", str(photos.parent / "out"), "--concept", "turtle"])
    assert [image["file_name"] for image in coco(photos)["images"]] == [POND]


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


def test_a_bad_picture_is_listed_and_stops_nothing(photos: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (photos / "broken.jpg").write_bytes((photos / POND).read_bytes()[:5000])
    (photos / "text.png").write_text("not a picture")
    assert annotate(photos, "--concept", "turtle") == 3
    errors = capsys.readouterr().err
    assert "2 of 4 pictures could not be annotated" in errors
    assert "broken.jpg: " in errors
    assert "text.png: " in errors
    assert len(coco(photos)["images"]) == 2


def test_a_picture_that_broke_since_the_last_run_keeps_no_stale_labels(photos: Path) -> None:
    annotate(photos, "--concept", "turtle")
    (photos / POND).write_bytes((photos / POND).read_bytes()[:5000])
    assert annotate(photos, "--concept", "turtle") == 3
    assert [image["file_name"] for image in coco(photos)["images"]] == [f"été 中文/{TOYS}"]


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
    assert f"1 overlays could not be drawn:\n  {POND}: " in capsys.readouterr().err
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


def test_results_of_another_run_are_no_pictures(photos: Path, capsys: pytest.CaptureFixture[str]) -> None:
    annotate(photos, "--concept", "turtle", "--overlay", "--format", "yolo-seg", out="photos/first")
    assert annotate(photos, "--concept", "turtle", out="second") == ExitStatus.DONE
    assert len(coco(photos, "second")["images"]) == 2
    assert "first holds results of an earlier run, so its pictures are left out" in capsys.readouterr().out


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


def test_exif_rotation_turns_picture_and_mask_together(photos: Path) -> None:
    upright = Image.open(photos / POND)
    exif = Image.Exif()
    exif[0x0112] = 6  # shown turned by 90 degrees clockwise
    upright.transpose(Image.Transpose.ROTATE_90).save(photos / POND, exif=exif, quality=95)
    annotate(photos, "--concept", "turtle")
    image = next(entry for entry in coco(photos)["images"] if entry["file_name"] == POND)
    assert (image["width"], image["height"]) == upright.size


def test_boxes_without_words_find_objects(photos: Path) -> None:
    status = main(["annotate", str(photos / POND), "--box", "275,465,430,610", "--out", str(photos.parent / "out")])
    assert status == 0
    assert [category["name"] for category in coco(photos)["categories"]] == ["object"]
    assert coco(photos)["annotations"]


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


def test_no_picture_at_all_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["annotate", str(tmp_path), "--concept", "turtle"]) == 2
    assert "There is no picture in" in capsys.readouterr().err


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


def test_tiles_find_the_small_objects_of_a_large_picture_that_one_look_misses(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    picture, masks = crowd(720, 540, "duck", ("frog", "ladybug"), pitch=60, radius=(16, 24))
    Image.fromarray(picture.pixels).save(tmp_path / "photos" / "ducks.png")
    assert annotate(tmp_path / "photos", "--concept", "duck") == 0
    assert annotate(tmp_path / "photos", "--concept", "duck", "--tiles", "always", out="tiled") == 0
    plain, tiled = (len(coco(tmp_path / "photos", out)["annotations"]) for out in ("out", "tiled"))
    assert plain <= len(masks) // 2
    assert len(masks) <= tiled <= len(masks) + 2


def test_results_with_and_without_tiles_are_not_mixed(photos: Path, capsys: pytest.CaptureFixture[str]) -> None:
    annotate(photos, "--concept", "turtle")
    assert annotate(photos, "--concept", "turtle", "--tiles", "auto") == ExitStatus.MENDABLE
    assert "another tiles" in capsys.readouterr().err
    assert annotate(photos, "--concept", "turtle", "--tiles", "never") == 0
