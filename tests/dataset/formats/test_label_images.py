"""Pixels have the number of their class, or of their object."""

import numpy as np
import pytest
from limits import most_memory
from PIL import Image
from pycocotools import mask as coco_mask

from sam3_studio.core.annotation import AnnotatedImage, Annotation
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.rle import Rle
from sam3_studio.dataset.formats.label_images import check_label_images, voc_color, write_label_images
from sam3_studio.dataset.report import ExportReport
from sam3_studio.dataset.verification.label_images import verify_label_images


def picture(*labels, side=10):
    """Squares of 4 pixels, each 2 further to the right and below, so that later ones cover earlier ones."""
    masks = [Rle.from_crop(np.ones((4, 4), dtype=bool), 2 * i, 2 * i, side, side) for i in range(len(labels))]
    return AnnotatedImage("a.png", side, side, tuple(map(Annotation, labels, masks)))


def written(folder):
    with Image.open(folder / "masks" / "a.png") as image:
        return image.mode, np.asarray(image).astype(int)


def test_a_pixel_has_the_number_of_the_uppermost_class(tmp_path):
    write_label_images([picture("cat", "dog")], ["cat", "dog"], tmp_path, kind="semantic", pictures="leave")
    mode, values = written(tmp_path)
    assert mode == "P"
    assert (values[0, 0], values[2, 2], values[9, 9]) == (1, 2, 0)


def test_with_more_classes_than_a_palette_has_it_is_16_bit_grey(tmp_path):
    names = [f"class {number}" for number in range(300)]
    write_label_images([picture(names[-1])], names, tmp_path, kind="semantic", pictures="leave")
    mode, values = written(tmp_path)
    assert mode.startswith("I")
    assert values.max() == 300


def test_instances_count_from_1_in_each_class(tmp_path):
    image = picture("dog", "cat", "dog")
    report = write_label_images([image], ["cat", "dog"], tmp_path, kind="instance", pictures="leave")
    _, values = written(tmp_path)
    assert (values[0, 0], values[2, 2], values[4, 4]) == (2001, 1001, 2002)
    assert (report.lowest_iou, report.changes.covered) == (0.75, 2)


def test_an_object_under_another_as_a_whole_is_not_told_to_have_lost_a_part_alone(tmp_path):
    mask = Rle.from_crop(np.ones((4, 4), dtype=bool), 2, 2, 10, 10)
    image = AnnotatedImage("a.png", 10, 10, (Annotation("cat", mask), Annotation("cat", mask)))
    report = write_label_images([image], ["cat"], tmp_path, kind="instance", pictures="leave")
    assert (report.changes.covered, report.changes.hidden) == (0, 1)


def test_objects_of_one_class_do_not_cover_each_other_in_a_semantic_picture(tmp_path):
    report = write_label_images([picture("cat", "cat")], ["cat"], tmp_path, kind="semantic", pictures="leave")
    assert (report.lowest_iou, report.changes.covered) == (1, 0)


def test_colours_are_those_of_pascal_voc():
    assert [voc_color(number) for number in (0, 1, 2, 15, 21)] == [
        (0, 0, 0), (128, 0, 0), (0, 128, 0), (192, 128, 128), (128, 64, 128),
    ]  # fmt: skip


def test_more_classes_than_instances_can_tell_apart_are_refused(tmp_path):
    with pytest.raises(DatasetError, match="can tell 64 classes apart, not 65"):
        check_label_images(tmp_path, [str(number) for number in range(65)], "instance")


def test_classes_keep_their_numbers(tmp_path):
    write_label_images([picture("cat")], ["cat"], tmp_path, kind="semantic", pictures="leave")
    write_label_images([picture("cat")], ["cat", "dog"], tmp_path, kind="semantic", pictures="leave")
    with pytest.raises(DatasetError, match="other classes, or in another order"):
        write_label_images([picture("cat")], ["dog", "cat"], tmp_path, kind="semantic", pictures="leave")


def test_a_pixel_that_is_read_as_something_else_is_noticed(tmp_path):
    images = [picture("cat")]
    write_label_images(images, ["cat"], tmp_path, kind="semantic", pictures="leave")
    file = tmp_path / "masks" / "a.png"
    with Image.open(file) as image:
        image.putpixel((9, 9), 1)
        image.save(file)
    assert "1 pixels are read" in verify_label_images(ExportReport(tmp_path, 1, 1), images, "semantic").problems[0]


def test_label_pictures_larger_than_pillow_opens_by_itself_are_read_back(tmp_path, monkeypatch):
    images = [picture("cat")]
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 10)
    write_label_images(images, ["cat"], tmp_path, kind="semantic", pictures="leave")
    assert verify_label_images(ExportReport(tmp_path, 1, 1), images, "semantic").problems == ()


@pytest.mark.parametrize("kind", ["semantic", "instance"])
@pytest.mark.parametrize(
    "area", [np.s_[:, :], np.s_[0, 0], np.s_[6, 8], np.s_[:, 3], np.s_[2:5, 7:], np.s_[4:, :2], np.s_[::2, 1::3]]
)
def test_an_object_anywhere_in_the_picture_is_read_as_it_was_written(tmp_path, kind, area):
    mask = np.zeros((7, 9), dtype=bool)
    mask[area] = True
    images = [AnnotatedImage("a.png", 9, 7, (Annotation("cat", Rle.from_mask(mask)),))]
    report = write_label_images(images, ["cat"], tmp_path, kind=kind, pictures="leave")
    assert verify_label_images(report, images, kind).problems == ()


def test_of_an_object_only_the_columns_that_it_lies_in_are_decoded(tmp_path, monkeypatch):
    decoded, decode = [], coco_mask.decode
    monkeypatch.setattr(coco_mask, "decode", lambda runs: decoded.append(tuple(runs["size"])) or decode(runs))
    images = [picture("cat", "dog", side=300)]
    report = write_label_images(images, ["cat", "dog"], tmp_path, kind="instance", pictures="leave")
    assert verify_label_images(report, images, "instance").problems == ()
    assert decoded == [(300, 4), (300, 4)]


def test_reading_back_takes_few_bytes_for_each_pixel(tmp_path):
    images = [picture("cat", side=1000)]
    report = write_label_images(images, ["cat"], tmp_path, kind="semantic", pictures="leave")
    with most_memory() as peak:
        verify_label_images(report, images, "semantic")
    assert peak[0] < 6 * 1000**2
