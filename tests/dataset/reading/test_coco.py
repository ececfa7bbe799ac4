"""COCO files of others."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

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
Change = Callable[[dict[str, Any]], object]


def content(**annotation: Any) -> dict[str, Any]:
    one = {"id": 1, "image_id": 1, "category_id": 7, "bbox": [1, 2, 3, 4], "iscrowd": 0} | annotation
    return {
        "images": [{"id": 1, "file_name": "1.png", "width": 12, "height": 8}],
        "categories": [{"id": 7, "name": "duck"}],
        "annotations": [one],
    }


@pytest.fixture
def write(tmp_path: Path) -> Callable[[Any], Path]:
    def run(value: Any) -> Path:
        path = tmp_path / "annotations.json"
        path.write_text(json.dumps(value), "utf-8")
        return path

    return run


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


@pytest.mark.parametrize("ids", [(1, "1"), ("1", 1), ("1", "1")])
def test_what_via_writes_is_read_though_ids_are_in_quotes_and_a_polygon_stands_alone(read, write, ids):
    value = content(image_id=ids[1], segmentation=[1, 1, 5, 1, 5, 4, 1, 4])
    value["images"][0]["id"] = ids[0]
    (image,), _ = read(write(value), COCO)
    assert image.annotations[0].mask.box.as_tuple() == (1, 1, 5, 4)


@pytest.mark.parametrize("ids", [(7, "7"), ("7", 7), ("7", "7")])
def test_what_pylabel_writes_is_read_though_it_refers_to_classes_in_quotes(read, write, ids):
    value = content(category_id=ids[1], segmentation=None, iscrowd=0.0)
    value["categories"] = [
        {"id": ids[0], "name": "duck", "supercategory": None},
        {"id": type(ids[0])(9), "name": "goose"},
    ]
    (image,), reading = read(write(value), COCO)
    assert ([one.label for one in image.annotations], list(reading.classes)) == (["duck"], ["duck", "goose"])


@pytest.mark.parametrize(("image", "category"), [("07", "07"), ("7", "7"), (7, 7)])
def test_numbers_with_quotes_and_without_are_two_ids_where_a_file_has_both(read, write, image, category):
    value = content(image_id=image, category_id=category)
    ids = (7, "07", "7")
    value["images"] = [
        value["images"][0] | {"id": one, "file_name": name}
        for one, name in zip(ids, ("1.png", "birds/2.png", "birds/a b.jpg"), strict=True)
    ]
    value["categories"] = [{"id": one, "name": f"{one!r}"} for one in ids]
    images, _ = read(write(value), COCO)
    labels = [[one.label for one in image.annotations] for image in images]
    assert labels == [[repr(one)] if one == image else [] for one in ids]


def test_an_object_of_a_picture_that_is_not_listed_is_not_that_of_one_with_a_part_of_its_number(refused, write):
    value = content(image_id=1234)
    value["images"][0]["id"] = 23
    assert "it belongs to the picture 1234, which is not listed" in refused(write(value), COCO)


def test_an_object_without_a_shape_as_x_anylabeling_writes_points_is_told_and_the_others_read(read, write):
    value = content(segmentation=[])
    value["annotations"].append(value["annotations"][0] | {"bbox": []})
    (image,), reading = read(write(value), COCO)
    assert (len(image.annotations), image.left_out) == (1, True)
    assert reading.problems == ["1.png: an object of duck has no shape and was left out."]


def test_an_object_without_a_class_as_makesense_writes_it_is_told_and_the_others_read(read, write):
    value = content()
    value["annotations"].append({"id": 2, "image_id": 1, "bbox": [1, 1, 2, 2], "segmentation": []})
    (image,), reading = read(write(value), COCO)
    assert (len(image.annotations), image.left_out) == (1, True)
    assert reading.problems == ["1.png: an object has no class and was left out."]


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


def test_what_cvat_marks_as_a_crowd_is_an_object_as_it_marks_every_mask_so(read, write):
    mask = {"size": [8, 12], "counts": [9, 2, 85]}
    (image,), reading = read(write(content(iscrowd=1, segmentation=mask, attributes={"occluded": True})), COCO)
    assert [(one.mask.area, one.details) for one in image.annotations] == [(2, Details(occluded=True))]
    assert reading.problems == []


def test_what_supervision_marks_as_a_crowd_is_an_object_as_it_marks_all_that_have_holes_so(read, write):
    value = content(iscrowd=1, segmentation={"size": [8, 12], "counts": [9, 2, 85]})
    value["categories"][0]["supercategory"] = "common-objects"
    (image,), reading = read(write(value), COCO)
    assert [one.mask.area for one in image.annotations] == [2]
    assert reading.problems == []


@pytest.mark.parametrize(
    ("degrees", "box"), [(90.0, (4, 1, 6, 7)), (0.0, (2, 3, 8, 5)), (-270, (4, 1, 6, 7)), (180, (2, 3, 8, 5))]
)
def test_a_box_is_turned_as_cvat_says_which_writes_it_as_if_it_were_not(read, write, degrees, box):
    said = {"occluded": False, "rotation": degrees, "colour": "red"}
    (image,), _ = read(write(content(bbox=[2, 3, 6, 2], segmentation=[], attributes=said)), COCO)
    assert image.annotations[0].mask.box.as_tuple() == box
    assert image.annotations[0].mask.area == 12
    assert image.annotations[0].details == Details((("colour", "red"),))


@pytest.mark.parametrize("rotation", ["left", "nan", None, True, 10**400])
def test_a_rotation_that_is_no_number_is_what_somebody_says_of_the_object(read, write, rotation):
    said = {"occluded": False, "rotation": rotation}
    (image,), _ = read(write(content(attributes=said)), COCO)
    assert image.annotations[0].mask.box.as_tuple() == (1, 2, 4, 6)
    assert [key for key, _ in image.annotations[0].details.attributes] == ["rotation"]


@pytest.mark.parametrize("shape", [{"segmentation": [[1, 2, 4, 2, 4, 6, 1, 6]]}, {"attributes": {"rotation": 90}}])
def test_what_others_than_cvat_call_rotation_turns_nothing(read, write, shape):
    (image,), _ = read(write(content(**{"attributes": {"occluded": False, "rotation": 90}} | shape)), COCO)
    assert image.annotations[0].mask.box.as_tuple() == (1, 2, 4, 6)
    assert image.annotations[0].details.attributes == (("rotation", "90"),)


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("http://images.cocodataset.org/train2017/1.png", ["1.png"]),
        ("http://images.cocodataset.org/birds/2.png", ["birds/2.png"]),
        ("http://[/birds/2.png", ["birds/2.png"]),
    ],
)
def test_pictures_that_lvis_names_by_their_address_alone_are_found(read, write, address, found):
    value = content()
    del value["images"][0]["file_name"]
    value["images"][0]["coco_url"] = address
    images, _ = read(write(value), COCO)
    assert [image.name for image in images] == found


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


ROBOFLOW = [
    {"id": 0, "name": "birds", "supercategory": "none"},
    {"id": 7, "name": "duck", "supercategory": "birds"},
    {"id": 8, "name": "none", "supercategory": "none"},
]


@pytest.mark.parametrize(("used", "classes"), [(7, ["duck", "none"]), (0, ["birds", "duck", "none"])])
def test_the_group_that_roboflow_lists_is_a_class_only_where_it_has_objects(read, write, used, classes):
    value = content(category_id=used)
    value["categories"] = ROBOFLOW
    _, reading = read(write(value), COCO)
    assert (list(reading.classes), reading.problems) == (classes, [])


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (lambda c: c.pop("images"), "'images' is missing"),
        (lambda c: c.update(images={}), "'images' is missing or of the wrong kind"),
        (lambda c: c.update(categories=3), "'categories'"),
        (lambda c: c["images"].append(3), "images[1]"),
        (lambda c: c["images"].append(c["images"][0]), "images[1] is wrong: the id 1 occurs twice"),
        (lambda c: c["images"][0].update(id=None), "images[0] is wrong: 'id'"),
        (lambda c: c["images"][0].update(id=True), "images[0] is wrong: 'id'"),
        (lambda c: c["images"][0].update(id=[1]), "images[0] is wrong: 'id'"),
        (lambda c: c["images"][0].update(file_name=3), "images[0] is wrong: 'file_name'"),
        (lambda c: c["images"][0].update(file_name=3, coco_url="http://a/1.png"), "images[0] is wrong: 'file_name'"),
        (lambda c: c["images"][0].update(width="12"), "images[0] is wrong: 'width'"),
        (lambda c: c["images"][0].pop("width"), "images[0] is wrong: 'width'"),
        (lambda c: c["categories"][0].pop("id"), "categories[0] is wrong: 'id' is missing"),
        (lambda c: c["categories"][0].pop("name"), "categories[0] is wrong: 'name'"),
        (lambda c: c["categories"].append(c["categories"][0]), "categories[1] is wrong: the id 7 occurs twice"),
        (lambda c: c["annotations"].append("x"), "annotations[1]"),
        (lambda c: c["annotations"].append(None), "annotations[1]"),
        (lambda c: c["annotations"].append(c["annotations"][0]), "annotations[1] is wrong: the id 1 occurs twice"),
        (lambda c: c["annotations"][0].update(id=[]), "annotations[0] is wrong: 'id'"),
        (lambda c: c["annotations"][0].update(image_id=2), "annotations[0] is wrong: it belongs to the picture 2"),
        (lambda c: c["annotations"][0].update(image_id={}), "annotations[0] is wrong: 'image_id'"),
        (lambda c: c["annotations"][0].update(category_id=1), "annotations[0] is wrong: its category 1 is not listed"),
        (lambda c: c["annotations"][0].update(bbox=None), "annotations[0].bbox is wrong"),
        (lambda c: c["annotations"][0].update(bbox=[1, 2, -3, 4]), "annotations[0].bbox is wrong"),
        (lambda c: c["annotations"][0].update(bbox=[1, 2, 3]), "annotations[0].bbox is wrong"),
        (lambda c: c["annotations"][0].update(bbox=""), "annotations[0].bbox is wrong"),
        (lambda c: c["annotations"][0].update(segmentation=[""]), "annotations[0].segmentation is wrong"),
        (lambda c: c["annotations"][0].update(segmentation={"size": [8, 12], "counts": ""}), "do not add up"),
        (lambda c: c["annotations"][0].update(bbox=[1, 2, 3, float("nan")]), "annotations[0].bbox is wrong"),
        (lambda c: c["annotations"][0].update(bbox=[1e9, 2, 3, 4]), "it lies far outside the picture"),
        (lambda c: c["annotations"][0].update(segmentation=[[1, 2, 3, 4, 5]]), "an odd number of coordinates"),
        (lambda c: c["annotations"][0].update(segmentation=[[1, 2, 3, 4, 5, 10**400]]), "annotations[0].segmentation"),
        (lambda c: c["annotations"][0].update(segmentation=[["1", 2, 3, 4, 5, 6]]), "there should be numbers"),
        (lambda c: c["annotations"][0].update(segmentation=[1, 2, 3, 4, 5, "6"]), "there should be numbers"),
        (lambda c: c["annotations"][0].update(segmentation=[1, 2, [3, 4, 5, 6]]), "there should be numbers"),
        (lambda c: c["annotations"][0].update(segmentation=["123456"]), "there should be numbers"),
        (lambda c: c["annotations"][0].update(segmentation=[[1, 2, 3, 4, float("inf"), 6]]), "NaN or infinite"),
        (lambda c: c["annotations"][0].update(segmentation=[[9, 9, 1e7, 0, 0, 0]]), "far outside the picture"),
        (lambda c: c["annotations"][0].update(segmentation={"size": [12, 8], "counts": [96]}), "it is for [12, 8]"),
        (lambda c: c["annotations"][0].update(segmentation={"size": [8, 12], "counts": [95]}), "do not add up"),
        (lambda c: c["annotations"][0].update(segmentation={"size": [8, 12], "counts": [9, -1, 88]}), "do not add up"),
        (lambda c: c["annotations"][0].update(segmentation={"size": [8, 12], "counts": [1e20]}), "do not add up"),
        (lambda c: c["annotations"][0].update(segmentation={"size": [8, 12], "counts": "~~"}), "do not add up"),
        (lambda c: c["annotations"][0].update(segmentation={"size": [8, 12]}), "there should be numbers"),
    ],
)
def test_whatever_is_wrong_is_told_with_its_place(refused, write, change: Change, place: str):
    value = content()
    change(value)
    assert place in refused(write(value), COCO)


@pytest.mark.parametrize(
    "name",
    ["..\\..\\label-studio\\media\\upload\\4\\cb0618f6-a_b.jpg", "../birds/a b.jpg", "../../photos/birds/a b.jpg"],
)
def test_a_picture_is_found_that_label_studio_or_x_anylabeling_say_to_lie_elsewhere(read, write, name):
    value = content()
    value["images"][0]["file_name"] = name
    (image,), _ = read(write(value), COCO)
    assert image.name == "birds/a b.jpg"


@pytest.mark.parametrize(
    "name",
    ["../1.png", "../a/../../1.png", "..", "../..", "a/../../1.png", "..\\1.png", "/", "", "1.png\0", "\ud800.png"],
)
def test_a_name_that_leads_out_of_the_folder_is_refused(refused, write, name):
    value = content()
    value["images"][0]["file_name"] = name
    assert "images[0] is wrong: the picture name" in refused(write(value), COCO)


@pytest.mark.parametrize("size", [(0, 8), (-12, 8), (12, 0)])
def test_a_picture_without_pixels_fits_no_other(read, write, size):
    value = content()
    value["images"][0].update(width=size[0], height=size[1])
    images, reading = read(write(value), COCO)
    assert (images, reading.problem_count) == ([], 1)


@pytest.mark.parametrize("value", [[], 3, "x", None, {"images": []}])
def test_what_is_no_coco_file_is_told(refused, write, value):
    refused(write(value), COCO)


@pytest.mark.parametrize("name", ["/data/birds/2.png", "C:\\data\\birds\\2.png", "//server/birds/2.png"])
def test_an_absolute_path_of_another_machine_is_as_good_as_a_relative_one(read, write, name):
    value = content()
    value["images"][0]["file_name"] = name
    (image,), _ = read(write(value), COCO)
    assert image.name == "birds/2.png"


def test_categories_of_one_name_are_told_to_be_one(read, write):
    value = content()
    value["categories"].append({"id": 9, "name": "duck"})
    _, reading = read(write(value), COCO)
    assert reading.problems == ["2 classes are called duck; they are one now."]


@pytest.mark.parametrize(
    ("annotation", "place"),
    [
        ({"segmentation": "1 1 5 1 5 5"}, "'segmentation' is missing or of the wrong kind"),
        ({"note": "\ud800"}, "its note or its attributes are not valid Unicode"),
        ({"attributes": {"\udfff": "x"}}, "its note or its attributes are not valid Unicode"),
    ],
)
def test_what_is_no_shape_and_what_is_no_text_is_told(refused, write, annotation, place):
    assert f"as annotations[0] is wrong: {place}. Nothing was imported." in refused(write(content(**annotation)), COCO)


def test_a_flag_and_an_attribute_of_its_name_are_written_and_read_back(read, tmp_path):
    details = Details((("occluded", "partly"), ("colour", "red")), occluded=True, truncated=True)
    objects = (Annotation("duck", Rle.from_mask(np.ones((8, 12), dtype=bool)), None, details),)
    write_coco([AnnotatedImage("1.png", 12, 8, objects)], ["duck"], tmp_path)
    (image,), _ = read(tmp_path, COCO)
    said = image.annotations[0].details
    assert (dict(said.attributes), said.occluded, said.truncated) == (dict(details.attributes), True, True)
