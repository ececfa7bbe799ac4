"""`sam3-studio import`."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from rich_project import COUNTS, OBJECTS, draw_pictures, make_rich_project

from sam3_studio.cli.exit_status import ExitStatus
from sam3_studio.cli.main import main
from sam3_studio.dataset.project.project import Project

pytestmark = pytest.mark.slow


@pytest.fixture
def labels(tmp_path: Path) -> Path:
    """A COCO file of another project."""
    make_rich_project(tmp_path / "theirs")
    assert main(["export", str(tmp_path / "theirs"), "--out", str(tmp_path / "labels")]) == ExitStatus.DONE
    return tmp_path / "labels" / "coco" / "annotations.json"


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    draw_pictures(tmp_path / "photos")
    return tmp_path / "photos"


def counted(photos: Path) -> dict[str, int]:
    with Project.open(photos) as project:
        return dict(Counter(one.label for image in project.labeled_images(done_only=True) for one in image.annotations))


def test_a_folder_without_a_project_gets_one_with_the_labels(
    labels: Path, photos: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(photos), str(labels)]) == ExitStatus.DONE
    assert counted(photos) == COUNTS
    assert f"{len(OBJECTS)} images, 11 objects imported." in capsys.readouterr().out


def test_objects_that_are_there_are_touched_only_when_asked(
    labels: Path, photos: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["import", str(photos), str(labels)])
    assert main(["import", str(photos), str(labels)]) == ExitStatus.DONE
    assert counted(photos) == COUNTS
    assert "5 images that had objects were left as they are; see --existing." in capsys.readouterr().out
    main(["import", str(photos), str(labels), "--existing", "replace"])
    assert counted(photos) == COUNTS
    main(["import", str(photos), str(labels), "--existing", "add"])
    assert counted(photos) == COUNTS
    assert "11 objects were there already, and not added again." in capsys.readouterr().out


def test_pictures_need_not_be_done(labels: Path, photos: Path) -> None:
    main(["import", str(photos), str(labels), "--not-done"])
    assert counted(photos) == {}


def test_what_did_not_fit_is_listed_and_the_rest_imported(
    labels: Path, photos: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (photos / "plain.png").unlink()
    assert main(["import", str(photos), str(labels)]) == ExitStatus.SOME_FAILED
    assert "Images that are not there (1):\n  plain.png" in capsys.readouterr().err
    assert counted(photos) == {"duck": 1, "Hündin 🐕": 3, "yellow school bus": 3}


def test_a_dataset_in_parts_is_imported_whole(tmp_path: Path, labels: Path, photos: Path) -> None:
    assert labels.is_file()
    for kind in ("coco", "csv", "yolo-seg", "voc", "labelme"):
        command = ["export", str(tmp_path / "theirs"), "--out", str(tmp_path / "parts"), "--format", kind]
        assert main([*command, "--val", "34"]) == ExitStatus.DONE
        folder = tmp_path / "parts" / kind
        assert main(["import", str(photos), str(folder), "--existing", "replace"]) == ExitStatus.DONE
        assert counted(photos) == COUNTS


def test_a_damaged_file_leaves_the_project_as_it_was(
    labels: Path, photos: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = json.loads(labels.read_text())
    content["annotations"][-1]["bbox"] = content["annotations"][-1]["segmentation"] = [[1, 2, float("nan")]]
    labels.write_text(json.dumps(content))
    assert main(["import", str(photos), str(labels)]) == ExitStatus.MENDABLE
    assert "annotations[10]" in capsys.readouterr().err
    assert counted(photos) == {}
    with Project.open(photos) as project:
        assert not project.classes.list()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nowhere", "labels", "--from", "coco"], "nowhere does not exist; check the spelling."),
        (["empty", "nowhere"], "nowhere does not exist; check the spelling. Nothing was imported."),
        (["empty", "x" * 300], "xxx does not exist; check the spelling. Nothing was imported."),
        (["empty", "file.txt"], "choose the folder of its dataset, or say which format it is. Nothing was imported."),
        (["empty", "file.json"], "empty. Nothing was imported."),
        (["photos", "empty", "--from", "voc"], "(.xml); choose another folder. Nothing was imported."),
    ],
)
def test_what_cannot_be_imported_is_told_in_a_sentence(
    arguments: list[str], told: str, photos: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tmp_path = photos.parent
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    for name in ("file.txt", "file.json", "labels"):
        (tmp_path / name).write_text("{}")
    assert main(["import", *arguments]) == ExitStatus.MENDABLE
    assert told in capsys.readouterr().err


STOPPED_HALF_WAY = """
import os, signal, sys
from sam3_studio.cli.main import main
from sam3_studio.dataset.project.labels import LabelTable
signal.signal(signal.SIGINT, signal.default_int_handler)
save, seen = LabelTable.save, []
def slow(self, *rest):
    seen.append(rest)
    if len(seen) == 4:
        os.kill(os.getpid(), signal.SIGINT)
    return save(self, *rest)
LabelTable.save = slow
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT of this kind")
def test_ctrl_c_leaves_no_half_import(labels: Path, photos: Path) -> None:
    command = [sys.executable, "-c", STOPPED_HALF_WAY, "import", str(photos), str(labels)]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (told.returncode, told.stderr.splitlines()[-1]) == (ExitStatus.INTERRUPTED, "sam3-studio: stopped.")
    assert counted(photos) == {}
    with Project.open(photos) as project:
        assert not project.classes.list()


def test_copied_labels_and_pictures_join_by_name_wherever_they_lie(tmp_path: Path, labels: Path) -> None:
    draw_pictures(tmp_path / "deep" / "photos" / "of 2026")
    assert main(["import", str(tmp_path / "deep"), str(labels)]) == ExitStatus.DONE
    assert counted(tmp_path / "deep") == COUNTS


def test_the_last_import_can_be_undone(labels: Path, photos: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["import", str(photos), str(labels)])
    capsys.readouterr()
    assert main(["import", str(photos), "--undo"]) == ExitStatus.DONE
    assert counted(photos) == {}
    told = capsys.readouterr().out
    assert f"The import of {labels} of " in told
    assert f"is undone: {len(OBJECTS)} images, 11 objects." in told
    assert main(["import", str(photos), "--undo"]) == ExitStatus.MENDABLE
    assert "has no import that could be undone" in capsys.readouterr().err


def test_an_import_that_fits_no_picture_changes_nothing_that_undoing_would_have_to_take_back(
    labels: Path, photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["import", str(photos), str(labels)])
    (tmp_path / "others").mkdir()
    (tmp_path / "others" / "classes.txt").write_text("bus", encoding="utf-8")
    (tmp_path / "others" / "elsewhere.txt").write_text("0 0.5 0.5 0.2 0.2", encoding="utf-8")
    capsys.readouterr()
    main(["import", str(photos), str(tmp_path / "others")])
    assert capsys.readouterr().out == "0 images, 0 objects imported.\n"
    with Project.open(photos) as project:
        assert "bus" not in [one.name for one in project.classes.list()]
    main(["import", str(photos), "--undo"])
    assert "were changed since" not in capsys.readouterr().out


@pytest.mark.parametrize("labels_too", [True, False])
def test_labels_or_undo_has_to_be_said(
    labels: Path, photos: Path, labels_too: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [str(labels), "--undo"] if labels_too else []
    assert main(["import", str(photos), *words]) == ExitStatus.MENDABLE
    assert "one of the two" in capsys.readouterr().err


def test_a_folder_without_pictures_gets_no_project(
    labels: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    assert main(["import", str(tmp_path / "empty"), str(labels)]) == ExitStatus.MENDABLE
    assert "There is no picture in" in capsys.readouterr().err
    assert list((tmp_path / "empty").iterdir()) == []


def test_a_folder_of_photos_that_are_not_read_is_told_to_be_that(
    labels: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    phone = tmp_path / "phone"
    phone.mkdir()
    (phone / "1.heic").touch()
    for command in (["import", phone, labels], ["annotate", "--concept", "duck", "--project", phone]):
        assert main(list(map(str, command))) == ExitStatus.MENDABLE
        assert "1.heic is a photo of a kind that cannot be read here" in capsys.readouterr().err
