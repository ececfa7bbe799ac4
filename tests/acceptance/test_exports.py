"""What people complain about in exports: shapes lose holes and parts, objects are missing, files of theirs are gone."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pycocotools.coco import COCO
from scipy.ndimage import label
from sitting import Sitting
from widgets import said

from sam3_studio.app.main_window.window import MainWindow
from sam3_studio.dataset.format_table import ExportFormat

pytestmark = pytest.mark.gui


@pytest.fixture
def labeled(sitting: Sitting) -> Sitting:
    """One picture is done and has three objects; the one after it is done and empty."""
    sitting.model.places = ((2, 2, 0.9), (12, 2, 0.8), (22, 2, 0.7))
    sitting.find("duck")
    sitting.person.accept_all()
    sitting.finish_picture()
    sitting.finish_picture()
    assert sitting.picture.name == "3.png"
    return sitting


def read_coco(folder: Path, kind: ExportFormat = ExportFormat.COCO) -> COCO:
    return COCO(str(folder / kind / "annotations.json"))


def _rows(path: Path) -> int:
    return len(path.read_text().splitlines())


def _annotations(path: Path) -> int:
    return len(json.loads(path.read_text())["annotations"])


COUNTS: dict[ExportFormat, tuple[str, Callable[[Path], int]]] = {
    ExportFormat.COCO: ("annotations.json", _annotations),
    ExportFormat.COCO_RLE: ("annotations.json", _annotations),
    ExportFormat.COCO_POLYGON: ("annotations.json", _annotations),
    ExportFormat.YOLO_SEG: ("labels/**/*.txt", _rows),
    ExportFormat.YOLO_DETECT: ("labels/**/*.txt", _rows),
    ExportFormat.YOLO_OBB: ("labels/**/*.txt", _rows),
    ExportFormat.VOC: ("**/*.xml", lambda path: path.read_text().count("<object>")),
    ExportFormat.LABELME: ("**/[0-9].json", lambda path: len(json.loads(path.read_text())["shapes"])),
    ExportFormat.INSTANCE_PNG: (
        "masks/**/*.png",
        lambda path: int(np.count_nonzero(np.unique(np.asarray(Image.open(path))))),
    ),
    ExportFormat.SEMANTIC_PNG: ("masks/**/*.png", lambda path: int(label(np.asarray(Image.open(path)))[1])),
    ExportFormat.CSV: ("objects.csv", lambda path: path.read_text().count(",duck,")),
}
"""By format: which files hold its objects, and how many one of them holds."""


def written(folder: Path, kind: ExportFormat) -> int:
    """How many objects the files of a format hold."""
    pattern, count = COUNTS[kind]
    return sum(count(path) for path in (folder / kind).glob(pattern))


# Holes are filled, and only the largest part survives.


@pytest.mark.parametrize("kind", [ExportFormat.COCO, ExportFormat.COCO_RLE, ExportFormat.COCO_POLYGON])
def test_holes_and_every_part_of_a_mask_are_in_the_file(sitting: Sitting, tmp_path: Path, kind: ExportFormat) -> None:
    shape = np.zeros((12, 20), dtype=bool)
    shape[1:10, 1:10] = True
    shape[4:7, 4:7] = False
    shape[3:8, 13:18] = True
    shape[11, 19] = True  # nobody has asked for small islands to be removed
    sitting.model.shape = shape
    sitting.find("ring")
    sitting.person.accept_all()
    sitting.finish_picture()
    sitting.export(kind, tmp_path / "labels")
    coco = read_coco(tmp_path / "labels", kind)
    (annotation,) = coco.anns.values()
    expected = np.zeros((30, 40), dtype=bool)
    expected[2:14, 2:22] = shape
    np.testing.assert_array_equal(coco.annToMask(annotation).astype(bool), expected)


# The export is empty, or objects are missing.


@pytest.mark.parametrize("kind", ExportFormat)
def test_every_object_arrives_in_every_format(labeled: Sitting, tmp_path: Path, kind: ExportFormat) -> None:
    told = labeled.export(kind, tmp_path / "labels")
    assert "2 pictures, 3 objects" in told
    assert written(tmp_path / "labels", kind) == 3


def test_what_would_be_left_out_is_told_with_the_reason_before_anything_is_written(
    labeled: Sitting, tmp_path: Path
) -> None:
    labeled.person.accept_all()
    dialog = labeled.person.ask_for_export(ExportFormat.COCO, tmp_path / "labels")
    told = said(dialog)
    assert "2 pictures, 3 objects" in told
    assert "One picture has objects but is not done, so it is left out: 3.png." in told
    labeled.person.leave_export(dialog)
    assert not (tmp_path / "labels").exists()


# What is exported is not what was on the screen.


def hide_class(window: MainWindow) -> None:
    window.desk.offering.hide_class(1, hidden=True)


def hide_all(window: MainWindow) -> None:
    window.commands["hide_all"].trigger()


@pytest.mark.parametrize("hide", [hide_class, hide_all])
def test_objects_that_are_hidden_are_told_before_they_are_written(
    labeled: Sitting, tmp_path: Path, hide: Callable[[MainWindow], None]
) -> None:
    hide(labeled.window)
    dialog = labeled.person.ask_for_export(ExportFormat.COCO, tmp_path / "labels")
    labeled.person.qtbot.waitUntil(lambda: "2 pictures, 3 objects" in said(dialog))
    assert "3 objects that are hidden in the window are written as well; show them to see" in said(dialog)
    labeled.person.leave_export(dialog)


# The export deletes or replaces what it did not make.


def test_files_of_others_in_the_folder_stay(labeled: Sitting, tmp_path: Path) -> None:
    theirs = [tmp_path / "labels" / name for name in ("notes.txt", "coco/thesis.tex", "yolo-seg/labels/old/1.txt")]
    for file in theirs:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("theirs")
    for _ in range(2):
        labeled.export(ExportFormat.COCO, tmp_path / "labels")
        labeled.export(ExportFormat.YOLO_SEG, tmp_path / "labels")
    assert [file.read_text() for file in theirs] == ["theirs"] * 3


def test_labels_that_another_program_wrote_are_not_replaced_and_a_new_folder_is_told(
    labeled: Sitting, tmp_path: Path
) -> None:
    theirs = tmp_path / "labels" / "coco" / "annotations.json"
    theirs.parent.mkdir(parents=True)
    theirs.write_text("{}")
    told = labeled.export(ExportFormat.COCO, tmp_path / "labels")
    assert f"In {tmp_path / 'labels' / 'coco-2'}" in told
    assert theirs.read_text() == "{}"


# Sub-folders are flattened, and pictures of the same name collide.


@pytest.fixture
def namesakes(start: Sitting, tmp_path: Path) -> Sitting:
    """Three pictures that differ in folder or ending alone, all done, with one, two and three objects."""
    for number, name in enumerate(("a/1.jpg", "a/1.png", "b/1.png")):
        path = tmp_path / "photos" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (40, 30), (90, 120, 60 * number)).save(path)
    start.open(tmp_path / "photos")
    places = ((2, 2, 0.9), (12, 2, 0.8), (22, 2, 0.7))
    start.model.places = places[:1]
    start.find("duck")
    for count in (2, 3):
        start.person.accept_all()
        start.model.places = places[:count]
        start.finish_picture()
    start.person.accept_all()
    start.person.finish_picture()
    return start


def test_label_files_of_namesakes_lie_apart_in_the_folders_of_their_pictures(
    namesakes: Sitting, tmp_path: Path
) -> None:
    told = namesakes.export(ExportFormat.YOLO_SEG, tmp_path / "labels")
    assert "1 picture goes by another name there, as its own was taken." in told
    root = tmp_path / "labels" / "yolo-seg" / "labels"
    rows = {path.relative_to(root): len(path.read_text().splitlines()) for path in root.rglob("*.txt")}
    assert sorted(rows.values()) == [1, 2, 3]
    assert sorted(path.parent.name for path in rows) == ["a", "a", "b"]


def test_a_coco_file_tells_namesakes_apart_by_folder_and_ending(namesakes: Sitting, tmp_path: Path) -> None:
    namesakes.export(ExportFormat.COCO, tmp_path / "labels")
    coco = read_coco(tmp_path / "labels")
    counts = {one["file_name"]: len(coco.getAnnIds(imgIds=[number])) for number, one in coco.imgs.items()}
    assert counts == {"a/1.jpg": 1, "a/1.png": 2, "b/1.png": 3}
