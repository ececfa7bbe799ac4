"""Classes: ids that are never given again, colours apart, digits in order."""

from dataclasses import replace
from pathlib import Path

import pytest

from sam3_studio.core.document import ImageDocument
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import Attribute, PromptBox
from sam3_studio.core.segmenter import Segmentation
from sam3_studio.dataset.project.palette import PALETTE, next_color
from sam3_studio.dataset.project.project import Project

NAME = "img2.jpg"


def test_a_class_is_read_back_with_everything(project: Project) -> None:
    added = project.classes.add("Schwan 🦢", concepts=("swan", "white bird"))
    assert project.classes.list()[-1] == added
    changed = replace(added, color=(1, 128, 255), threshold=0.3, minimum_area=40)
    project.classes.change(changed)
    assert project.classes.list()[-1] == changed
    changed = replace(changed, name="swan", concepts_off=("white bird",), digit=None, active=False)
    project.classes.change(changed)
    assert project.classes.list()[-1] == changed


def test_ids_are_never_given_again(project: Project) -> None:
    project.classes.remove(2)
    assert project.classes.add("swan").id == 3


def test_new_classes_have_digits_in_order_as_long_as_there_are_any(project: Project) -> None:
    project.classes.remove(1)
    digits = [project.classes.add(f"class {i}").digit for i in range(9)]
    assert digits == [1, 3, 4, 5, 6, 7, 8, 9, None]


def test_a_digit_is_taken_from_the_class_that_has_it(project: Project) -> None:
    duck, goose = project.classes.list()
    project.classes.change(replace(goose, digit=duck.digit))
    assert [one.digit for one in project.classes.list()] == [None, 1]


def test_new_classes_have_colors_that_no_other_has_until_all_are_used() -> None:
    used = []
    for _ in range(len(PALETTE) + 1):
        used.append(next_color(used))
    assert used[:-1] == list(PALETTE)
    assert used[-1] == PALETTE[0]


@pytest.mark.parametrize("name", ["", " duck", "du\nck", "duck"])
def test_a_name_that_cannot_be_used_is_refused(project: Project, name: str) -> None:
    before = project.classes.list()
    with pytest.raises(DatasetError):
        project.classes.add(name)
    with pytest.raises(DatasetError):
        project.classes.change(replace(before[1], name=name))
    assert project.classes.list() == before


def test_where_one_of_several_names_cannot_be_used_none_is_added(project: Project) -> None:
    before = project.classes.list()
    with pytest.raises(DatasetError, match="choose another"):
        project.classes.add_missing(["swan", " crane"])
    assert project.classes.list() == before


def test_names_that_are_there_already_are_not_added(project: Project) -> None:
    new = project.classes.add_missing(["goose", "swan", "swan", "crane"])
    assert [(one.name, one.concepts) for one in new] == [("swan", ("swan",)), ("crane", ("crane",))]
    assert [one.name for one in project.classes.list()] == ["duck", "goose", "swan", "crane"]


def test_classes_that_are_added_at_once_are_those_that_are_added_one_after_the_other(
    project: Project, tmp_path: Path
) -> None:
    names = [f"class {number}" for number in range(30)]
    (tmp_path / "other").mkdir()
    with Project.open(tmp_path / "other") as other:
        other.classes.add("duck")
        other.classes.add("goose")
        one_by_one = tuple(other.classes.add(name, concepts=(name,)) for name in names)
    assert project.classes.add_missing(names) == one_by_one


def test_a_class_that_is_not_there_cannot_be_changed_or_removed(project: Project) -> None:
    with pytest.raises(DatasetError, match="There is no class 9"):
        project.classes.change(replace(project.classes.list()[0], id=9, name="swan"))
    with pytest.raises(DatasetError, match="There is no class 9"):
        project.classes.remove(9)


@pytest.fixture
def document(project: Project, labeled) -> ImageDocument:
    """Two ducks, a goose and a box for each class, in the project."""
    objects = (labeled(), labeled(20), labeled(40, class_id=2))
    boxes = (PromptBox(1, Box(0, 0, 5, 5)), PromptBox(2, Box(0, 0, 5, 5)))
    document = ImageDocument(objects, boxes)
    project.labels.save(NAME, ImageDocument(), document)
    project.found.save(NAME, 1, "key", Segmentation(0.5, ()))
    return document


@pytest.mark.usefixtures("document")
def test_objects_of_a_class_are_counted_with_the_pictures_they_are_in(project: Project) -> None:
    assert [project.classes.count_objects(class_id) for class_id in (1, 2, 3)] == [(2, 1), (1, 1), (0, 0)]


def test_a_class_is_removed_with_its_objects_boxes_and_candidates(project: Project, document: ImageDocument) -> None:
    project.classes.remove(1)
    assert project.labels.document(NAME) == ImageDocument(document.objects[2:], document.boxes[1:])
    assert project.found.found(NAME) == {}


def test_neighbouring_colors_differ_for_people_who_see_no_red_or_no_green() -> None:
    # Viénot, Brettel and Mollon 1999, applied to linear light.
    protan = ((0.11238, 0.88762, 0), (0.11238, 0.88762, 0), (0.00401, -0.00401, 1))
    deutan = ((0.29275, 0.70725, 0), (0.29275, 0.70725, 0), (-0.02234, 0.02234, 1))
    for matrix in (protan, deutan):
        seen = [
            [sum(weight * (value / 255) ** 2.2 for weight, value in zip(row, color, strict=True)) for row in matrix]
            for color in PALETTE[:7]
        ]
        shades = [[max(value, 0) ** (1 / 2.2) for value in color] for color in seen]
        distances = [
            sum((a - b) ** 2 for a, b in zip(first, second, strict=True)) ** 0.5
            for i, first in enumerate(shades)
            for second in shades[:i]
        ]
        assert min(distances) > 0.08


def test_attributes_are_kept_in_order(project: Project) -> None:
    attributes = (Attribute("colour", ("rot", "grün"), "rot"), Attribute("id"))
    one = replace(project.classes.add("heron"), attributes=attributes)
    project.classes.change(one)
    assert project.classes.list()[-1] == one
