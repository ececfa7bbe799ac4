"""What was exported and what others wrote comes into a project as it was."""

import shutil
from pathlib import Path

import numpy as np
import pytest
from import_tools import EXPECTED, export, labeled, take
from PIL import Image
from project_tools import rescan
from rich_project import CLASSES, COUNTS, HEIGHT, OBJECTS, RING, WIDTH

from sam3_studio.core.annotation import AnnotatedImage, Annotation
from sam3_studio.core.rle import Rle
from sam3_studio.dataset.export import export_dataset
from sam3_studio.dataset.format_table import ExportFormat
from sam3_studio.dataset.manifest import Manifest
from sam3_studio.dataset.project.project import Project

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


def full(box) -> Rle:
    pixels = np.zeros((HEIGHT, WIDTH), bool)
    pixels[int(box.y1) : int(box.y2), int(box.x1) : int(box.x2)] = True
    return Rle.from_mask(pixels)


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


def test_an_object_is_as_it_was_drawn(theirs, ours, tmp_path):
    take(ours, export(theirs, tmp_path / "labels", ExportFormat.YOLO_SEG))
    np.testing.assert_array_equal(ours.labels.document("plain.png").objects[0].mask.to_mask(), RING)


SAME_STEM, INNER, ACCENTS = (
    ("a.jpg", "a.png", "a_png.jpg"),
    ("b/a.jpg", "images/c.jpg", "train/d.jpg", "d.jpg"),
    ("\u00fc.jpg", "u\u0308.jpg"),
)
CLASHING = (*SAME_STEM, *INNER, *ACCENTS)
NAMED = (*BOXES, ExportFormat.YOLO_SEG, ExportFormat.LABELME, ExportFormat.SEMANTIC_PNG)
"""Formats with a file for each picture."""


def exported(root: Path, folder: Path, format_: ExportFormat) -> dict[str, list[tuple[str, Rle]]]:
    """The labels of pictures of which some get other names in the dataset."""
    images = []
    for number, name in enumerate(CLASHING, 1):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (20, 10)).save(root / name)
        pixels = np.zeros((10, 20), bool)
        pixels[:number, :number] = True
        images.append(AnnotatedImage(name, 20, 10, (Annotation("cat", Rle.from_mask(pixels)),)))
    export_dataset(images, ["cat"], folder, format_, image_root=root)
    return {one.path: [(one.annotations[0].label, one.annotations[0].mask)] for one in images}


@pytest.mark.parametrize("format_", NAMED)
def test_pictures_that_had_other_names_in_the_dataset_get_their_labels_back(tmp_path: Path, format_) -> None:
    expected = exported(tmp_path / "photos", tmp_path / "labels", format_)
    with Project.open(tmp_path / "photos") as project:
        rescan(project)
        report = take(project, tmp_path / "labels")
        assert (report.unknown, report.problems) == ((), ())
        assert labeled(project) == expected


@pytest.mark.parametrize("format_", NAMED)
def test_they_get_no_labels_of_others_in_a_folder_above_where_some_are_gone(tmp_path: Path, format_) -> None:
    expected = exported(tmp_path / "all" / "photos", tmp_path / "labels", format_)
    for gone in ("a.png", "d.jpg"):
        (tmp_path / "all" / "photos" / gone).unlink()
    with Project.open(tmp_path / "all") as project:
        rescan(project)
        take(project, tmp_path / "labels")
        found = {name.removeprefix("photos/"): labels for name, labels in labeled(project).items()}
    assert found == {name: expected[name] for name in found}
    assert {"b/a.jpg", "images/c.jpg", "train/d.jpg"} <= found.keys()


PLACES = {ExportFormat.YOLO_DETECT: "images/train", ExportFormat.YOLO_SEG: "images/train", ExportFormat.LABELME: ""}
"""Where the pictures of such a dataset are; those of others in a folder of a name that tells it."""


@pytest.mark.parametrize("format_", NAMED)
@pytest.mark.parametrize("inner", ["", "new/here"])
def test_the_pictures_of_a_dataset_get_the_labels_that_it_has_for_them(tmp_path: Path, format_, inner) -> None:
    labels = tmp_path / "labels"
    expected = exported(tmp_path / "photos", labels, format_)
    folder = "JPEGImages" if format_ is ExportFormat.VOC else PLACES.get(format_, "images")
    shutil.copytree(labels / folder, tmp_path / "copies" / inner, ignore=shutil.ignore_patterns("*.json*", "*.txt"))
    with Project.open(tmp_path / "copies") as project:
        rescan(project)
        take(project, labels)
        there = {f"{inner}/{name}".strip("/"): expected[source] for source, name in Manifest(labels).names()}
        found = labeled(project)
    # Deeper in a folder, where a name is the end of another one, it may be that of either.
    missing = {f"{inner}/{name}" for name in ("a.jpg", "d.jpg")} if inner else set()
    assert found.items() <= there.items()
    assert there.keys() - found.keys() <= missing
