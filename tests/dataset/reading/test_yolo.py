"""YOLO labels of others."""

from pathlib import Path

import numpy as np
import pytest

from sam3_studio.dataset.reading.table import ImportFormat

YOLO = ImportFormat.YOLO


@pytest.fixture
def write(tmp_path: Path):
    """A dataset with one label file."""

    def run(content: str | bytes, name: str = "labels/train/1.txt") -> Path:
        (tmp_path / "classes.txt").write_text("duck\nHündin\n", "utf-8")
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path

    return run


def test_a_row_of_five_values_is_a_box_and_a_sixth_its_score(read, write):
    (image,), _ = read(write("1 0.5 0.5 0.5 0.25\n0 0.125 0.125 0.25 0.25 0.75\n"), YOLO)
    first, second = image.annotations
    assert (first.label, first.mask.box.as_tuple(), first.score) == ("Hündin", (3, 3, 9, 5), None)
    assert (second.label, second.mask.box.as_tuple(), second.score) == ("duck", (0, 0, 3, 2), 0.75)


def test_a_row_of_points_is_filled(read, write):
    (image,), _ = read(write("0 0 0 0.5 0 0.5 0.5 0 0.5"), YOLO)
    expected = np.zeros((8, 12), bool)
    expected[:4, :6] = True
    np.testing.assert_array_equal(image.annotations[0].mask.to_mask(), expected)


def test_a_file_without_rows_says_that_there_is_nothing(read, write):
    (image,), _ = read(write("\n  \n"), YOLO)
    assert (image.name, image.annotations) == ("1.png", ())


@pytest.mark.parametrize("index", ["data.yaml", "data.yml", "dataset.yaml"])
def test_classes_are_those_of_the_index(read, write, index):
    folder = write("0 0.5 0.5 1 1")
    (folder / "classes.txt").unlink()
    (folder / index).write_text("names: [goose]\n")
    (image,), reading = read(folder, YOLO)
    assert (image.annotations[0].label, list(reading.classes)) == ("goose", ["goose"])


def test_the_index_itself_can_be_named(read, write):
    folder = write("0 0.5 0.5 1 1")
    (folder / "other.yaml").write_text("names: {0: goose}\n")
    (image,), _ = read(folder / "other.yaml", YOLO)
    assert image.annotations[0].label == "goose"


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
        ("0", "a row has a class"),
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


def test_a_dataset_whose_classes_are_named_nowhere_is_told(refused, write):
    folder = write("0 0.5 0.5 1 1")
    (folder / "classes.txt").unlink()
    assert "neither data.yaml nor classes.txt" in refused(folder, YOLO)


def test_a_dataset_without_labels_is_told(refused, write):
    folder = write("")
    (folder / "labels" / "train" / "1.txt").unlink()
    assert "no label files" in refused(folder, YOLO)
