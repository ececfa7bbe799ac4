"""An export is read back before it counts as done."""

import numpy as np
import pytest

from sam3_studio.core.annotation import AnnotatedImage, Annotation
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.rle import Rle
from sam3_studio.dataset import export
from sam3_studio.dataset.coco import write_coco
from sam3_studio.dataset.export import ExportFormat, export_dataset, export_formats


@pytest.mark.parametrize("format_", ExportFormat)
def test_every_format_reads_back_with_an_iou_of_0_99_or_more(tmp_path, dataset, class_names, image_root, format_):
    report = export_dataset(dataset, class_names, tmp_path, format_, image_root=image_root)
    assert (report.images, report.objects, report.skipped) == (3, 15, ())
    assert report.lowest_iou >= 0.99


@pytest.mark.parametrize("format_", [ExportFormat.COCO, ExportFormat.COCO_RLE])
def test_coco_loses_nothing(tmp_path, dataset, class_names, format_):
    assert export_dataset(dataset, class_names, tmp_path, format_).lowest_iou == 1


@pytest.mark.parametrize("format_", ExportFormat)
def test_objects_without_a_pixel_do_not_keep_the_others_from_being_read_back(tmp_path, format_):
    masks = (Rle.empty(6, 6), Rle.from_mask(np.ones((6, 6), dtype=bool)))
    image = AnnotatedImage("s/a.png", 6, 6, tuple(Annotation("cat", mask) for mask in masks))
    report = export_dataset([image], ["cat"], tmp_path, format_, pictures="leave")
    assert (report.objects, len(report.skipped)) == (1, 1)


def test_an_export_that_does_not_read_back_is_an_error(tmp_path, dataset, class_names, monkeypatch):
    def forgetful(images, *arguments, **options):
        return write_coco(images[1:], *arguments, **options)

    monkeypatch.setattr(export, "write_coco", forgetful)
    with pytest.raises(DatasetError, match=r"do not read back as they should\. large\.png: it is not listed"):
        export_dataset(dataset, class_names, tmp_path, ExportFormat.COCO)


def test_a_generator_cannot_be_read_twice_and_is_noticed(tmp_path, dataset, class_names):
    with pytest.raises(DatasetError, match="do not read back"):
        export_dataset(iter(dataset), class_names, tmp_path, ExportFormat.COCO)


def test_each_format_goes_to_a_folder_of_its_name(tmp_path, dataset, class_names, image_root):
    outcome = export_formats(dataset, class_names, tmp_path, ExportFormat, image_root=image_root)
    assert [report.folder for report in outcome.reports] == [tmp_path / format_ for format_ in ExportFormat]
    assert outcome.failures == ()


def test_a_format_that_cannot_be_written_does_not_keep_later_ones_from_being_written(tmp_path, dataset, class_names):
    theirs = tmp_path / "coco" / "annotations.json"
    theirs.parent.mkdir()
    theirs.write_text("theirs")
    formats = (ExportFormat.COCO, ExportFormat.COCO_RLE, ExportFormat.YOLO_SEG)
    outcome = export_formats(dataset, class_names, tmp_path, formats, pictures="leave")
    assert [report.folder.name for report in outcome.reports] == ["coco-rle", "yolo-seg"]
    (failure,) = outcome.failures
    assert failure.startswith(f"{theirs} was not written by this program")
