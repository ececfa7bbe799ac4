"""`dataset.evaluation.project_questions`: what a person has finished, as questions."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from project_tools import rescan
from pycocotools import mask as coco_mask

from sam3_studio.core.document import ImageDocument
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.labeling import ImageState, LabeledObject, Source
from sam3_studio.core.prompt import Prompt
from sam3_studio.core.rle import Rle
from sam3_studio.dataset.evaluation.project_questions import is_project, read_project_questions
from sam3_studio.dataset.project.project import Project

SQUARE = Rle.from_crop(np.ones((10, 10), dtype=bool), 3, 4, 100, 200)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two pictures, and a project with two classes."""
    for name in ("a.png", "b.png"):
        Image.new("RGB", (200, 100)).save(tmp_path / name)
    with Project.open(tmp_path) as project:
        rescan(project)
        project.classes.add("bird", concepts=("duck", "goose"))
        project.classes.add("boat")
    return tmp_path


def finish(folder: Path, *names: str) -> None:
    """A bird in each picture, and each picture done."""
    with Project.open(folder) as project:
        bird = ImageDocument((LabeledObject(1, SQUARE, Source.PERSON),))
        for name in names:
            project.labels.save(name, ImageDocument(), bird, ImageState.DONE)


def test_every_class_is_asked_about_pictures_that_are_done_with_all_its_concepts_or_by_its_name(folder: Path) -> None:
    finish(folder, "b.png")
    bird, boat = read_project_questions(folder)
    assert bird.image == boat.image == folder / "b.png"
    assert (bird.label, bird.prompts) == ("bird", (Prompt("duck"), Prompt("goose")))
    assert (boat.label, boat.prompts, boat.targets) == ("boat", (Prompt("boat"),), ())


def test_the_objects_of_a_class_are_what_should_be_found(folder: Path) -> None:
    finish(folder, "a.png")
    (target,) = read_project_questions(folder)[0].targets
    assert np.array_equal(coco_mask.decode(target), SQUARE.to_mask())


def test_a_project_in_which_nothing_is_done_is_refused_in_a_sentence(folder: Path) -> None:
    with pytest.raises(DatasetError, match="no picture that is done"):
        read_project_questions(folder)


def test_a_folder_is_taken_for_a_project_if_it_has_one_and_no_coco_file(folder: Path, tmp_path: Path) -> None:
    assert is_project(folder)
    assert is_project(folder / "project.sam3studio")
    (folder / "annotations.json").touch()
    assert not is_project(folder)
    (tmp_path / "empty").mkdir()
    assert not is_project(tmp_path / "empty")
    assert not (tmp_path / "empty" / "project.sam3studio").exists()
