"""Dividing a dataset, and exporting it in parts."""

import json
import threading
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from sam3_studio.core.annotation import AnnotatedImage, Annotation
from sam3_studio.core.errors import CancelledError, DatasetError
from sam3_studio.core.rle import Rle
from sam3_studio.dataset.export import withdraw_export
from sam3_studio.dataset.format_table import ExportFormat
from sam3_studio.dataset.report import ExportReport
from sam3_studio.dataset.split import Shares, divided, export_divided

pytestmark = pytest.mark.slow

NAMES = tuple(f"{i:02}.png" for i in range(20))


def load(name: str) -> AnnotatedImage:
    mask = np.zeros((20, 30), bool)
    mask[5:15, 5:20] = True
    return AnnotatedImage(name, 30, 20, (Annotation("duck", Rle.from_mask(mask)),))


@given(st.sets(st.text(min_size=1), max_size=50), st.integers(0, 50), st.integers(0, 49), st.integers(0, 99))
def test_every_picture_is_in_one_part(names: set[str], val: int, test: int, seed: int) -> None:
    parts = divided(sorted(names), Shares(val, test, seed))
    assert sorted(name for part in parts.values() for name in part) == sorted(names)


def test_parts_have_the_size_that_was_asked_for() -> None:
    assert {part: len(names) for part, names in divided(NAMES, Shares(20, 10)).items()} == {
        "train": 14,
        "val": 4,
        "test": 2,
    }


def test_the_same_seed_divides_the_same_and_another_one_otherwise() -> None:
    assert divided(NAMES, Shares(20, 10, 1)) == divided(NAMES, Shares(20, 10, 1))
    assert divided(NAMES, Shares(20, 10, 1)) != divided(NAMES, Shares(20, 10, 2))


def test_a_picture_more_moves_few_of_the_others() -> None:
    before, after = divided(NAMES, Shares(50)), divided((*NAMES, "new.png"), Shares(50))
    moved = set(before["val"]) ^ (set(after["val"]) - {"new.png"})
    assert len(moved) <= 1


def test_a_small_dataset_keeps_one_picture_for_training() -> None:
    assert divided(("a", "b"), Shares(5, 5)).keys() == {"train", "val"}
    assert divided(("a",), Shares(50, 49)) == {"train": ("a",)}


def test_coco_is_written_in_parts(tmp_path: Path) -> None:
    outcome = export_divided(NAMES, load, ["duck"], tmp_path / "coco", ExportFormat.COCO, Shares(20, 10))
    assert [report.images for report in outcome.reports] == [14, 4, 2]
    counts = [
        len(json.loads((tmp_path / "coco" / part / "annotations.json").read_text("utf-8"))["images"])
        for part in ("train", "val", "test")
    ]
    assert counts == [14, 4, 2]


@pytest.fixture
def divided_yolo(tmp_path: Path) -> Path:
    """A YOLO dataset in three parts."""
    photos = tmp_path / "photos"
    photos.mkdir()
    for name in NAMES:
        Image.new("RGB", (30, 20)).save(photos / name)
    folder, shares = tmp_path / "yolo-seg", Shares(20, 10)
    export_divided(NAMES, load, ["duck"], folder, ExportFormat.YOLO_SEG, shares, image_root=photos)
    return folder


def test_yolo_in_parts_is_one_dataset_to_its_readers(divided_yolo: Path) -> None:
    lines = (divided_yolo / "data.yaml").read_text("utf-8").splitlines()
    places = dict(line.split(": ", 1) for line in lines if line.split(":")[0] in {"train", "val", "test"})
    assert places == {part: f"images/{part}" for part in ("train", "val", "test")}
    found = {}
    for part, place in places.items():
        pictures = sorted((divided_yolo / place).glob("*.png"))
        labels = [Path(str(path).replace("/images/", "/labels/")).with_suffix(".txt") for path in pictures]
        assert all(label.is_file() for label in labels)
        found[part] = tuple(path.name for path in pictures)
    assert found == divided(NAMES, Shares(20, 10))


def test_yolo_in_parts_has_one_list_of_classes_and_one_report(divided_yolo: Path) -> None:
    assert sorted(path.name for path in divided_yolo.iterdir()) == [
        *(".sam3-studio.jsonl", "classes.txt", "data.yaml", "export-report.json", "images", "labels")
    ]
    assert json.loads((divided_yolo / "export-report.json").read_text("utf-8"))["images"] == len(NAMES)


@pytest.mark.parametrize("shares", [Shares(), Shares(20)])
def test_pictures_that_coco_names_can_lie_beside_it_and_go_with_it(tmp_path: Path, shares: Shares) -> None:
    photos = tmp_path / "photos"
    photos.mkdir()
    for name in NAMES:
        Image.new("RGB", (30, 20)).save(photos / name)
    outcome = export_divided(
        NAMES, load, ["duck"], tmp_path / "coco", ExportFormat.COCO, shares, image_root=photos, pictures="copy"
    )
    for report in outcome.reports:
        content = json.loads((report.folder / "annotations.json").read_text("utf-8"))
        named = [(report.folder / "images" / one["file_name"]).read_bytes() for one in content["images"]]
        assert named == [(photos / one["file_name"]).read_bytes() for one in content["images"]]
    assert withdraw_export(outcome) == ()
    assert list(tmp_path.iterdir()) == [photos]


def test_without_pictures_put_aside_validation_has_those_for_training(tmp_path: Path) -> None:
    export_divided(NAMES, load, ["duck"], tmp_path / "out", ExportFormat.YOLO_SEG, Shares(test=10), pictures="leave")
    assert "val: images/train  #" in (tmp_path / "out" / "data.yaml").read_text("utf-8")


def test_progress_reaches_its_end(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []

    def tell(done: int, total: int) -> None:
        told.append((done, total))

    export_divided(NAMES, load, ["duck"], tmp_path / "coco", ExportFormat.COCO, Shares(20), progress=tell)
    assert told[-1] == (40, 40)
    assert told == sorted(told)


def test_an_export_that_is_stopped_ends_before_the_next_picture(tmp_path: Path) -> None:
    cancel = threading.Event()
    loaded = []

    def load_two(name: str) -> AnnotatedImage:
        loaded.append(name)
        if len(loaded) == 2:
            cancel.set()
        return load(name)

    with pytest.raises(CancelledError):
        export_divided(NAMES, load_two, ["duck"], tmp_path / "coco", ExportFormat.COCO, Shares(), cancel=cancel)
    assert len(loaded) == 2


@pytest.mark.parametrize("format_", ExportFormat)
@pytest.mark.parametrize("shares", [Shares(), Shares(20)])
@pytest.mark.parametrize("stops_at", [1, 30])
def test_of_an_export_that_is_stopped_nothing_is_left(
    tmp_path: Path, shares: Shares, stops_at: int, format_: ExportFormat
) -> None:
    """At the first picture, and while everything is read back."""
    export = partial(export_divided, NAMES, load, ["duck"], tmp_path / "out", format_, shares, pictures="leave")
    export()
    before = {path: path.is_file() and path.read_bytes() for path in tmp_path.rglob("*")}
    cancel = threading.Event()

    def tell(done: int, _: int) -> None:
        if done == stops_at:
            cancel.set()

    with pytest.raises(CancelledError):
        export(progress=tell, cancel=cancel)
    assert {path: path.is_file() and path.read_bytes() for path in tmp_path.rglob("*")} == before


def test_of_an_export_that_fails_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="not among the classes"):
        export_divided(NAMES, load, ["goose"], tmp_path / "out", ExportFormat.YOLO_SEG, pictures="leave")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("first", "second"), [(Shares(), Shares(20)), (Shares(20), Shares()), (Shares(), Shares())])
def test_an_export_lies_beside_the_one_before(tmp_path: Path, first: Shares, second: Shares) -> None:
    before = export_divided(NAMES, load, ["duck"], tmp_path / "out", ExportFormat.COCO, first)
    content = {path: path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()}
    after = export_divided(NAMES, load, ["duck"], tmp_path / "out", ExportFormat.COCO, second)
    assert (before.folder, after.folder) == (tmp_path / "out", tmp_path / "out-2")
    assert content == {path: path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()}


def test_an_export_in_parts_that_is_not_wanted_after_all_leaves_nothing(tmp_path: Path) -> None:
    outcome = export_divided(
        NAMES, load, ["duck"], tmp_path / "out", ExportFormat.YOLO_SEG, Shares(20, 10), pictures="leave"
    )
    assert withdraw_export(outcome) == ()
    assert list(tmp_path.iterdir()) == []


def test_who_has_to_agree_is_asked_before_the_folder_is_there(tmp_path: Path) -> None:
    asked = []

    def agree(reports: Sequence[ExportReport]) -> None:
        asked.extend((report.folder, report.lowest_iou, report.folder.exists()) for report in reports)

    export_divided(NAMES, load, ["duck"], tmp_path / "out", ExportFormat.COCO, Shares(20), agree=agree)
    assert asked == [(tmp_path / "out" / part, 1.0, False) for part in ("train", "val")]


def test_of_an_export_that_nobody_agrees_to_nothing_is_left(tmp_path: Path) -> None:
    def refuse(_: object) -> None:
        raise DatasetError("No.")

    with pytest.raises(DatasetError, match=r"No\."):
        export_divided(NAMES, load, ["duck"], tmp_path / "out", ExportFormat.COCO, agree=refuse)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("shares", [Shares(), Shares(20)])
def test_withdrawing_an_export_leaves_the_one_before_it_alone(tmp_path: Path, shares: Shares) -> None:
    out, format_ = tmp_path / "out", ExportFormat.VOC
    export = partial(export_divided, NAMES, load, ["duck"], out, format_, shares, pictures="leave")
    export()
    before = {path: path.is_file() and path.read_bytes() for path in tmp_path.rglob("*")}
    withdraw_export(export())
    assert {path: path.is_file() and path.read_bytes() for path in tmp_path.rglob("*")} == before
