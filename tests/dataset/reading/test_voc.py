"""VOC files of others."""

from pathlib import Path

import pytest

from sam3_studio.core.labeling import Details
from sam3_studio.dataset.reading.table import ImportFormat, format_of

VOC = ImportFormat.VOC
OBJECT = "<name>duck</name><bndbox><xmin>2</xmin><ymin>3</ymin><xmax>5</xmax><ymax>6</ymax></bndbox>"


@pytest.fixture
def write(tmp_path: Path):
    def run(item: str = OBJECT, name: str = "1.xml", size: str = "<width>12</width><height>8</height>") -> Path:
        path = tmp_path / "Annotations" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = f"<annotation><filename>1.png</filename><size>{size}</size><object>{item}</object></annotation>"
        path.write_text(text, "utf-8")
        return tmp_path

    return run


SAID = "<attributes><attribute><name>{}</name><value>{}</value></attribute></attributes>"


def test_pixels_count_from_1_and_the_last_one_is_part_of_the_box(read, write):
    (image,), _ = read(write(), VOC)
    assert image.annotations[0].mask.box.as_tuple() == (1, 2, 5, 6)


def test_the_outermost_name_may_begin_with_a_capital(read, write):
    folder = write() / "Annotations"
    text = (folder / "1.xml").read_text().replace("annotation>", "Annotation>")
    (folder.rename(folder.with_name("labels")) / "1.xml").write_text(text)
    assert format_of(folder.with_name("labels")) is VOC
    (image,), _ = read(folder.with_name("labels"), VOC)
    assert image.annotations[0].mask.box.as_tuple() == (1, 2, 5, 6)


def test_what_is_said_of_an_object_is_kept(read, write):
    said = (
        "<truncated>1</truncated><occluded>0</occluded><attributes>"
        "<attribute><name>colour</name><value>red</value></attribute>"
        "<attribute><name>note</name><value>why</value></attribute></attributes>"
    )
    (image,), _ = read(write(OBJECT + said), VOC)
    assert image.annotations[0].details == Details((("colour", "red"),), truncated=True, note="why")


@pytest.mark.parametrize(
    ("said", "details"),
    [
        ("<occluded>2</occluded><truncated>Unspecified</truncated>", Details((("occluded", "2"),))),
        ("<occluded>0</occluded><truncated>0.00</truncated>", Details()),
        ("<occluded>\n 0\n</occluded><truncated> 1.00 </truncated>", Details(truncated=True)),
        (
            f"<occluded>1</occluded>{SAID.format('occluded', 'partly')}",
            Details((("occluded", "partly"),), occluded=True),
        ),
    ],
)
def test_what_says_more_than_yes_or_no_of_an_object_s_occlusion_is_kept_as_an_attribute(read, write, said, details):
    (image,), _ = read(write(OBJECT + said), VOC)
    assert image.annotations[0].details == details


@pytest.mark.parametrize(
    ("said", "attributes"),
    [
        ("<pose>Left</pose><difficult>1</difficult>", (("difficult", "1"), ("pose", "Left"))),
        ("<pose>Unspecified</pose><difficult>0</difficult>", ()),
        (f"<difficult>1</difficult>{SAID.format('difficult', 'True')}", (("difficult", "True"),)),
        (SAID.format("note", "a") + SAID.format("note", ""), (("note", "a"),)),
    ],
)
def test_that_an_object_is_difficult_and_how_it_is_turned_are_attributes(read, write, said, attributes):
    (image,), _ = read(write(OBJECT + said), VOC)
    assert image.annotations[0].details == Details(attributes)


ROTATION = SAID.format("rotation", "{}")


def test_a_box_is_turned_as_cvat_says_which_writes_it_as_if_it_were_not(read, write):
    long = OBJECT.replace("<ymax>6", "<ymax>4")
    (image,), _ = read(write(long + ROTATION.format("90.0")), VOC)
    assert image.annotations[0].mask.box.as_tuple() == (2, 1, 4, 5)
    assert image.annotations[0].details == Details()


def test_a_rotation_that_is_no_number_is_what_somebody_says_of_the_object(read, write):
    (image,), _ = read(write(OBJECT + ROTATION.format("left")), VOC)
    assert image.annotations[0].mask.box.as_tuple() == (1, 2, 5, 6)
    assert image.annotations[0].details == Details((("rotation", "left"),))


def test_what_a_person_here_called_rotation_turns_nothing(read, write):
    folder = write(OBJECT + ROTATION.format("90"))
    path = folder / "Annotations" / "1.xml"
    path.write_text(
        path.read_text().replace("<filename>", "<source><database>sam3_studio</database></source><filename>")
    )
    (image,), _ = read(folder, VOC)
    assert image.annotations[0].mask.box.as_tuple() == (1, 2, 5, 6)
    assert image.annotations[0].details == Details((("rotation", "90"),))


def test_outlines_that_some_programs_add_are_told_to_be_left_out_once(read, write):
    folder = write(OBJECT + "<polygon><x1>2</x1><y1>3</y1></polygon>")
    write(OBJECT + "<polygon><x1>2</x1><y1>3</y1></polygon>", name="birds/2.xml")
    images, reading = read(folder, VOC)
    assert [image.annotations[0].mask.box.as_tuple() for image in images] == [(1, 2, 5, 6)] * 2
    assert reading.problems == [f"{folder}: outlines were left out; the boxes around them were read."]


def test_classes_come_in_the_order_of_the_list(read, write):
    folder = write()
    (folder / "labelmap.txt").write_text("# label:color_rgb:parts:actions\nbackground:::\ndog:1,2,3::\nduck:::\n")
    _, reading = read(folder, VOC)
    assert list(reading.classes) == ["dog", "duck"]


def test_the_file_lies_where_its_picture_does(read, write):
    (image,), _ = read(write(name="birds/2.xml"), VOC)
    assert image.name == "birds/2.png"


def test_a_label_without_a_picture_is_noted(read, write):
    images, reading = read(write(name="9.xml"), VOC)
    assert (images, reading.unknown) == ([], ["9.png"])


@pytest.mark.parametrize("other", ["<name>beak</name>", OBJECT.replace("bndbox", "robndbox").replace("duck", "beak")])
def test_an_object_without_a_box_as_x_anylabeling_writes_points_is_told_and_the_others_read(read, write, other):
    (image,), reading = read(write(f"{OBJECT}</object><object>{other}"), VOC)
    assert ([one.label for one in image.annotations], image.left_out) == (["duck"], True)
    assert reading.problems == ["1.png: an object of beak has no box and was left out."]


def test_one_file_may_be_named(read, write):
    write(OBJECT.replace("duck", "goose"), name="birds/2.xml")
    path = write() / "Annotations" / "1.xml"
    assert format_of(path) is VOC
    (image,), reading = read(path, VOC)
    assert (image.name, list(reading.classes)) == ("1.png", ["duck"])


def test_what_programs_for_maps_put_beside_pictures_does_not_say_that_they_have_no_objects(read, write):
    folder = write()
    other = folder / "Annotations" / "birds" / "2.xml"
    other.parent.mkdir()
    other.write_text("<metadata><Esri/></metadata>")
    images, reading = read(folder, VOC)
    assert [one.name for one in images] == ["1.png"]
    assert (reading.unknown, reading.problems) == ([], [f"{other} has no labels, so it was passed over."])


def test_labels_for_another_size_are_left_out_and_noted(read, write):
    images, reading = read(write(size="<width>1</width><height>8</height>"), VOC)
    assert (images, reading.problem_count) == ([], 1)


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        (OBJECT.replace("duck", " "), "object 1 is wrong: ' ' is no name for a class"),
        (OBJECT.replace("<name>duck</name>", ""), "object 1 is wrong"),
        (OBJECT.replace("<xmin>2</xmin>", ""), "object 1 bndbox/xmin is wrong: there should be a number"),
        (OBJECT.replace("<xmin>2", "<xmin>two"), "object 1 bndbox/xmin"),
        (OBJECT.replace("<xmin>2", "<xmin>nan"), "object 1 bndbox/xmin"),
        (OBJECT.replace("<xmin>2", "<xmin>9"), "its box ends before it begins"),
        (OBJECT.replace("<xmax>5", "<xmax>5e9"), "far outside the picture"),
    ],
)
def test_whatever_is_wrong_is_told_with_its_place(refused, write, item, reason):
    told = refused(write(item), VOC)
    assert "1.xml cannot be imported, as object 1" in told
    assert reason in told


@pytest.mark.parametrize("size", ["", "<width>0</width><height>0</height>", "<width/><height/>", "<width>12</width>"])
def test_without_a_size_the_boxes_are_for_the_picture_as_it_is(read, write, size):
    (image,), reading = read(write(OBJECT.replace("<xmax>5", "<xmax>99"), size=size), VOC)
    assert (image.annotations[0].mask.box.as_tuple(), reading.problems) == ((1, 2, 12, 6), [])


@pytest.mark.parametrize("size", ["<width>x</width><height>8</height>", "<width>nan</width><height>8</height>"])
def test_a_size_that_is_none_is_told(refused, write, size):
    assert "size/width" in refused(write(size=size), VOC)


@pytest.mark.parametrize("text", ["", "<annotation><object>", "no XML", "<a>" * 100_000])
def test_a_file_that_was_cut_off_is_told(refused, write, text):
    folder = write()
    (folder / "Annotations" / "1.xml").write_text(text)
    assert "line 1 is wrong: it is no XML, or was cut off" in refused(folder, VOC)


@pytest.mark.parametrize("declared", ["", '<?xml version="1.0" encoding="utf-8"?>'])
def test_a_file_in_another_encoding_than_it_says_is_told_as_such(refused, write, declared):
    folder = write()
    (folder / "Annotations" / "1.xml").write_bytes(f"{declared}<annotation>Gänsin</annotation>".encode("latin-1"))
    assert f"byte {len(declared) + 13} is not UTF-8, so save it as UTF-8 first" in refused(folder, VOC)


def test_a_file_in_another_encoding_that_was_cut_off_is_told_to_be_that(refused, write):
    folder = write()
    text = '<?xml version="1.0" encoding="latin-1"?><annotation>Gänsin'
    (folder / "Annotations" / "1.xml").write_bytes(text.encode("latin-1"))
    assert "it is no XML, or was cut off" in refused(folder, VOC)


def test_entities_that_grow_without_bounds_are_refused(refused, write):
    folder = write()
    entities = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 12))
    text = f'<!DOCTYPE a [<!ENTITY e0 "ha">{entities}]><annotation><filename>&e11;</filename></annotation>'
    (folder / "Annotations" / "1.xml").write_text(text)
    assert "1.xml" in refused(folder, VOC)


def test_files_of_the_system_are_not_filled_in(refused, write, tmp_path):
    (tmp_path / "secret").write_text("secret")
    folder = write(OBJECT.replace("duck", "&secret;"))
    path = folder / "Annotations" / "1.xml"
    entity = f'<!DOCTYPE a [<!ENTITY secret SYSTEM "file://{tmp_path}/secret">]>'
    path.write_text(entity + path.read_text())
    assert "line 1 is wrong" in refused(folder, VOC)


def test_names_with_colons_or_the_sign_of_a_comment_are_read_from_the_list(read, write):
    folder = write()
    names = ["a: b", "#1", "background", "duck"]
    lines = ["# label:color_rgb:parts:actions", *(f"{name}:::" for name in ["background", *names])]
    (folder / "labelmap.txt").write_text("\n".join(lines))
    _, reading = read(folder, VOC)
    assert list(reading.classes) == ["a: b", "#1", "background", "duck"]


def test_an_encoding_that_nobody_knows_is_told(refused, write):
    folder = write()
    (folder / "Annotations" / "1.xml").write_bytes(b'<?xml version="1.0" encoding="klingon"?><annotation/>')
    assert refused(folder, VOC).endswith("its encoding is unknown, so save it as UTF-8 first. Nothing was imported.")


@pytest.mark.parametrize("name", ["SegmentationObject", "SegmentationClass"])
def test_label_pictures_are_left_out_and_noted(read, write, name):
    folder = write()
    (folder / name).mkdir()
    (image,), reading = read(folder, VOC)
    assert len(image.annotations) == 1
    assert reading.problems == [f"{folder / name}: label pictures were left out; the boxes in XML were read."]


def test_the_xml_of_the_first_labelme_is_told_to_be_no_voc(refused, write):
    folder = write()
    path = folder / "Annotations" / "1.xml"
    path.write_text(path.read_text().replace("<size>", "<source><sourceImage>x</sourceImage></source><size>"))
    assert refused(folder, VOC).startswith(f"{path} is in the XML format of the first LabelMe")
