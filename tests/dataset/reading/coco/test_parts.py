"""A dataset of COCO's own layout: a file for each part in one folder."""

import json
from collections.abc import Callable, Iterable

import pytest

from sam3_studio.dataset.reading.found import ReadImage, Reading
from sam3_studio.dataset.reading.pictures import Pictures
from sam3_studio.dataset.reading.table import ImportFormat, read_labels

PARTS = ("train", "val")

ReadParts = Callable[[str, Iterable[str]], tuple[list[ReadImage], Reading]]


@pytest.fixture
def read_parts(tmp_path) -> ReadParts:
    """Reads labels for the pictures at hand; each part has a picture of a name, with an object of its own class."""

    def run(picture: str, names: Iterable[str]) -> tuple[list[ReadImage], Reading]:
        (tmp_path / "annotations").mkdir()
        for part in PARTS:
            image = {"id": 1, "file_name": picture.format(part), "width": 4, "height": 4}
            one = {"id": 1, "image_id": 1, "category_id": 1, "bbox": [0, 0, 2, 2]}
            content = {"images": [image], "categories": [{"id": 1, "name": part}], "annotations": [one]}
            (tmp_path / "annotations" / f"instances_{part}.json").write_text(json.dumps(content))
        reading = Reading(Pictures(names, lambda _: (4, 4)))
        return list(read_labels(tmp_path, ImportFormat.COCO, reading)), reading

    return run


def test_the_files_are_weighed_against_each_other(read_parts):
    (found,), reading = read_parts("{}/1.png", ["val/1.png"])
    assert [one.label for one in found.annotations] == ["val"]
    assert reading.unknown == ["train/1.png"]


@pytest.mark.parametrize(
    ("names", "labels"),
    [
        (("images/train/1.png", "images/val/1.png"), [("images/train/1.png", "train"), ("images/val/1.png", "val")]),
        (("val/1.png",), [("val/1.png", "val")]),
        (("images/1.png",), [("images/1.png", "train"), ("images/1.png", "val")]),
        (("1.png", "images/val/1.png"), [("1.png", "train"), ("1.png", "val")]),
    ],
)
def test_of_pictures_that_share_a_name_each_file_means_the_one_in_the_folder_of_its_part(read_parts, names, labels):
    found, _ = read_parts("1.png", names)
    assert [(one.name, one.annotations[0].label) for one in found] == labels
    assert not any(one.elsewhere for one in found)
