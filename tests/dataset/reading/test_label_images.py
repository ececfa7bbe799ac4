"""Label pictures of others."""

from pathlib import Path

import numpy as np
import pytest
from limits import most_memory
from PIL import Image

from sam3_studio.dataset.reading import label_images
from sam3_studio.dataset.reading.found import Reading
from sam3_studio.dataset.reading.pictures import Pictures
from sam3_studio.dataset.reading.table import ImportFormat, read_labels

PNG = ImportFormat.LABEL_IMAGES


@pytest.fixture
def write(tmp_path: Path):
    def run(values, name: str = "masks/1.png", table: str = "number,class\n1,duck\n2,Hündin\n", mode=None) -> Path:
        (tmp_path / "classes.csv").write_text(table, "utf-8")
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(values, mode).save(path)
        return tmp_path

    return run


@pytest.fixture
def values():
    """Two blocks of class 1 that do not touch, and one of class 2."""
    pixels = np.zeros((8, 12), np.uint8)
    pixels[1:3, 1:4] = pixels[5:7, 1:4] = 1
    pixels[2:6, 6:9] = 2
    return pixels


def test_of_classes_alone_each_part_is_an_object(read, write, values):
    (image,), reading = read(write(values), PNG)
    assert [(one.label, one.mask.area) for one in image.annotations] == [("duck", 6), ("duck", 6), ("Hündin", 12)]
    assert list(reading.classes) == ["duck", "Hündin"]


def test_objects_are_told_apart_by_their_numbers(read, write, values):
    numbers = values.astype(np.uint16) * 1000 + (values > 0)
    (image,), _ = read(write(numbers), PNG)
    assert [(one.label, one.mask.area) for one in image.annotations] == [("duck", 12), ("Hündin", 12)]


def test_a_picture_of_one_bit_has_the_numbers_0_and_1(read, write, values):
    (image,), _ = read(write(values == 1), PNG)
    assert [(one.label, one.mask.area) for one in image.annotations] == [("duck", 6), ("duck", 6)]


def test_the_number_0_is_a_class_where_it_has_a_name(read, write, values):
    (image,), _ = read(write(values, table="number,class\n0,road\n1,duck\n2,Hündin\n"), PNG)
    assert {one.label: one.mask.area for one in image.annotations} == {"road": 72, "duck": 6, "Hündin": 12}


def test_the_number_0_is_the_background_where_its_name_is_blank(read, write, values):
    (image,), _ = read(write(values, table="number,class\n0,\n1,duck\n2,Hündin\n"), PNG)
    assert {one.label for one in image.annotations} == {"duck", "Hündin"}


@pytest.mark.parametrize(("void", "dtype"), [(255, np.uint8), (255, np.uint16), (65535, np.uint16)])
def test_pixels_of_a_number_whose_name_is_blank_are_passed_over(read, write, values, void, dtype):
    pixels = values.astype(dtype)
    pixels[0] = void
    (image,), reading = read(write(pixels, table=f"number,class\n1,duck\n2,Hündin\n{void},\n"), PNG)
    assert [(one.label, one.mask.area) for one in image.annotations] == [("duck", 6), ("duck", 6), ("Hündin", 12)]
    assert list(reading.classes) == ["duck", "Hündin"]


def test_a_picture_may_have_numbers_of_classes_beside_those_of_objects(read, write, values):
    pixels = np.where(values == 1, np.uint16(1001), values)
    pixels[7, :] = 7
    (image,), _ = read(write(pixels, table="number,class\n1,duck\n2,Hündin\n7,road\n"), PNG)
    assert {one.label: one.mask.area for one in image.annotations} == {"duck": 12, "Hündin": 12, "road": 12}


def test_a_number_without_a_class_is_told_with_the_line_that_leaves_it_out(refused, write, values):
    told = refused(write(np.where(values == 2, 255, values).astype(np.uint8)), PNG)
    assert 'there is no class with the number 255; if it stands for none, add the line "255," to classes.csv' in told


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_a_large_picture_takes_memory_for_the_bits_that_it_has(write, dtype):
    pixels = np.zeros((2000, 2000), dtype)
    pixels[100:200, 300:400] = 1
    reading = Reading(Pictures(["1.png"], lambda _: (2000, 2000)))
    folder = write(pixels)
    with most_memory() as peak:
        (image,) = read_labels(folder, PNG, reading)
    assert [one.mask.area for one in image.annotations] == [10_000]
    assert peak[0] < 5 * pixels.nbytes


def test_a_picture_of_nothing_says_that_there_is_nothing(read, write, values):
    (image,), _ = read(write(values * 0), PNG)
    assert image.annotations == ()


def test_a_label_picture_of_another_size_is_left_out_and_noted(read, write, values):
    images, reading = read(write(values[:4].copy()), PNG)
    assert (images, reading.problem_count) == ([], 1)


def test_a_label_without_a_picture_is_noted(read, write, values):
    images, reading = read(write(values, "masks/9.png"), PNG)
    assert (images, reading.unknown) == ([], ["9"])


@pytest.mark.parametrize("number", [3, 99, 3001])
def test_a_number_that_stands_for_no_class_is_told(refused, write, values, number):
    told = refused(write(np.where(values == 2, np.uint16(number), values).astype(np.uint16)), PNG)
    assert "1.png" in told
    assert "there is no class with the number" in told


def test_colours_are_told(refused, write, values):
    assert "its pixels are colours" in refused(write(np.stack([values] * 3, axis=-1)), PNG)


@pytest.mark.parametrize(
    ("table", "place"),
    [("number,class\nx,duck\n", "line 2"), ("number,class\n1\n", "line 2"), ("number,class\n1,\ufeff\x01\n", "line 2")],
)
def test_a_table_of_classes_that_is_none_is_told(refused, write, values, table, place):
    told = refused(write(values, table=table), PNG)
    assert "classes.csv" in told
    assert place in told


def test_classes_that_are_named_nowhere_are_told(refused, write, values):
    folder = write(values)
    (folder / "classes.csv").unlink()
    told = refused(folder, PNG)
    assert "classes.csv" in told
    assert told.endswith("Nothing was imported.")


def test_a_table_of_classes_without_names_of_columns_has_a_class_in_its_first_line(read, write, values):
    (image,), _ = read(write(values, table="1,duck\n2,goose\n"), PNG)
    assert [one.label for one in image.annotations] == ["duck", "duck", "goose"]


@pytest.mark.parametrize("table", ["0,background\n1,duck\n2,goose\n", "id,name\n0,Background\n1,duck\n2,goose\n"])
def test_a_background_that_a_table_lists_is_no_object(read, write, values, table):
    (image,), reading = read(write(values, table=table), PNG)
    assert [one.label for one in image.annotations] == ["duck", "duck", "goose"]
    assert list(reading.classes) == ["duck", "goose"]


@pytest.mark.parametrize("length", [0, 8, 60])
def test_a_label_picture_that_was_cut_off_is_told(refused, write, values, length):
    folder = write(values)
    path = folder / "masks" / "1.png"
    path.write_bytes(path.read_bytes()[:length])
    told = refused(folder, PNG)
    assert told.count("1.png") == 1
    assert told.endswith(". Nothing was imported.")


def test_a_label_picture_of_another_size_is_left_out_before_it_takes_memory(read, write, values, monkeypatch):
    monkeypatch.setattr(label_images, "_as_numbers", pytest.fail)
    images, reading = read(write(values[:-1]), PNG)
    assert (images, reading.problem_count) == ([], 1)


@pytest.mark.parametrize("number", ["9" * 5000, "1"])
def test_a_number_that_is_there_twice_or_too_long_is_told(refused, write, values, number):
    folder = write(values)
    with (folder / "classes.csv").open("a") as file:
        file.write(f"{number},other\n")
    assert "Nothing was imported." in refused(folder, PNG)
