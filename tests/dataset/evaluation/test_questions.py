"""`dataset.evaluation.questions`: labeled pictures as questions."""

import json
from pathlib import Path
from typing import Any

import pytest

from sam3_studio.core.errors import DatasetError
from sam3_studio.core.geometry import Box
from sam3_studio.core.prompt import ExemplarBox, Prompt
from sam3_studio.dataset.evaluation.questions import PLAIN, read_questions

SQUARE = [[1, 1, 4, 1, 4, 4, 1, 4]]
IMAGE = {"id": 7, "file_name": "a.png", "height": 10, "width": 12}


def write(folder: Path, **content: Any) -> Path:
    path = folder / "annotations.json"
    path.write_text(json.dumps({"images": [IMAGE], "annotations": [], "categories": []} | content))
    return path


def annotation(category: int = 1, **more: Any) -> dict[str, Any]:
    return {"id": 1, "image_id": 7, "category_id": category, "segmentation": SQUARE, "iscrowd": 0} | more


def test_a_plain_file_asks_every_category_of_every_picture(tmp_path: Path) -> None:
    categories = [{"id": 1, "name": "cat"}, {"id": 5, "name": "dog"}]
    cat, dog = read_questions(write(tmp_path, annotations=[annotation(5)], categories=categories))
    assert (cat.prompts, cat.group, len(cat.targets)) == ((Prompt("cat"),), PLAIN, 0)
    assert (dog.prompts, len(dog.targets)) == ((Prompt("dog"),), 1)


def test_crowds_are_no_targets(tmp_path: Path) -> None:
    crowd = annotation(iscrowd=1, segmentation={"size": [10, 12], "counts": [20, 10, 90]})
    (question,) = read_questions(write(tmp_path, annotations=[crowd], categories=[{"id": 1, "name": "cat"}]))
    assert not question.targets
    assert len(question.ignored) == 1


@pytest.mark.parametrize(
    ("attributes", "supercategory"),
    [({"occluded": False}, "object"), ({}, "common-objects")],
    ids=["CVAT", "supervision"],
)
def test_what_is_marked_as_a_crowd_for_being_a_mask_is_a_target(
    tmp_path: Path, attributes: dict[str, bool], supercategory: str
) -> None:
    mask = annotation(iscrowd=1, segmentation={"size": [10, 12], "counts": [20, 10, 90]}, attributes=attributes)
    cat = {"id": 1, "name": "cat", "supercategory": supercategory}
    (question,) = read_questions(write(tmp_path, annotations=[mask], categories=[cat]))
    assert len(question.targets) == 1
    assert not question.ignored


def test_a_phrase_is_asked_with_its_boxes(tmp_path: Path) -> None:
    entry = IMAGE | {
        "text_input": "red circle",
        "input_boxes": [[1, 2, 3, 4]],
        "input_boxes_labels": [0],
        "prompt_kind": "text + negative box",
        "excluded_annotations": [{"size": [10, 12], "counts": [20, 10, 90]}],
    }
    (question,) = read_questions(write(tmp_path, images=[entry], annotations=[annotation()]))
    assert question.prompts == (Prompt("red circle", (ExemplarBox(Box(1, 2, 4, 6), positive=False),)),)
    assert (question.label, question.group) == ("red circle", "text + negative box")
    assert (len(question.targets), len(question.excluded)) == (1, 1)


def test_a_phrase_names_itself_whatever_number_its_category_has(tmp_path: Path) -> None:
    entry = IMAGE | {"text_input": "red circle", "queried_category": "2001"}
    (question,) = read_questions(write(tmp_path, images=[entry], annotations=[annotation()]))
    assert (question.label, question.category) == ("red circle", "text")


def test_a_phrase_whose_answers_are_not_exhaustive_is_not_asked(tmp_path: Path) -> None:
    entries = [IMAGE | {"text_input": "cat", "is_instance_exhaustive": flag, "id": flag} for flag in (0, 1)]
    (question,) = read_questions(write(tmp_path, images=entries, annotations=[annotation(image_id=0)]))
    assert not question.targets


def test_boxes_of_a_plain_file_are_those_it_has(tmp_path: Path) -> None:
    labeled = [annotation(bbox=[1, 1, 3, 3]), annotation(bbox=[0.5, 1, 3.5, 3])]
    (question,) = read_questions(write(tmp_path, annotations=labeled, categories=[{"id": 1, "name": "cat"}]))
    assert question.boxes == ((1, 1, 3, 3), (0.5, 1, 3.5, 3))


def test_pictures_are_found_in_a_folder_beside_the_file(tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "a.png").touch()
    (question,) = read_questions(write(tmp_path, categories=[{"id": 1, "name": "cat"}]).parent)
    assert question.image == tmp_path / "images" / "a.png"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ({"images": []}, "COCO"),
        ({"images": 3}, "no COCO file"),
        ({"categories": []}, "has nothing to look for"),
        ({"annotations": [annotation(segmentation={"size": [3, 3], "counts": "abc"})]}, "no COCO file"),
        ({"annotations": [annotation(segmentation=[])]}, "no outline"),
        ({"images": [IMAGE | {"file_name": "../../etc/passwd"}]}, "folder"),
        ({"images": [IMAGE | {"text_input": None}]}, "no COCO file"),
    ],
)
def test_a_file_that_is_no_such_dataset_is_refused_in_a_sentence(
    tmp_path: Path, content: dict[str, Any], told: str
) -> None:
    path = write(tmp_path, **({"categories": [{"id": 1, "name": "cat"}]} | content))
    with pytest.raises(DatasetError, match=told) as caught:
        read_questions(path)
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="give a COCO file"):
        read_questions(tmp_path / "none.json")
