"""COCO files as the programs write them that people label with."""

import pytest
from coco_tools import content

from sam3_studio.core.labeling import Details
from sam3_studio.dataset.reading.table import ImportFormat

COCO = ImportFormat.COCO


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
    "name",
    ["..\\..\\label-studio\\media\\upload\\4\\cb0618f6-a_b.jpg", "../birds/a b.jpg", "../../photos/birds/a b.jpg"],
)
def test_a_picture_is_found_that_label_studio_or_x_anylabeling_say_to_lie_elsewhere(read, write, name):
    value = content()
    value["images"][0]["file_name"] = name
    (image,), _ = read(write(value), COCO)
    assert image.name == "birds/a b.jpg"


@pytest.mark.parametrize(
    ("supercategory", "shape", "count"),
    [
        ("", {"segmentation": {"size": [8, 12], "counts": [10, 5, 81]}}, 1),
        ("", {}, 0),
        ("bird", {"segmentation": {"size": [8, 12], "counts": [10, 5, 81]}}, 0),
    ],
)
def test_what_datumaro_marks_as_crowds_are_masks_like_any_other(read, write, supercategory, shape, count):
    value = content(iscrowd=1, **shape)
    value["categories"][0]["supercategory"] = supercategory
    (image,), reading = read(write(value), COCO)
    assert (len(image.annotations), reading.problem_count) == (count, 1 - count)
