"""YOLO rows hold every object in one ring, as three programs read them."""

import shutil

import numpy as np
import pytest
import yaml
from labelformat.formats.yolov8 import YOLOv8InstanceSegmentationInput, YOLOv8ObjectDetectionInput
from pycocotools import mask as coco_mask
from yolo_tools import SQUARE, files_in, rows, save_picture

from sam3_studio.core.annotation import AnnotatedImage, Annotation
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.oriented_box import oriented_box
from sam3_studio.core.raster import rle_from_rings
from sam3_studio.core.rle import Rle
from sam3_studio.dataset.formats.yolo import write_yolo


def read_by_ultralytics(rows):
    """How many of a file's rows it keeps, as its `verify_image_label` does."""
    read = [np.array(row, dtype=np.float32) for row in rows]
    if any(len(row) > 6 for row in read):
        edges = [(row[0], row[1::2].min(), row[2::2].min(), row[1::2].max(), row[2::2].max()) for row in read]
        read = [[c, (x1 + x2) / 2, (y1 + y2) / 2, x2 - x1, y2 - y1] for c, x1, y1, x2, y2 in edges]
    return len(np.unique(np.array(read, dtype=np.float32), axis=0))


def as_lists(path):
    return yaml.safe_load(path.read_text("utf-8"))


@pytest.fixture(scope="session")
def written(tmp_path_factory, dataset, class_names, image_root):
    """The dataset, written once for all tests."""
    root = tmp_path_factory.mktemp("written") / "yolo"
    write_yolo(iter(dataset), class_names, root, image_root=image_root)
    return root


@pytest.fixture
def folder(tmp_path, written):
    """A copy for one test to do as it likes with."""
    shutil.copytree(written, tmp_path, dirs_exist_ok=True)
    return tmp_path


@pytest.mark.slow
class TestReaders:
    def test_pycocotools_fills_every_row_to_the_mask(self, folder, dataset, class_names):
        for image in dataset:
            read = rows(folder, image.path.replace(".png", ".txt"))
            for row, annotation in zip(read, image.annotations, strict=True):
                ring = (np.array(row[1:], dtype=float).reshape(-1, 2) * (image.width, image.height)).ravel().tolist()
                filled = coco_mask.frPyObjects([ring], image.height, image.width)[0]
                counts = annotation.mask.counts.tolist()
                expected = coco_mask.frPyObjects({"size": filled["size"], "counts": counts}, image.height, image.width)
                assert coco_mask.iou([filled], [expected], [0])[0, 0] >= 0.99
                assert class_names[int(row[0])] == annotation.label

    def test_labelformat_reads_rings_that_fill_to_the_mask(self, folder, dataset):
        """It hands on the corners as numbers; the pixels whose centres lie inside are the object's."""
        labels = {
            label.image.filename: label
            for label in YOLOv8InstanceSegmentationInput(folder / "data.yaml", "train").get_labels()
        }
        assert set(labels) == {image.path for image in dataset}
        for image in dataset:
            for entry, annotation in zip(labels[image.path].objects, image.annotations, strict=True):
                (ring,) = entry.segmentation.polygons
                assert rle_from_rings([np.array(ring)], image.height, image.width).iou(annotation.mask) >= 0.99
                assert entry.category.name == annotation.label

    def test_supervision_reads_large_objects_closely(self, folder, dataset, class_names, supervision):
        read = supervision.DetectionDataset.from_yolo(
            str(folder / "images" / "train"), str(folder / "labels" / "train"), str(folder / "data.yaml")
        )
        assert read.classes == list(class_names)
        detections = read.annotations[str(folder / "images" / "train" / "large.png")]
        for mask, class_id, annotation in zip(
            detections.mask, detections.class_id, dataset[0].annotations, strict=True
        ):
            assert Rle.from_mask(mask).iou(annotation.mask) >= 0.99
            assert class_names[class_id] == annotation.label

    @pytest.mark.parametrize("holed", [True, False])
    def test_supervision_reads_small_objects_closely_beside_a_larger_picture(self, tmp_path, supervision, holed):
        """What it paints around an object, see the fixture, is thinner where the same picture is 32 times as large."""
        mask = np.zeros((48, 64), dtype=bool)
        mask[5:30, 4:29] = mask[9:20, 40:55] = mask[40:43, 30:60] = True
        mask[12:20, 10:16] = not holed
        image = AnnotatedImage("a.png", 64, 48, (Annotation("cat", Rle.from_mask(mask)),))
        write_yolo([image], ["cat"], tmp_path, pictures="leave")
        save_picture(tmp_path / "images" / "train" / "a.png", (64 * 32, 48 * 32))
        read = supervision.DetectionDataset.from_yolo(
            str(tmp_path / "images" / "train"), str(tmp_path / "labels" / "train"), str(tmp_path / "data.yaml")
        )
        (filled,) = read.annotations[str(tmp_path / "images" / "train" / "a.png")].mask
        truth = mask.repeat(32, axis=0).repeat(32, axis=1)
        assert Rle.from_mask(filled).iou(Rle.from_mask(truth)) >= 0.99

    def test_labelformat_reads_tight_boxes(self, tmp_path, dataset, class_names, image_root):
        write_yolo(dataset, class_names, tmp_path, task="detect", image_root=image_root)
        labels = {
            label.image.filename: label
            for label in YOLOv8ObjectDetectionInput(tmp_path / "data.yaml", "train").get_labels()
        }
        for image in dataset:
            for entry, annotation in zip(labels[image.path].objects, image.annotations, strict=True):
                box = entry.box
                read = (box.xmin, box.ymin, box.xmax, box.ymax)
                assert read == pytest.approx(annotation.mask.box.as_tuple(), abs=0.001)
                assert entry.category.name == annotation.label

    def test_supervision_reads_tight_boxes(self, tmp_path, dataset, class_names, image_root, supervision):
        write_yolo(dataset, class_names, tmp_path, task="detect", image_root=image_root)
        read = supervision.DetectionDataset.from_yolo(
            str(tmp_path / "images" / "train"), str(tmp_path / "labels" / "train"), str(tmp_path / "data.yaml")
        )
        for image in dataset[:2]:
            detections = read.annotations[str(tmp_path / "images" / "train" / image.path)]
            assert detections.mask is None
            boxes = [annotation.mask.box.as_tuple() for annotation in image.annotations]
            assert np.allclose(detections.xyxy, boxes, atol=0.001)

    def test_supervision_reads_oriented_boxes(self, tmp_path, dataset, class_names, image_root, supervision):
        write_yolo(dataset, class_names, tmp_path, task="obb", image_root=image_root)
        read = supervision.DetectionDataset.from_yolo(
            str(tmp_path / "images" / "train"),
            str(tmp_path / "labels" / "train"),
            str(tmp_path / "data.yaml"),
            is_obb=True,
        )
        for image in dataset[:2]:
            corners = read.annotations[str(tmp_path / "images" / "train" / image.path)].data["xyxyxyxy"]
            expected = [oriented_box(annotation.mask) for annotation in image.annotations]
            assert np.allclose(corners, expected, atol=0.01)


class TestRows:
    def test_there_is_one_row_for_each_object(self, folder, dataset):
        for image in dataset:
            assert len(rows(folder, image.path.replace(".png", ".txt"))) == len(image.annotations)

    def test_a_picture_without_objects_has_an_empty_file(self, folder):
        assert (folder / "labels" / "train" / "none.txt").read_bytes() == b""

    def test_coordinates_are_pairs_of_shares_with_six_decimals(self, folder):
        for row in rows(folder, "large.txt") + rows(folder, "small.txt"):
            assert len(row) >= 7
            assert len(row) % 2 == 1
            assert all(0 <= float(value) <= 1 for value in row[1:])
            assert all(len(value.partition(".")[2]) == 6 for value in row[1:])

    def test_rings_stay_below_the_thousand_corners_to_which_ultralytics_resamples(self, folder):
        assert max(len(row) for row in rows(folder, "large.txt")) <= 1 + 2 * 900

    def test_boxes_are_centre_and_size(self, tmp_path):
        image = AnnotatedImage("a.png", 20, 10, (Annotation("cat", SQUARE),))
        write_yolo([image], ["cat"], tmp_path, task="detect", pictures="leave")
        assert rows(tmp_path, "a.txt") == [["0", "0.150000", "0.400000", "0.200000", "0.400000"]]

    def test_a_square_is_its_four_corners(self, tmp_path):
        image = AnnotatedImage("a.png", 20, 10, (Annotation("cat", SQUARE),))
        write_yolo([image], ["cat"], tmp_path, pictures="leave")
        corners = "0.050000 0.200000 0.250000 0.200000 0.250000 0.600000 0.050000 0.600000"
        assert rows(tmp_path, "a.txt") == [["0", *corners.split()]]


class TestIndex:
    def test_classes_keep_their_order(self, folder, class_names):
        content = as_lists(folder / "data.yaml")
        assert content["names"] == dict(enumerate(class_names))
        assert content["nc"] == len(class_names)
        assert (folder / "classes.txt").read_text("utf-8").splitlines() == list(class_names)

    def test_both_splits_are_there_and_lead_to_the_pictures(self, folder):
        content = as_lists(folder / "data.yaml")
        assert (folder / content["train"] / "large.png").is_file()
        assert (folder / content["val"] / "large.png").is_file()

    def test_no_path_ties_the_dataset_to_this_place(self, folder):
        """Ultralytics takes "." for the folder it was started in, and the file's own folder where there is no path."""
        assert "path" not in as_lists(folder / "data.yaml")

    @pytest.mark.parametrize(
        "name", ['"quoted"', "a: b # c", "no", "1.5", "- x", "{a}", "back\\slash", "👩\u200d🚀", "ü"]
    )
    def test_class_names_of_any_characters_are_read_back(self, tmp_path, name):
        write_yolo([], [name, "other"], tmp_path, pictures="leave")
        assert as_lists(tmp_path / "data.yaml")["names"][0] == name


class TestReport:
    def test_it_counts_and_tells_the_lowest_iou(self, tmp_path, dataset, class_names):
        report = write_yolo(dataset, class_names, tmp_path, pictures="leave")
        assert (report.folder, report.images, report.objects, report.skipped) == (tmp_path, 3, 15, ())
        assert 0.99 <= report.lowest_iou < 1

    def test_boxes_have_no_iou_with_masks(self, tmp_path, dataset, class_names):
        assert write_yolo(dataset, class_names, tmp_path, task="detect", pictures="leave").lowest_iou is None

    @pytest.mark.parametrize("task", ["segment", "detect", "obb"])
    def test_objects_that_ultralytics_takes_for_one_are_written_and_counted(self, tmp_path, task):
        frame = np.ones((8, 8), dtype=bool)
        frame[2:6, 2:6] = False
        filled = np.ones((8, 8), dtype=bool)
        slash, backslash = np.eye(8, dtype=bool)[::-1], np.eye(8, dtype=bool)
        shapes = [("cat", frame), ("cat", filled), ("dog", filled), ("dog", slash), ("dog", backslash), ("cat", frame)]
        objects = tuple(Annotation(label, Rle.from_crop(shape, 1, 1, 10, 20)) for label, shape in shapes)
        moved = Annotation("cat", Rle.from_crop(frame, 2, 1, 10, 20))
        images = [AnnotatedImage(name, 20, 10, (*objects, moved)) for name in ("a.png", "b.png")]
        report = write_yolo(images, ["cat", "dog"], tmp_path, task=task, pictures="leave")
        read = [read_by_ultralytics(rows(tmp_path, name)) for name in ("a.txt", "b.txt")]
        assert report.objects == 14
        assert report.changes.twins == 14 - sum(read) > 0

    def test_an_object_without_a_pixel_is_left_out_and_reported(self, tmp_path):
        image = AnnotatedImage("a.png", 20, 10, (Annotation("cat", Rle.empty(10, 20)), Annotation("cat", SQUARE)))
        report = write_yolo([image], ["cat"], tmp_path, pictures="leave")
        assert report.objects == len(rows(tmp_path, "a.txt")) == 1
        assert [(s.image, s.reason) for s in report.skipped] == [("a.png", "its mask has no pixel")]


@pytest.mark.slow
class TestAgain:
    def test_nothing_is_written_where_nothing_changes(self, folder, dataset, class_names, image_root):
        before = {path: path.stat().st_ino for path in folder.rglob("*")}
        write_yolo(dataset, class_names, folder, image_root=image_root)
        assert {path: path.stat().st_ino for path in folder.rglob("*")} == before

    def test_new_labels_replace_old_ones_and_those_of_pictures_no_longer_listed_go(self, tmp_path):
        first = AnnotatedImage("a.png", 20, 10, (Annotation("cat", SQUARE),))
        write_yolo([first, AnnotatedImage("b.png", 20, 10)], ["cat"], tmp_path, pictures="leave")
        (tmp_path / "notes.txt").write_text("mine")
        write_yolo([AnnotatedImage("a.png", 20, 10)], ["cat"], tmp_path, pictures="leave")
        assert rows(tmp_path, "a.txt") == []
        kept = [".sam3-studio.jsonl", "classes.txt", "data.yaml", "labels/train/a.txt", "notes.txt"]
        assert files_in(tmp_path) == kept

    def test_a_run_that_breaks_off_can_be_run_again(self, tmp_path, dataset, class_names, image_root):
        def breaking_off():
            yield dataset[0]
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            write_yolo(breaking_off(), class_names, tmp_path, image_root=image_root)
        report = write_yolo(dataset, class_names, tmp_path, image_root=image_root)
        assert report.objects == 15
        assert not [name for name in files_in(tmp_path) if name.endswith(".tmp")]

    def test_a_manifest_that_cannot_be_read_is_refused(self, tmp_path):
        (tmp_path / ".sam3-studio.jsonl").write_text("[]")
        with pytest.raises(DatasetError, match=r"\.sam3-studio\.jsonl cannot be read"):
            write_yolo([], ["cat"], tmp_path, pictures="leave")

    def test_classes_may_be_added_at_the_end(self, tmp_path):
        write_yolo([], ["cat"], tmp_path, pictures="leave")
        write_yolo([], ["cat", "dog"], tmp_path, pictures="leave")
        assert as_lists(tmp_path / "data.yaml")["nc"] == 2

    @pytest.mark.parametrize("class_names", [["dog", "cat"], ["dog"], ["dog", "cat", "cow"]])
    def test_classes_that_would_get_other_numbers_are_refused(self, tmp_path, class_names):
        write_yolo([], ["cat", "dog"], tmp_path, pictures="leave")
        with pytest.raises(DatasetError, match="labels for the classes cat, dog, whose numbers would change"):
            write_yolo([], class_names, tmp_path, pictures="leave")

    def test_an_index_whose_comments_a_tool_has_dropped_stays_and_the_dataset_is_written_on(self, tmp_path):
        write_yolo([], ["cat"], tmp_path, pictures="leave")
        edited = yaml.safe_dump(as_lists(tmp_path / "data.yaml"))
        (tmp_path / "data.yaml").write_text(edited)
        for _ in range(2):  # what is edited is known for good
            report = write_yolo([AnnotatedImage("a.png", 20, 10)], ["cat"], tmp_path, pictures="leave")
            assert "data.yaml was edited since and stays as it is." in report.notes
        assert (tmp_path / "data.yaml").read_text() == edited
        assert rows(tmp_path, "a.txt") == []

    @pytest.mark.parametrize("name", ["data.yaml", "classes.txt", "labels/a.txt"])
    def test_the_dataset_of_another_program_is_not_touched(self, tmp_path, name):
        (tmp_path / "labels").mkdir()
        (tmp_path / name).write_text("theirs")
        with pytest.raises(DatasetError, match="holds a dataset that this program did not write"):
            write_yolo([AnnotatedImage("a.png", 20, 10)], ["cat"], tmp_path, pictures="leave")
        assert files_in(tmp_path) == [name]
