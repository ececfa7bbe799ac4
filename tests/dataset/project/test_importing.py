"""Labels of others become part of a project: all of them, or none."""

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from project_tools import rescan
from rich_project import CLASSES, COUNTS, HEIGHT, OBJECTS, RING, WIDTH, draw_pictures, make_rich_project

from sam3_studio.core.annotation import AnnotatedImage, Annotation
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.labeling import ImageState, Source
from sam3_studio.core.rle import Rle
from sam3_studio.dataset.export import export_dataset
from sam3_studio.dataset.format_table import ExportFormat
from sam3_studio.dataset.project.importing import Existing, ImportReport, import_labels
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.reading.table import ImportFormat, format_of

pytestmark = pytest.mark.slow

SHAPES = (
    ExportFormat.COCO,
    ExportFormat.COCO_RLE,
    ExportFormat.COCO_POLYGON,
    ExportFormat.YOLO_SEG,
    ExportFormat.LABELME,
    ExportFormat.CSV,
)
BOXES = (ExportFormat.YOLO_DETECT, ExportFormat.VOC)
SAYING = (ExportFormat.COCO, ExportFormat.COCO_RLE, ExportFormat.VOC, ExportFormat.LABELME, ExportFormat.CSV)
"""Formats that keep what a person said of an object."""


@pytest.fixture(scope="module")
def theirs(tmp_path_factory):
    """A labeled project."""
    root = tmp_path_factory.mktemp("theirs") / "photos"
    make_rich_project(root)
    return root


@pytest.fixture
def ours(tmp_path: Path):
    """A project of the same pictures without labels."""
    draw_pictures(tmp_path / "ours")
    with Project.open(tmp_path / "ours") as project:
        rescan(project)
        yield project


def export(root: Path, folder: Path, format_: ExportFormat) -> Path:
    with Project.open(root) as project:
        names = [one.name for one in project.classes.list()]
        with project.labeled_images(done_only=True) as images:
            export_dataset(images, names, folder, format_, image_root=root)
    return folder


def take(project: Project, path: Path, existing: Existing = Existing.LEAVE, **rest: bool) -> ImportReport:
    running = import_labels(project, path, format_of(path), existing, **rest)
    while True:
        try:
            next(running)
        except StopIteration as end:
            return end.value


def labeled(project: Project) -> dict[str, list[tuple[str, Rle]]]:
    images = project.labeled_images(done_only=True)
    return {image.path: [(one.label, one.mask) for one in image.annotations] for image in images}


def full(box) -> Rle:
    pixels = np.zeros((HEIGHT, WIDTH), bool)
    pixels[int(box.y1) : int(box.y2), int(box.x1) : int(box.x2)] = True
    return Rle.from_mask(pixels)


EXPECTED = {
    name: [(CLASSES[one], Rle.from_mask(pixels)) for one, pixels, _ in objects] for name, objects in OBJECTS.items()
}


@pytest.mark.parametrize("format_", SHAPES)
def test_what_was_exported_comes_back_with_the_same_pixels(theirs, ours, tmp_path, format_):
    report = take(ours, export(theirs, tmp_path / "labels", format_))
    assert labeled(ours) == EXPECTED
    assert (report.images, report.objects) == (len(OBJECTS), sum(COUNTS.values()))
    # A table lists no classes, so they come as they are met.
    assert report.classes == CLASSES if format_ is not ExportFormat.CSV else sorted(report.classes) == sorted(CLASSES)
    assert (report.unknown_count, report.problem_count, report.left) == (0, 0, 0)


@pytest.mark.parametrize("format_", BOXES)
def test_of_formats_of_boxes_the_boxes_come_back(theirs, ours, tmp_path, format_):
    take(ours, export(theirs, tmp_path / "labels", format_))
    boxes = {name: [(label, full(mask.box)) for label, mask in objects] for name, objects in EXPECTED.items()}
    assert labeled(ours) == boxes


def test_oriented_boxes_come_back_around_their_objects(theirs, ours, tmp_path):
    take(ours, export(theirs, tmp_path / "labels", ExportFormat.YOLO_OBB))
    for name, objects in labeled(ours).items():
        for (label, mask), (expected, inside) in zip(objects, EXPECTED[name], strict=True):
            assert label == expected
            assert (inside.to_mask() & ~mask.to_mask()).sum() <= 0.02 * inside.area


@pytest.mark.parametrize("format_", [ExportFormat.INSTANCE_PNG, ExportFormat.SEMANTIC_PNG])
def test_of_label_pictures_what_is_seen_comes_back(theirs, ours, tmp_path, format_):
    take(ours, export(theirs, tmp_path / "labels", format_))
    for name, objects in labeled(ours).items():
        for label in CLASSES:
            seen, expected = np.zeros((2, HEIGHT, WIDTH), bool)
            for other, mask in EXPECTED[name]:
                expected[mask.to_mask()] = other == label
            for other, mask in objects:
                seen |= mask.to_mask() & (other == label)
            np.testing.assert_array_equal(seen, expected)
    if format_ is ExportFormat.INSTANCE_PNG:
        assert sum(map(len, labeled(ours).values())) == sum(COUNTS.values())


@pytest.mark.parametrize("format_", SAYING)
def test_what_a_person_said_of_objects_comes_back(theirs, ours, tmp_path, format_):
    take(ours, export(theirs, tmp_path / "labels", format_))
    for name, objects in OBJECTS.items():
        assert [one.details for one in ours.labels.document(name).objects] == [details for *_, details in objects]


@pytest.mark.parametrize("format_", [one for one in ExportFormat if one is not ExportFormat.SEMANTIC_PNG])
def test_what_was_imported_is_exported_as_it_was(theirs, ours, tmp_path, format_):
    """The second export has the very bytes of the first; of classes alone parts become objects."""
    first = export(theirs, tmp_path / "first", format_)
    take(ours, first)
    root = ours.root
    names = [one.name for one in ours.classes.list()]
    with ours.labeled_images(done_only=True) as images:
        export_dataset(images, names, tmp_path / "second", format_, image_root=root)
    for path in (tmp_path / "first").rglob("*"):
        if path.is_file() and path.suffix in {".json", ".txt", ".xml", ".csv"} and path.name != "export-report.json":
            assert (tmp_path / "second" / path.relative_to(first)).read_bytes() == path.read_bytes(), path


def test_objects_that_are_there_are_left_unless_asked(theirs, ours, tmp_path):
    labels = export(theirs, tmp_path / "labels", ExportFormat.COCO)
    take(ours, labels)
    assert (take(ours, labels).left, labeled(ours)) == (5, EXPECTED)
    take(ours, labels, Existing.REPLACE)
    assert labeled(ours) == EXPECTED
    take(ours, labels, Existing.ADD)
    assert labeled(ours) == {name: objects * 2 for name, objects in EXPECTED.items()}


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


def test_an_object_is_as_it_was_drawn(theirs, ours, tmp_path):
    take(ours, export(theirs, tmp_path / "labels", ExportFormat.YOLO_SEG))
    np.testing.assert_array_equal(ours.labels.document("plain.png").objects[0].mask.to_mask(), RING)


CLASHING = ("a.jpg", "a.png", "b/a.jpg", "images/c.jpg", "train/d.jpg", "d.jpg", "\u00fc.jpg", "u\u0308.jpg")


@pytest.mark.parametrize("format_", [*BOXES, ExportFormat.YOLO_SEG, ExportFormat.LABELME, ExportFormat.SEMANTIC_PNG])
def test_pictures_that_had_other_names_in_the_dataset_get_their_labels_back(tmp_path: Path, format_) -> None:
    for name in CLASHING:
        (tmp_path / "photos" / name).parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (20, 10)).save(tmp_path / "photos" / name)
    images = []
    for number, name in enumerate(CLASHING, 1):
        pixels = np.zeros((10, 20), bool)
        pixels[:number, :number] = True
        images.append(AnnotatedImage(name, 20, 10, (Annotation("cat", Rle.from_mask(pixels)),)))
    export_dataset(images, ["cat"], tmp_path / "labels", format_, image_root=tmp_path / "photos")
    with Project.open(tmp_path / "photos") as project:
        rescan(project)
        report = take(project, tmp_path / "labels")
        assert (report.unknown, report.problems) == ((), ())
        assert labeled(project) == {one.path: [(one.annotations[0].label, one.annotations[0].mask)] for one in images}


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
