"""Tables of objects."""

from pathlib import Path

import pytest
from limits import most_memory

from sam3_studio.core.labeling import Details
from sam3_studio.dataset.formats.summary import COLUMNS
from sam3_studio.dataset.reading.found import Reading
from sam3_studio.dataset.reading.pictures import Pictures
from sam3_studio.dataset.reading.table import ImportFormat, read_labels

CSV = ImportFormat.CSV
ROW = {"picture": "1.png", "width": "12", "height": "8", "class": "duck", "segmentation": "92e2"}


@pytest.fixture
def write(tmp_path: Path):
    def run(*rows, columns=COLUMNS) -> Path:
        lines = [",".join(columns), *(",".join(row.get(column, "") for column in columns) for row in rows)]
        path = tmp_path / "objects.csv"
        path.write_text("\n".join(lines) + "\n", "utf-8")
        return path

    return run


def test_rows_of_a_picture_are_its_objects(read, write):
    (first, second), _ = read(write(ROW, ROW | {"class": "dog", "score": "0.5"}, ROW | {"picture": "2.png"}), CSV)
    assert [(one.label, one.score, one.mask.area) for one in first.annotations] == [("duck", None, 2), ("dog", 0.5, 2)]
    assert second.name == "birds/2.png"


def test_a_row_without_a_class_says_that_there_is_nothing(read, write):
    (image,), _ = read(write(ROW | {"class": "", "segmentation": ""}), CSV)
    assert image.annotations == ()


def test_what_is_said_of_an_object_is_kept(read, write):
    (image,), _ = read(write(ROW | {"occluded": "1", "note": "why", "attributes": '"{""colour"": ""red""}"'}), CSV)
    assert image.annotations[0].details == Details((("colour", "red"),), occluded=True, note="why")


def test_an_attribute_with_the_name_of_a_flag_is_kept_beside_it(read, write):
    (image,), _ = read(write(ROW | {"occluded": "1", "attributes": '"{""occluded"": ""partly""}"'}), CSV)
    assert image.annotations[0].details == Details((("occluded", "partly"),), occluded=True)


def test_memory_does_not_grow_with_the_table(tmp_path):
    path = tmp_path / "objects.csv"
    with path.open("w") as file:
        file.write(",".join(COLUMNS) + "\n")
        file.writelines(f"{number}.png,12,8,duck{',' * 11}92e2{' ' * 2000}\n" for number in range(20_000))
    reading = Reading(Pictures([], lambda _: (12, 8)))
    with most_memory() as peak:
        assert list(read_labels(path, CSV, reading)) == []
    assert reading.unknown_count == 20_000
    assert peak[0] < 16 << 20 < path.stat().st_size


def test_columns_may_come_in_any_order(read, write):
    (image,), _ = read(write(ROW, columns=COLUMNS[::-1]), CSV)
    assert image.annotations[0].label == "duck"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"width": "x"}, "'width' is missing or of the wrong kind"),
        ({"height": "-8"}, "'height'"),
        ({"segmentation": "99"}, "do not add up"),
        ({"segmentation": "é"}, "do not add up"),
        ({"segmentation": ""}, "do not add up"),
        ({"score": "x"}, "its score or attributes cannot be read"),
        ({"attributes": "{"}, "its score or attributes cannot be read"),
        ({"picture": "../1.png"}, "does not stay inside its folder"),
        ({"class": "\x01"}, "is no name for a class"),
    ],
)
def test_whatever_is_wrong_is_told_with_its_line(refused, write, change, reason):
    told = refused(write(ROW | {"picture": "2.png"}, ROW | change), CSV)
    assert "line 3 is wrong" in told
    assert reason in told


def test_a_table_that_lacks_a_column_is_told(refused, write):
    assert "line 1 is wrong: the column note is missing" in refused(
        write(ROW, columns=[column for column in COLUMNS if column != "note"]), CSV
    )


@pytest.mark.parametrize("content", ["", '"', "a,b\n1,2", 'picture\n"'])
def test_what_is_no_table_is_told(refused, tmp_path, content):
    (tmp_path / "objects.csv").write_text(content)
    refused(tmp_path / "objects.csv", CSV)


def test_a_size_of_too_many_digits_is_told(refused, tmp_path):
    row = dict.fromkeys(COLUMNS, "") | {"picture": "1.png", "width": "9" * 5000, "height": "8"}
    path = tmp_path / "objects.csv"
    path.write_text("\n".join([",".join(COLUMNS), ",".join(row.values())]) + "\n")
    assert "'width' is missing or of the wrong kind. Nothing was imported." in refused(path, ImportFormat.CSV)


@pytest.mark.parametrize("score", ["nan", "inf", "7", "-0.1"])
def test_a_score_that_is_none_is_told(refused, write, score):
    told = refused(write(ROW | {"score": score}), CSV)
    assert "as line 2 is wrong: its score or attributes cannot be read. Nothing was imported." in told


def test_a_table_of_another_program_is_told_to_be_one_that_cannot_be_read(refused, tmp_path):
    path = tmp_path / "labels.csv"
    path.write_text("filename,width,height,class,xmin,ymin,xmax,ymax\n1.png,12,8,duck,1,1,5,5\n")
    assert "tables of other programs cannot be read. Nothing was imported." in refused(path, CSV)
