"""`sam3-studio annotate` with the embedded model, from pictures to label files."""

from pathlib import Path

import numpy as np
import pytest
from annotating import annotate, coco
from crowds import crowd
from PIL import Image
from pycocotools import mask as coco_mask

from sam3_studio.cli.main import main

pytestmark = pytest.mark.slow  # each test runs the whole program

POND, TOYS = "at-the-pond.jpg", "toys.jpg"


def test_objects_of_every_concept_are_found(photos: Path) -> None:
    assert annotate(photos, "--concept", "turtle", "--concept", "soccer ball") == 0
    names = {category["id"]: category["name"] for category in coco(photos)["categories"]}
    found = {names[annotation["category_id"]] for annotation in coco(photos)["annotations"]}
    assert found == {"turtle", "soccer ball"}


def test_pictures_are_named_relative_to_the_folder(photos: Path) -> None:
    annotate(photos, "--concept", "turtle")
    assert {image["file_name"] for image in coco(photos)["images"]} == {POND, f"été 中文/{TOYS}"}


def test_a_picture_without_objects_is_listed(photos: Path) -> None:
    annotate(photos, "--concept", "soccer ball")
    assert len(coco(photos)["images"]) == 2


def test_masks_lie_where_the_object_is(photos: Path) -> None:
    annotate(photos, "--concept", "turtle")
    image = next(entry for entry in coco(photos)["images"] if entry["file_name"].endswith(POND))
    pixels = np.asarray(Image.open(photos / image["file_name"])).astype(int)
    here = [entry for entry in coco(photos)["annotations"] if entry["image_id"] == image["id"]]
    assert here
    for annotation in here:
        shape = annotation["segmentation"]
        size = (image["height"], image["width"])
        rle = coco_mask.merge(coco_mask.frPyObjects(shape, *size)) if isinstance(shape, list) else shape
        _, green, blue = pixels[coco_mask.decode(rle).astype(bool)].mean(axis=0)
        assert green > blue + 20  # the turtles are green, the water is blue


def test_every_format_is_written_and_holds_the_same_objects(photos: Path) -> None:
    annotate(photos, "--concept", "turtle", "--format", "coco", "--format", "yolo-seg", "--format", "yolo-detect")
    count = len(coco(photos)["annotations"])
    assert count > 0
    for kind in ("yolo-seg", "yolo-detect"):
        rows = [
            row
            for path in (photos.parent / "out" / kind / "labels").rglob("*.txt")
            for row in path.read_text().splitlines()
        ]
        assert len(rows) == count


def test_without_recursive_sub_folders_are_left_out(photos: Path) -> None:
    main(["annotate", str(photos), "--out", str(photos.parent / "out"), "--concept", "turtle"])
    assert [image["file_name"] for image in coco(photos)["images"]] == [POND]


@pytest.mark.parametrize("command", [["annotate", "--concept", "turtle"], ["encode"]])
def test_where_all_pictures_lie_in_sub_folders_the_option_for_them_is_named(
    photos: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    (photos / POND).unlink()
    assert main([*command, str(photos)]) == 2
    assert f"All pictures of {photos} lie in sub-folders; --recursive looks into them, too." in capsys.readouterr().err


def test_a_single_file_can_be_annotated(photos: Path) -> None:
    main(["annotate", str(photos / POND), "--out", str(photos.parent / "out"), "--concept", "turtle"])
    assert [image["file_name"] for image in coco(photos)["images"]] == [POND]


def test_exif_rotation_turns_picture_and_mask_together(photos: Path) -> None:
    upright = Image.open(photos / POND)
    exif = Image.Exif()
    exif[0x0112] = 6  # shown turned by 90 degrees clockwise
    upright.transpose(Image.Transpose.ROTATE_90).save(photos / POND, exif=exif, quality=95)
    annotate(photos, "--concept", "turtle")
    image = next(entry for entry in coco(photos)["images"] if entry["file_name"] == POND)
    assert (image["width"], image["height"]) == upright.size


def test_boxes_without_words_find_objects(photos: Path) -> None:
    status = main(["annotate", str(photos / POND), "--box", "275,465,430,610", "--out", str(photos.parent / "out")])
    assert status == 0
    assert [category["name"] for category in coco(photos)["categories"]] == ["object"]
    assert coco(photos)["annotations"]


def test_tiles_find_the_small_objects_of_a_large_picture_that_one_look_misses(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    picture, masks = crowd(720, 540, "duck", ("frog", "ladybug"), pitch=60, radius=(16, 24))
    Image.fromarray(picture.pixels).save(tmp_path / "photos" / "ducks.png")
    assert annotate(tmp_path / "photos", "--concept", "duck") == 0
    assert annotate(tmp_path / "photos", "--concept", "duck", "--tiles", "always", out="tiled") == 0
    plain, tiled = (len(coco(tmp_path / "photos", out)["annotations"]) for out in ("out", "tiled"))
    assert plain <= len(masks) // 2
    assert len(masks) <= tiled <= len(masks) + 2
