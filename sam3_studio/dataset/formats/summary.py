"""A table of all objects, for spreadsheets and scripts: one CSV file, a row for each object.

Pictures without objects have a row with nothing but their name and size. `segmentation` holds COCO's compressed run
lengths, so that nothing is lost; boxes are edges in pixels, tight to the mask.
"""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from sam3_studio.core.annotation import AnnotatedImage
from sam3_studio.core.components import Parts
from sam3_studio.dataset.files import relative_name
from sam3_studio.dataset.formats.coco_rle import compressed_counts
from sam3_studio.dataset.formats.single_file import check_label_file, label_file
from sam3_studio.dataset.report import ExportReport, Tally, Usable

FILE_NAME = "objects.csv"

COLUMNS = (
    "picture",
    "width",
    "height",
    "class",
    "x1",
    "y1",
    "x2",
    "y2",
    "area",
    "parts",
    "score",
    "occluded",
    "truncated",
    "note",
    "attributes",
    "segmentation",
)
"""Of the table, in order. `attributes` are a JSON object."""

LONGEST_FIELD = 1 << 27
"""In letters, for readers: the run lengths of a large object are longer than Python's csv takes by itself."""


def write_summary(images: Iterable[AnnotatedImage], class_names: Sequence[str], folder: Path) -> ExportReport:
    """Write `objects.csv`, replacing one that was written before; what a person made of that is kept.

    Memory does not grow with the number of objects.

    Args:
        images: read once, in order; a generator will do.
        class_names: all classes.
        folder: made as needed.

    Raises:
        DatasetError: a picture or class cannot be written, or the file there is not one of this program.
    """
    tally = Tally(class_names)
    notes: list[str] = []
    with label_file(folder / FILE_NAME, _is_ours, notes) as file:
        file.write(_line(COLUMNS))
        for image in images:
            picture = str(relative_name(image.path)), image.width, image.height
            usable = tally.usable(image)
            for one in usable:
                file.write(_line((*picture, *_values(one))))
            if not usable:
                file.write(_line(picture))
    return ExportReport(folder, tally.images, tally.objects, tuple(tally.skipped), notes=tuple(notes))


def check_summary(folder: Path) -> None:
    """Check that the table may be written here.

    Raises:
        DatasetError: the file there is not one of this program, or cannot be read.
    """
    check_label_file(folder / FILE_NAME, _is_ours)


def _values(usable: Usable) -> tuple[object, ...]:
    _, annotation, box = usable
    details = annotation.details
    return (
        annotation.label,
        *(int(edge) for edge in box.as_tuple()),
        annotation.mask.area,
        len(Parts.of(annotation.mask).areas),
        "" if annotation.score is None else round(annotation.score, 6),
        int(details.occluded),
        int(details.truncated),
        details.note.replace("\0", ""),  # which no reader of tables takes
        json.dumps(dict(details.attributes), ensure_ascii=False) if details.attributes else "",
        compressed_counts(annotation.mask),
    )


def _is_ours(beginning: bytes) -> bool:
    return beginning.startswith(_line(COLUMNS))


def _line(values: Sequence[object]) -> bytes:
    text = io.StringIO()
    # Python 3.11 quotes a field for the letters of its own line end alone, and readers end lines at either of the two.
    csv.writer(text, lineterminator="\r\n").writerow(values)
    return text.getvalue().removesuffix("\r\n").encode() + b"\n"
