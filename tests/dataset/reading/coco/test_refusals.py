"""What is wrong with a COCO file is told with its place."""

from collections.abc import Callable
from typing import Any

import pytest
from coco_tools import content

from sam3_studio.dataset.reading.table import ImportFormat

COCO = ImportFormat.COCO
Change = Callable[[dict[str, Any]], object]


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
    ["../1.png", "../a/../../1.png", "..", "../..", "a/../../1.png", "..\\1.png", "/", "", "1.png\0", "\ud800.png"],
)
def test_a_name_that_leads_out_of_the_folder_is_refused(refused, write, name):
    value = content()
    value["images"][0]["file_name"] = name
    assert "images[0] is wrong: the picture name" in refused(write(value), COCO)


@pytest.mark.parametrize("value", [[], 3, "x", None, {"images": []}])
def test_what_is_no_coco_file_is_told(refused, write, value):
    refused(write(value), COCO)


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


def test_an_object_of_a_picture_that_is_not_listed_is_not_that_of_one_with_a_part_of_its_number(refused, write):
    value = content(image_id=1234)
    value["images"][0]["id"] = 23
    assert "it belongs to the picture 1234, which is not listed" in refused(write(value), COCO)
