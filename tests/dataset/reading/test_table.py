"""Which format lies there."""

import json
import os
import zipfile
from pathlib import PurePosixPath

import pytest
from limits import lock_folders

from sam3_studio.core.errors import DatasetError
from sam3_studio.dataset.export import export_dataset
from sam3_studio.dataset.format_table import ExportFormat
from sam3_studio.dataset.reading.found import Reading
from sam3_studio.dataset.reading.pictures import Pictures
from sam3_studio.dataset.reading.table import ImportFormat, format_of, read_labels

READ_AS = {
    ExportFormat.COCO: ImportFormat.COCO,
    ExportFormat.COCO_RLE: ImportFormat.COCO,
    ExportFormat.COCO_POLYGON: ImportFormat.COCO,
    ExportFormat.YOLO_SEG: ImportFormat.YOLO,
    ExportFormat.YOLO_DETECT: ImportFormat.YOLO,
    ExportFormat.YOLO_OBB: ImportFormat.YOLO,
    ExportFormat.VOC: ImportFormat.VOC,
    ExportFormat.LABELME: ImportFormat.LABELME,
    ExportFormat.SEMANTIC_PNG: ImportFormat.LABEL_IMAGES,
    ExportFormat.INSTANCE_PNG: ImportFormat.LABEL_IMAGES,
    ExportFormat.CSV: ImportFormat.CSV,
}


@pytest.mark.parametrize("format_", ExportFormat)
def test_what_this_program_writes_is_told_by_itself(tmp_path, dataset, class_names, format_):
    export_dataset(dataset, class_names, tmp_path, format_, pictures="leave")
    assert format_of(tmp_path) is READ_AS[format_]


@pytest.mark.parametrize(
    ("name", "content", "format_"),
    [
        ("any.json", '{"images": []}', ImportFormat.COCO),
        ("any.JSON", '{"version": "5", "shapes": []}', ImportFormat.LABELME),
        ("any.json", '{"imageData": "/9j/4AAQ', ImportFormat.LABELME),
        ("any.json", '{"categories": [{"id": 1, "name": "shapes"}]}', ImportFormat.COCO),
        ("any.json", '{"annotations": [{"attributes": {"shapes": "round"}}]}', ImportFormat.COCO),
        ("any.json", '{"info": {"description": "coco from ISAT"}, "images": []}', ImportFormat.COCO),
        ("any.xml", '<annotation verified="yes">', ImportFormat.VOC),
        ("any.csv", "", ImportFormat.CSV),
        ("classes.txt", "", ImportFormat.YOLO),
        ("any.yaml", "", ImportFormat.YOLO),
        ("any.yml", "", ImportFormat.YOLO),
    ],
)
def test_a_file_is_told_by_its_ending_and_beginning(tmp_path, name, content, format_):
    (tmp_path / name).write_text(content)
    assert format_of(tmp_path / name) is format_


@pytest.mark.parametrize(
    ("name", "format_"),
    [
        ("deep/1.xml", ImportFormat.VOC),
        ("deep/1.XML", ImportFormat.VOC),
        ("deep/1.json", ImportFormat.LABELME),
        ("train/annotations.json", ImportFormat.COCO),
        ("val/classes.csv", ImportFormat.LABEL_IMAGES),
    ],
)
def test_a_folder_is_told_by_what_lies_deeper(tmp_path, name, format_):
    (tmp_path / name).parent.mkdir(parents=True)
    content = {ImportFormat.COCO: '{"images": []}', ImportFormat.VOC: "<?xml?>\n<annotation>"}
    (tmp_path / name).write_text(content.get(format_, '{"shapes": []}'))
    assert format_of(tmp_path) is format_


def test_what_lies_in_a_hidden_folder_tells_nothing(tmp_path):
    for name in (".idea/workspace.xml", "deep/1.json"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text('{"shapes": []}')
    assert format_of(tmp_path) is ImportFormat.LABELME


def test_a_folder_that_must_not_be_listed_is_told_where_nothing_else_tells_the_format(tmp_path, monkeypatch):
    (tmp_path / "locked").mkdir()
    lock_folders(monkeypatch)
    with pytest.raises(DatasetError, match=r"locked cannot be listed \(Permission denied\)"):
        format_of(tmp_path)
    (tmp_path / "1.xml").write_text("<annotation/>")
    assert format_of(tmp_path) is ImportFormat.VOC


def test_what_is_nothing_known_is_told(tmp_path):
    (tmp_path / "notes.json").write_text("{}")
    (tmp_path / "notes.txt").write_text("")
    (tmp_path / "list.json").write_text(" [{}]")
    (tmp_path / "1.png.aux.xml").write_text("<PAMDataset/>")
    for name in ("", "nowhere", "x" * 300):
        with pytest.raises(DatasetError, match="no labels of a kind that is known; choose the label file itself, or"):
            format_of(tmp_path / name)
    for name in ("notes.txt", "list.json", "1.png.aux.xml"):
        with pytest.raises(DatasetError, match="no labels of a kind that is known; choose the folder of its dataset"):
            format_of(tmp_path / name)


@pytest.mark.parametrize("row", ["0 0.5 0.5 0.1 0.1\r\n", "12 .1 .1 .2 .1 .2 .2\n0 1 1 1 1"])
def test_of_the_labels_of_a_single_picture_the_folder_is_asked_for(tmp_path, refused, row):
    file = tmp_path / "1.txt"
    file.write_bytes(row.encode())
    assert "it holds labels and no classes, so choose the folder of its dataset" in refused(file, format_of(file))


@pytest.mark.parametrize(
    ("name", "content", "format_"),
    [("1.xml", "<annotation/>", ImportFormat.VOC), ("1.json", '{"shapes": []}', ImportFormat.LABELME)],
)
def test_labels_in_utf_16_are_told_to_be_that(tmp_path, refused, name, content, format_):
    (tmp_path / name).write_text(content, encoding="utf-16")
    assert format_of(tmp_path) is format_
    assert "it is UTF-16, so save it as UTF-8 first" in refused(tmp_path / name, format_)


@pytest.mark.parametrize(
    ("name", "content", "format_"),
    [
        ("1.json", '{"shapes": []}', ImportFormat.LABELME),
        ("deep/1.xml", "<annotation/>", ImportFormat.VOC),
        ("readme.txt", "", ImportFormat.YOLO),
        ("1.txt", "", ImportFormat.YOLO),
    ],
)
def test_a_list_of_classes_may_lie_beside_labels_of_other_kinds(tmp_path, name, content, format_):
    (tmp_path / "classes.txt").write_text("duck\n")
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(content)
    assert format_of(tmp_path) is format_


@pytest.mark.parametrize("other", ["gt.txt", "bb_landmark/bb.csv", "notes.json"])
def test_a_list_of_classes_that_others_have_too_tells_no_labels_of_labelme(tmp_path, other):
    (tmp_path / "bb_landmark").mkdir()
    (tmp_path / "labels.txt").write_text("duck\n")
    (tmp_path / other).write_text("{}")
    with pytest.raises(DatasetError, match="no labels of a kind that is known"):
        format_of(tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes among files")
def test_a_pipe_is_told_to_be_no_file_instead_of_a_folder_that_cannot_be_listed(tmp_path):
    os.mkfifo(tmp_path / "annotations.json")
    with pytest.raises(DatasetError, match=r"json is no file; name one\.$"):
        format_of(tmp_path / "annotations.json")


@pytest.mark.parametrize("name", ["labels.zip", "labels.json"])
def test_an_archive_is_told_to_be_one(tmp_path, name):
    with zipfile.ZipFile(tmp_path / name, "w") as archive:
        archive.writestr("annotations.json", "{}")
    with pytest.raises(DatasetError, match=f"{name} is an archive; unpack it, and choose the folder that it gives"):
        format_of(tmp_path / name)
    reading = Reading(Pictures([], lambda _: (4, 4)))
    with pytest.raises(DatasetError, match="cannot be imported: it is an archive, so unpack it first"):
        list(read_labels(tmp_path / name, ImportFormat.COCO, reading))


def test_a_folder_that_has_no_file_of_coco_by_its_name_is_told_and_the_file_itself_is_read(tmp_path):
    (tmp_path / "labels.json").write_text(coco("1.png"))
    reading = Reading(Pictures(["1.png"], lambda _: (4, 4)))
    with pytest.raises(DatasetError, match=r"no COCO file of a name that is known; choose the file itself"):
        list(read_labels(tmp_path, ImportFormat.COCO, reading))
    (found,) = read_labels(tmp_path / "labels.json", ImportFormat.COCO, reading)
    assert found.name == "1.png"


@pytest.mark.parametrize("format_", ImportFormat)
def test_a_place_that_cannot_be_looked_at_is_told(tmp_path, format_):
    reading = Reading(Pictures([], lambda _: (4, 4)))
    with pytest.raises(DatasetError, match="cannot be imported: File name too long"):
        list(read_labels(tmp_path / ("x" * 300), format_, reading))


def coco(picture, label="duck"):
    """A file of COCO with one picture that has one object."""
    image = {"id": 1, "file_name": picture, "width": 4, "height": 4}
    one = {"id": 1, "image_id": 1, "category_id": 1, "bbox": [0, 0, 2, 2]}
    return json.dumps({"images": [image], "categories": [{"id": 1, "name": label}], "annotations": [one]})


@pytest.mark.parametrize(
    "name",
    [
        "_annotations.coco.json",
        "annotations/instances_default.json",
        "instances_default.json",
        "result_coco.json",
    ],
)
def test_folders_of_roboflow_and_cvat_are_read_as_coco(tmp_path, name):
    places = [tmp_path / "train", tmp_path / "valid"]
    for number, place in enumerate(places):
        (place / name).parent.mkdir(parents=True)
        (place / name).write_text(coco(f"{number}.png"))
    assert format_of(tmp_path) is format_of(places[0]) is ImportFormat.COCO
    reading = Reading(Pictures(["0.png", "1.png"], lambda _: (4, 4)))
    assert [one.name for one in read_labels(tmp_path, ImportFormat.COCO, reading)] == ["0.png", "1.png"]


@pytest.mark.parametrize("folder", ["images", "JPEGImages", ""])
def test_of_pictures_that_share_a_name_labels_mean_those_beside_them(tmp_path, folder):
    for place in ("data/train", "data/val"):
        (tmp_path / place / folder).mkdir(parents=True)
        (tmp_path / place / "annotations.json").write_text(coco("1.png", place))
    names = [str(PurePosixPath("data", part, folder, "1.png")) for part in ("train", "val")]
    reading = Reading(Pictures(["1.png", *names], lambda _: (4, 4), tmp_path))
    found = list(read_labels(tmp_path / "data", ImportFormat.COCO, reading))
    assert [(one.name, one.annotations[0].label) for one in found] == [
        (names[0], "data/train"),
        (names[1], "data/val"),
    ]
    assert (reading.problems, reading.unknown) == ([], [])


@pytest.mark.parametrize(
    "names",
    [
        ("result.json",),
        ("annotations/instances_Train.json",),
        ("annotations/instances_train2017.json", "annotations/instances_val2017.json"),
    ],
)
def test_folders_of_label_studio_and_of_coco_itself_are_read_file_by_file(tmp_path, names):
    (tmp_path / "annotations").mkdir()
    (tmp_path / "annotations" / "captions_val2017.json").write_text("{}")
    for number, name in enumerate(names):
        (tmp_path / name).write_text(coco(f"{number}.png"))
    assert format_of(tmp_path) is ImportFormat.COCO
    reading = Reading(Pictures(["0.png", "1.png"], lambda _: (4, 4)))
    found = [one.name for one in read_labels(tmp_path, ImportFormat.COCO, reading)]
    assert found == [f"{number}.png" for number in range(len(names))]


@pytest.mark.parametrize("name", ["annotations", "_annotations.coco", "result"])
def test_a_picture_may_be_called_as_files_of_coco_are(tmp_path, name):
    for number, file in enumerate(["train/other.json", f"val/{name}.json"]):
        content = {"shapes": [], "imagePath": f"{number}.png", "imageWidth": 4, "imageHeight": 4}
        (tmp_path / file).parent.mkdir()
        (tmp_path / file).write_text(json.dumps(content))
        (tmp_path / file).with_name("labels.txt").write_text("duck\n")
    assert format_of(tmp_path) is format_of(tmp_path / "val") is ImportFormat.LABELME
    reading = Reading(Pictures(["0.png", "1.png"], lambda _: (4, 4)))
    assert [one.name for one in read_labels(tmp_path, ImportFormat.LABELME, reading)] == ["0.png", "1.png"]


@pytest.mark.parametrize("name", ["Annotations/1.json", "Annotations/birds/1.json"])
def test_a_folder_called_as_that_of_voc_may_hold_other_labels(tmp_path, name):
    (tmp_path / name).parent.mkdir(parents=True)
    (tmp_path / name).write_text('{"shapes": []}')
    assert format_of(tmp_path) is ImportFormat.LABELME
    (tmp_path / name).with_suffix(".xml").touch()
    (tmp_path / "data.yaml").touch()
    assert format_of(tmp_path) is ImportFormat.VOC


def test_a_class_may_be_called_as_the_list_of_labelme_is(tmp_path):
    (tmp_path / "annotations.json").write_text('{"categories": [{"id": 1, "name": "shapes"}]}')
    (tmp_path / "1.json").write_text('{"shapes" : []}')
    assert format_of(tmp_path) is ImportFormat.COCO
    (tmp_path / "annotations.json").unlink()
    assert format_of(tmp_path) is ImportFormat.LABELME


def test_what_label_studio_calls_its_file_tells_less_than_other_files_do(tmp_path):
    (tmp_path / "result.json").write_text("{}")
    (tmp_path / "classes.txt").write_text("duck\n")
    (tmp_path / "labels").mkdir()
    (tmp_path / "labels" / "1.txt").touch()
    assert format_of(tmp_path) is ImportFormat.YOLO


def test_labels_that_lie_elsewhere_mean_no_folder_that_is_called_as_theirs(tmp_path):
    (tmp_path / "labels" / "train").mkdir(parents=True)
    (tmp_path / "labels" / "train" / "annotations.json").write_text(coco("1.png"))
    reading = Reading(Pictures(["1.png", "train/1.png"], lambda _: (4, 4), tmp_path / "photos"))
    (found,) = read_labels(tmp_path / "labels", ImportFormat.COCO, reading)
    assert found.name == "1.png"
