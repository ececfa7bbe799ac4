"""Labels that fit a picture by its file name alone make way for those that fit it by path, in every format."""

import json
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import numpy as np
import pytest
from PIL import Image

from sam3_studio.core.annotation import AnnotatedImage, Annotation
from sam3_studio.core.errors import CancelledError
from sam3_studio.core.rle import Rle
from sam3_studio.dataset.export import export_dataset
from sam3_studio.dataset.format_table import ExportFormat
from sam3_studio.dataset.manifest import MANIFEST
from sam3_studio.dataset.reading.found import Reading
from sam3_studio.dataset.reading.pictures import Pictures
from sam3_studio.dataset.reading.table import ImportFormat, format_of
from sam3_studio.dataset.reading.wanted import Rivals, Wanted

WIDTH, HEIGHT = 12, 8
FORMATS = {
    ImportFormat.COCO: ExportFormat.COCO,
    ImportFormat.YOLO: ExportFormat.YOLO_DETECT,
    ImportFormat.VOC: ExportFormat.VOC,
    ImportFormat.LABELME: ExportFormat.LABELME,
    ImportFormat.LABEL_IMAGES: ExportFormat.INSTANCE_PNG,
    ImportFormat.CSV: ExportFormat.CSV,
}

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """A dataset of pictures, each with an object of a class called as its folder, that nothing else is known of."""

    def run(format_: ImportFormat, *names: str) -> Path:
        images = []
        for name in names:
            path = tmp_path / "photos" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            Image.new("RGB", (WIDTH, HEIGHT)).save(path)
            mask = Rle.from_crop(np.ones((2, 2), np.bool_), 3, 3, HEIGHT, WIDTH)
            images.append(AnnotatedImage(name, WIDTH, HEIGHT, (Annotation(path.parent.name, mask),)))
        labels = tmp_path / "labels of others"
        classes = sorted({one.annotations[0].label for one in images})
        export_dataset(images, classes, labels, FORMATS[format_], image_root=tmp_path / "photos")
        (labels / MANIFEST).unlink(missing_ok=True)
        return labels

    return run


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("names", [("cats/1.jpg",)])
@pytest.mark.parametrize("others", ["birds/1.jpg", "dogs/1.jpg"])
def test_labels_of_another_folder_are_not_put_on_a_picture_that_has_its_own(read, write, format_, others):
    images, reading = read(write(format_, "cats/1.jpg", others), format_)
    assert [[one.label for one in image.annotations] for image in images] == [["cats"]]
    assert reading.unknown_count == 1


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("names", [("cats/1.jpg",)])
def test_labels_of_another_folder_alone_are_of_the_picture_called_so_and_told_as_such(read, write, format_):
    images, _ = read(write(format_, "dogs/1.jpg"), format_)
    assert [(image.name, image.elsewhere) for image in images] == [("cats/1.jpg", True)]


@pytest.mark.parametrize("order", [("1.jpg", "cats/1.jpg"), ("cats/1.jpg", "1.jpg")])
def test_labels_of_the_very_path_win_over_those_of_the_path_with_the_name_of_the_root(order):
    pictures = Pictures(["1.jpg"], lambda _: (WIDTH, HEIGHT), Path("cats"))
    reading = Reading(pictures)
    rivals = Rivals(lambda: [Wanted(name=PurePosixPath(name)) for name in order])
    found = [reading.find(Wanted(name=PurePosixPath(name)), rivals) for name in order]
    assert dict(zip(order, found, strict=True)) == {"1.jpg": "1.jpg", "cats/1.jpg": None}


@pytest.mark.parametrize("names", [("set/cats/1.jpg",)])
def test_of_two_labels_the_one_with_more_of_the_folders_wins(read, tmp_path):
    path = tmp_path / "annotations.json"
    names = ("dogs/1.jpg", "old/cats/1.jpg", "1.jpg")
    path.write_text(
        json.dumps(
            {
                "images": [
                    {"id": id_, "file_name": name, "width": WIDTH, "height": HEIGHT} for id_, name in enumerate(names)
                ],
                "categories": [],
                "annotations": [],
            }
        )
    )
    images, reading = read(path, format_of(path))
    assert [image.name for image in images] == ["set/cats/1.jpg"]
    assert reading.unknown == ["dogs/1.jpg", "1.jpg"]


@pytest.fixture
def write_parts(tmp_path: Path) -> Callable[..., Path]:
    """A dataset in parts, each with a COCO file of one picture."""

    def run(**names: str) -> Path:
        for part, name in names.items():
            (tmp_path / part).mkdir()
            image = {"id": 1, "file_name": name, "width": WIDTH, "height": HEIGHT}
            content = {"images": [image], "categories": [], "annotations": []}
            (tmp_path / part / "annotations.json").write_text(json.dumps(content))
        return tmp_path

    return run


@pytest.mark.parametrize("names", [("1.jpg",)])
def test_a_part_of_a_dataset_does_not_get_a_picture_that_an_earlier_part_fits_better(read, write_parts):
    images, reading = read(write_parts(train="1.jpg", val="more/1.jpg"), ImportFormat.COCO)
    assert [image.name for image in images] == ["1.jpg"]
    assert reading.unknown == ["more/1.jpg"]


@pytest.mark.parametrize("names", [("cats/1.jpg",)])
def test_a_part_of_a_dataset_does_not_get_a_picture_that_a_later_part_fits_better(read, write_parts):
    images, reading = read(write_parts(train="dogs/1.jpg", val="birds/1.jpg", test="cats/1.jpg"), ImportFormat.COCO)
    assert [(image.name, image.elsewhere) for image in images] == [("cats/1.jpg", False)]
    assert reading.unknown == ["dogs/1.jpg", "birds/1.jpg"]


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("names", [("cats/1.jpg",)])
def test_parts_are_weighed_together_in_every_format(read, write, tmp_path, format_):
    parts = tmp_path / "parts"
    parts.mkdir()
    for part, name in (("train", "dogs/1.jpg"), ("val", "cats/1.jpg")):
        write(format_, name).rename(parts / part)
    images, reading = read(parts, format_)
    assert [[one.label for one in image.annotations] for image in images] == [["cats"]]
    assert (reading.unknown_count, reading.problems) == (1, [])


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["a b.jpg", "other.jpg"], "a b.jpg"),
        (["birds/a b.jpg"], "birds/a b.jpg"),
        (["a b.jpg", "0123abcd-a b.jpg"], "0123abcd-a b.jpg"),
        (["birds/a b.jpg", "cats/a b.jpg"], None),
        (["0123abcd-.jpg", "b.jpg"], None),
    ],
)
@pytest.mark.parametrize("by_stem", [True, False])
def test_what_label_studio_puts_before_the_names_of_files_it_is_given_is_not_looked_for(names, found, by_stem):
    name = PurePosixPath("images/0123abcd-a b.jpg")
    wanted = Wanted(stem=name.with_suffix("")) if by_stem else Wanted(name=name)
    reading = Reading(Pictures(names, lambda _: (WIDTH, HEIGHT)))
    assert reading.find(wanted, Rivals(lambda: [wanted])) == found


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["birds/Möwe (1) & co.jpg", "1.jpg"], "birds/Möwe (1) & co.jpg"),
        (["Möwe_1__co.jpg", "Möwe (1) & co.jpg"], None),
        (["Möwe (1) & co.jpg", "Möwe [1] & co.jpg"], None),
        (["(?).jpg", "?"], None),
    ],
)
@pytest.mark.parametrize("by_stem", [True, False])
def test_pictures_are_found_by_the_names_that_label_studio_gives_files_with_blanks_and_signs(names, found, by_stem):
    name = PurePosixPath("images/0123abcd-Möwe_1__co.jpg")
    wanted = Wanted(stem=name.with_suffix("")) if by_stem else Wanted(name=name)
    reading = Reading(Pictures(names, lambda _: (WIDTH, HEIGHT)))
    assert reading.find(wanted, Rivals(lambda: [wanted])) == found


@pytest.mark.parametrize(
    ("name", "names", "found"),
    [
        ("images/0123abcd-Capture_d%C3%A9cran.jpg", ["Capture décran.jpg"], "Capture décran.jpg"),
        ("a%20b.jpg", ["a b.jpg"], "a b.jpg"),
        ("a%20b.jpg", ["a b.jpg", "a%20b.jpg"], "a%20b.jpg"),
        ("a%2Fb.jpg", ["a/b.jpg"], None),
        ("a%00b.jpg", ["a b.jpg"], None),
        ("100%.jpg", ["1.jpg"], None),
        ("%2E", ["1.jpg"], None),
        ("0123abcd-%2E", ["1.jpg"], None),
        ("0123abcd-.", ["1.jpg"], None),
    ],
)
@pytest.mark.parametrize("by_stem", [True, False])
def test_signs_that_label_studio_writes_as_addresses_do_are_themselves_again(name, names, found, by_stem):
    path = PurePosixPath(name)
    wanted = Wanted(stem=path.with_suffix("")) if by_stem else Wanted(name=path)
    reading = Reading(Pictures(names, lambda _: (WIDTH, HEIGHT)))
    assert reading.find(wanted, Rivals(lambda: [wanted])) == found


def test_names_are_changed_as_label_studio_changes_them_only_where_it_was_given_the_file():
    reading = Reading(Pictures(["a b.jpg"], lambda _: (WIDTH, HEIGHT)))
    wanted = Wanted(name=PurePosixPath("a_b.jpg"))
    assert reading.find(wanted, Rivals(lambda: [wanted])) is None


def test_looking_at_what_all_labels_are_for_can_be_ended():
    def end() -> None:
        raise CancelledError("stopped")

    reading = Reading(Pictures(["cats/1.jpg"], lambda _: (WIDTH, HEIGHT)), pulse=end)
    wanted = Wanted(name=PurePosixPath("1.jpg"))
    with pytest.raises(CancelledError):
        reading.find(wanted, Rivals(lambda: [wanted]))


@pytest.mark.parametrize("day", ["20240115", "19991231"])
def test_a_date_before_the_name_of_a_file_is_a_part_of_it(day):
    reading = Reading(Pictures(["1.jpg"], lambda _: (WIDTH, HEIGHT)))
    wanted = Wanted(name=PurePosixPath(f"{day}-1.jpg"))
    assert reading.find(wanted, Rivals(lambda: [wanted])) is None


@pytest.mark.parametrize("name", ["0123abcd-1.jpg", "1.JPG"])
def test_labels_that_were_uploaded_or_have_capitals_make_way_for_those_that_call_the_picture_as_it_is(name):
    reading = Reading(Pictures(["1.jpg"], lambda _: (WIDTH, HEIGHT)))
    other, own = Wanted(name=PurePosixPath(name)), Wanted(name=PurePosixPath("1.jpg"))
    rivals = Rivals(lambda: [other, own])
    assert reading.find(other, rivals) is None
    assert reading.find(own, rivals) == "1.jpg"


@pytest.mark.parametrize("by_stem", [True, False])
def test_labels_of_several_pictures_that_label_studio_calls_alike_are_left_out_and_told(by_stem):
    reading = Reading(Pictures(["a b.jpg", "a_b.jpg"], lambda _: (WIDTH, HEIGHT)))
    name = PurePosixPath("0123abcd-a_b" if by_stem else "0123abcd-a_b.jpg")
    wanted = Wanted(stem=name) if by_stem else Wanted(name=name)
    assert reading.find(wanted, Rivals(lambda: [wanted])) is None
    reading.miss(str(name))
    assert reading.problems == [f"{name}: several pictures have this name, so its labels were left out."]


def test_labels_that_tell_a_blank_are_of_the_picture_that_has_one():
    reading = Reading(Pictures(["a b.jpg", "a_b.jpg"], lambda _: (WIDTH, HEIGHT)))
    for name, found in (("a%20b.jpg", "a b.jpg"), ("a_b.jpg", "a_b.jpg")):
        wanted = Wanted(name=PurePosixPath(name))
        assert reading.find(wanted, Rivals(lambda wanted=wanted: [wanted])) == found
