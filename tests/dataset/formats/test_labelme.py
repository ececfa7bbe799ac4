"""labelme shows polygons along the pixel edges, and masks where there are holes."""

import base64
import io
import json

import numpy as np
import pytest
from PIL import Image

from sam3_studio.core.annotation import AnnotatedImage, Annotation
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.labeling import Details
from sam3_studio.core.rle import Rle
from sam3_studio.dataset.export import export_dataset
from sam3_studio.dataset.format_table import ExportFormat
from sam3_studio.dataset.formats.labelme import write_labelme

SQUARES = np.zeros((20, 30), dtype=bool)
SQUARES[2:6, 3:9] = True
SQUARES[10:15, 20:30] = True
RING = np.zeros((20, 30), dtype=bool)
RING[4:14, 5:20] = True
RING[7:10, 9:14] = False


def shapes(folder, *masks, **rest):
    image = AnnotatedImage("s/a.png", 30, 20, tuple(Annotation("cat", Rle.from_mask(mask), **rest) for mask in masks))
    write_labelme([image], ["cat"], folder, pictures="leave")
    content = json.loads((folder / "s" / "a.json").read_text("utf-8"))
    assert (content["imagePath"], content["imageWidth"], content["imageHeight"]) == ("a.png", 30, 20)
    return content["shapes"]


def test_parts_are_polygons_of_one_group(tmp_path):
    first, second, alone = shapes(tmp_path, SQUARES, SQUARES & (np.arange(30) < 15))
    assert first["group_id"] == second["group_id"] == 1
    assert alone["group_id"] is None
    assert first["points"] == [[3, 2], [9, 2], [9, 6], [3, 6]]


def test_an_object_with_a_hole_is_a_mask(tmp_path):
    (shape,) = shapes(tmp_path, RING)
    assert (shape["shape_type"], shape["points"]) == ("mask", [[5, 4], [19, 13]])
    decoded = np.asarray(Image.open(io.BytesIO(base64.b64decode(shape["mask"]))))
    assert (decoded == RING[4:14, 5:20]).all()


def test_what_a_person_said_of_an_object_is_written(tmp_path):
    (shape,) = shapes(tmp_path, RING, score=0.5, details=Details((("colour", "grey"),), truncated=True, note="hm"))
    assert (shape["flags"], shape["description"], shape["score"]) == ({"truncated": True}, "hm", 0.5)
    assert shape["attributes"] == {"colour": "grey"}


def test_a_folder_with_other_labels_is_refused(tmp_path):
    (tmp_path / "labels.txt").write_text("dog\n")
    with pytest.raises(DatasetError, match="did not write; choose another"):
        write_labelme([], ["cat"], tmp_path, pictures="leave")


def test_no_label_lies_where_the_report_comes_to_lie(tmp_path):
    image = AnnotatedImage("export-report.jpg", 30, 20, (Annotation("cat", Rle.from_mask(RING)),))
    report = export_dataset([image], ["cat"], tmp_path, ExportFormat.LABELME, pictures="leave")
    assert report.renamed == (("export-report.jpg", "export-report_jpg.jpg"),)
    assert len(json.loads((tmp_path / "export-report_jpg.json").read_text())["shapes"]) == 1


def test_a_name_that_leaves_no_room_for_the_label_files_ending_is_cut(tmp_path):
    write_labelme([AnnotatedImage(f"{'x' * 251}.png", 30, 20)], ["cat"], tmp_path, pictures="leave")
    assert (tmp_path / f"{'x' * 250}.json").is_file()


def test_a_sub_folder_named_like_a_label_file_gets_another_name(tmp_path):
    images = [AnnotatedImage(name, 30, 20) for name in ("a.png", "a.json/b.png")]
    report = write_labelme(images, ["cat"], tmp_path, pictures="leave")
    assert report.renamed == (("a.json/b.png", "a.json_/b.png"),)


def test_masks_larger_than_pillow_opens_by_itself_are_read_back(tmp_path, monkeypatch):
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 10)
    image = AnnotatedImage("a.png", 30, 20, (Annotation("cat", Rle.from_mask(RING)),))
    assert export_dataset([image], ["cat"], tmp_path, ExportFormat.LABELME, pictures="leave").lowest_iou == 1
