"""Formats of other programs that cannot be read are told by name."""

import pytest

from sam3_studio.core.errors import DatasetError
from sam3_studio.dataset.reading.found import Reading
from sam3_studio.dataset.reading.pictures import Pictures
from sam3_studio.dataset.reading.table import ImportFormat, format_of, read_labels

FOREIGN = [
    ("CVAT", "annotations.xml", '<?xml version="1.0" encoding="utf-8"?>\n<annotations>\n</annotations>\n'),
    ("VIA", "via.json", '{"1.jpg99": {"filename": "1.jpg", "regions": [{"shape_attributes": {}}]}}'),
    ("VIA", "via.json", '{"_via_settings": {}, "_via_img_metadata": {}}'),
    ("Datumaro", "annotations/default.json", '{"dm_format_version": "1.0", "items": []}'),
    ("Datumaro", "annotations/default.json", '{"info": {}, "categories": {"label": {"labels": []}}, "items": []}'),
    ("ISAT", "1.json", '{"info": {"description": "ISAT", "name": "1.jpg"}, "objects": []}'),
    ("ISAT", "1.json", '{"info": {"description": "ISAT 1.5", "name": "1.jpg"}, "objects": []}'),
    ("Supervisely", "set/ann/1.jpg.json", '{"objects": [{"classTitle": "duck", "geometryType": "rectangle"}]}'),
    ("VIA", "annotations.json", '{"_via_settings": {}, "_via_img_metadata": {}}'),
    ("Label Studio", "train/result.json", '[{"annotations": [{"result": [{"from_name": "label"}]}]}]'),
    ("Label Studio", "project-1.json", '[{"annotations": [{"result": [{"value": {"rectanglelabels": []}}]}]}]'),
]


@pytest.mark.parametrize(("program", "name", "content"), FOREIGN)
def test_the_own_format_of_another_program_is_told_to_be_that(tmp_path, program, name, content):
    file = tmp_path / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content)
    for path in (tmp_path, file):
        with pytest.raises(DatasetError, match=f"{name} is of {program}'s own format; have {program} export COCO"):
            format_of(path)
    (tmp_path / "classes.txt").touch()
    with pytest.raises(DatasetError, match=f"own format; have {program} export COCO"):
        format_of(tmp_path)


@pytest.mark.parametrize(("name", "content"), [one[1:] for one in FOREIGN[:-3]])
def test_labels_of_a_kind_that_is_known_beside_those_of_another_are_found(tmp_path, name, content):
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text(content)
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "1.xml").write_text("<annotation/>")
    assert format_of(tmp_path) is ImportFormat.VOC


def test_a_file_of_cvat_is_told_to_be_that_where_it_is_said_to_be_voc(tmp_path):
    (tmp_path / "annotations.xml").write_text("<annotations/>")
    with pytest.raises(DatasetError, match=r"annotations.xml is of CVAT's own format.*Nothing was imported"):
        list(read_labels(tmp_path, ImportFormat.VOC, Reading(Pictures([], lambda _: (4, 4)))))


@pytest.mark.parametrize(
    "said",
    [
        '"info": {"description": "ISAT of the harbour"}, "images": [], "annotations": []',
        '"annotations": [{"attributes": {"from_name": "x"}}], "images": []',
        '"images": [], "annotations": [{"attributes": {"classTitle": "x"}}]',
    ],
)
def test_coco_with_words_of_another_program_is_coco(tmp_path, said):
    file = tmp_path / "annotations.json"
    file.write_text(f'{{{said}, "categories": []}}')
    assert [format_of(path) for path in (tmp_path, file)] == [ImportFormat.COCO] * 2


def test_what_lies_beside_coco_and_is_not_read_is_not_refused(tmp_path):
    (tmp_path / "annotations.json").write_text('{"images": [], "annotations": [], "categories": []}')
    (tmp_path / "result.json").write_text('[{"annotations": [{"result": [{"from_name": "label"}]}]}]')
    assert format_of(tmp_path) is ImportFormat.COCO
