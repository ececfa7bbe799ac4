"""`sam3-studio convert`."""

import json
from collections import Counter
from pathlib import Path

import pytest
from limits import lock_folders
from PIL import Image
from rich_project import COUNTS, OBJECTS, make_rich_project

from sam3_studio.cli.exit_status import ExitStatus
from sam3_studio.cli.main import main

pytestmark = pytest.mark.slow


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    make_rich_project(tmp_path / "photos")
    return tmp_path / "photos"


def counted(folder: Path) -> dict[str, int]:
    content = json.loads((folder / "annotations.json").read_text())
    names = {one["id"]: one["name"] for one in content["categories"]}
    return dict(Counter(names[one["category_id"]] for one in content["annotations"]))


@pytest.mark.parametrize("kind", ["yolo-seg", "yolo-detect", "yolo-obb", "voc", "labelme"])
def test_a_dataset_with_its_pictures_is_converted_where_it_lies(tmp_path: Path, photos: Path, kind: str) -> None:
    assert main(["export", str(photos), "--out", str(tmp_path / "out"), "--format", kind]) == ExitStatus.DONE
    before = sorted((tmp_path / "out" / kind).rglob("*"))
    assert main(["convert", str(tmp_path / "out" / kind), str(tmp_path / "new")]) == ExitStatus.DONE
    assert counted(tmp_path / "new") == COUNTS
    names = {one["file_name"] for one in json.loads((tmp_path / "new" / "annotations.json").read_text())["images"]}
    assert names == set(OBJECTS)
    assert sorted((tmp_path / "out" / kind).rglob("*")) == before


@pytest.mark.parametrize(
    ("kind", "labels", "pictures"),
    [
        ("voc", "Annotations", "JPEGImages"),
        ("coco", "annotations/instances_default.json", "images"),
        ("yolo-detect", "labels/classes.txt", "images"),
    ],
)
def test_pictures_beside_the_folder_of_the_labels_are_found(
    tmp_path: Path, photos: Path, kind: str, labels: str, pictures: str
) -> None:
    main(["export", str(photos), "--out", str(tmp_path / "out"), "--format", kind, "--images", "copy"])
    place = tmp_path / "out" / kind / labels
    if place.suffix:
        place.parent.mkdir(exist_ok=True)
        (tmp_path / "out" / kind / {"coco": "annotations.json"}.get(kind, place.name)).rename(place)
    assert (tmp_path / "out" / kind / pictures).is_dir()
    assert main(["convert", str(place), str(tmp_path / "new"), "--format", "yolo-seg"]) == ExitStatus.DONE
    assert len([path for path in (tmp_path / "new" / "images").rglob("*") if path.is_file()]) == len(OBJECTS)


@pytest.mark.parametrize("kind", ["coco", "coco-rle", "csv", "voc", "labelme"])
def test_labels_that_name_their_pictures_are_converted_without_these(
    tmp_path: Path, photos: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["export", str(photos), "--out", str(tmp_path / "out"), "--format", kind, "--images", "leave"])
    command = ["convert", str(tmp_path / "out" / kind), str(tmp_path / "new"), "--format", "yolo-seg"]
    assert main(command) == ExitStatus.DONE
    assert "names and sizes are taken from the labels" in capsys.readouterr().out
    assert (tmp_path / "new" / "labels" / "train" / "a" / "1.txt").is_file()
    rows = [path.read_text() for path in (tmp_path / "new" / "labels").rglob("*.txt")]
    assert (len(rows), sum(text.count("\n") for text in rows)) == (len(OBJECTS), sum(COUNTS.values()))
    assert not (tmp_path / "new" / "images").exists()


@pytest.mark.parametrize("kind", ["yolo-seg", "instance-png"])
def test_labels_that_say_no_size_need_to_be_told_where_their_pictures_are(
    tmp_path: Path, photos: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    export = ["export", str(photos), "--out", str(tmp_path / "out"), "--format", kind, "--inexact"]
    main([*export, "--images", "leave"])
    command = ["convert", str(tmp_path / "out" / kind), str(tmp_path / "new"), "--format", "coco"]
    assert main(command) == ExitStatus.MENDABLE
    assert "say with --photos where the pictures are" in capsys.readouterr().err
    assert main([*command, "--photos", str(tmp_path / "nowhere")]) == ExitStatus.MENDABLE
    assert main([*command, "--photos", str(photos)]) == ExitStatus.DONE


@pytest.mark.parametrize("kind", ["yolo-seg", "voc", "labelme", "coco", "csv"])
def test_a_dataset_in_parts_is_converted_whole(tmp_path: Path, photos: Path, kind: str) -> None:
    export = ["export", str(photos), "--out", str(tmp_path / "out"), "--format", kind, "--val", "34"]
    main([*export, "--images", "leave" if kind == "csv" else "copy"])
    assert main(["convert", str(tmp_path / "out" / kind), str(tmp_path / "new")]) == ExitStatus.DONE
    assert counted(tmp_path / "new") == COUNTS


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    """Pictures of which three share a file name, each labeled with an object of one class that no other covers."""
    folder = tmp_path / "plain"
    images, objects = [], []
    for number, name in enumerate(["1.png", "a/1.png", "b/1.png", "2.png"], 1):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (20, 10 + number)).save(folder / name)
        images.append({"id": number, "file_name": name, "width": 20, "height": 10 + number})
        objects.append({"id": number, "image_id": number, "category_id": 1, "bbox": [number, 1, 2, 3]})
    content = {"images": images, "categories": [{"id": 1, "name": "cat"}], "annotations": objects}
    (tmp_path / "plain.json").write_text(json.dumps(content))
    assert main(["import", str(folder), str(tmp_path / "plain.json")]) == ExitStatus.DONE
    return folder


@pytest.mark.parametrize("kind", ["coco", "voc", "labelme", "yolo-seg", "semantic-png", "instance-png"])
def test_pictures_of_one_name_in_several_parts_keep_their_labels(tmp_path: Path, plain: Path, kind: str) -> None:
    export = ["export", str(plain), "--out", str(tmp_path / "out"), "--format", kind, "--val", "50", "--images", "copy"]
    assert main(export) == ExitStatus.DONE
    assert main(["convert", str(tmp_path / "out" / kind), str(tmp_path / "new")]) == ExitStatus.DONE
    content = json.loads((tmp_path / "new" / "annotations.json").read_text())
    heights = {one["id"]: one["height"] for one in content["images"]}
    assert sorted((heights[one["image_id"]], one["bbox"]) for one in content["annotations"]) == [
        (10 + number, [number, 1, 2, 3]) for number in (1, 2, 3, 4)
    ]


def test_folders_of_pictures_that_must_not_be_listed_are_told(
    tmp_path: Path, photos: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["export", str(photos), "--out", str(tmp_path / "out"), "--format", "coco", "--images", "leave"])
    (photos / "locked").mkdir()
    lock_folders(monkeypatch)
    main(["convert", str(tmp_path / "out" / "coco"), str(tmp_path / "new"), "--photos", str(photos)])
    assert "locked cannot be listed (Permission denied); change its permissions." in capsys.readouterr().err


def test_label_pictures_are_taken_for_no_photos_where_these_were_left(
    tmp_path: Path, plain: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export = ["export", str(plain), "--out", str(tmp_path / "out"), "--format", "instance-png", "--images", "leave"]
    assert main([*export, "--val", "50"]) == ExitStatus.DONE
    command = ["convert", str(tmp_path / "out" / "instance-png"), str(tmp_path / "new")]
    assert main(command) == ExitStatus.MENDABLE
    assert "say with --photos where the pictures are" in capsys.readouterr().err
    assert main([*command, "--photos", str(plain)]) == ExitStatus.DONE


def test_pictures_that_have_nothing_to_do_with_the_labels_beside_them_are_in_nobodys_way(
    tmp_path: Path, photos: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["export", str(photos), "--out", str(tmp_path / "out"), "--format", "coco"])
    Image.new("RGB", (9, 9)).save(tmp_path / "out" / "coco" / "logo.png")
    assert main(["convert", str(tmp_path / "out" / "coco"), str(tmp_path / "new")]) == ExitStatus.DONE
    assert "names and sizes are taken from the labels" in capsys.readouterr().out
    assert counted(tmp_path / "new") == COUNTS


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "Annotations/a.xml",
            "<annotation><filename>a.jpg</filename></annotation>",
        ),
        ("a.json", '{"imagePath": "a.jpg", "shapes": []}'),
    ],
)
def test_label_files_that_say_no_size_need_to_be_told_where_their_pictures_are(
    tmp_path: Path, name: str, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "labels" / name).parent.mkdir(parents=True)
    (tmp_path / "labels" / name).write_text(text)
    assert main(["convert", str(tmp_path / "labels"), str(tmp_path / "new")]) == ExitStatus.MENDABLE
    assert "say with --photos where the pictures are" in capsys.readouterr().err


def test_pictures_without_labels_are_no_part_of_what_is_written(tmp_path: Path, photos: Path) -> None:
    main(["export", str(photos), "--out", str(tmp_path / "out"), "--format", "labelme"])
    (tmp_path / "out" / "labelme" / "plain.json").unlink()
    assert main(["convert", str(tmp_path / "out" / "labelme"), str(tmp_path / "new")]) == ExitStatus.DONE
    names = {one["file_name"] for one in json.loads((tmp_path / "new" / "annotations.json").read_text())["images"]}
    assert names == set(OBJECTS) - {"plain.png"}


def test_what_lies_at_its_place_stays(tmp_path: Path, photos: Path) -> None:
    main(["export", str(photos), "--out", str(tmp_path / "out"), "--format", "labelme"])
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "theirs").write_text("theirs")
    assert main(["convert", str(tmp_path / "out" / "labelme"), str(tmp_path / "new")]) == ExitStatus.DONE
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["theirs"]
    assert counted(tmp_path / "new-2") == COUNTS


def test_the_folder_one_is_in_is_no_new_one_and_that_is_told(
    tmp_path: Path, photos: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["export", str(photos), "--out", str(tmp_path / "out"), "--format", "labelme"])
    (tmp_path / "new").mkdir()
    monkeypatch.chdir(tmp_path / "new")
    assert main(["convert", str(tmp_path / "out" / "labelme"), "."]) == ExitStatus.MENDABLE
    assert ". is no name for a new folder; choose one, for example labels." in capsys.readouterr().err
    assert list((tmp_path / "new").iterdir()) == []


def test_a_damaged_file_is_told_and_nothing_is_written(
    tmp_path: Path, photos: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "labels").mkdir()
    (tmp_path / "labels" / "annotations.json").write_text('{"images": [')
    command = ["convert", str(tmp_path / "labels"), str(tmp_path / "new"), "--photos", str(photos)]
    assert main(command) == ExitStatus.MENDABLE
    assert "line 1, column 13" in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


def test_labels_of_other_pictures_are_told(tmp_path: Path, photos: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["export", str(photos), "--out", str(tmp_path / "out"), "--format", "coco"])
    path = tmp_path / "out" / "coco" / "annotations.json"
    content = json.loads(path.read_text())
    for number, one in enumerate(content["images"]):
        one["file_name"] = f"other {number}.png"
    path.write_text(json.dumps(content))
    assert main(["convert", str(path), str(tmp_path / "new"), "--photos", str(photos)]) == ExitStatus.MENDABLE
    assert f"None of the labels belong to a picture in {photos}." in capsys.readouterr().err


def test_the_folder_that_pictures_are_looked_for_in_is_told_in_full(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data.yaml").write_text("names: [cat]")
    (tmp_path / "labels").mkdir()
    (tmp_path / "labels" / "1.txt").write_text("0 0.5 0.5 0.1 0.1")
    monkeypatch.chdir(tmp_path)
    assert main(["convert", "data.yaml", "new"]) == ExitStatus.MENDABLE
    assert f"There is no picture in {tmp_path}; say with --photos" in capsys.readouterr().err


def test_a_picture_that_is_said_to_be_larger_than_any_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    side = 10**6
    ring = [0, 0, side, 0, side, side]
    content = {
        "images": [{"id": 1, "file_name": "a.jpg", "width": side, "height": side}],
        "categories": [{"id": 1, "name": "cat"}],
        "annotations": [{"id": 1, "image_id": 1, "category_id": 1, "segmentation": [ring]}],
    }
    (tmp_path / "labels.json").write_text(json.dumps(content))
    assert main(["convert", str(tmp_path / "labels.json"), str(tmp_path / "new")]) == ExitStatus.MENDABLE
    assert "a.jpg is said to have 1,000,000 x 1,000,000 pixels" in capsys.readouterr().err
    assert not (tmp_path / "new").exists()
