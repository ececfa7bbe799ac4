"""Export to any format, checked by reading back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sam3_studio.core.annotation import AnnotatedImage
from sam3_studio.core.errors import DatasetError
from sam3_studio.dataset.files import check_folder, remove_empty_folders, remove_file
from sam3_studio.dataset.format_table import FORMATS, ExportFormat, Format
from sam3_studio.dataset.formats.holes import Holes, HolesGone
from sam3_studio.dataset.manifest import MANIFEST, manifest_of
from sam3_studio.dataset.pictures import Placement
from sam3_studio.dataset.report import REPORT, ExportReport, check_class_names, write_report


@dataclass(frozen=True, slots=True)
class ExportOutcome:
    """What became of an export to several formats.

    Attributes:
        reports: of the formats that were written.
        failures: why others could not be written, a sentence or two each.
        folder: that all of it lies in.
        warnings: what a person should know of the pictures, a sentence each.
    """

    reports: tuple[ExportReport, ...]
    failures: tuple[str, ...]
    folder: Path
    warnings: tuple[str, ...] = ()


def check_export(class_names: Sequence[str], folder: Path, formats: Iterable[ExportFormat]) -> None:
    """Check what can be told before there is anything to write: nobody should learn it after hours of work.

    Args:
        class_names: all classes, in the order of their numbers.
        folder: of the sub-folders, as for `export_formats`.
        formats: which.

    Raises:
        DatasetError: a class has a name that no format can hold, a folder cannot be written, or holds something that
            this program did not write.
    """
    check_class_names(class_names)
    check_folder(folder)
    for format_ in formats:
        check_folder(folder / format_)
        FORMATS[format_].check(folder / format_, class_names)


def withdraw_export(outcome: ExportOutcome) -> tuple[str, ...]:
    """Remove what was written to a folder, that is, what nobody has changed since, and folders that are empty then.

    Returns:
        The names of files that stay, because somebody has changed them.

    Raises:
        DatasetError: a file cannot be removed.
    """
    kept: list[str] = []
    for folder in dict.fromkeys([*(report.folder for report in outcome.reports), outcome.folder]):
        with manifest_of(folder) as manifest:
            stay = manifest.withdraw()
        kept += ((folder / name).relative_to(outcome.folder).as_posix() for name in stay)
        for name in (REPORT, *(() if stay else (MANIFEST,))):
            remove_file(folder / name)
    remove_empty_folders(outcome.folder)
    return tuple(kept)


def export_formats(
    images: Iterable[AnnotatedImage],
    class_names: Sequence[str],
    folder: Path,
    formats: Iterable[ExportFormat],
    *,
    image_root: Path | None = None,
    pictures: Placement = "copy",
) -> ExportOutcome:
    """Write several formats, each to a sub-folder of its name, as `export_dataset` does. One that fails stops nothing.

    Args:
        images: see `export_dataset`.
        class_names: all classes, in the order of their numbers.
        folder: of the sub-folders.
        formats: which.
        image_root: see `export_dataset`.
        pictures: see `export_dataset`.
    """
    reports, failures = [], []
    for format_ in formats:
        try:
            report = export_dataset(
                images, class_names, folder / format_, format_, image_root=image_root, pictures=pictures
            )
        except DatasetError as error:
            failures.append(str(error))
        else:
            reports.append(report)
    return ExportOutcome(tuple(reports), tuple(failures), folder)


def export_dataset(
    images: Iterable[AnnotatedImage],
    class_names: Sequence[str],
    folder: Path,
    format_: ExportFormat,
    *,
    image_root: Path | None = None,
    pictures: Placement = "copy",
    holes: Holes = "keyhole",
    kind: Format | None = None,
) -> ExportReport:
    """Write labels, read them back and compare every object; what came of it is written to `export-report.json`.

    Args:
        images: what to write. Iterated twice, so no generator; each iteration must give the same.
        class_names: all classes, in the order of their numbers.
        folder: made as needed; what else lies in it stays.
        format_: how.
        image_root: the folder that the pictures' names start from, for formats that have them beside their labels.
        pictures: how they come to lie there.
        holes: what becomes of them in formats that have one outline for each object.
        kind: the format in parts (`format_table.in_parts`); by default it is in one.

    Returns:
        What was written, with the lowest IoUs that were read back.

    Raises:
        DatasetError: something cannot be written, or does not read back as it should.
    """
    kind = kind or FORMATS[format_]
    images = HolesGone(images, holes if kind.one_outline else "keyhole")
    report = kind.write(images, class_names, folder, image_root, pictures)
    found = kind.verify(report, images, class_names)
    if found.problems or (found.images, found.objects) != (report.images, report.objects):
        raise DatasetError(
            "The labels in {folder} do not read back as they should. {problems} Please report this.",
            folder=folder,
            problems=" ".join(found.problems),
        )
    ious = [iou for iou in (report.lowest_iou, found.lowest_iou) if iou is not None]
    lowest = min((*ious, images.lowest_iou)) if ious else None
    changes = report.changes + images.changes
    report = replace(report, lowest_iou=lowest, lowest_box_iou=found.lowest_box_iou, changes=changes)
    write_report(report, format_)
    return report
