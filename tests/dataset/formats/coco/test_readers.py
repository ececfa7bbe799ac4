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

from sam3_studio.core.contour import trace_contours
from sam3_studio.core.rle import Rle
from sam3_studio.dataset.formats.coco import write_coco


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
