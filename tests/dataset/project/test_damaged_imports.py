"""Damaged labels are refused in one sentence that names file and place, and nothing of them is in the project."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from project_tools import rescan
from rich_project import draw_pictures, make_rich_project

from sam3_studio.core.errors import DatasetError
from sam3_studio.core.labeling import ImageState
from sam3_studio.dataset.export import export_dataset
from sam3_studio.dataset.format_table import ExportFormat
from sam3_studio.dataset.project.importing import Existing, import_undoably
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.reading.table import format_of

pytestmark = pytest.mark.slow

COCO, RLE, LABELME = ExportFormat.COCO, ExportFormat.COCO_RLE, ExportFormat.LABELME
YOLO, VOC, CSV, PNG = ExportFormat.YOLO_SEG, ExportFormat.VOC, ExportFormat.CSV, ExportFormat.INSTANCE_PNG
FORMATS = (COCO, RLE, LABELME, YOLO, VOC, CSV, PNG)
FILES = {
    COCO: "annotations.json",
    RLE: "annotations.json",
    LABELME: "plain.json",
    YOLO: "labels/train/plain.txt",
    VOC: "Annotations/plain.xml",
    CSV: "objects.csv",
    PNG: "masks/plain.png",
}
"""The file of each format that is damaged; all have objects of the picture plain.png."""

Damage = Callable[[bytes], bytes]


@pytest.fixture(scope="module")
def labels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same labels in every format."""
    root = tmp_path_factory.mktemp("labels")
    make_rich_project(root / "photos")
    with Project.open(root / "photos") as project:
        names = [one.name for one in project.classes.list()]
        with project.labeled_images(done_only=True) as images:
            for format_ in FORMATS:
                export_dataset(images, names, root / format_, format_, pictures="leave")
    return root


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same pictures, with a project that knows nothing of them."""
    root = tmp_path_factory.mktemp("ours") / "photos"
    draw_pictures(root)
    with Project.open(root) as project:
        rescan(project)
    return root


def replaced(old: str, new: str) -> Damage:
    """Every one of a text becomes another one."""

    def change(content: bytes) -> bytes:
        assert old.encode() in content
        return content.replace(old.encode(), new.encode("latin-1"))

    return change


def matched(pattern: str, new: str) -> Damage:
    """The first match of a pattern becomes a text."""
    return lambda content: re.sub(pattern, new, content.decode(), count=1).encode()


def changed(change: Callable[[Any], object]) -> Damage:
    """JSON with another content."""

    def damage(content: bytes) -> bytes:
        value = json.loads(content)
        change(value)
        return json.dumps(value).encode()

    return damage


def half(content: bytes) -> bytes:
    """What a copy leaves that was broken off."""
    return content[: len(content) // 2]


def first_shape(**values: object) -> Damage:
    return changed(lambda value: value["shapes"][0].update(values))


def first_object(**values: object) -> Damage:
    return changed(lambda value: value["annotations"][0].update(values))


DAMAGES: tuple[tuple[str, ExportFormat, Damage, str], ...] = (
    ("cut off", COCO, half, "line "),
    ("cut off", LABELME, half, "line "),
    ("cut off", VOC, half, "line "),
    ("cut off", YOLO, half, "line "),
    ("cut off", PNG, half, "plain.png"),
    ("cut off", CSV, half, "line "),
    ("wrong types", COCO, first_object(bbox="here", segmentation=None), "annotations[0].bbox"),
    ("wrong types", RLE, first_object(segmentation={"size": "all", "counts": 3}), "annotations[0].segmentation"),
    ("wrong types", LABELME, first_shape(points={"x": 1}), "shapes[0]"),
    ("wrong types", VOC, matched("<xmin>[0-9]+", "<xmin>left"), "object 1 bndbox/xmin"),
    ("wrong types", YOLO, matched("^[0-9]+ ", "duck "), "line 1"),
    ("wrong types", CSV, matched(r"120", "wide"), "line 2"),
    ("a category without id", COCO, changed(lambda value: value["categories"][0].pop("id")), "categories[0]"),
    ("an object of no category", COCO, first_object(category_id=99), "annotations[0]"),
    ("an object of no category", YOLO, matched("^[0-9]+ ", "99 "), "line 1"),
    ("NaN", COCO, first_object(segmentation=[[1, 1, 5, 1, float("nan"), 5]]), "annotations[0].segmentation"),
    ("NaN", LABELME, first_shape(shape_type="polygon", points=[[1, 1], [5, 1], [float("nan"), 5]]), "shapes[0].points"),
    ("NaN", VOC, matched("<xmax>[0-9]+", "<xmax>nan"), "object 1 bndbox/xmax"),
    ("NaN", YOLO, matched(r"^([0-9]+) [0-9.]+", r"\1 nan"), "line 1"),
    ("far outside", COCO, first_object(segmentation=[[1, 1, 5, 1, 1e7, 5]]), "annotations[0]"),
    ("far outside", LABELME, first_shape(shape_type="polygon", points=[[1, 1], [5, 1], [1e7, 5]]), "shapes[0]"),
    ("far outside", VOC, matched("<xmax>[0-9]+", "<xmax>9999999"), "object 1"),
    ("far outside", YOLO, matched(r"^([0-9]+) [0-9.]+", r"\1 320"), "line 1"),
    ("run lengths of another size", RLE, first_object(segmentation={"size": [9, 9], "counts": [81]}), "annotations[0]"),
    ("run lengths of another size", RLE, first_object(segmentation={"size": [90, 120], "counts": [7]}), "annotations"),
    ("../ in names", COCO, changed(lambda value: value["images"][0].update(file_name="../../x.png")), "images[0]"),
    ("../ in names", CSV, replaced("plain.png", "../../x.png"), "line "),
    ("ids twice", COCO, changed(lambda value: value["annotations"].append(value["annotations"][0])), "the id 1"),
    ("ids twice", COCO, changed(lambda value: value["images"].append(value["images"][0])), "the id 1"),
    ("ids twice", COCO, changed(lambda value: value["categories"].append(value["categories"][0])), "the id 1"),
    ("latin-1", COCO, replaced("duck", "Hündin"), "byte"),
    ("latin-1", LABELME, replaced("duck", "Hündin"), "byte"),
    ("latin-1", VOC, replaced("duck", "Hündin"), "byte"),
    ("latin-1", CSV, replaced("duck", "Hündin"), "byte"),
    ("latin-1", YOLO, lambda content: content + b"# H\xfcndin\n", "byte"),
)


def refused(ours: Path, file: Path, content: bytes, labels: Path) -> str:
    """What is said of labels of which one file is damaged; nothing of them is there afterwards."""
    before = file.read_bytes()
    file.write_bytes(content)
    assert content != before
    try:
        with Project.open(ours) as project:
            with pytest.raises(DatasetError) as told:
                list(import_undoably(project, labels, format_of(labels), Existing.REPLACE))
            assert not project.classes.list()
            assert all(one.state is ImageState.NEW for one in project.images.records())
            assert not any(project.labels.document(one.name).objects for one in project.images.records())
    finally:
        file.write_bytes(before)
    return str(told.value)


@pytest.mark.parametrize(
    ("format_", "damage", "place"), [one[1:] for one in DAMAGES], ids=[f"{one[0]}: {one[1]}" for one in DAMAGES]
)
def test_what_is_damaged_is_told_with_file_and_place(
    ours: Path, labels: Path, format_: ExportFormat, damage: Damage, place: str
) -> None:
    file = labels / format_ / FILES[format_]
    said = refused(ours, file, damage(file.read_bytes()), labels / format_)
    assert str(file) in said
    assert place in said.replace(str(file), "") or place == file.name
    assert said.count("\n") == 0


@pytest.mark.parametrize("format_", FORMATS)
def test_zeros_are_told_with_their_file(ours: Path, labels: Path, format_: ExportFormat) -> None:
    file = labels / format_ / FILES[format_]
    assert str(file) in refused(ours, file, bytes(5000), labels / format_)
