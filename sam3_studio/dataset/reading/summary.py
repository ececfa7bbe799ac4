"""The table of objects, as this program writes it."""

import csv
import json
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path, PurePosixPath

from sam3_studio.core.annotation import Annotation
from sam3_studio.core.labeling import Details
from sam3_studio.core.rle import Rle
from sam3_studio.core.sentence import Sentence
from sam3_studio.dataset.formats.coco_rle import decompressed_counts
from sam3_studio.dataset.formats.summary import COLUMNS, FILE_NAME, LONGEST_FIELD
from sam3_studio.dataset.reading.details import FLAGS, details_from
from sam3_studio.dataset.reading.found import ReadImage, Reading
from sam3_studio.dataset.reading.lines import lines_of
from sam3_studio.dataset.reading.parsing import Place, class_name, picture_name, whole_number
from sam3_studio.dataset.reading.wanted import Rivals, Wanted

_Row = tuple[int, dict[str, str]]


def read_summary(path: Path, reading: Reading) -> Iterator[ReadImage]:
    """The labels of a table, picture by picture. Memory does not grow with the file.

    Args:
        path: the file, or a folder with `objects.csv` in it.
        reading: looks pictures up and takes notes.

    Raises:
        DatasetError: the table is damaged.
    """
    path = path / FILE_NAME if path.is_dir() else path
    place = Place(path)
    rivals = Rivals(lambda: (Wanted(name=given) for given, _ in _pictures(path)))
    for given, own in _pictures(path):
        found = reading.find(Wanted(name=given), rivals)
        if found is None:
            reading.miss(str(given))
            continue
        width, height = (_whole(own[0], key, place) for key in ("width", "height"))
        if reading.fits(found, width, height):
            objects = [_object(row, width, height, place) for row in own if row[1]["class"]]
            yield reading.image(found, width, height, objects)


def _pictures(path: Path) -> Iterator[tuple[PurePosixPath, list[_Row]]]:
    """The pictures of a table, each with its rows."""
    for name, rows in groupby(_rows(path), lambda row: row[1]["picture"]):
        own = list(rows)
        yield picture_name(name, Place(path, f"line {own[0][0]}")), own


def _rows(path: Path) -> Iterator[_Row]:
    csv.field_size_limit(LONGEST_FIELD)
    rows = csv.DictReader(lines_of(path), restval="")
    try:
        if missing := [column for column in COLUMNS if column not in (rows.fieldnames or ())]:
            raise Place(path, "line 1").wrong(
                Sentence("the column {column} is missing; tables of other programs cannot be read", column=missing[0])
            )
        for row in rows:
            yield rows.line_num, row
    except csv.Error as error:
        raise Place(path, f"line {rows.line_num}").wrong(Sentence("it is no row of a table")) from error


def _whole(row: _Row, key: str, place: Place) -> int:
    line, values = row
    number = whole_number(values[key])
    if number is None:
        raise place.at(f"line {line}").wrong(Sentence("{key!r} is missing or of the wrong kind", key=key))
    return number


def _object(row: _Row, width: int, height: int, place: Place) -> Annotation:
    line, values = row
    where = place.at(f"line {line}")
    try:
        mask = Rle.from_counts(height, width, decompressed_counts(values["segmentation"]))
    except ValueError as error:
        raise where.wrong(Sentence("its run lengths do not add up ({reason})", reason=error)) from error
    try:
        score = float(values["score"]) if values["score"] else None
        attributes = json.loads(values["attributes"] or "{}")
    except (ValueError, RecursionError) as error:
        raise where.wrong(Sentence("its score or attributes cannot be read")) from error
    if score is not None and not 0 <= score <= 1:
        raise where.wrong(Sentence("its score or attributes cannot be read"))
    details = _details(values, attributes if isinstance(attributes, dict) else {}, where)
    return Annotation(class_name(values["class"], where), mask, score, details)


def _details(values: dict[str, str], attributes: dict[str, object], place: Place) -> Details:
    return details_from(attributes, values["note"], place, {key: values[key] for key in FLAGS})
