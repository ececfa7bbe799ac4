"""The table of objects, its run lengths as pycocotools reads them."""

import csv
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from sam3_studio.core.annotation import AnnotatedImage
from sam3_studio.core.errors import DatasetError
from sam3_studio.dataset.formats.summary import FILE_NAME, LONGEST_FIELD
from sam3_studio.dataset.report import ExportReport
from sam3_studio.dataset.verification.comparison import Comparison, VerifyReport


def verify_summary(report: ExportReport, images: Iterable[AnnotatedImage]) -> VerifyReport:
    """Compare the table with the objects that it should hold, row by row.

    Args:
        report: of the writer.
        images: what was written, in the order in which it was.

    Raises:
        DatasetError: the table cannot be read.
    """
    path = report.folder / FILE_NAME
    comparison = Comparison()
    groups = groupby(_rows(path), itemgetter("picture"))
    for image in images:
        name, rows = next(groups, ("nothing", iter(())))
        if name != image.path:
            comparison.problem(f"{path}: {name} is read in the place of {image.path}.")
            break
        read = []
        for row in rows:
            if row["class"]:
                size = [int(row["height"]), int(row["width"])]
                read.append((row["class"], {"size": size, "counts": row["segmentation"].encode()}))
        comparison.objects_of(image, read)
    return comparison.report()


def _rows(path: Path) -> Iterator[dict[str, str]]:
    csv.field_size_limit(LONGEST_FIELD)
    try:
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)
    except (OSError, ValueError, csv.Error) as error:
        raise DatasetError("{path} cannot be read ({reason}); export again.", path=path, reason=error) from error
