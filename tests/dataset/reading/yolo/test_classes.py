"""What YOLO labels call their classes, and where their list lies."""

import re

import pytest

from sam3_studio.core.errors import DatasetError
from sam3_studio.dataset.reading.found import Reading
from sam3_studio.dataset.reading.pictures import Pictures
from sam3_studio.dataset.reading.table import ImportFormat, format_of, read_labels

YOLO = ImportFormat.YOLO


def reading_for(*names: str) -> Reading:
    return Reading(Pictures(names, lambda _: (12, 8)))


OUTLINE = "0 0 0 0.5 0 0.5 0.5 0 0.5"


def test_the_list_of_classes_may_be_that_of_cvat_and_its_lists_of_pictures_are_no_labels(read, write):
    folder = write("1 0.5 0.5 0.5 0.25", "obj_train_data/1.txt")
    (folder / "classes.txt").rename(folder / "obj.names")
    (folder / "train.txt").write_text("data/obj_train_data/1.png\n")
    assert format_of(folder) is YOLO
    (image,), reading = read(folder, YOLO)
    assert (image.name, image.annotations[0].label) == ("1.png", "Hündin")
    assert (reading.unknown, reading.problems) == ([], [])


@pytest.mark.parametrize(
    "index", ["data.yaml", "data.yml", "dataset.yaml", "obj.names", "_darknet.labels", "classification.txt"]
)
def test_classes_are_those_of_the_index(read, write, index):
    folder = write("0 0.5 0.5 1 1")
    (folder / "classes.txt").unlink()
    (folder / index).write_text("names: [goose]\n" if "yml" in index or "yaml" in index else "goose\n")
    assert format_of(folder) is format_of(folder / index) is YOLO
    (image,), reading = read(folder, YOLO)
    assert (image.annotations[0].label, list(reading.classes)) == ("goose", ["goose"])


def test_the_list_of_classes_may_lie_among_the_labels_as_labelimg_has_it(read, write):
    folder = write("1 0.5 0.5 1 1", "labels/1.txt")
    (folder / "classes.txt").rename(folder / "labels" / "classes.txt")
    assert format_of(folder) is format_of(folder / "labels") is YOLO
    for path in (folder, folder / "labels", folder / "labels" / "classes.txt"):
        (image,), reading = read(path, YOLO)
        assert (image.name, image.annotations[0].label, reading.unknown) == ("1.png", "Hündin", [])


def test_the_index_itself_can_be_named(read, write):
    folder = write("0 0.5 0.5 1 1")
    (folder / "other.yaml").write_text("names: {0: goose}\n")
    (image,), _ = read(folder / "other.yaml", YOLO)
    assert image.annotations[0].label == "goose"


@pytest.mark.parametrize("said", ["data", "../{}/data", "'data'  # the folder", '"data"', "{}/data"])
def test_the_index_may_say_where_its_dataset_lies(read, write, tmp_path, said):
    write("0 0.5 0.5 1 1", "data/labels/1.txt")
    write("damaged", "labels/1.txt")
    said = said.format(tmp_path if said[0] == "{" else tmp_path.name)
    (tmp_path / "other.yaml").write_text(f"path: {said}\nnames: {{0: goose}}\n")
    (image,), _ = read(tmp_path / "other.yaml", YOLO)
    assert image.annotations[0].label == "goose"


@pytest.mark.parametrize(
    "said", ["", "/content/data", "x" * 300, '"', "../datasets/coco8  # relative to others", "a\0b"]
)
def test_an_index_that_says_another_place_than_its_own_lies_beside_its_dataset(read, write, tmp_path, said):
    write("0 0.5 0.5 1 1")
    (tmp_path / "other.yaml").write_text(f"path: {said}\nnames: {{0: goose}}\n")
    if said in ('"', "a\0b"):  # no YAML
        with pytest.raises(DatasetError, match="no class names that can be read"):
            read(tmp_path / "other.yaml", YOLO)
    else:
        (image,), _ = read(tmp_path / "other.yaml", YOLO)
        assert image.annotations[0].label == "goose"


@pytest.mark.parametrize("said", ["..", "../", "../..", "/"])
def test_an_index_that_names_the_folder_of_all_datasets_means_its_own(read, write, tmp_path, said):
    write("0 0.5 0.5 1 1", "mine/labels/1.txt")
    write("1 0.5 0.5 1 1", "others/labels/1.txt")
    (tmp_path / "mine" / "other.yaml").write_text(f"path: {said}\nnames: {{0: goose, 1: duck}}\n")
    assert [[one.label for one in image.annotations] for image in read(tmp_path / "mine" / "other.yaml", YOLO)[0]] == [
        ["goose"]
    ]


def test_an_index_may_lie_in_a_folder_of_its_dataset(read, write, tmp_path):
    write("0 0.5 0.5 1 1", "labels/1.txt")
    (tmp_path / "settings").mkdir()
    (tmp_path / "settings" / "other.yaml").write_text("path: ..\nnames: {0: goose}\n")
    (image,), _ = read(tmp_path / "settings" / "other.yaml", YOLO)
    assert image.annotations[0].label == "goose"


@pytest.mark.parametrize("row", ["0 0.5 0.5 1 1", OUTLINE, "12 .5 5e-1 1 -0.0 0.9"])
def test_a_label_file_is_no_list_of_classes(refused, write, row):
    path = write(row) / "labels" / "train" / "1.txt"
    assert "it holds labels and no classes, so choose the folder of its dataset" in refused(path, YOLO)


def test_a_dataset_whose_classes_are_named_nowhere_is_told(refused, write):
    folder = write("0 0.5 0.5 1 1")
    (folder / "classes.txt").unlink()
    assert "neither data.yaml nor classes.txt" in refused(folder, YOLO)


@pytest.mark.parametrize(
    ("index", "text"),
    [
        ("classes.txt", "duck\nduck\ngoose\nswan\n"),
        ("classes.txt", "duck\n\ngoose\nswan\n"),
        ("data.yaml", "names: [duck, duck, goose, swan]\n"),
        ("data.yaml", "names:\n  0: duck\n  2: goose\n  5: swan\n"),
        ("data.yaml", "names: [duck, '', goose, swan]\n"),
    ],
)
def test_numbers_keep_their_names_where_others_have_none_or_the_same(read, write, index, text):
    folder = write("2 0.5 0.5 1 1")
    (folder / "classes.txt").unlink()
    (folder / index).write_text(text)
    (image,), _ = read(folder, YOLO)
    assert image.annotations[0].label == "goose"


@pytest.mark.parametrize(
    ("index", "text"), [("classes.txt", "duck\n\ngoose\n"), ("data.yaml", "names:\n- duck\n-\n- goose\n")]
)
def test_a_number_without_a_name_is_told(write, index, text):
    folder = write("1 0.5 0.5 1 1")
    (folder / "classes.txt").unlink()
    (folder / index).write_text(text)
    with pytest.raises(DatasetError, match="there is no class with the number 1"):
        list(read_labels(folder, YOLO, reading_for("1.png")))


def test_classes_that_have_one_name_are_told_to_be_one(read, write):
    folder = write("0 0.5 0.5 1 1\n1 0.5 0.5 1 1")
    (folder / "classes.txt").write_text("duck\nduck\n")
    (image,), reading = read(folder, YOLO)
    assert [one.label for one in image.annotations] == ["duck", "duck"]
    assert reading.problems == ["2 classes are called duck; they are one now."]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("names: [Hündin, duck]\n", "give the classes other numbers; remove the one that is outdated"),
        ("names: {0: duck, 0: goose}\n", "has no class names that can be read"),
    ],
)
def test_lists_that_contradict_each_other_or_themselves_are_told(refused, write, text, reason):
    folder = write("0 0.5 0.5 1 1")
    (folder / "data.yaml").write_text(text, "utf-8")
    assert reason in (told := refused(folder, YOLO))
    assert told.endswith("Nothing was imported.")


def test_a_dataset_without_a_list_of_classes_is_told(refused, write):
    folder = write("0 0.5 0.5 1 1")
    (folder / "classes.txt").unlink()
    assert refused(folder, YOLO).endswith("put one of them there, or choose another folder. Nothing was imported.")


def test_a_picture_may_be_called_as_the_list_of_classes_is(write):
    folder = write("0 0.5 0.5 1 1", "labels/train/classes.txt")
    (folder / "labels" / "classes.txt").write_text("duck\n")
    (image,) = read_labels(folder, YOLO, reading_for("classes.jpg", "1.png"))
    assert (image.name, len(image.annotations)) == ("classes.jpg", 1)


def test_a_list_of_classes_among_the_labels_is_no_label(read, write):
    images, reading = read(write("duck\n", "labels/train/classes.txt"), YOLO)
    assert (images, reading.unknown) == ([], [])


def test_a_name_that_no_class_can_have_is_told_with_the_file_that_gives_it(read, write):
    folder = write("0 0.5 0.5 1 1")
    (folder / "classes.txt").unlink()
    (folder / "data.yaml").write_text('names: ["a", "b\\nc"]\n')
    message = rf"^{re.escape(str(folder / 'data.yaml'))} cannot be imported: 'b\\nc' is no name for a class\."
    with pytest.raises(DatasetError, match=message):
        read(folder, YOLO)
