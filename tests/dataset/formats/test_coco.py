"""COCO files hold every object exactly, as four programs read them."""

import contextlib
import io
import json

import faster_coco_eval
import numpy as np
import pytest
from labelformat.formats.coco import COCOInstanceSegmentationInput, COCOObjectDetectionInput
from pycocotools import mask as coco_mask
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

from sam3_studio.core.annotation import AnnotatedImage, Annotation
from sam3_studio.core.contour import trace_contours
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.rle import Rle
from sam3_studio.dataset.formats.coco import write_coco
from sam3_studio.dataset.formats.coco_rle import compressed_counts

SQUARE = Rle.from_crop(np.ones((4, 4), dtype=bool), 1, 2, 10, 20)


def silently(function, *arguments):
    with contextlib.redirect_stdout(io.StringIO()):
        return function(*arguments)


def written(folder):
    return json.loads((folder / "annotations.json").read_text("utf-8"))


def packed(mask):
    return coco_mask.encode(np.asfortranarray(mask.to_mask(), dtype=np.uint8))


def as_bytes(rle):
    """pycocotools hands run lengths on as the file has them, as text, and packs its own as bytes."""
    counts = rle["counts"]
    return {**rle, "counts": counts.encode() if isinstance(counts, str) else counts}


@pytest.fixture(params=["auto", "rle"])
def folder(request, tmp_path, dataset, class_names):
    write_coco(iter(dataset), class_names, tmp_path, segmentation=request.param)
    return tmp_path


@pytest.mark.slow
class TestReaders:
    @pytest.mark.parametrize("reader", [COCO, faster_coco_eval.COCO])
    def test_pycocotools_and_faster_coco_eval_read_every_pixel(self, folder, dataset, class_names, reader):
        coco = silently(reader, str(folder / "annotations.json"))
        assert [entry["file_name"] for entry in coco.loadImgs(coco.getImgIds())] == [image.path for image in dataset]
        for image_id, image in zip(coco.getImgIds(), dataset, strict=True):
            read = coco.loadAnns(coco.getAnnIds(imgIds=image_id))
            for entry, annotation in zip(read, image.annotations, strict=True):
                assert as_bytes(coco.annToRLE(entry)) == packed(annotation.mask)
                assert coco.loadCats(entry["category_id"])[0]["name"] == annotation.label
        assert [category["name"] for category in coco.loadCats(coco.getCatIds())] == list(class_names)

    def test_supervision_reads_large_objects_closely(self, folder, dataset, image_root, class_names, supervision):
        read = supervision.DetectionDataset.from_coco(
            str(image_root), str(folder / "annotations.json"), force_masks=True
        )
        assert read.classes == list(class_names)
        detections = read.annotations[str(image_root / "large.png")]
        for mask, box, class_id, annotation in zip(
            detections.mask, detections.xyxy, detections.class_id, dataset[0].annotations, strict=True
        ):
            assert Rle.from_mask(mask).iou(annotation.mask) >= 0.99
            assert tuple(box) == annotation.mask.box.as_tuple()
            assert class_names[class_id] == annotation.label

    def test_supervision_adds_the_pixels_to_the_right_and_below(
        self, tmp_path, dataset, image_root, class_names, supervision
    ):
        """Its own way to paint polygons, see the fixture: nothing is missing, nothing lies farther off."""
        write_coco(dataset, class_names, tmp_path)
        read = supervision.DetectionDataset.from_coco(
            str(image_root), str(tmp_path / "annotations.json"), force_masks=True
        )
        compared = 0
        for image in dataset[:2]:
            masks = read.annotations[str(image_root / image.path)].mask
            for mask, annotation in zip(masks, image.annotations, strict=True):
                if trace_contours(annotation.mask).holes:
                    continue
                truth = np.pad(annotation.mask.to_mask(), ((1, 0), (1, 0)))
                grown = truth[1:, 1:] | truth[:-1, 1:] | truth[1:, :-1] | truth[:-1, :-1]
                assert (mask >= truth[1:, 1:]).all()
                assert (mask <= grown).all()
                compared += 1
        assert compared == 10

    def test_supervision_reads_run_lengths_exactly(self, tmp_path, dataset, image_root, class_names, supervision):
        write_coco(dataset, class_names, tmp_path, segmentation="rle")
        read = supervision.DetectionDataset.from_coco(
            str(image_root), str(tmp_path / "annotations.json"), force_masks=True
        )
        for image in dataset[:2]:
            masks = read.annotations[str(image_root / image.path)].mask
            assert [Rle.from_mask(mask) for mask in masks] == [a.mask for a in image.annotations]
        assert len(read.annotations[str(image_root / "none.png")]) == 0

    def test_labelformat_reads_the_polygons_of_objects_without_holes(self, tmp_path, dataset, class_names):
        """It takes run lengths for crowds only, so it is given what `auto` writes as polygons."""
        write_coco(dataset, class_names, tmp_path)
        content = written(tmp_path)
        content["annotations"] = [a for a in content["annotations"] if isinstance(a["segmentation"], list)]
        (tmp_path / "polygons.json").write_text(json.dumps(content), "utf-8")
        masks = [annotation.mask for image in dataset for annotation in image.annotations]
        read = [
            entry
            for label in COCOInstanceSegmentationInput(tmp_path / "polygons.json").get_labels()
            for entry in label.objects
        ]
        assert len(read) == len(content["annotations"]) > 8
        for entry, source in zip(read, content["annotations"], strict=True):
            rings = [[value for point in ring for value in point] for ring in entry.segmentation.polygons]
            filled = coco_mask.merge(coco_mask.frPyObjects(rings, 480, 640))
            assert filled == packed(masks[source["id"] - 1])
            assert entry.category.name == class_names[source["category_id"] - 1]

    def test_labelformat_reads_the_boxes_and_scores(self, folder, dataset):
        read = list(COCOObjectDetectionInput(folder / "annotations.json").get_labels())
        assert [label.image.filename for label in read] == [image.path for image in dataset]
        for label, image in zip(read, dataset, strict=True):
            for entry, annotation in zip(label.objects, image.annotations, strict=True):
                box = entry.box
                assert (box.xmin, box.ymin, box.xmax, box.ymax) == annotation.mask.box.as_tuple()
                assert entry.confidence == annotation.score

    def test_perfect_predictions_score_1(self, tmp_path, dataset, class_names):
        """With annotation ids from 0 they would not: pycocotools takes the first match for none."""
        write_coco(dataset, class_names, tmp_path)
        truth = silently(COCO, str(tmp_path / "annotations.json"))
        found = [{**entry, "score": 0.9} for entry in truth.dataset["annotations"]]
        evaluation = silently(COCOeval, truth, silently(truth.loadRes, found), "segm")
        for step in (evaluation.evaluate, evaluation.accumulate, evaluation.summarize):
            silently(step)
        assert evaluation.stats[0] == pytest.approx(1)


class TestFields:
    def test_ids_count_from_1_without_gaps(self, folder, dataset):
        content = written(folder)
        assert [entry["id"] for entry in content["images"]] == [1, 2, 3]
        assert [entry["id"] for entry in content["categories"]] == [1, 2]
        objects = sum(len(image.annotations) for image in dataset)
        assert [entry["id"] for entry in content["annotations"]] == list(range(1, objects + 1))

    def test_every_part_of_the_format_is_there(self, folder):
        content = written(folder)
        assert set(content) == {"info", "licenses", "images", "annotations", "categories"}
        assert all(category["supercategory"] not in ("", "none") for category in content["categories"])

    def test_boxes_are_tight_floats_and_areas_are_pixels(self, folder, dataset):
        masks = [annotation.mask for image in dataset for annotation in image.annotations]
        for entry, mask in zip(written(folder)["annotations"], masks, strict=True):
            box = mask.box
            assert entry["bbox"] == [box.x1, box.y1, box.width, box.height]
            assert all(isinstance(value, float) for value in entry["bbox"])
            assert entry["area"] == mask.area
            assert entry["iscrowd"] == 0

    def test_only_objects_with_a_score_have_one(self, folder):
        scores = [entry.get("score") for entry in written(folder)["annotations"]]
        assert scores == [None] * 7 + [0.875, None] * 4

    def test_auto_writes_polygons_unless_there_is_a_hole(self, tmp_path, dataset, class_names):
        write_coco(dataset, class_names, tmp_path)
        kinds = [type(entry["segmentation"]) for entry in written(tmp_path)["annotations"]]
        assert kinds == [list, list, dict, dict, list, dict, list, list, dict, list, list, dict, list, list, list]

    def test_each_part_is_a_polygon_of_at_least_three_corners(self, tmp_path, dataset, class_names):
        write_coco(dataset, class_names, tmp_path)
        parts = [entry["segmentation"] for entry in written(tmp_path)["annotations"]]
        assert len(parts[4]) == 2
        assert all(len(ring) >= 6 for part in parts if isinstance(part, list) for ring in part)

    def test_rle_writes_run_lengths_only(self, tmp_path, dataset, class_names):
        write_coco(dataset, class_names, tmp_path, segmentation="rle")
        for entry in written(tmp_path)["annotations"]:
            assert entry["segmentation"]["size"] == [480, 640]
            assert entry["segmentation"]["counts"].isascii()

    def test_run_lengths_are_packed_as_pycocotools_packs_them(self):
        runs = [0, 1, 15, 16, 17, 31, 32, 1, 1000, 5, 40_000, 3, 2_000_000_000, 1, 1_000_000_000, 7, 1]
        mask = Rle.from_counts(1, sum(runs), runs)
        expected = coco_mask.frPyObjects({"size": [1, sum(runs)], "counts": runs}, 1, sum(runs))
        assert compressed_counts(mask) == expected["counts"].decode()


class TestReport:
    def test_it_counts_pictures_and_objects(self, tmp_path, dataset, class_names):
        report = write_coco(dataset, class_names, tmp_path)
        assert (report.folder, report.images, report.objects, report.skipped) == (tmp_path, 3, 15, ())

    def test_an_object_without_a_pixel_is_left_out_and_reported(self, tmp_path):
        image = AnnotatedImage("a.png", 20, 10, (Annotation("cat", Rle.empty(10, 20)), Annotation("cat", SQUARE)))
        report = write_coco([image], ["cat"], tmp_path)
        assert report.objects == len(written(tmp_path)["annotations"]) == 1
        assert [(s.image, s.label, s.reason) for s in report.skipped] == [("a.png", "cat", "its mask has no pixel")]


class TestFiles:
    def test_a_dataset_without_pictures_is_a_valid_file(self, tmp_path):
        write_coco([], ["cat"], tmp_path / "new" / "folder")
        assert written(tmp_path / "new" / "folder")["images"] == []

    def test_writing_again_gives_the_same_bytes(self, tmp_path, dataset, class_names):
        write_coco(dataset, class_names, tmp_path)
        before = (tmp_path / "annotations.json").read_bytes()
        write_coco(dataset, class_names, tmp_path)
        assert (tmp_path / "annotations.json").read_bytes() == before

    def test_a_run_that_breaks_off_leaves_the_file_of_the_run_before(self, tmp_path, dataset, class_names):
        write_coco(dataset, class_names, tmp_path)
        before = (tmp_path / "annotations.json").read_bytes()

        def breaking_off():
            yield dataset[0]
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            write_coco(breaking_off(), class_names, tmp_path)
        assert (tmp_path / "annotations.json").read_bytes() == before
        assert sorted(path.name for path in tmp_path.iterdir()) == [".sam3-studio.jsonl", "annotations.json"]

    def test_the_file_of_another_program_is_not_replaced(self, tmp_path):
        (tmp_path / "annotations.json").write_text('{"images": []}')
        with pytest.raises(DatasetError, match="was not written by this program; choose another output folder"):
            write_coco([], ["cat"], tmp_path)
        assert (tmp_path / "annotations.json").read_text() == '{"images": []}'

    @pytest.mark.parametrize(
        "theirs",
        [
            '{"info": {"description": "made with sam3-studio"}, "images": []}',
            '{\n"info": {"description": "made with sam3-studio 1"},\n"images": []}',
            '{\n"categories": [{"contributor": "sam3-studio 1"}],\n"images": []}',
            "{\n",
            "",
        ],
    )
    def test_a_file_that_only_speaks_of_this_program_is_not_replaced(self, tmp_path, theirs):
        (tmp_path / "annotations.json").write_text(theirs)
        with pytest.raises(DatasetError, match="was not written by this program; choose another output folder"):
            write_coco([], ["cat"], tmp_path)
        assert (tmp_path / "annotations.json").read_text() == theirs

    def test_a_file_that_a_person_edited_is_kept_under_another_name(self, tmp_path):
        path = tmp_path / "annotations.json"
        for number in (1, 2):
            write_coco([], ["cat"], tmp_path)
            path.write_text(json.dumps(written(tmp_path) | {"mine": number}, indent=2))
            mine = path.read_text()
            report = write_coco([AnnotatedImage("a.png", 20, 10)], ["cat"], tmp_path)
            (note,) = report.notes
            assert note.endswith(f"edited since it was written; that version is now annotations.edited-{number}.json.")
            assert (tmp_path / f"annotations.edited-{number}.json").read_text() == mine
            assert written(tmp_path)["images"][0]["file_name"] == "a.png"

    def test_without_its_record_a_file_of_this_program_counts_as_edited(self, tmp_path):
        write_coco([], ["cat"], tmp_path)
        (tmp_path / ".sam3-studio.jsonl").unlink()
        assert write_coco([], ["cat"], tmp_path).notes == ()
        (tmp_path / ".sam3-studio.jsonl").unlink()
        assert "annotations.edited-1.json" in write_coco([], ["dog"], tmp_path).notes[0]

    def test_a_file_that_nobody_edited_is_replaced(self, tmp_path):
        write_coco([], ["cat"], tmp_path)
        assert write_coco([], ["dog"], tmp_path).notes == ()
        assert sorted(path.name for path in tmp_path.iterdir()) == [".sam3-studio.jsonl", "annotations.json"]

    def test_a_folder_that_is_a_file_is_refused(self, tmp_path):
        (tmp_path / "out").write_text("")
        with pytest.raises(DatasetError, match=r"cannot be (read|written)"):
            write_coco([], ["cat"], tmp_path / "out")

    def test_names_of_any_language_are_read_whatever_the_encoding_of_the_system(self, tmp_path):
        write_coco([AnnotatedImage("中文/é 🐕\u202f1.png", 20, 10)], ["Katze (süß)"], tmp_path)
        content = (tmp_path / "annotations.json").read_bytes()
        assert content.isascii()  # as systems whose encoding is not UTF-8 read it
        assert json.loads(content)["images"][0]["file_name"] == "中文/é 🐕\u202f1.png"


class TestRefusal:
    @pytest.mark.parametrize(
        "name",
        ["../a.png", "s/../../a.png", "/etc/a.png", "C:/a.png", "c:a.png", "s\\a.png", "", ".", "./a.png", "a//b.png"],
    )
    def test_a_name_that_leaves_the_folder_is_refused(self, tmp_path, name):
        with pytest.raises(DatasetError, match="does not stay inside the dataset's folder"):
            write_coco([AnnotatedImage(name, 20, 10)], ["cat"], tmp_path)
        assert not list(tmp_path.iterdir())

    def test_a_name_that_is_no_unicode_is_refused(self, tmp_path):
        with pytest.raises(DatasetError, match="not valid Unicode; rename the file"):
            write_coco([AnnotatedImage("caf\udce9.png", 20, 10)], ["cat"], tmp_path)

    def test_a_class_that_is_not_listed_is_refused(self, tmp_path):
        with pytest.raises(DatasetError, match=r"a\.png has an object of the class 'dog', which is not among"):
            write_coco([AnnotatedImage("a.png", 20, 10, (Annotation("dog", SQUARE),))], ["cat"], tmp_path)

    def test_a_mask_of_another_size_is_refused(self, tmp_path):
        with pytest.raises(DatasetError, match=r"a\.png is 10 x 20, but a mask of it is 20 x 10"):
            write_coco([AnnotatedImage("a.png", 10, 20, (Annotation("cat", SQUARE),))], ["cat"], tmp_path)

    def test_a_picture_given_twice_is_refused(self, tmp_path):
        with pytest.raises(DatasetError, match=r"a\.png is there twice"):
            write_coco([AnnotatedImage("a.png", 20, 10)] * 2, ["cat"], tmp_path)

    @pytest.mark.parametrize(
        ("class_names", "reason"),
        [
            ([], "at least one class"),
            ([""], "empty"),
            (["cat "], "blank"),
            (["a\nb"], "one line"),
            (["cat", "cat"], "listed twice"),
        ],
    )
    def test_class_names_that_no_format_can_hold_are_refused(self, tmp_path, class_names, reason):
        with pytest.raises(DatasetError, match=reason):
            write_coco([], class_names, tmp_path)
