"""Reading back finds whatever is not as it should be."""

import json

import numpy as np
import pytest

from sam3_studio.core.annotation import AnnotatedImage, Annotation
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.rle import Rle
from sam3_studio.dataset.formats.coco import write_coco
from sam3_studio.dataset.formats.yolo import write_yolo
from sam3_studio.dataset.report import ExportReport
from sam3_studio.dataset.verification.coco import verify_coco
from sam3_studio.dataset.verification.yolo import verify_yolo

pytestmark = pytest.mark.slow


@pytest.fixture
def coco_file(tmp_path, dataset, class_names):
    write_coco(dataset, class_names, tmp_path)
    return tmp_path / "annotations.json"


@pytest.fixture
def yolo_folder(tmp_path, dataset, class_names):
    write_yolo(dataset, class_names, tmp_path, pictures="leave")
    return tmp_path


def of(folder, **rest):
    """The report of a writer."""
    return ExportReport(folder, 0, 0, **rest)


def changed(path, change):
    content = json.loads(path.read_text("utf-8"))
    change(content)
    path.write_text(json.dumps(content), "utf-8")
    return path


class TestCoco:
    def test_what_was_written_agrees(self, coco_file, dataset, class_names):
        report = verify_coco(of(coco_file.parent), dataset, class_names)
        assert (report.images, report.objects, report.lowest_iou, report.problems) == (3, 15, 1.0, ())

    def test_nothing_is_printed(self, coco_file, dataset, class_names, capfd):
        verify_coco(of(coco_file.parent), dataset, class_names)
        assert capfd.readouterr() == ("", "")

    @pytest.mark.parametrize(
        ("change", "problem"),
        [
            (lambda c: c["annotations"][0].update(category_id=2), "object 1 is read as 'Hündin 🐕' instead of 'cat'"),
            (lambda c: c["annotations"].pop(3), "6 objects are read instead of 7"),
            (lambda c: c["annotations"][1].update(area=1), "the box, area or crowd mark of object 2 is wrong"),
            (lambda c: c["annotations"][1]["bbox"].__setitem__(0, 5.0), "the box, area or crowd mark of object 2"),
            (lambda c: c["annotations"][2].update(iscrowd=1), "crowd mark of object 3 is wrong"),
            (lambda c: c["annotations"][6].update(segmentation=[[0, 0, 600, 0, 600, 480, 0, 480]]), "an IoU of 0.9375"),
            (lambda c: c["images"][0].update(width=641), "large.png: it is not listed with its size of 640 x 480"),
            (lambda c: c["images"].pop(), "none.png: it is not listed"),
            (lambda c: c["images"].append({"id": 9, "file_name": "new.png"}), "new.png: it is listed, but was not"),
            (lambda c: c["categories"].reverse() or c["categories"][0].update(name="x"), "the classes are read as x"),
        ],
    )
    def test_a_change_is_told(self, coco_file, dataset, class_names, change, problem):
        report = verify_coco(of(changed(coco_file, change).parent), dataset, class_names)
        assert problem in " ".join(report.problems)

    def test_only_the_first_twenty_problems_are_told(self, coco_file, dataset, class_names):
        many = [AnnotatedImage(f"{i}.png", 1, 1) for i in range(50)]
        assert len(verify_coco(of(coco_file.parent), [*dataset, *many], class_names).problems) == 20

    @pytest.mark.parametrize("content", ["", "[]", "{", '{"images": 3}'])
    def test_a_file_that_is_no_coco_file_is_named(self, tmp_path, class_names, content):
        (tmp_path / "annotations.json").write_text(content)
        with pytest.raises(DatasetError, match=r"annotations\.json cannot be read as a COCO file"):
            verify_coco(of(tmp_path), [], class_names)

    def test_without_objects_there_is_no_iou(self, tmp_path):
        write_coco([AnnotatedImage("a.png", 3, 3)], ["cat"], tmp_path)
        report = verify_coco(of(tmp_path), [AnnotatedImage("a.png", 3, 3)], ["cat"])
        assert (report.images, report.lowest_iou, report.problems) == (1, None, ())


class TestYolo:
    def test_what_was_written_agrees(self, yolo_folder, dataset):
        report = verify_yolo(of(yolo_folder), dataset, "segment")
        assert (report.images, report.objects, report.problems) == (3, 15, ())
        assert 0.999 < report.lowest_iou < 1

    def test_boxes_agree(self, tmp_path, dataset, class_names):
        write_yolo(dataset, class_names, tmp_path, task="detect", pictures="leave")
        report = verify_yolo(of(tmp_path), dataset, "detect")
        assert (report.objects, report.problems) == (15, ())
        assert (report.lowest_iou, report.lowest_box_iou) == (None, pytest.approx(1, abs=0.001))

    def test_oriented_boxes_hold_their_objects(self, tmp_path, dataset, class_names):
        write_yolo(dataset, class_names, tmp_path, task="obb", pictures="leave")
        report = verify_yolo(of(tmp_path), dataset, "obb")
        assert (report.objects, report.problems) == (15, ())
        assert (report.lowest_iou, report.lowest_box_iou) == (None, 1)

    @pytest.mark.parametrize("task", ["detect", "segment", "obb"])
    @pytest.mark.parametrize("row", ["0 0.5 0.5 1 1", "0 0 0 1 0 1 1", "0 0 0 1 0 1 1 0 1"], ids=["box", "3", "4"])
    def test_a_row_of_another_task_is_told(self, tmp_path, task, row):
        image = AnnotatedImage("a.png", 20, 20, (Annotation("cat", Rle.from_mask(np.ones((20, 20), dtype=bool))),))
        write_yolo([image], ["cat"], tmp_path, task=task, pictures="leave")
        (tmp_path / "labels" / "train" / "a.txt").write_text(row)
        coordinates = len(row.split()) - 1
        fits = coordinates >= 6 if task == "segment" else coordinates == {"detect": 4, "obb": 8}[task]
        told = " ".join(verify_yolo(of(tmp_path), [image], task).problems)
        assert ("it has a row that is none" in told) is not fits

    @pytest.mark.parametrize(
        "row",
        ["0 0 0 0.9 0 0.9 1 0 1", "0 0.45 0.5 0.9 1", "0 0 0 1 0 1 1", "0 0 0 2 0 2 2 0 2"],
        ids=["too small", "upright", "three corners", "too large"],
    )
    def test_an_oriented_box_that_does_not_fit_is_told(self, tmp_path, class_names, row):
        image = AnnotatedImage("a.png", 20, 20, (Annotation("cat", Rle.from_mask(np.ones((20, 20), dtype=bool))),))
        write_yolo([image], class_names, tmp_path, task="obb", pictures="leave")
        (tmp_path / "labels" / "train" / "a.txt").write_text(row)
        assert verify_yolo(of(tmp_path), [image], "obb").problems

    def test_an_oriented_box_of_a_small_object_in_a_large_picture_is_no_larger_than_the_upright_one(self, tmp_path):
        mask = Rle.from_crop(np.ones((3, 4), dtype=bool), 29, 69, 3024, 4032)
        image = AnnotatedImage("a.png", 4032, 3024, (Annotation("cat", mask),))
        write_yolo([image], ["cat"], tmp_path, task="obb", pictures="leave")
        assert verify_yolo(of(tmp_path), [image], "obb").problems == ()

    def test_renamed_pictures_are_found_by_their_new_names(self, tmp_path):
        mask = Rle.from_mask(np.ones((5, 5), dtype=bool))
        images = [AnnotatedImage("a.jpg", 5, 5), AnnotatedImage("a.png", 5, 5, (Annotation("cat", mask),))]
        report = write_yolo(images, ["cat"], tmp_path, pictures="leave")
        assert not verify_yolo(of(tmp_path, renamed=report.renamed), images, "segment").problems
        assert verify_yolo(of(tmp_path), images, "segment").problems == ("a.png: 0 objects are read instead of 1.",)

    @pytest.mark.parametrize(
        ("row", "problem"),
        [
            ("1 0 0 1 0 1 1 0 1", "object 1 is read as 'Hündin 🐕' instead of 'cat'"),
            ("7 0 0 1 0 1 1 0 1", "object 1 is read as None instead of 'cat'"),
            ("0 0 0 0.9 0 0.9 1 0 1", "object 1 (cat) is read with an IoU of 0.9000 only"),
            ("0 0.5 0.5 1 1", "it has a row that is none"),
            ("0 0 0 1 0 1 1 0 1\n0 0 0 1 0 1 1 0 1", "2 objects are read instead of 1"),
            ("", "0 objects are read instead of 1"),
            ("0 0 0 one", "it has a row that is none"),
            ("0 0 0 1 0 1 1 0", "it has a row that is none"),
            ("0 0 0", "it has a row that is none"),
        ],
    )
    def test_a_change_is_told(self, tmp_path, class_names, row, problem):
        image = AnnotatedImage("a.png", 20, 20, (Annotation("cat", Rle.from_mask(np.ones((20, 20), dtype=bool))),))
        write_yolo([image], class_names, tmp_path, pictures="leave")
        (tmp_path / "labels" / "train" / "a.txt").write_text(row)
        assert problem in " ".join(verify_yolo(of(tmp_path), [image], "segment").problems)

    @pytest.mark.parametrize("task", ["detect", "segment", "obb"])
    @pytest.mark.parametrize(("x", "y"), [(0, 0), (3333, 4567), (7999, 5999), (4001, 2999)])
    def test_a_single_pixel_of_a_large_picture_agrees(self, tmp_path, task, x, y):
        pixel = Rle.from_crop(np.ones((1, 1), dtype=bool), x, y, 6000, 8000)
        image = AnnotatedImage("a.png", 8000, 6000, (Annotation("cat", pixel),))
        write_yolo([image], ["cat"], tmp_path, task=task, pictures="leave")
        report = verify_yolo(of(tmp_path), [image], task)
        assert report.problems == ()
        assert (report.lowest_iou or report.lowest_box_iou) > 0.995

    def test_a_missing_label_file_is_named(self, yolo_folder, dataset):
        (yolo_folder / "labels" / "train" / "none.txt").unlink()
        with pytest.raises(DatasetError, match=r"none\.txt cannot be read"):
            verify_yolo(of(yolo_folder), dataset, "segment")
