"""The rules by which a file is the picture that it was under another name."""

import pytest

from sam3_studio.dataset.journal import FileState
from sam3_studio.dataset.project.pictures.identity import Sighting, may_be_copy, same_by_age, same_by_name

NEWEST = 10


def sighting(id_: int, name: str, size: int = 100, modified: int = 1) -> Sighting:
    return Sighting(id_, name, FileState(size, modified))


def test_a_file_as_old_and_as_large_as_one_that_had_another_name_is_the_same() -> None:
    was, other = sighting(1, "1.jpg", modified=5), sighting(2, "2.jpg", modified=6)
    is_now = sighting(11, "new.jpg", modified=5)
    assert same_by_age([was, other], [is_now], set()) == {was: is_now}


@pytest.mark.parametrize(
    ("before", "others"),
    [([sighting(1, "1.jpg")], {1}), ([sighting(1, "1.jpg"), sighting(2, "2.jpg", size=99)], set())],
)
def test_an_age_that_two_pictures_have_tells_nothing(before: list[Sighting], others: set[int]) -> None:
    assert same_by_age(before, [sighting(11, "new.jpg")], others) == {}


def test_a_file_as_old_with_other_bytes_is_another_picture() -> None:
    assert same_by_age([sighting(1, "1.jpg")], [sighting(11, "new.jpg", size=99)], set()) == {}


def test_one_of_another_age_is_the_same_where_its_name_is_spelled_otherwise() -> None:
    was, is_now = sighting(1, "M\u00fcll.JPG"), sighting(11, "Mu\u0308ll.jpg", modified=2)
    assert same_by_name([was], [is_now], NEWEST) == {was: is_now}


@pytest.mark.parametrize(("modified", "is_same"), [(1, True), (2, False)])
def test_a_name_that_was_known_beside_it_has_to_be_as_old(modified: int, is_same: bool) -> None:
    was, is_now = sighting(1, "A.jpg"), sighting(2, "a.jpg", modified=modified)
    assert same_by_name([was], [is_now], NEWEST) == ({was: is_now} if is_same else {})


def test_a_new_file_in_another_folder_is_the_same_where_no_other_one_can_be() -> None:
    was, is_now = sighting(1, "a/1.jpg"), sighting(11, "b/1.jpg")
    assert same_by_name([was], [is_now], NEWEST) == {was: is_now}
    assert same_by_name([was], [is_now, sighting(12, "c/1.jpg")], NEWEST) == {}


def test_one_that_the_project_knew_in_another_folder_is_another_picture() -> None:
    assert same_by_name([sighting(1, "a/1.jpg")], [sighting(2, "b/1.jpg")], NEWEST) == {}


@pytest.mark.parametrize(("name", "is_copy"), [("1.jpg", True), ("1.bmp", False), ("1.TIFF", False)])
def test_as_many_bytes_make_a_copy_in_formats_alone_where_others_have_more_or_less(name: str, is_copy: bool) -> None:
    assert may_be_copy(name, FileState(100, 1), FileState(100, 2)) is is_copy
