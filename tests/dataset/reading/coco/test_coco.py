"""COCO files of others."""

import numpy as np
import pytest
from coco_tools import content

from sam3_studio.core.annotation import AnnotatedImage, Annotation
from sam3_studio.core.errors import CancelledError
from sam3_studio.core.labeling import Details
from sam3_studio.core.rle import Rle
from sam3_studio.dataset.formats.coco import write_coco
from sam3_studio.dataset.reading.coco import read_coco
from sam3_studio.dataset.reading.found import Reading
from sam3_studio.dataset.reading.pictures import Pictures
from sam3_studio.dataset.reading.table import ImportFormat

COCO = ImportFormat.COCO


def pixels(image):
    return image.annotations[0].mask.to_mask()


def test_reading_can_be_ended_before_a_picture_comes(write):
    def end() -> None:
        raise CancelledError("stopped")

    reading = Reading(Pictures([], lambda _: (1, 1)), pulse=end)
    with pytest.raises(CancelledError):
        next(read_coco(write(content()), reading))


def test_polygons_are_filled_along_pixel_edges_and_united(read, write):
    rings = [[1, 1, 5, 1, 5, 4, 1, 4], [3, 2, 8, 2, 8, 6, 3, 6]]
    (image,), _ = read(write(content(segmentation=rings)), COCO)
    expected = np.zeros((8, 12), bool)
    expected[1:4, 1:5] = expected[2:6, 3:8] = True
    np.testing.assert_array_equal(pixels(image), expected)


@pytest.mark.parametrize("counts", [[9, 2, 85], "92e2"], ids=["numbers", "letters"])
def test_run_lengths_go_down_the_columns(read, write, counts):
    (image,), _ = read(write(content(segmentation={"size": [8, 12], "counts": counts})), COCO)
    expected = np.zeros((8, 12), bool)
    expected[1:3, 1] = True
    np.testing.assert_array_equal(pixels(image), expected)


@pytest.mark.parametrize(
    "entry", [{"caption": "a duck"}, {"segments_info": []}, {"category_id": None, "bbox": [1] * 4}]
)
def test_what_is_no_object_is_told_to_be_none(refused, write, entry):
    value = content()
    value["annotations"] = [{"id": 1, "image_id": 1} | entry]
    assert "annotations[0] is wrong: 'category_id' is missing or of the wrong kind" in refused(write(value), COCO)


_A_POINT = [3, 3, 2, 0, 0, 0]


@pytest.mark.parametrize(("points", "told"), [(_A_POINT, True), ([0] * 6, False), ([], False), (None, False)])
def test_key_points_are_told_to_be_left_out_once_and_their_objects_read(read, write, points, told):
    value = content(keypoints=points, num_keypoints=1)
    value["annotations"].append(value["annotations"][0] | {"id": 2})
    path = write(value)
    (image,), reading = read(path, COCO)
    assert len(image.annotations) == 2
    assert reading.problems == ([f"{path}: key points were left out."] if told else [])


@pytest.mark.parametrize("rings", [[[1, 2, 3, 4]], [[1, 2], [3, 4]]])
def test_a_polygon_of_two_corners_has_no_pixel_and_the_others_are_read(read, write, rings):
    value = content(segmentation=rings)
    value["annotations"].append(
        {"id": 2, "image_id": 1, "category_id": 7, "segmentation": [*rings, [0, 0, 4, 0, 4, 4]]}
    )
    (image,), reading = read(write(value), COCO)
    assert ([one.mask.box.as_tuple() for one in image.annotations], image.left_out) == ([(0, 0, 4, 4)], True)
    assert reading.problems == ["1.png: object 1 (duck) has no pixel in the picture."]


@pytest.mark.parametrize("size", [{}, {"width": None, "height": None}, {"width": 0, "height": 0}])
def test_a_picture_of_which_no_size_is_said_is_taken_as_it_is(read, write, size):
    value = content()
    value["images"] = [{"id": 1, "file_name": "1.png"} | size]
    (image,), _ = read(write(value), COCO)
    assert (image.width, image.height, image.annotations[0].mask.box.as_tuple()) == (12, 8, (1, 2, 4, 6))


@pytest.mark.parametrize("segmentation", [None, [], [[]]])
def test_an_object_without_a_shape_is_its_box(read, write, segmentation):
    (image,), _ = read(write(content(segmentation=segmentation)), COCO)
    assert image.annotations[0].mask.box.as_tuple() == (1, 2, 4, 6)


def test_what_lies_outside_the_picture_is_cut_off(read, write):
    (image,), _ = read(write(content(segmentation=[[-5, -5, 4, -5, 4, 3, -5, 3]])), COCO)
    assert image.annotations[0].mask.box.as_tuple() == (0, 0, 4, 3)


def test_an_object_wholly_outside_the_picture_is_noted(read, write):
    (image,), reading = read(write(content(segmentation=[[20, 1, 24, 1, 24, 3]])), COCO)
    assert image.annotations == ()
    assert reading.problems == ["1.png: object 1 (duck) has no pixel in the picture."]


def test_crowds_are_left_out_and_noted(read, write):
    (image,), reading = read(write(content(iscrowd=1)), COCO)
    assert image.annotations == ()
    assert reading.problems == ["1.png: a crowd of duck was left out."]


@pytest.mark.parametrize(("score", "told"), [(87.5, "87.5"), (float("nan"), "nan"), ("high", "'high'"), (True, "True")])
def test_a_score_that_is_none_is_told_and_its_object_kept(read, write, score, told):
    (image,), reading = read(write(content(score=score)), COCO)
    assert [one.score for one in image.annotations] == [None]
    assert reading.problems == [f"1.png: an object's score is {told} in the place of 0 to 1, so it was left out."]


def test_what_a_person_said_and_scores_are_kept(read, write):
    said = {"attributes": {"colour": "red", "occluded": True, "age": 3}, "note": "why", "score": 0.5}
    (image,), _ = read(write(content(**said)), COCO)
    assert image.annotations[0].details == Details((("colour", "red"), ("age", "3")), occluded=True, note="why")
    assert image.annotations[0].score == 0.5


@pytest.mark.parametrize(
    ("value", "details"),
    [
        ("partly", Details((("occluded", "partly"),))),
        (2, Details((("occluded", "2"),))),
        (1, Details(occluded=True)),
        (0.0, Details()),
        (None, Details()),
    ],
)
def test_what_says_more_than_yes_or_no_of_an_object_s_occlusion_is_kept_as_an_attribute(read, write, value, details):
    (image,), _ = read(write(content(attributes={"occluded": value})), COCO)
    assert image.annotations[0].details == details


def test_pictures_are_found_by_path_or_by_file_name_and_others_noted(read, write):
    value = content()
    paths = ["train2017/birds/2.png", "photos\\a b.jpg", "elsewhere/1.png", "other.png"]
    value["images"] = [{"id": i, "file_name": name, "width": 12, "height": 8} for i, name in enumerate(paths, 1)]
    images, reading = read(write(value), COCO)
    assert [image.name for image in images] == ["birds/2.png", "birds/a b.jpg", "1.png"]
    assert (reading.unknown, reading.unknown_count) == (["other.png"], 1)


def test_labels_for_another_size_are_left_out_and_noted(read, write):
    value = content()
    value["images"][0]["width"] = 24
    images, reading = read(write(value), COCO)
    assert images == []
    assert "it has 12 × 8 pixels, its labels are for 24 × 8" in reading.problems[0]


def test_classes_are_met_in_the_order_of_their_ids(read, write):
    value = content()
    value["categories"] = [{"id": 9, "name": "b"}, {"id": 7, "name": "c"}, {"id": 8, "name": "a"}]
    _, reading = read(write(value), COCO)
    assert list(reading.classes) == ["c", "a", "b"]


@pytest.mark.parametrize("size", [(0, 8), (-12, 8), (12, 0)])
def test_a_picture_without_pixels_fits_no_other(read, write, size):
    value = content()
    value["images"][0].update(width=size[0], height=size[1])
    images, reading = read(write(value), COCO)
    assert (images, reading.problem_count) == ([], 1)


@pytest.mark.parametrize("name", ["/data/birds/2.png", "C:\\data\\birds\\2.png", "//server/birds/2.png"])
def test_an_absolute_path_of_another_machine_is_as_good_as_a_relative_one(read, write, name):
    value = content()
    value["images"][0]["file_name"] = name
    (image,), _ = read(write(value), COCO)
    assert image.name == "birds/2.png"


def test_a_flag_and_an_attribute_of_its_name_are_written_and_read_back(read, tmp_path):
    details = Details((("occluded", "partly"), ("colour", "red")), occluded=True, truncated=True)
    objects = (Annotation("duck", Rle.from_mask(np.ones((8, 12), dtype=bool)), None, details),)
    write_coco([AnnotatedImage("1.png", 12, 8, objects)], ["duck"], tmp_path)
    (image,), _ = read(tmp_path, COCO)
    said = image.annotations[0].details
    assert (dict(said.attributes), said.occluded, said.truncated) == (dict(details.attributes), True, True)
