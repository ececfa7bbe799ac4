"""The table has a row for each object, and loses nothing."""

import csv
import json

import numpy as np
import pytest

from sam3_studio.core.annotation import AnnotatedImage, Annotation
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.labeling import Details
from sam3_studio.core.rle import Rle
from sam3_studio.dataset.export import export_dataset
from sam3_studio.dataset.format_table import ExportFormat
from sam3_studio.dataset.formats.summary import COLUMNS, write_summary
from sam3_studio.dataset.reading.found import Reading
from sam3_studio.dataset.reading.pictures import Pictures
from sam3_studio.dataset.reading.summary import read_summary
from sam3_studio.dataset.report import ExportReport
from sam3_studio.dataset.verification.summary import verify_summary


def rows(folder):
    with (folder / "objects.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


MASK = np.zeros((20, 30), dtype=bool)
MASK[2:6, 3:9] = True
MASK[10:15, 20:30] = True


def test_an_object_is_a_row(tmp_path):
    details = Details((("colour", "grey"),), occluded=True, note='a "note",\nof two lines')
    image = AnnotatedImage("s/ä.png", 30, 20, (Annotation("cat", Rle.from_mask(MASK), 0.25, details),))
    write_summary([image], ["cat"], tmp_path)
    (row,) = rows(tmp_path)
    assert [row[key] for key in ("picture", "class", "x1", "y1", "x2", "y2")] == [
        "s/ä.png",
        "cat",
        "3",
        "2",
        "30",
        "15",
    ]
    assert [row[key] for key in ("area", "parts", "score", "occluded", "truncated")] == ["74", "2", "0.25", "1", "0"]
    assert (row["note"], json.loads(row["attributes"])) == ('a "note",\nof two lines', {"colour": "grey"})


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n", "a\r", "\ra", '"\r'])
def test_lines_that_end_in_any_way_within_a_field_are_read_back(tmp_path, end):
    details = Details(((f"colour{end}", f"grey{end}"),), note=f"note{end}")
    objects = (Annotation("cat", Rle.from_mask(MASK), details=details),)
    images = [AnnotatedImage(f"s/{name}{end}.png", 30, 20, objects) for name in "ab"]
    export_dataset(images, ["cat"], tmp_path, ExportFormat.CSV)
    read = rows(tmp_path)
    assert [row["picture"] for row in read] == [image.path for image in images]
    assert [row["note"] for row in read] == [f"note{end}"] * 2
    assert [json.loads(row["attributes"]) for row in read] == [{f"colour{end}": f"grey{end}"}] * 2
    assert (tmp_path / "objects.csv").read_bytes().split(b"\n")[0] == ",".join(COLUMNS).encode()


def test_a_picture_without_objects_has_a_row_too(tmp_path):
    write_summary([AnnotatedImage("a.png", 30, 20)], ["cat"], tmp_path)
    assert [(row["picture"], row["width"], row["class"]) for row in rows(tmp_path)] == [("a.png", "30", None)]


def test_a_table_of_somebody_else_is_refused(tmp_path):
    (tmp_path / "objects.csv").write_text("picture,price\n")
    with pytest.raises(DatasetError, match="was not written by this program"):
        write_summary([], ["cat"], tmp_path)


def test_a_table_that_a_person_edited_is_kept(tmp_path):
    write_summary([AnnotatedImage("a.png", 30, 20)], ["cat"], tmp_path)
    with (tmp_path / "objects.csv").open("a") as file:
        file.write("b.png,1,1\n")
    report = write_summary([AnnotatedImage("a.png", 30, 20)], ["cat"], tmp_path)
    assert report.notes == ("objects.csv was edited since it was written; that version is now objects.edited-1.csv.",)


def test_a_row_that_is_lost_is_noticed(tmp_path):
    images = [AnnotatedImage("a.png", 30, 20, (Annotation("cat", Rle.from_mask(MASK)),)), AnnotatedImage("b.png", 5, 5)]
    write_summary(images, ["cat"], tmp_path)
    file = tmp_path / "objects.csv"
    file.write_text(file.read_text().splitlines()[0] + "\nb.png,5,5\n")
    assert verify_summary(ExportReport(tmp_path, 2, 1), images).problems


def test_a_zero_in_a_note_keeps_no_table_from_being_read_back(tmp_path):
    image = AnnotatedImage("1.png", 30, 20, (Annotation("cat", Rle.from_mask(MASK), None, Details(note="a\0b")),))
    write_summary([image], ["cat"], tmp_path)
    assert [row["note"] for row in rows(tmp_path)] == ["ab"]
    reading = Reading(Pictures(["1.png"], lambda _: (30, 20)))
    (found,) = read_summary(tmp_path, reading)
    assert found.annotations[0].details == Details(note="ab")
