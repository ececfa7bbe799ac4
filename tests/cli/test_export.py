"""`sam3-studio export`."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from exchanging import exchange
from PIL import Image
from rich_project import CLASSES, COUNTS, OBJECTS, make_rich_project

from sam3_studio.cli.exit_status import ExitStatus
from sam3_studio.cli.main import main
from sam3_studio.dataset.project.project import Project

pytestmark = pytest.mark.slow


@pytest.fixture
def project(tmp_path: Path) -> Path:
    make_rich_project(tmp_path / "photos")
    return tmp_path / "photos"


def test_every_format_goes_to_a_folder_of_its_name(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["export", str(project), "--out", str(tmp_path / "out"), "--format", "coco", "--format", "yolo-detect"]
    assert main(command) == ExitStatus.DONE
    content = json.loads((tmp_path / "out" / "coco" / "annotations.json").read_text())
    assert [one["name"] for one in content["categories"]] == list(CLASSES)
    assert (len(content["images"]), len(content["annotations"])) == (len(OBJECTS), sum(COUNTS.values()))
    assert json.loads((tmp_path / "out" / "yolo-detect" / "export-report.json").read_text())["images"] == len(OBJECTS)
    told = capsys.readouterr()
    assert "6 images, 11 objects; read back with a lowest IoU of 1.0000" in told.out
    assert "6 images, 11 objects; read back, every box is the one around its object" in told.out
    assert "11 objects of which a box alone is written, as the format holds no shapes." in told.out
    assert "One picture has objects but is not done, so it is left out: not done.png." in told.err


def test_all_takes_pictures_that_are_not_done(project: Path, tmp_path: Path) -> None:
    assert main(["export", str(project), "--out", str(tmp_path / "out"), "--all"]) == ExitStatus.DONE
    content = json.loads((tmp_path / "out" / "coco" / "annotations.json").read_text())
    assert len(content["images"]) == len(OBJECTS) + 1


def test_labels_follow_files_that_changed_places_since(project: Path, tmp_path: Path) -> None:
    exchange(project / "a" / "1.png", project / "b" / "1.png")
    assert main(["export", str(project), "--out", str(tmp_path / "out")]) == ExitStatus.DONE
    content = json.loads((tmp_path / "out" / "coco" / "annotations.json").read_text())
    names = {one["id"]: one["file_name"] for one in content["images"]}
    classes = [one["category_id"] for one in content["annotations"] if names[one["image_id"]].endswith("a/1.png")]
    assert sorted(CLASSES[one - 1] for one in classes) == sorted(CLASSES[one] for one, *_ in OBJECTS["b/1.png"])


def test_they_follow_files_that_were_renamed_since_and_those_of_deleted_ones_are_left_out(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "a" / "1.png").rename(project / "a" / "new.png")
    (project / "b" / "1.png").unlink()
    assert main(["export", str(project), "--out", str(tmp_path / "out")]) == ExitStatus.DONE
    content = json.loads((tmp_path / "out" / "coco" / "annotations.json").read_text())
    names = {one["file_name"] for one in content["images"]}
    assert "a/new.png" in names
    assert not names & {"a/1.png", "b/1.png"}
    assert "gone, so it is left out: b/1.png" in capsys.readouterr().err


def test_labels_are_not_written_for_a_picture_that_was_cropped_since(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Project.open(project) as opened:
        opened.images.set_size("a/1.png", 120, 90)  # as where it was in hand
    Image.new("RGB", (40, 30)).save(project / "a" / "1.png")
    assert main(["export", str(project), "--out", str(tmp_path / "out")]) == ExitStatus.MENDABLE
    assert "a/1.png is 40 x 30, but a mask of it is 120 x 90; label it again." in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_picture_whose_file_broke_since_is_named(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "a" / "1.png").write_bytes(b"broken")
    assert main(["export", str(project), "--out", str(tmp_path / "out")]) == ExitStatus.DONE
    said = "One labeled picture could not be read lately, but is exported all the same; check its file: a/1.png."
    assert said in capsys.readouterr().err


def test_a_second_export_lies_beside_the_first(project: Path, tmp_path: Path) -> None:
    for _ in range(2):
        assert main(["export", str(project), "--out", str(tmp_path / "out")]) == ExitStatus.DONE
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["coco", "coco-2"]


def test_it_is_divided_as_asked(project: Path, tmp_path: Path) -> None:
    command = ["export", str(project), "--out", str(tmp_path / "out"), "--format", "yolo-seg", "--val", "34"]
    assert main([*command, "--images", "leave"]) == ExitStatus.DONE
    labels = tmp_path / "out" / "yolo-seg" / "labels"
    counts = [len(list((labels / part).rglob("*.txt"))) for part in ("train", "val")]
    assert counts == [4, 2]


def test_files_whose_shapes_are_not_their_masks_are_removed_again_unless_asked_for(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["export", str(project), "--out", str(tmp_path / "out"), "--format", "instance-png"]
    assert main(command) == ExitStatus.MENDABLE
    assert "--inexact keeps it" in capsys.readouterr().err
    assert not (tmp_path / "out" / "instance-png").exists()
    assert main([*command, "--inexact"]) == ExitStatus.DONE
    assert (tmp_path / "out" / "instance-png" / "masks" / "plain.png").is_file()


def test_files_whose_shapes_are_not_their_masks_never_take_their_place(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    renamed, rename = [], Path.rename
    monkeypatch.setattr(Path, "rename", lambda path, target: renamed.append(target) or rename(path, target))
    command = ["export", str(project), "--out", str(tmp_path / "out"), "--format", "instance-png"]
    assert main(command) == ExitStatus.MENDABLE
    assert tmp_path / "out" / "instance-png" not in renamed
    assert main([*command, "--inexact"]) == ExitStatus.DONE
    assert tmp_path / "out" / "instance-png" in renamed


@pytest.mark.parametrize(("holes", "objects"), [("keyhole", 11), ("outer", 11), ("split", 14)])
def test_holes_become_what_is_asked(
    project: Path, tmp_path: Path, holes: str, objects: int, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["export", str(project), "--out", str(tmp_path / "out"), "--format", "yolo-seg", "--holes", holes]
    assert main([*command, "--images", "leave"]) == ExitStatus.DONE
    rows = [path.read_text() for path in (tmp_path / "out" / "yolo-seg" / "labels").rglob("*.txt")]
    assert sum(text.count("\n") for text in rows) == objects
    assert "  2 objects with holes, which" in capsys.readouterr().out


def test_a_format_that_fails_does_not_keep_the_others_from_being_written(project: Path, tmp_path: Path) -> None:
    formats = [word for name in ("semantic-png", "coco") for word in ("--format", name)]
    assert main(["export", str(project), "--out", str(tmp_path / "out"), *formats]) == ExitStatus.MENDABLE
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["coco"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nowhere"], "nowhere does not exist"),
        (["empty"], "empty has no project"),
        (["photos", "--val", "60", "--test", "60"], "leave 1 at least for training"),
    ],
)
def test_what_cannot_be_exported_is_told_in_a_sentence(
    arguments: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    assert main(["export", *arguments]) == ExitStatus.MENDABLE
    assert told in capsys.readouterr().err
    assert [path.name for path in tmp_path.rglob("*")] == ["empty"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_link_that_leads_to_no_possible_name_is_no_project(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "project.sam3studio").symlink_to("x" * 300)
    assert main(["export", str(tmp_path), "--out", str(tmp_path / "out")]) == ExitStatus.MENDABLE
    assert "has no project" in capsys.readouterr().err


def test_a_project_without_anything_to_export_says_what_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Project.open(tmp_path).close()
    assert main(["export", str(tmp_path), "--out", str(tmp_path / "out")]) == ExitStatus.MENDABLE
    assert "There is no class yet" in capsys.readouterr().err


STOPPED_HALF_WAY = """
import os, signal, sys
from sam3_studio.cli.main import main
from sam3_studio.dataset.project.labeled_images import LabeledImages
signal.signal(signal.SIGINT, signal.default_int_handler)
load, seen = LabeledImages.load, []
def slow(self, name):
    seen.append(name)
    if len(seen) == {number}:
        os.kill(os.getpid(), signal.{how})
    return load(self, name)
LabeledImages.load = slow
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT of this kind")
@pytest.mark.parametrize("number", [3, 9], ids=["while it is written", "while it is read back"])
@pytest.mark.parametrize(("how", "status"), [("SIGINT", ExitStatus.INTERRUPTED), ("SIGTERM", ExitStatus.TERMINATED)])
def test_what_stops_an_export_leaves_nothing_of_it(
    project: Path, tmp_path: Path, number: int, how: str, status: ExitStatus
) -> None:
    before = sorted(tmp_path.iterdir())
    command = [sys.executable, "-c", STOPPED_HALF_WAY.replace("{number}", str(number)).replace("{how}", how)]
    arguments = ["export", str(project), "--format", "yolo-seg", "--out", str(tmp_path / "out")]
    told = subprocess.run([*command, *arguments], capture_output=True, text=True, check=False)
    assert (told.returncode, told.stderr.splitlines()[-1:]) == (status, ["sam3-studio: stopped."])
    assert sorted(tmp_path.iterdir()) == before
