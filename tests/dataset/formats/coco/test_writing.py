"""COCO files hold every object, say all that the format has, and replace nothing of others."""

import json

import numpy as np
import pytest
from pycocotools import mask as coco_mask

from sam3_studio.core.annotation import AnnotatedImage, Annotation
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.rle import Rle
from sam3_studio.dataset.formats.coco import write_coco
from sam3_studio.dataset.formats.coco_rle import compressed_counts

SQUARE = Rle.from_crop(np.ones((4, 4), dtype=bool), 1, 2, 10, 20)


def written(folder):
    return json.loads((folder / "annotations.json").read_text("utf-8"))


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
