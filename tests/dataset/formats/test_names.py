"""Every picture has a name of its own in a dataset, and a label file of its own, on every system."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yolo_tools import files_in, save_picture

from sam3_studio.core.annotation import AnnotatedImage
from sam3_studio.core.errors import DatasetError
from sam3_studio.dataset.formats.names import DatasetNames
from sam3_studio.dataset.formats.yolo import write_yolo

PICTURES = [
    f"{folder}{stem}{middle}{number}.{ending}"
    for folder, stem, middle, number, ending in itertools.product(
        ("", "images/", "images_/"), "aA", ("", "_jpg", "_png"), ("", "_2"), ("jpg", "png", "JPG")
    )
]
"""Names that come into one another's way."""


def test_sub_folders_are_kept_on_both_sides(tmp_path):
    save_picture(tmp_path / "in" / "s1" / "中文" / "a b.png")
    image = AnnotatedImage("s1/中文/a b.png", 20, 10)
    write_yolo([image], ["cat"], tmp_path / "out", image_root=tmp_path / "in")
    names = ["images/train/s1/中文/a b.png", "labels/train/s1/中文/a b.txt"]
    assert [name for name in files_in(tmp_path / "out") if "/" in name] == names


def test_pictures_that_differ_in_their_ending_get_labels_of_their_own(tmp_path):
    images = [AnnotatedImage(f"s/a.{ending}", 20, 10) for ending in ("jpg", "png", "PNG")]
    report = write_yolo(images, ["cat"], tmp_path, pictures="leave")
    assert report.renamed == (("s/a.png", "s/a_png.png"), ("s/a.PNG", "s/a_PNG_2.PNG"))
    assert files_in(tmp_path / "labels") == ["train/s/a.txt", "train/s/a_PNG_2.txt", "train/s/a_png.txt"]


def test_names_that_some_systems_take_for_one_are_kept_apart(tmp_path):
    images = [AnnotatedImage(name, 20, 10) for name in ("Caf\u00e9.jpg", "cafe\u0301.jpg")]
    report = write_yolo(images, ["cat"], tmp_path, pictures="leave")
    assert report.renamed == (("cafe\u0301.jpg", "cafe\u0301_jpg.jpg"),)


def test_a_sub_folder_named_like_a_label_file_gets_another_name(tmp_path):
    images = [AnnotatedImage(name, 20, 10) for name in ("a.jpg", "a.txt/b.jpg")]
    report = write_yolo(images, ["cat"], tmp_path, pictures="leave")
    assert report.renamed == (("a.txt/b.jpg", "a.txt_/b.jpg"),)
    assert files_in(tmp_path / "labels") == ["train/a.txt", "train/a.txt_/b.txt"]


@pytest.mark.parametrize(
    "pair",
    [
        (f"{'x' * 249}.jpg", f"{'x' * 249}.png"),
        (f"{'é' * 125}.jpg", f"{'é' * 125}.png"),
        (f"{'x' * 251}.jpg", f"{'x' * 251}.png"),
        ("y" * 254, "Y" * 254),
    ],
)
def test_a_name_that_gets_too_long_is_cut(tmp_path, pair):
    for name in pair:
        save_picture(tmp_path / "in" / "a.png")
        (tmp_path / "in" / "a.png").rename(tmp_path / "in" / name)
    images = [AnnotatedImage(name, 20, 10) for name in pair]
    write_yolo(images, ["cat"], tmp_path / "out", image_root=tmp_path / "in")
    assert len(list((tmp_path / "out" / "images" / "train").iterdir())) == 2
    assert len(list((tmp_path / "out" / "labels" / "train").iterdir())) == 2


def test_a_sub_folder_called_images_gets_another_name(tmp_path):
    """Readers replace the last `images` of a path by `labels`."""
    report = write_yolo([AnnotatedImage("images/a.jpg", 20, 10)], ["cat"], tmp_path, pictures="leave")
    assert report.renamed == (("images/a.jpg", "images_/a.jpg"),)
    assert (tmp_path / "labels" / "train" / "images_" / "a.txt").is_file()


@given(st.lists(st.sampled_from(PICTURES), unique=True, max_size=12))
def test_no_two_pictures_share_a_label_file(pictures):
    names = DatasetNames(".txt")
    assigned = [names.assign(picture) for picture in pictures]
    assert len({str(name.with_suffix("")).casefold() for name in assigned}) == len(pictures)
    assert all(name.suffix == picture[-4:] for name, picture in zip(assigned, pictures, strict=True))


@pytest.mark.parametrize("name", ["../a.png", "/a.png", "C:/a.png", "s\\a.png", "s/../../../a.png"])
def test_a_name_that_leaves_the_folder_is_refused(tmp_path, name):
    with pytest.raises(DatasetError, match="does not stay inside"):
        write_yolo([AnnotatedImage(name, 20, 10)], ["cat"], tmp_path / "out", pictures="leave")
    assert files_in(tmp_path) == ["out/.sam3-studio.jsonl", "out/classes.txt", "out/data.yaml"]


def test_a_link_that_leads_out_of_the_folder_is_refused(tmp_path):
    write_yolo([], ["cat"], tmp_path / "out", pictures="leave")
    (tmp_path / "out" / "labels" / "train").mkdir(parents=True)
    (tmp_path / "out" / "labels" / "train" / "s").symlink_to(tmp_path, target_is_directory=True)
    with pytest.raises(DatasetError, match="leads out of"):
        write_yolo([AnnotatedImage("s/a.png", 20, 10)], ["cat"], tmp_path / "out", pictures="leave")
    assert not (tmp_path / "a.txt").exists()
