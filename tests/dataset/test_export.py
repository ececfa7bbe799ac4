"""An export is read back before it counts as done."""

import json
import os
import subprocess
import sys

import numpy as np
import pytest

from sam3_studio.core.annotation import AnnotatedImage, Annotation
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.labeling import Details
from sam3_studio.core.rle import Rle
from sam3_studio.dataset.export import check_export, export_dataset, export_formats, withdraw_export
from sam3_studio.dataset.format_table import ExportFormat
from sam3_studio.dataset.report import Changes

pytestmark = pytest.mark.slow


_LOSSLESS = [ExportFormat.COCO, ExportFormat.COCO_RLE, ExportFormat.COCO_POLYGON, ExportFormat.CSV]
_ONE_LABEL_A_PIXEL = {ExportFormat.SEMANTIC_PNG, ExportFormat.INSTANCE_PNG}


@pytest.mark.parametrize("format_", [one for one in ExportFormat if one not in _ONE_LABEL_A_PIXEL])
def test_every_format_reads_back_with_an_iou_of_0_99_or_more(tmp_path, dataset, class_names, image_root, format_):
    report = export_dataset(dataset, class_names, tmp_path, format_, image_root=image_root)
    assert (report.images, report.objects, report.skipped) == (3, 15, ())
    assert report.lowest_iou is None or report.lowest_iou >= 0.99


@pytest.mark.parametrize(
    ("format_", "changes"),
    [
        (ExportFormat.SEMANTIC_PNG, Changes(covered=1, hidden=3)),
        (ExportFormat.INSTANCE_PNG, Changes(covered=2, hidden=6)),
    ],
)
def test_of_objects_that_others_cover_label_pictures_tell(tmp_path, dataset, class_names, image_root, format_, changes):
    report = export_dataset(dataset, class_names, tmp_path, format_, image_root=image_root)
    assert (report.objects, report.lowest_iou, report.changes) == (15, 0, changes)


def test_what_came_of_it_is_written_beside_the_labels(tmp_path, dataset, class_names):
    report = export_dataset(dataset, class_names, tmp_path, ExportFormat.YOLO_SEG, pictures="leave")
    told = json.loads((tmp_path / "export-report.json").read_text("utf-8"))
    assert (told["format"], told["images"], told["objects"]) == ("yolo-seg", 3, 15)
    assert (told["lowest_iou"], told["changes"]["holes"]) == (report.lowest_iou, 5)


@pytest.mark.parametrize("format_", [ExportFormat.VOC, ExportFormat.YOLO_DETECT, ExportFormat.YOLO_OBB])
def test_boxes_claim_no_iou_of_shapes(tmp_path, format_):
    slanted = Annotation("cat", Rle.from_mask(np.eye(20, dtype=bool)))
    image = AnnotatedImage("a.png", 20, 20, (slanted,))
    report = export_dataset([image], ["cat"], tmp_path, format_, pictures="leave")
    told = json.loads((tmp_path / "export-report.json").read_text("utf-8"))
    assert (report.lowest_iou, told["lowest_iou"], told["changes"]["boxes"]) == (None, None, 1)
    assert report.lowest_box_iou == told["lowest_box_iou"] == pytest.approx(1)


_SAYING = {*_LOSSLESS, ExportFormat.VOC, ExportFormat.LABELME}


@pytest.mark.parametrize("format_", ExportFormat)
def test_formats_that_hold_no_attributes_notes_and_flags_tell_of_those_that_are_lost(tmp_path, format_):
    masks = (Rle.from_crop(np.ones((4, 4), dtype=bool), place, place, 9, 9) for place in (0, 5))
    said, nothing = (
        Annotation("cat", mask, None, Details(note=note)) for mask, note in zip(masks, ("hm", ""), strict=True)
    )
    image = AnnotatedImage("a.png", 9, 9, (said, nothing))
    report = export_dataset([image], ["cat"], tmp_path, format_, pictures="leave")
    assert report.changes.unsaid == (format_ not in _SAYING)


@pytest.mark.parametrize("format_", _LOSSLESS)
def test_coco_and_the_table_lose_nothing(tmp_path, dataset, class_names, format_):
    assert export_dataset(dataset, class_names, tmp_path, format_).lowest_iou == 1


@pytest.mark.parametrize("format_", ExportFormat)
def test_objects_without_a_pixel_do_not_keep_the_others_from_being_read_back(tmp_path, format_):
    masks = (Rle.empty(6, 6), Rle.from_mask(np.ones((6, 6), dtype=bool)))
    image = AnnotatedImage("s/a.png", 6, 6, tuple(Annotation("cat", mask) for mask in masks))
    report = export_dataset([image], ["cat"], tmp_path, format_, pictures="leave")
    assert (report.objects, len(report.skipped)) == (1, 1)


class _Forgetful(tuple):
    """Has one picture less when it is read for the first time."""

    read = 0

    def __iter__(self):
        self.read += 1
        return iter(self[1:]) if self.read == 1 else super().__iter__()


@pytest.mark.parametrize("format_", ExportFormat)
def test_an_export_that_does_not_read_back_is_an_error(tmp_path, dataset, class_names, format_):
    images = _Forgetful(dataset)
    with pytest.raises(DatasetError, match=r"do not read back as they should|cannot be read"):
        export_dataset(images, class_names, tmp_path, format_, pictures="leave")


def test_a_generator_cannot_be_read_twice_and_is_noticed(tmp_path, dataset, class_names):
    with pytest.raises(DatasetError, match="do not read back"):
        export_dataset(iter(dataset), class_names, tmp_path, ExportFormat.COCO)


def test_each_format_goes_to_a_folder_of_its_name(tmp_path, dataset, class_names, image_root):
    outcome = export_formats(dataset, class_names, tmp_path, ExportFormat, image_root=image_root)
    assert [report.folder for report in outcome.reports] == [tmp_path / format_ for format_ in ExportFormat]
    assert outcome.failures == ()


@pytest.mark.parametrize(
    ("format_", "name"),
    [
        (ExportFormat.COCO, "annotations.json"),
        (ExportFormat.COCO_RLE, "annotations.json"),
        (ExportFormat.YOLO_SEG, "data.yaml"),
        (ExportFormat.YOLO_DETECT, "classes.txt"),
        (ExportFormat.YOLO_SEG, ".sam3-studio.jsonl"),
        (ExportFormat.YOLO_DETECT, ""),
        (ExportFormat.YOLO_OBB, "data.yaml"),
        (ExportFormat.COCO, ""),
    ],
)
def test_what_others_made_is_refused_before_there_is_anything_to_write(tmp_path, format_, name):
    theirs = tmp_path / format_ / name if name else tmp_path / format_
    theirs.parent.mkdir(exist_ok=True)
    theirs.write_text("theirs")
    with pytest.raises(DatasetError, match="choose another output folder"):
        check_export(["cat"], tmp_path, ExportFormat)
    check_export(["cat"], tmp_path, [other for other in ExportFormat if other != format_])
    assert theirs.read_text() == "theirs"


def test_class_names_are_checked_before_there_is_anything_to_write(tmp_path):
    with pytest.raises(DatasetError, match=r"'a\\x01' is empty"):
        check_export(["a\x01"], tmp_path / "out", [ExportFormat.COCO])
    export_dataset([], ["cat"], tmp_path / "yolo-seg", ExportFormat.YOLO_SEG, pictures="leave")
    with pytest.raises(DatasetError, match="numbers would change"):
        check_export(["dog"], tmp_path, [ExportFormat.YOLO_SEG])


def test_a_check_writes_nothing(tmp_path):
    check_export(["cat"], tmp_path / "out", ExportFormat)
    assert not (tmp_path / "out").exists()


def test_what_this_program_wrote_passes_the_check(tmp_path):
    for _ in range(2):
        check_export(["cat"], tmp_path, ExportFormat)
        assert export_formats([], ["cat"], tmp_path, ExportFormat, pictures="leave").failures == ()


@pytest.mark.parametrize("names", [["coco"], [""]])
def test_a_folder_that_must_not_be_written_is_refused(tmp_path, monkeypatch, names):
    (tmp_path / "coco").mkdir()
    locked = {tmp_path / name for name in names}
    monkeypatch.setattr(os, "access", lambda path, _: path not in locked)
    with pytest.raises(
        DatasetError, match=r"cannot be written \(Permission denied\); change the permissions or choose"
    ):
        check_export(["cat"], tmp_path, [ExportFormat.COCO])


def test_a_format_that_cannot_be_written_does_not_keep_later_ones_from_being_written(tmp_path, dataset, class_names):
    theirs = tmp_path / "coco" / "annotations.json"
    theirs.parent.mkdir()
    theirs.write_text("theirs")
    formats = (ExportFormat.COCO, ExportFormat.COCO_RLE, ExportFormat.YOLO_SEG)
    outcome = export_formats(dataset, class_names, tmp_path, formats, pictures="leave")
    assert [report.folder.name for report in outcome.reports] == ["coco-rle", "yolo-seg"]
    (failure,) = outcome.failures
    assert failure.startswith(f"{theirs} was not written by this program")


def test_an_export_that_is_not_wanted_after_all_leaves_nothing_but_what_others_made(tmp_path, dataset, class_names):
    outcome = export_formats(dataset, class_names, tmp_path, [ExportFormat.SEMANTIC_PNG], pictures="leave")
    folder = tmp_path / "semantic-png"
    (folder / "masks" / "small.png").write_text("mine now")
    (folder / "notes.txt").write_text("mine")
    assert withdraw_export(outcome) == ("semantic-png/masks/small.png",)
    left = sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
    assert left == [".sam3-studio.jsonl", "masks/small.png", "notes.txt"]


def test_an_export_that_is_not_wanted_after_all_takes_its_folders_with_it(tmp_path, dataset, class_names):
    formats = (ExportFormat.COCO, ExportFormat.YOLO_SEG, ExportFormat.LABELME)
    outcome = export_formats(dataset, class_names, tmp_path / "out", formats, pictures="leave")
    assert withdraw_export(outcome) == ()
    assert list(tmp_path.iterdir()) == []


_MEASURED = """
import sys, tracemalloc
from pathlib import Path
from sam3_studio.core.annotation import AnnotatedImage
from sam3_studio.dataset.export import export_dataset
from sam3_studio.dataset.format_table import ExportFormat

class Pictures:
    def __iter__(self):
        return (AnnotatedImage(f"{number}.png", 6, 6, ()) for number in range(50_000))

# Python's table of short strings, which paths use, grows once, by what was in it, and keeps its size.
export_dataset(Pictures(), ["cat"], Path(sys.argv[1], "before"), ExportFormat.COCO, pictures="leave")
tracemalloc.start()
export_dataset(Pictures(), ["cat"], Path(sys.argv[1], "now"), ExportFormat.COCO, pictures="leave")
print(tracemalloc.get_traced_memory()[1])
"""


def test_many_pictures_of_a_coco_file_take_little_memory(tmp_path):
    # In a program of its own: how large that table is by now depends on the tests before.
    words = [sys.executable, "-c", _MEASURED, str(tmp_path)]
    peak = int(subprocess.run(words, capture_output=True, text=True, check=True).stdout)
    assert peak < 10 << 20  # a list of the pictures takes eight more than the six that are taken
