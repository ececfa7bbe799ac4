"""Which picture a label file means."""

from pathlib import Path, PurePosixPath

import pytest
from limits import most_memory

from sam3_studio.dataset.reading.found import Reading
from sam3_studio.dataset.reading.pictures import Fit, Pictures

PICTURES = Pictures(
    ["1.png", "a/1.png", "a/2.png", "b/1.png", "b/deep/3.png", "b/deep/3.jpg", "images/train/c/1.png"], lambda _: (1, 1)
)


def found_by(pictures: Pictures, name: str) -> str | None:
    match = pictures.find(PurePosixPath(name))
    return match and match.picture


def found_by_stem(pictures: Pictures, name: str) -> str | None:
    match = pictures.find_stem(PurePosixPath(name))
    return match and match.picture


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("a/1.png", "a/1.png"),
        ("1.png", "1.png"),
        ("photos/a/1.png", "a/1.png"),
        ("photos/1.png", "1.png"),
        ("2.png", "a/2.png"),
        ("other/2.png", "a/2.png"),
        ("deep/3.png", "b/deep/3.png"),
        ("val/c/1.png", "images/train/c/1.png"),
        ("3.gif", None),
        ("4.png", None),
    ],
)
def test_a_name_is_found_by_as_much_of_its_path_as_there_is(name, found):
    assert found_by(PICTURES, name) == found


@pytest.mark.parametrize(("name", "found"), [("a/2", "a/2.png"), ("deep/3", None), ("2", "a/2.png")])
def test_a_name_without_ending_that_two_pictures_share_is_none_of_them(name, found):
    assert found_by_stem(PICTURES, name) == found


def test_a_file_name_that_several_folders_have_is_none_of_them():
    assert found_by(Pictures(["a/1.png", "b/1.png"], lambda _: (1, 1)), "1.png") is None


@pytest.mark.slow
def test_many_pictures_take_little_memory():
    # Python's table of short strings, which paths use, grows once, by what was in it, and keeps its size.
    find_among_many()
    with most_memory() as peak:
        find_among_many()
    assert peak[0] < 12 << 20  # names in memory take 25 MB


def find_among_many() -> None:
    pictures = Pictures((f"{number % 10}/{number}.png" for number in range(50_000)), lambda _: (1, 1))
    assert found_by_stem(pictures, "7/1997") == "7/1997.png"


def test_accents_may_be_written_in_any_way():
    pictures = Pictures(["caf\u00e9.png", "u\u0308.png"], lambda _: (1, 1))
    assert found_by(pictures, "cafe\u0301.png") == "caf\u00e9.png"
    assert found_by_stem(pictures, "\u00fc") == "u\u0308.png"


def test_capitals_may_be_small_letters_as_on_windows():
    pictures = Pictures(["Train/IMG_1.JPG", "Val/IMG_1.JPG"], lambda _: (1, 1))
    assert found_by(pictures, "val/img_1.jpg") == "Val/IMG_1.JPG"
    assert found_by_stem(pictures, "photos/train/img_1") == "Train/IMG_1.JPG"
    assert pictures.find(PurePosixPath("img_1.jpg")) is None


def test_folders_whose_capitals_differ_tell_pictures_apart_that_share_a_name():
    pictures = Pictures(["Train/1.png", "Val/1.png"], lambda _: (1, 1))
    assert found_by(pictures, "val/1.png") == "Val/1.png"
    assert found_by_stem(pictures, "photos/train/1") == "Train/1.png"


def test_where_pictures_differ_in_capitals_alone_each_is_itself_and_no_other_name_is_theirs():
    both = ["a.png", "A.png"]
    pictures = Pictures(both, lambda _: (1, 1))
    assert [found_by(pictures, name) for name in both] == both
    assert pictures.find(PurePosixPath("a.PNG")) is None


def test_where_two_ways_to_write_an_accent_are_two_pictures_each_is_itself():
    both = ["\u00fc.png", "u\u0308.png"]
    pictures = Pictures(both, lambda _: (1, 1))
    assert [found_by(pictures, name) for name in both] == both


def test_a_name_that_several_pictures_have_is_told_as_such():
    reading = Reading(Pictures(["a/1.png", "b/1.png", "b/1.jpg"], lambda _: (1, 1)))
    for name in ("1.png", "b/1", "2.png"):
        reading.miss(name)
    assert reading.unknown == ["2.png"]
    assert reading.problems == [
        f"{name}: several pictures have this name, so its labels were left out." for name in ("1.png", "b/1")
    ]


def test_a_folder_whose_accents_are_written_in_another_way_is_found_before_a_file_name_alone():
    assert found_by(Pictures(["u\u0308/1.png", "a/1.png"], lambda _: (1, 1)), "\u00fc/1.png") == "u\u0308/1.png"


def test_the_name_of_the_root_tells_labels_of_several_folders_apart():
    pictures = Pictures(["1.png"], lambda _: (1, 1), Path("all/cats"))
    ranks = {}
    for name in ("dogs/1.png", "all/dogs/1.png", "1.png", "cats/1.png", "more/cats/1.png", "more/all/cats/1.png"):
        match = pictures.find(PurePosixPath(name))
        assert match is not None
        ranks[name] = match.common
    assert list(ranks.values()) == [1, 1, 1, 2, 2, 3]


@pytest.mark.parametrize(
    ("name", "fit"),
    [
        ("a/2.png", Fit.WHOLE),
        ("2.png", Fit.END),
        ("photos/a/2.png", Fit.END),
        ("photos/1.png", Fit.END),
        ("other/2.png", Fit.ELSEWHERE),
        ("val/c/1.png", Fit.ELSEWHERE),
    ],
)
def test_a_match_says_how_the_folders_go_together(name, fit):
    match = PICTURES.find(PurePosixPath(name))
    assert match is not None
    assert match.fit is fit


@pytest.mark.parametrize(
    ("name", "found"),
    [("a/1.png", "a/1.png"), ("b/cafe\u0301.png", "b/caf\u00e9.png"), ("1.png", None), ("x/a/1.png", None)],
)
def test_a_picture_at_a_place_has_the_whole_path(name, found):
    pictures = Pictures(["a/1.png", "b/caf\u00e9.png", "c/2.png", "c/2.jpg"], lambda _: (1, 1))
    match = pictures.at(PurePosixPath(name))
    stem = pictures.at_stem(PurePosixPath(name).with_suffix(""))
    assert (match and match.picture, stem and stem.picture) == (found, found)
    assert match is None or (match.fit, match.common) == (Fit.WHOLE, 2)


def test_two_pictures_at_a_place_that_differ_by_their_endings_are_told_apart_by_these_alone():
    pictures = Pictures(["c/2.png", "c/2.jpg"], lambda _: (1, 1))
    assert pictures.at_stem(PurePosixPath("c/2")) is None
    match = pictures.at(PurePosixPath("c/2.jpg"))
    assert match is not None
    assert match.picture == "c/2.jpg"


@pytest.mark.parametrize("sign", ["(.)", " . ", "(..)"])
def test_a_picture_whose_name_is_a_dot_but_for_signs_that_label_studio_leaves_out_harms_no_others(sign):
    pictures = Pictures([f"{sign}.jpg", "a b.jpg"], lambda _: (1, 1))
    match = pictures.find_stored_stem(PurePosixPath("a_b"))
    assert match
    assert match.picture == "a b.jpg"
