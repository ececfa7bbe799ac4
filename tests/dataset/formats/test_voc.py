"""VOC's boxes count pixels from 1, the last one included."""

from xml.etree import ElementTree as ET

import numpy as np
import pytest

from sam3_studio.core.annotation import AnnotatedImage, Annotation
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.labeling import Details
from sam3_studio.core.rle import Rle
from sam3_studio.dataset.formats.voc import write_voc
from sam3_studio.dataset.report import ExportReport
from sam3_studio.dataset.verification.voc import verify_voc


def picture(*boxes, name="a.png", details=None):
    """A picture of 40 x 30 with rectangles."""
    masks = [Rle.from_crop(np.ones((y2 - y1, x2 - x1), dtype=bool), x1, y1, 30, 40) for x1, y1, x2, y2 in boxes]
    annotations = (Annotation("cat", mask, details=details or Details()) for mask in masks)
    return AnnotatedImage(name, 40, 30, tuple(annotations))


def written(folder, name="a"):
    return ET.parse(folder / "Annotations" / f"{name}.xml").getroot()  # noqa: S314  # written by the test


def test_the_first_pixel_is_a_box_from_1_to_1(tmp_path):
    write_voc([picture((0, 0, 1, 1))], ["cat"], tmp_path, pictures="leave")
    assert [edge.text for edge in written(tmp_path).find("object/bndbox")] == ["1", "1", "1", "1"]


def test_a_box_at_the_far_corner_ends_with_the_picture(tmp_path):
    write_voc([picture((30, 10, 40, 30))], ["cat"], tmp_path, pictures="leave")
    assert [edge.text for edge in written(tmp_path).find("object/bndbox")] == ["31", "11", "40", "30"]


def test_what_a_person_said_of_an_object_is_written(tmp_path):
    details = Details((("colour", "grey"),), occluded=True, note="half <behind> a box\x07")
    write_voc([picture((1, 1, 5, 5), details=details)], ["cat"], tmp_path, pictures="leave")
    item = written(tmp_path).find("object")
    assert (item.findtext("occluded"), item.findtext("truncated")) == ("1", "0")
    said = {one.findtext("name"): one.findtext("value") for one in item.iter("attribute")}
    assert said == {"colour": "grey", "note": "half <behind> a box"}


def test_an_attribute_that_is_called_note_is_not_taken_for_a_note(tmp_path):
    write_voc([picture((1, 1, 5, 5), details=Details((("note", "a"),)))], ["cat"], tmp_path, pictures="leave")
    said = [(one.findtext("name"), one.findtext("value")) for one in written(tmp_path).iter("attribute")]
    assert said == [("note", "a"), ("note", "")]  # the last of them is the note


def test_attributes_that_pascal_voc_has_places_for_are_written_there_too(tmp_path):
    details = Details((("pose", "Left"), ("difficult", "True")))
    write_voc([picture((1, 1, 5, 5), details=details)], ["cat"], tmp_path, pictures="leave")
    item = written(tmp_path).find("object")
    assert (item.findtext("pose"), item.findtext("difficult")) == ("Left", "1")


def test_the_set_lists_pictures_with_their_sub_folders(tmp_path):
    write_voc([picture(name="b/c d.png"), picture(name="a.png")], ["cat"], tmp_path, pictures="leave")
    assert (tmp_path / "ImageSets" / "Main" / "train.txt").read_text() == "b/c d\na\n"


def test_supervision_finds_every_object(tmp_path, supervision, dataset, class_names, image_root):
    write_voc(dataset, class_names, tmp_path, image_root=image_root)
    read = supervision.DetectionDataset.from_pascal_voc(
        images_directory_path=str(tmp_path / "JPEGImages"), annotations_directory_path=str(tmp_path / "Annotations")
    )
    assert sorted(len(found) for _, _, found in read) == [0, 7, 8]


def test_another_dataset_is_refused(tmp_path):
    (tmp_path / "Annotations").mkdir()
    with pytest.raises(DatasetError, match="did not write; choose another"):
        write_voc([], ["cat"], tmp_path, pictures="leave")


def test_a_box_that_is_read_elsewhere_is_noticed(tmp_path):
    images = [picture((3, 3, 20, 20))]
    write_voc(images, ["cat"], tmp_path, pictures="leave")
    file = tmp_path / "Annotations" / "a.xml"
    file.write_text(file.read_text().replace("<xmin>4<", "<xmin>9<"))
    assert verify_voc(ExportReport(tmp_path, 1, 1), images).problems


def test_a_name_of_two_lines_is_one_in_the_list(tmp_path):
    report = write_voc([picture((0, 0, 1, 1), name="a\nb.png")], ["cat"], tmp_path, pictures="leave")
    assert report.renamed == (("a\nb.png", "a_b.png"),)
    assert (tmp_path / "ImageSets" / "Main" / "train.txt").read_text() == "a_b\n"


def test_characters_that_no_xml_may_have_keep_nobody_from_reading_it(tmp_path):
    write_voc([picture((0, 0, 1, 1), details=Details(note="a\uffff\ufffe\x00b"))], ["cat"], tmp_path, pictures="leave")
    assert written(tmp_path).findtext("object/attributes/attribute/value") == "ab"
