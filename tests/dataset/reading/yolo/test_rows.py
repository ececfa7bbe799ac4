"""Rows of YOLO labels of others."""

import numpy as np
import pytest

from sam3_studio.core.errors import DatasetError
from sam3_studio.dataset.reading.found import Reading
from sam3_studio.dataset.reading.pictures import Pictures
from sam3_studio.dataset.reading.table import ImportFormat, read_labels

YOLO = ImportFormat.YOLO


def reading_for(*names: str) -> Reading:
    return Reading(Pictures(names, lambda _: (12, 8)))


def test_a_row_of_five_values_is_a_box_and_a_sixth_its_score(read, write):
    (image,), _ = read(write("1 0.5 0.5 0.5 0.25\n0 0.125 0.125 0.25 0.25 0.75\n"), YOLO)
    first, second = image.annotations
    assert (first.label, first.mask.box.as_tuple(), first.score) == ("Hündin", (3, 3, 9, 5), None)
    assert (second.label, second.mask.box.as_tuple(), second.score) == ("duck", (0, 0, 3, 2), 0.75)


def test_a_score_over_one_is_told_and_its_box_kept(read, write):
    (image,), reading = read(write("0 0.5 0.5 0.5 0.25 1.5\n"), YOLO)
    assert [one.score for one in image.annotations] == [None]
    assert reading.problems == ["1.png: an object's score is 1.5 in the place of 0 to 1, so it was left out."]


def test_a_row_of_points_is_filled(read, write):
    (image,), _ = read(write("0 0 0 0.5 0 0.5 0.5 0 0.5"), YOLO)
    expected = np.zeros((8, 12), bool)
    expected[:4, :6] = True
    np.testing.assert_array_equal(image.annotations[0].mask.to_mask(), expected)


def test_an_outline_may_lie_on_the_corners_of_the_picture(read, write):
    (image,), _ = read(write("0 0 0 1 0 1 1 0 1 0 0"), YOLO)
    assert image.annotations[0].mask.area == 12 * 8


OUTLINE = "0 0 0 0.5 0 0.5 0.5 0 0.5"


def test_a_last_value_that_all_rows_of_a_file_have_is_a_score_as_ultralytics_saves_it(read, write):
    (image,), reading = read(write(f"{OUTLINE} 0.75\n1 0.5 0.5 0.5 0.25 0.5\n1 0.25\n"), YOLO)
    found = [(one.label, one.mask.box.as_tuple(), one.score) for one in image.annotations]
    assert found == [("duck", (0, 0, 6, 4), 0.75), ("Hündin", (3, 3, 9, 5), 0.5)]
    assert reading.problems == ["1.png: object 3 (Hündin) has no pixel in the picture."]


def test_a_row_with_nothing_but_a_class_is_a_mask_without_a_pixel_as_ultralytics_saves_it(read, write):
    (image,), reading = read(write(f"1\n{OUTLINE}\n"), YOLO)
    assert [one.label for one in image.annotations] == ["duck"]
    assert (image.left_out, reading.problems) == (True, ["1.png: object 1 (Hündin) has no pixel in the picture."])


KEY_POINTS = "0 0.5 0.5 0.5 0.25 " + " ".join(["0.5 0.5 2"] * 4)


@pytest.mark.parametrize("row", [KEY_POINTS, KEY_POINTS.replace(" 2", ""), f"{KEY_POINTS} 0.9"])
@pytest.mark.parametrize("said", ["[4, 3]", "\n- 4\n- 3", "*shape"])
def test_where_the_index_tells_of_key_points_the_boxes_are_read_and_the_points_told_once(read, write, row, said):
    folder = write(f"{row}\n0 0.5 0.5 0.5 0.25")
    (folder / "data.yaml").write_text(f"kpt_shape: {said}\nnames: [duck, Hündin]\n", "utf-8")
    (image,), reading = read(folder, YOLO)
    assert [one.mask.box.as_tuple() for one in image.annotations] == [(3, 3, 9, 5)] * 2
    assert reading.problems == [f"{folder}: key points were left out; the boxes around them were read."]


def test_outlines_are_read_though_the_index_tells_of_key_points(read, write):
    folder = write(f"{OUTLINE}\n1 0.5 0.5 0.5 0.25")
    (folder / "data.yaml").write_text("kpt_shape: [4, 3]\nnames: [duck, Hündin]\n", "utf-8")
    (image,), reading = read(folder, YOLO)
    found = [(one.label, one.mask.box.as_tuple()) for one in image.annotations]
    assert (found, reading.problems) == ([("duck", (0, 0, 6, 4)), ("Hündin", (3, 3, 9, 5))], [])


def test_a_file_without_rows_says_that_there_is_nothing(read, write):
    (image,), _ = read(write("\n  \n"), YOLO)
    assert (image.name, image.annotations) == ("1.png", ())


def test_label_files_beside_their_pictures_are_found(read, write):
    (image,), _ = read(write("0 0.5 0.5 1 1", "birds/a b.txt"), YOLO)
    assert image.name == "birds/a b.jpg"


def test_a_label_without_a_picture_is_noted(read, write):
    images, reading = read(write("0 0.5 0.5 1 1", "labels/val/9.txt"), YOLO)
    assert (images, reading.unknown) == ([], ["val/9"])


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("0 0.5 0.5 1", "a row has a class and 4 values of a box"),
        ("0 0.5 0.5 1 1 1 1 1", "4 values of a box, or an even number from 6"),
        (f"{OUTLINE} 0.5", "4 values of a box, or an even number from 6"),
        ("0 0.5", "a row has a class"),
        ("0 0.5 0.5 -0.1 1", "a box has a width and a height from 0"),
        ("2 0.5 0.5 1 1", "there is no class with the number 2"),
        ("-1 0.5 0.5 1 1", "there is no class with the number -1"),
        ("0.5 0.5 0.5 1 1", "there is no class with the number 0.5"),
        ("duck 0.5 0.5 1 1", "there should be numbers"),
        ("0 0.5 0.5 nan 1", "none of them NaN"),
        ("0 0.5 inf 1 1", "none of them NaN"),
        ("0 320 240 100 90", "shares of the picture's size"),
        ("0 0,5 0,5 1 1", "there should be numbers"),
    ],
)
def test_whatever_is_wrong_is_told_with_its_line(refused, write, row, reason):
    told = refused(write(f"0 0.5 0.5 1 1\n\n{row}\n"), YOLO)
    assert "1.txt cannot be imported, as line 3 is wrong" in told
    assert reason in told


@pytest.mark.parametrize("content", ["Hündin".encode("latin-1"), b"\xff\xfe0\x00", bytes(100)])
def test_what_is_no_text_is_told(refused, write, content):
    assert "1.txt" in refused(write(content), YOLO)


@pytest.mark.parametrize("points", [["0.5 0.5 2"] * 17, ["0.5 0.5 2"] * 4, ["0 0 0", "0.5 0.5 2"]])
def test_key_points_that_the_index_does_not_tell_of_are_no_outline(refused, write, points):
    row = " ".join(["0 0.5 0.5 0.5 0.25", *points])
    assert "4 values of a box, or an even number from 6" in refused(write(row), YOLO)


@pytest.mark.parametrize("row", ["0", "0 0.5 0.5"])
def test_a_row_that_ends_before_its_box_is_told_where_key_points_follow(refused, write, row):
    folder = write(row)
    (folder / "data.yaml").write_text("kpt_shape: [4, 3]\nnames: [duck, Hündin]\n", "utf-8")
    assert "a row has a class and 4 values of a box" in refused(folder, YOLO)


def test_a_dataset_without_labels_is_told(refused, write):
    folder = write("")
    (folder / "labels" / "train" / "1.txt").unlink()
    assert "no label files" in refused(folder, YOLO)


def test_labels_in_folders_of_the_parts_belong_to_the_pictures_beside_them(write):
    folder = write("0 0.5 0.5 1 1", "train/labels/7.txt")
    write("", "valid/labels/7.txt")
    (folder / "README.dataset.txt").write_text("Thank you")
    reading = reading_for("train/images/7.png", "valid/images/7.png")
    images = list(read_labels(folder, YOLO, reading))
    assert [(one.name, len(one.annotations)) for one in images] == [
        ("train/images/7.png", 1),
        ("valid/images/7.png", 0),
    ]
    assert (reading.unknown, reading.problems) == ([], [])


@pytest.mark.parametrize("row", [f"{KEY_POINTS} 0.5 0.5 1", f"{KEY_POINTS} 0.5 0.5 1 0.5 0.5 0"])
def test_another_number_of_key_points_than_the_index_tells_of_is_told_to_be_that(refused, write, row):
    folder = write(row)
    (folder / "data.yaml").write_text("kpt_shape: [4, 3]\nnames: [duck, Hündin]\n", "utf-8")
    assert "other values than a box and as many key points as kpt_shape says" in refused(folder, YOLO)


def test_results_of_tracking_are_boxes_with_scores(read, write):
    folder = write("0 0.5 0.5 0.5 0.25 0.75 1\n1 0.5 0.5 1 1 0.5 12\n")
    (folder / "labels" / "train" / "birds").mkdir()
    (folder / "labels" / "train" / "birds" / "2.txt").write_text("1 0.25 0.5 0.5 1 0.875 1\n")
    (folder / "labels" / "notes.txt").write_bytes(b"\xe4 text for no picture")
    images, reading = read(folder, YOLO)
    found = [[(one.mask.box.as_tuple(), one.score) for one in image.annotations] for image in images]
    assert found == [[((3, 3, 9, 5), 0.75), ((0, 0, 12, 8), 0.5)], [((0, 0, 6, 8), 0.875)]]
    assert reading.problems == [f"{folder}: track numbers were left out."]


@pytest.mark.parametrize("other", ["0 0.5 0.5 0.5 0.25", "0 0.5 0.5 0.5 0.25 0.125"])
def test_results_of_tracking_may_have_frames_in_which_nothing_is_followed(read, write, other):
    folder = write("0 0.5 0.5 0.5 0.25 0.75 2")
    (folder / "labels" / "train" / "birds").mkdir()
    (folder / "labels" / "train" / "birds" / "2.txt").write_text(other)
    images, _ = read(folder, YOLO)
    found = {one.mask.box.as_tuple() for image in images for one in image.annotations}
    assert found == {(3, 3, 9, 5)}
    assert images[0].annotations[0].score == 0.75


@pytest.mark.parametrize(("score", "read_score"), [("", None), ("0.75 ", 0.75)])
def test_outlines_of_results_of_tracking_end_before_the_number(read, write, score, read_score):
    outline = "0 0 0.5 0 0.5 0.5 0 0.5"
    (image,), reading = read(write(f"0 {outline} {score}1\n1 {outline} {score}3\n1 {score}2\n"), YOLO)
    found = [(one.mask.box.as_tuple(), one.score) for one in image.annotations]
    assert found == [((0, 0, 6, 4), read_score)] * 2
    assert any("track numbers were left out" in problem for problem in reading.problems)


def test_key_points_that_nothing_tells_of_are_no_outlines_of_tracks(read, write):
    with pytest.raises(DatasetError, match="an even number from 6"):
        read(write("0 0.5 0.5 0.5 0.25 0.5 0.5 2"), YOLO)


@pytest.mark.parametrize(("number", "score"), [("2", None), ("1", 1.0)])
def test_the_number_of_a_track_is_no_score(read, write, number, score):
    (image,), _ = read(write(f"0 0.5 0.5 0.5 0.25 1\n0 0.5 0.5 0.5 0.5 {number}"), YOLO)
    assert [one.score for one in image.annotations] == [score] * 2


@pytest.mark.parametrize("other", ["0 0.5 0.5 0.5 0.25", "0 0 0 1 0.5 0.5 1", "0 0.5 0.5 0.5 0.25 0.5 0"])
def test_triangles_that_look_like_such_are_triangles_where_others_do_not(read, write, other):
    folder = write("0 0.5 0.5 0.5 0.25 0.75 1")
    (folder / "labels" / "train" / "birds").mkdir()
    (folder / "labels" / "train" / "birds" / "2.txt").write_text(other)
    images, _ = read(folder, YOLO)
    assert images[0].annotations[0].score is None
