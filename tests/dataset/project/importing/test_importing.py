"""Labels of others become part of a project: all of them, or none."""

import json
from pathlib import Path

import pytest
from import_tools import EXPECTED, export, labeled, take
from project_tools import rescan
from rich_project import HEIGHT, OBJECTS, WIDTH, draw_pictures

from sam3_studio.core.errors import DatasetError
from sam3_studio.core.labeling import ImageState, Source
from sam3_studio.dataset.format_table import ExportFormat
from sam3_studio.dataset.project.importing import Existing, import_labels
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.reading.table import ImportFormat

pytestmark = pytest.mark.slow


def test_objects_that_are_there_are_left_unless_asked(theirs, ours, tmp_path):
    labels = export(theirs, tmp_path / "labels", ExportFormat.COCO)
    take(ours, labels)
    assert (take(ours, labels).left, labeled(ours)) == (5, EXPECTED)
    take(ours, labels, Existing.REPLACE)
    assert labeled(ours) == EXPECTED


def test_of_objects_that_are_added_those_that_are_there_already_are_not_there_twice(ours, tmp_path):
    (tmp_path / "labels").mkdir()
    (tmp_path / "classes.txt").write_text("duck\n")
    label = tmp_path / "labels" / "plain.txt"
    label.write_text("0 0.5 0.5 0.1 0.1\n")
    take(ours, tmp_path)
    label.write_text("0 0.5 0.5 0.1 0.1\n0 0.4 0.4 0.1 0.1\n0 0.4 0.4 0.1 0.1\n")
    report = take(ours, tmp_path, Existing.ADD)
    assert (report.objects, report.twins) == (2, 1)
    assert len(labeled(ours)["plain.png"]) == 3


def test_pictures_that_were_done_without_objects_and_have_some_now_are_told_of(theirs, ours, tmp_path):
    labels = export(theirs, tmp_path / "labels", ExportFormat.COCO)
    ours.images.set_state(["plain.png", "nothing.png"], ImageState.DONE)
    assert take(ours, labels).filled == 1
    assert take(ours, labels, Existing.REPLACE).filled == 0


@pytest.mark.parametrize("state", [ImageState.NEW, ImageState.DONE])
def test_only_what_was_done_before_is_told_to_be_filled_where_the_first_of_two_files_has_no_object(
    theirs, ours, tmp_path, state
):
    whole = export(theirs, tmp_path / "labels", ExportFormat.COCO) / "annotations.json"
    parts = tmp_path / "parts" / "annotations"
    parts.mkdir(parents=True)
    content = json.loads(whole.read_text())
    (parts / "instances_a.json").write_text(json.dumps(content | {"annotations": []}))
    (parts / "instances_b.json").write_text(json.dumps(content))
    ours.images.set_state(["plain.png"], state)
    assert take(ours, parts.parent).filled == (state is ImageState.DONE)


def test_replacing_leaves_pictures_alone_that_the_labels_do_not_mean(theirs, ours, tmp_path):
    take(ours, export(theirs, tmp_path / "all", ExportFormat.LABELME))
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "plain.json").write_bytes((tmp_path / "all" / "plain.json").read_bytes())
    take(ours, tmp_path / "one", Existing.REPLACE)
    assert labeled(ours) == EXPECTED


def test_pictures_are_done_or_in_work_from_then_on(theirs, ours, tmp_path):
    labels = export(theirs, tmp_path / "labels", ExportFormat.COCO)
    take(ours, labels, done=False)
    assert ours.images.find("plain.png").state is ImageState.IN_WORK
    take(ours, labels, Existing.REPLACE)
    assert ours.images.find("plain.png").state is ImageState.DONE
    assert ours.images.find("not done.png").state is ImageState.NEW


def test_objects_with_a_score_come_from_a_model_and_others_from_a_person(ours, tmp_path):
    rows = [f"0 0.5 0.5 0.1 0.1 {score}\n" for score in ("", "0.75")]
    (tmp_path / "labels").mkdir()
    (tmp_path / "labels" / "plain.txt").write_text("".join(rows))
    (tmp_path / "classes.txt").write_text("duck\n")
    take(ours, tmp_path)
    drawn, found = ours.labels.document("plain.png").objects
    assert (drawn.source, drawn.origin) == (Source.PERSON, None)
    assert (found.source, found.origin.score) == (Source.MODEL, 0.75)


def test_classes_that_are_there_are_used_and_others_added(theirs, ours, tmp_path):
    ours.classes.add("Hündin 🐕")
    report = take(ours, export(theirs, tmp_path / "labels", ExportFormat.COCO))
    assert report.classes == ("duck", "yellow school bus")
    assert [one.name for one in ours.classes.list()] == ["Hündin 🐕", "duck", "yellow school bus"]


def test_several_label_files_of_a_picture_are_put_together_and_that_is_noted(ours, tmp_path):
    for folder, x in (("first", 0.5), ("second", 0.4)):
        (tmp_path / "labels" / folder).mkdir(parents=True)
        (tmp_path / "labels" / folder / "plain.txt").write_text(f"0 {x} 0.5 0.1 0.1\n")
    (tmp_path / "classes.txt").write_text("duck\n")
    report = take(ours, tmp_path, Existing.REPLACE)
    assert (report.images, report.objects) == (1, 2)
    assert report.problems == ("plain.png: several label files are for it; their objects were put together.",)
    assert take(ours, tmp_path).left == 1


def test_an_object_that_several_label_files_of_a_picture_have_is_one(ours, tmp_path):
    places = tmp_path / "others" / "annotations"
    places.mkdir(parents=True)
    for name, edges in (("train", (1, 2)), ("minitrain", (2, 3))):
        image = {"id": 1, "file_name": "plain.png", "width": WIDTH, "height": HEIGHT}
        boxes = [{"id": x, "image_id": 1, "category_id": 1, "bbox": [x, 1, 4, 4]} for x in edges]
        content = {"images": [image], "categories": [{"id": 1, "name": "duck"}], "annotations": boxes}
        (places / f"instances_{name}.json").write_text(json.dumps(content))
    assert take(ours, places.parent).objects == 3
    assert sorted(one.mask.box.x1 for one in ours.labels.document("plain.png").objects) == [1, 2, 3]


def test_a_damaged_file_among_many_leaves_the_project_as_it_was(theirs, ours, tmp_path):
    ours.classes.add("cat")
    labels = export(theirs, tmp_path / "labels", ExportFormat.YOLO_SEG)
    last = max((labels / "labels").rglob("*.txt"))
    last.write_text("0 0.5 0.5\n")
    with pytest.raises(DatasetError, match=last.name):
        take(ours, labels)
    assert labeled(ours) == {}
    assert [one.name for one in ours.classes.list()] == ["cat"]
    assert all(record.state is ImageState.NEW for record in ours.images.records())


@pytest.mark.parametrize("steps", [0, 1, 4])
def test_an_import_that_is_given_up_leaves_the_project_as_it_was(theirs, ours, tmp_path, steps):
    labels = export(theirs, tmp_path / "labels", ExportFormat.COCO)
    running = import_labels(ours, labels, ImportFormat.COCO, Existing.REPLACE)
    for _ in range(steps):
        next(running)
    running.close()
    assert labeled(ours) == {}
    assert not ours.classes.list()
    take(ours, labels)
    assert labeled(ours) == EXPECTED


def test_nothing_is_written_but_the_project(theirs, tmp_path):
    """Whatever label files say, and wherever that leads."""
    draw_pictures(tmp_path / "photos")
    labels = export(theirs, tmp_path / "labels", ExportFormat.CSV) / "objects.csv"
    labels.write_text(labels.read_text("utf-8").replace("plain.png", "C:\\..\\..\\..\\plain.png"), "utf-8")
    with Project.open(tmp_path / "photos") as project:
        rescan(project)
        before = other_files(tmp_path)
        with pytest.raises(DatasetError, match="does not stay inside its folder"):
            take(project, labels)
    assert other_files(tmp_path) == before


def other_files(folder: Path) -> dict[Path, bytes]:
    """All but what belongs to a project."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and "project" not in path.name}


def test_a_picture_that_is_gone_is_not_labeled(theirs, ours, tmp_path):
    labels = export(theirs, tmp_path / "labels", ExportFormat.COCO)
    (ours.root / "plain.png").unlink()
    ours.images.set_note("plain.png", "stays in the project")
    rescan(ours)
    assert take(ours, labels).unknown == ("plain.png",)


def test_a_picture_that_cannot_be_read_is_noted(ours, tmp_path):
    (ours.root / "plain.png").write_text("no picture")
    (tmp_path / "labels").mkdir()
    (tmp_path / "labels" / "plain.txt").write_text("0 0.5 0.5 0.1 0.1\n")
    (tmp_path / "classes.txt").write_text("duck\n")
    report = take(ours, tmp_path)
    assert (report.images, report.problem_count) == (0, 1)
    assert "plain.png" in report.problems[0]


@pytest.mark.parametrize("done", [True, False])
@pytest.mark.parametrize("existing", Existing)
@pytest.mark.parametrize("state", [ImageState.DONE, ImageState.SECOND_LOOK])
def test_what_a_person_has_said_of_a_picture_stays(theirs, ours, tmp_path, state, existing, done):
    ours.images.set_state(["plain.png"], state)
    labels = export(theirs, tmp_path / "labels", ExportFormat.COCO)
    take(ours, labels, existing, done=done)
    assert ours.images.find("plain.png").state is state
    assert ours.labels.document("plain.png").objects


@pytest.fixture
def a_crowd(tmp_path: Path) -> Path:
    """Labels of a picture with objects, of which none can be read."""
    name = next(name for name, objects in OBJECTS.items() if objects)
    content = {
        "images": [{"id": 1, "file_name": name, "width": WIDTH, "height": HEIGHT}],
        "categories": [{"id": 1, "name": "cat"}],
        "annotations": [{"id": 1, "image_id": 1, "category_id": 1, "iscrowd": 1, "bbox": [0, 0, 5, 5]}],
    }
    path = tmp_path / "annotations.json"
    path.write_text(json.dumps(content))
    return path


def test_a_picture_of_which_nothing_could_be_read_is_no_negative_example(ours, a_crowd):
    name = next(name for name, objects in OBJECTS.items() if objects)
    report = take(ours, a_crowd)
    assert report.problems[1] == f"{name}: none of its objects could be read, so it needs another look."
    assert ours.images.find(name).state is ImageState.SECOND_LOOK


def test_a_negative_example_of_a_person_stays_one_though_nothing_could_be_read(ours, a_crowd):
    name = next(name for name, objects in OBJECTS.items() if objects)
    ours.images.set_state([name], ImageState.DONE)
    report = take(ours, a_crowd)
    assert report.problem_count == 1
    assert ours.images.find(name).state is ImageState.DONE


def test_objects_stay_where_nothing_could_be_read_to_replace_them(theirs, ours, tmp_path, a_crowd):
    take(ours, export(theirs, tmp_path / "labels", ExportFormat.COCO))
    assert take(ours, a_crowd, Existing.REPLACE).replaced == 0
    assert labeled(ours) == EXPECTED


def test_a_project_of_one_folder_gets_the_labels_of_that_folder_alone(ours, tmp_path):
    for folder in (ours.root.name, "another"):
        (tmp_path / "labels" / folder).mkdir(parents=True)
        (tmp_path / "labels" / folder / "plain.txt").write_text("0 0.5 0.5 0.1 0.1\n")
    (tmp_path / "classes.txt").write_text("duck\n")
    report = take(ours, tmp_path)
    assert (report.objects, report.unknown, report.problems) == (1, ("another/plain",), ())


def test_pictures_that_lie_in_another_folder_than_the_labels_say_are_counted(ours, tmp_path):
    (tmp_path / "labels" / "elsewhere").mkdir(parents=True)
    inner = next(Path(name) for name in OBJECTS if "/" in name)
    (tmp_path / "labels" / "elsewhere" / f"{inner.stem}.txt").write_text("0 0.5 0.5 0.1 0.1\n")
    (tmp_path / "labels" / "plain.txt").write_text("0 0.5 0.5 0.1 0.1\n")
    (tmp_path / "classes.txt").write_text("duck\n")
    report = take(ours, tmp_path)
    assert (report.images, report.elsewhere) == (2, 1)
