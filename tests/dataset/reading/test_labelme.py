"""labelme's files of others."""

import base64
import io
import json
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from sam3_studio.core.errors import DatasetError
from sam3_studio.core.labeling import Details
from sam3_studio.dataset.reading.found import Reading
from sam3_studio.dataset.reading.pictures import Pictures
from sam3_studio.dataset.reading.table import ImportFormat, read_labels

LABELME = ImportFormat.LABELME
SQUARE = {"label": "duck", "points": [[1, 1], [5, 1], [5, 4], [1, 4]], "shape_type": "polygon", "group_id": None}


def png(pixels):
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG")
    return base64.b64encode(file.getvalue()).decode()


@pytest.fixture
def write(tmp_path: Path):
    def run(*shapes, name: str = "1.json", **rest) -> Path:
        content = {"shapes": list(shapes), "imagePath": "1.png", "imageWidth": 12, "imageHeight": 8} | rest
        path = tmp_path / "labels" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content), "utf-8")
        return tmp_path / "labels"

    return run


def expected(*boxes):
    pixels = np.zeros((8, 12), bool)
    for left, top, right, bottom in boxes:
        pixels[top:bottom, left:right] = True
    return pixels


def test_polygons_of_a_group_are_one_object(read, write):
    other = SQUARE | {"points": [[7, 2], [9, 2], [9, 6], [7, 6]]}
    (image,), _ = read(write(SQUARE | {"group_id": 3}, other | {"group_id": 3}, SQUARE), LABELME)
    assert len(image.annotations) == 2
    np.testing.assert_array_equal(image.annotations[0].mask.to_mask(), expected((1, 1, 5, 4), (7, 2, 9, 6)))


def test_what_is_said_of_any_polygon_of_a_group_is_said_of_the_object(read, write):
    said = SQUARE | {"group_id": 3, "flags": {"occluded": True}, "description": "wet"}
    (image,), _ = read(write(SQUARE | {"group_id": 3}, said), LABELME)
    assert image.annotations[0].details == Details(occluded=True, note="wet")


def test_shapes_of_several_classes_are_no_group(read, write):
    (image,), _ = read(write(SQUARE | {"group_id": 3}, SQUARE | {"group_id": 3, "label": "dog"}), LABELME)
    assert [one.label for one in image.annotations] == ["duck", "dog"]


@pytest.mark.parametrize("rest", [{}, {"imageWidth": None, "imageHeight": None}, {"imageWidth": -1, "imageHeight": -1}])
def test_a_file_without_a_size_is_for_the_picture_as_it_is(read, write, rest):
    folder = write(SQUARE, **rest)
    content = json.loads((folder / "1.json").read_text())
    if not rest:
        del content["imageWidth"], content["imageHeight"]
    (folder / "1.json").write_text(json.dumps(content))
    (image,), _ = read(folder, LABELME)
    assert (image.width, image.height) == (12, 8)
    np.testing.assert_array_equal(image.annotations[0].mask.to_mask(), expected((1, 1, 5, 4)))


@pytest.mark.parametrize(
    "name", ['"\\u0032.png"', '"..\\\\photos\\\\2.png"', '"2.png", "imageData": "iVBORw0"', '"\\q"']
)
def test_labels_of_another_folder_make_way_for_those_that_call_their_picture_so_however_they_write_it(write, name):
    folder = write(SQUARE | {"label": "ant"}, name="ants/7.json", imagePath="2.png")
    write(SQUARE, name="birds/8.json", imagePath="NAME")
    path = folder / "birds" / "8.json"
    path.write_text(path.read_text().replace('"NAME"', name))
    reading = Reading(Pictures(["birds/2.png"], lambda _: (12, 8)))
    if "q" in name:
        with pytest.raises(DatasetError, match=r"birds.8\.json cannot be imported, as line 1"):
            list(read_labels(folder, LABELME, reading))
    else:
        (image,) = read_labels(folder, LABELME, reading)
        assert [one.label for one in image.annotations] == ["duck"]


@pytest.mark.parametrize(
    ("corner", "box"),
    [
        ([9, 1], (9, 1, 12, 4)),
        ([-1, -2], (0, 0, 3, 1)),
        ([8, 5], (8, 5, 12, 8)),
        ([10.5, 6.5], (11, 7, 12, 8)),
        ([12, 0], None),
        ([-4, 0], None),
        ([0, 8], None),
        ([0, -3], None),
    ],
)
def test_a_mask_that_was_moved_over_the_border_ends_there(read, write, corner, box):
    shape = SQUARE | {"shape_type": "mask", "points": [corner, [0, 0]], "mask": png(np.ones((3, 4), bool))}
    (image,), reading = read(write(shape), LABELME)
    found = sum((one.mask.to_mask() for one in image.annotations), expected())
    np.testing.assert_array_equal(found, expected(*filter(None, [box])))
    assert reading.problem_count == (box is None)


@pytest.mark.parametrize("kind", ["oriented_rectangle", "rotation", "quadrilateral", None])
def test_four_corners_are_what_lies_between_them_whatever_they_are_called(read, write, kind):
    (image,), _ = read(write(SQUARE | {"shape_type": kind}), LABELME)
    np.testing.assert_array_equal(image.annotations[0].mask.to_mask(), expected((1, 1, 5, 4)))


def test_a_rectangle_is_two_corners_in_any_order(read, write):
    (image,), _ = read(write(SQUARE | {"shape_type": "rectangle", "points": [[5, 1], [1, 4]]}), LABELME)
    np.testing.assert_array_equal(image.annotations[0].mask.to_mask(), expected((1, 1, 5, 4)))


def test_a_rectangle_may_be_its_four_corners(read, write):
    (image,), _ = read(write(SQUARE | {"shape_type": "rectangle"}), LABELME)
    np.testing.assert_array_equal(image.annotations[0].mask.to_mask(), expected((1, 1, 5, 4)))


def test_a_turned_rectangle_is_the_polygon_of_its_corners(read, write):
    corners = [[6, 0], [10, 4], [6, 8], [2, 4]]
    (image,), reading = read(
        write(*(SQUARE | {"shape_type": kind, "points": corners} for kind in ("rotation", "polygon"))), LABELME
    )
    turned, polygon = image.annotations
    assert (turned.mask, reading.problems) == (polygon.mask, [])


def test_a_circle_is_its_centre_and_a_point_on_it(read, write):
    (image,), _ = read(write(SQUARE | {"shape_type": "circle", "points": [[6.5, 4.5], [9, 4.5]]}), LABELME)
    assert image.annotations[0].mask.area == 21  # 6.25 π is 19.6


def test_a_mask_lies_where_its_first_pixel_says(read, write):
    pixels = np.ones((3, 4), bool)
    pixels[1, 1] = False
    shape = SQUARE | {"shape_type": "mask", "points": [[2, 3], [5, 5]], "mask": png(pixels)}
    (image,), _ = read(write(shape), LABELME)
    np.testing.assert_array_equal(image.annotations[0].mask.to_mask()[3:6, 2:6], pixels)


@pytest.mark.parametrize("kind", ["point", "line", "linestrip", "points"])
def test_what_has_no_area_is_left_out_and_noted(read, write, kind):
    (image,), reading = read(write(SQUARE | {"shape_type": kind}), LABELME)
    assert (image.annotations, reading.problems) == ((), [f"1.png: a {kind} has no area and was left out."])


def test_a_shape_of_a_kind_that_is_not_known_is_not_said_to_have_no_area(read, write):
    (image,), reading = read(write(SQUARE | {"shape_type": "cuboid"}), LABELME)
    assert image.annotations == ()
    assert reading.problems == [
        "1.png: a shape of the kind 'cuboid' cannot be read and was left out; make it a polygon first."
    ]


def test_what_is_said_of_an_object_is_kept(read, write):
    said = {"description": "why", "flags": {"occluded": True, "off": False}, "attributes": {"colour": "red"}}
    (image,), _ = read(write(SQUARE | said | {"score": 0.5}), LABELME)
    assert image.annotations[0].details == Details((("colour", "red"),), occluded=True, note="why")
    assert image.annotations[0].score == 0.5


def test_that_an_object_is_difficult_is_an_attribute(read, write):
    (image,), _ = read(write(SQUARE | {"difficult": True}), LABELME)
    assert image.annotations[0].details == Details((("difficult", "True"),))


def test_that_flags_of_pictures_are_left_out_is_told_once(read, write):
    write(SQUARE, name="birds/2.json", imagePath="2.png", flags={"blurred": False})
    assert read(write(SQUARE), LABELME)[1].problems == []
    for name in ("1", "birds/2"):
        folder = write(SQUARE, name=f"{name}.json", imagePath=f"{name}.png", flags={"blurred": True})
    found, reading = read(folder, LABELME)
    assert [len(image.annotations) for image in found] == [1, 1]
    assert reading.problems == [f"{folder}: flags of pictures were left out; those of objects were read."]


def test_an_attribute_with_the_name_of_a_flag_is_kept_beside_it(read, write):
    said = {"flags": {"occluded": True}, "attributes": {"occluded": "partly"}}
    (image,), _ = read(write(SQUARE | said), LABELME)
    assert image.annotations[0].details == Details((("occluded", "partly"),), occluded=True)


def test_a_score_that_is_none_is_told_and_its_shape_kept(read, write):
    (image,), reading = read(write(SQUARE | {"score": 2}), LABELME)
    assert [one.score for one in image.annotations] == [None]
    assert reading.problems == ["1.png: an object's score is 2 in the place of 0 to 1, so it was left out."]


def test_the_picture_lies_beside_its_label_whatever_path_is_written(read, write):
    (image,), _ = read(write(SQUARE, name="birds/2.json", imagePath="..\\..\\elsewhere\\2.png"), LABELME)
    assert image.name == "birds/2.png"


@pytest.mark.parametrize("path", ["../../etc/passwd", "..", "/", "", None, 3])
def test_a_path_that_names_no_picture_does_not_matter(read, write, path):
    (image,), _ = read(write(SQUARE, imagePath=path), LABELME)
    assert image.name == "1.png"


def test_classes_come_in_the_order_of_the_list(read, write):
    folder = write(SQUARE)
    (folder / "labels.txt").write_text("__ignore__\n_background_\ndog\nduck\n")
    _, reading = read(folder, LABELME)
    assert list(reading.classes) == ["dog", "duck"]


def test_json_files_of_other_kinds_are_passed_over_and_noted(read, write):
    folder = write(SQUARE)
    for name, text in (("other.json", "[]"), ("settings.json", "{}"), ("export-report.json", "{}")):
        (folder / name).write_text(text)
    images, reading = read(folder, LABELME)
    assert (len(images), reading.problem_count) == (1, 2)


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"label": 3}, "shapes[0] is wrong: 'label'"),
        ({"label": ""}, "shapes[0] is wrong: '' is no name for a class"),
        ({"label": "a\nb"}, "is no name for a class"),
        ({"points": None}, "shapes[0] is wrong: 'points'"),
        ({"points": [[1, 1], [2, 2], [3]]}, "a point has two coordinates"),
        ({"points": [[1, 1], [2, 2], [3, float("nan")]]}, "shapes[0].points is wrong"),
        ({"points": [[1, 1], [2, 2], [3, "4"]]}, "shapes[0].points is wrong"),
        ({"points": [[1, 1], [2, 2], [3, 1e8]]}, "far outside the picture"),
        ({"shape_type": []}, "shapes[0] is wrong: 'shape_type'"),
        ({"shape_type": "rectangle", "points": [[1, 1], [2, 2], [3, 3]]}, "a rectangle has two corners or four"),
        ({"shape_type": "circle"}, "a circle has two points"),
        ({"shape_type": "mask", "points": [[1, 1], [2, 2]]}, "'mask' is missing"),
        ({"shape_type": "mask", "points": [[1, 1], [2, 2]], "mask": "%%%"}, "its mask is no PNG"),
        ({"shape_type": "mask", "points": [[1, 1], [2, 2]], "mask": "YWJj"}, "its mask is no PNG"),
        ({"shape_type": "mask", "points": [[0, 0], [2, 2]], "mask": png(np.ones((3, 99), bool))}, "is larger than"),
    ],
)
def test_whatever_is_wrong_is_told_with_its_place(refused, write, change, place):
    told = refused(write(SQUARE | change), LABELME)
    assert "1.json cannot be imported" in told
    assert place in told


def test_a_mask_that_claims_to_be_huge_is_told_before_it_is_unpacked(refused, write):
    content = base64.b64decode(png(np.ones((3, 3), bool)))
    # The size stands at the beginning of the header, which ends with its own check sum.
    header = b"IHDR" + struct.pack(">II", 60_000, 60_000) + content[24:29]
    huge = content[:12] + header + struct.pack(">I", zlib.crc32(header)) + content[33:]
    shape = {"shape_type": "mask", "points": [[0, 0], [2, 2]], "mask": base64.b64encode(huge).decode()}
    assert "is larger than the picture" in refused(write(SQUARE | shape), LABELME)


def test_a_polygon_of_two_corners_has_no_pixel(read, write):
    (image,), reading = read(write(SQUARE, SQUARE | {"points": [[1, 1], [2, 2]]}), LABELME)
    assert (len(image.annotations), reading.problems) == (1, ["1.png: object 2 (duck) has no pixel in the picture."])


@pytest.mark.parametrize("shape", [None, 3, "x", [], [SQUARE]])
def test_a_shape_that_is_none_is_told(refused, write, shape):
    assert "shapes[0]" in refused(write(shape), LABELME)


@pytest.mark.parametrize(("key", "value"), [("imageWidth", "12"), ("imageHeight", None), ("shapes", {})])
def test_a_value_of_the_wrong_kind_is_told(refused, write, key, value):
    assert key in refused(write(SQUARE, **{key: value}), LABELME)


def test_labels_of_a_picture_that_is_called_as_the_report_are_read(read, write):
    folder = write(SQUARE, name="birds/export-report.json", imagePath="2.png")
    (folder / "export-report.json").write_text('{"format": "labelme"}')
    (image,), reading = read(folder, LABELME)
    assert (image.name, len(image.annotations), reading.problems) == ("birds/2.png", 1, [])


def test_only_what_labelme_itself_lists_besides_classes_is_none(read, write):
    folder = write(SQUARE)
    (folder / "labels.txt").write_text("__ignore__\n_background_\n_private\nduck\n")
    _, reading = read(folder, LABELME)
    assert list(reading.classes) == ["_private", "duck"]


def test_a_name_in_the_list_that_no_class_can_have_is_told_with_the_list(refused, write):
    folder = write(SQUARE)
    (folder / "labels.txt").write_text("duck\ngo\tose\n")
    assert "labels.txt cannot be imported: 'go\\tose' is no name for a class" in refused(folder, LABELME)
