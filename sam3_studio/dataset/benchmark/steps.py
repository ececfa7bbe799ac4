"""What is measured of the store: each step by itself, so that a process of its own can say how much memory it took."""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from sam3_studio.core.document import ImageDocument
from sam3_studio.core.labeling import ImageState
from sam3_studio.dataset.benchmark.making import CLASSES, HEIGHT, TAGS, WIDTH, make_project
from sam3_studio.dataset.benchmark.reviewing import timed_review
from sam3_studio.dataset.checks.project import check_project
from sam3_studio.dataset.export import export_dataset
from sam3_studio.dataset.format_table import ExportFormat
from sam3_studio.dataset.formats.coco import write_coco
from sam3_studio.dataset.journal import FileState
from sam3_studio.dataset.new_folder import new_folder
from sam3_studio.dataset.project.filtering import ImageFilter, pictures_matching
from sam3_studio.dataset.project.importing import Existing, import_undoably, run_import
from sam3_studio.dataset.project.location import FILE_NAME
from sam3_studio.dataset.project.pictures.scan import ScannedImage
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.project.statistics import read_statistics
from sam3_studio.dataset.project.undoing import undo_import
from sam3_studio.dataset.reading.table import ImportFormat

FILTERS: Mapping[str, ImageFilter] = {
    "state": ImageFilter(states=frozenset({ImageState.SECOND_LOOK})),
    "class": ImageFilter(class_id=3),
    "score, narrow": ImageFilter(scores=(0.5, 0.501)),
    "score, wide": ImageFilter(scores=(0.1, 0.9)),
    "class and score": ImageFilter(class_id=3, scores=(0.4, 0.6)),
    "tag": ImageFilter(tag=TAGS[0]),
    "text": ImageFilter(text="0123"),
    "has note": ImageFilter(with_note=True),
    "all of them": ImageFilter("0", frozenset({ImageState.DONE}), 3, (0.2, 0.9), TAGS[0], with_note=True),
}
_EDITS = 20


@dataclass(frozen=True, slots=True)
class Measured:
    """Something that was measured.

    Attributes:
        name: of it.
        seconds: that it took.
        target: what it should take at most, in seconds; None where it only explains another figure.
        note: what else a reader should know.
    """

    name: str
    seconds: float
    target: float | None = None
    note: str = ""

    def __str__(self) -> str:
        aim = "" if self.target is None else f"≤ {self.target:g} s {'met' if self.seconds <= self.target else 'MISSED'}"
        return f"{self.name:<34} {self.seconds:>10.3f} s   {aim:<14} {self.note}".rstrip()


def make(folder: Path, images: int) -> Iterator[Measured]:
    """Make a project of so many pictures and ten times as many objects."""
    began = time.perf_counter()
    for _ in make_project(folder, images):
        pass
    seconds = time.perf_counter() - began
    size = (folder / FILE_NAME).stat().st_size
    yield Measured("making it", seconds, None, f"{images / seconds:,.0f} pictures/s, {size / 1e6:,.0f} MB on disk")


def open_and_edit(folder: Path) -> Iterator[Measured]:
    """Open a project, and change an object in several pictures."""
    began = time.perf_counter()
    with Project.open(folder) as project:
        first = project.images.records(limit=200)
        yield Measured("opening, first 200 pictures", time.perf_counter() - began, 1.0)
        slowest = 0.0
        for record in first[:_EDITS]:
            before = project.labels.document(record.name)
            after = ImageDocument(tuple(replace(item, locked=not item.locked) for item in before.objects))
            began = time.perf_counter()
            project.labels.save(record.name, before, after, ImageState.IN_WORK)
            slowest = max(slowest, time.perf_counter() - began)
        yield Measured("an edit on disk", slowest, 0.2, f"slowest of {_EDITS}")


def filters(folder: Path) -> Iterator[Measured]:
    """Ask for pictures in every way there is."""
    for name, wanted in FILTERS.items():
        began = time.perf_counter()
        count = len(pictures_matching(folder / FILE_NAME, wanted))
        yield Measured(f"filter: {name}", time.perf_counter() - began, 0.1, f"{count:,} pictures")


def statistics(folder: Path) -> Iterator[Measured]:
    """Count everything."""
    began = time.perf_counter()
    found = read_statistics(folder / FILE_NAME)
    yield Measured("statistics", time.perf_counter() - began, None, f"{found.objects:,} objects")


def checks(folder: Path) -> Iterator[Measured]:
    """Look for mistakes."""
    began = time.perf_counter()
    report = check_project(folder / FILE_NAME)
    seconds = time.perf_counter() - began
    yield Measured("checks", seconds, None, f"{report.objects / seconds:,.0f} objects/s")


def review(folder: Path) -> Iterator[Measured]:
    """Order pictures by how much they need a person, and list the candidates of a class."""
    yield from (Measured(*one) for one in timed_review(folder))


def export_coco(folder: Path) -> Iterator[Measured]:
    """Write a COCO file without reading it back."""
    yield from _exported(folder, folder.parent / "coco-written", verified=False)


def export_verified(folder: Path) -> Iterator[Measured]:
    """Write a COCO file, read it back with pycocotools and compare every object."""
    yield from _exported(folder, folder.parent / "coco-verified", verified=True)


def export_folders(folder: Path) -> Iterator[Measured]:
    """Write a label file for each picture, and read them back."""
    with Project.open(folder) as project, project.labeled_images() as images, new_folder(folder.parent / "yolo") as new:
        began = time.perf_counter()
        report = export_dataset(images, CLASSES, new.path, ExportFormat.YOLO_DETECT, pictures="leave")
        seconds = time.perf_counter() - began
    note = f"{report.objects:,} objects, {report.images / seconds:,.0f} pictures/s"
    yield Measured("YOLO export of boxes, read back", seconds, None, note)


def import_coco(folder: Path) -> Iterator[Measured]:
    """Read that COCO file into a project that has the same pictures, and no labels."""
    new = folder.parent / "imported"
    new.mkdir()
    with Project.open(new) as project:
        _take_in(folder, project)
        began = time.perf_counter()
        report = run_import(import_undoably(project, folder.parent / "coco-written", ImportFormat.COCO, Existing.LEAVE))
        seconds = time.perf_counter() - began
    yield Measured(
        "COCO import", seconds, None, f"{report.objects:,} objects, {report.objects / seconds:,.0f} objects/s"
    )


def import_undone(folder: Path) -> Iterator[Measured]:
    """Take that import back."""
    began = time.perf_counter()
    undo_import(folder.parent / "imported" / FILE_NAME)
    yield Measured("undoing that import", time.perf_counter() - began, None)


def _take_in(folder: Path, project: Project) -> None:
    """The pictures of one project into another, in little memory."""
    with Project.open(folder) as other, project.transaction():
        update = project.images.update()
        update.add(ScannedImage(record.name, FileState(1000, 1)) for record in other.images.all_records())
        for record in other.images.all_records():
            project.images.set_size(record.name, WIDTH, HEIGHT)


def _exported(folder: Path, target: Path, *, verified: bool) -> Iterator[Measured]:
    with Project.open(folder) as project, project.labeled_images() as images:
        began = time.perf_counter()
        if verified:
            report = export_dataset(images, CLASSES, target, ExportFormat.COCO, pictures="leave")
        else:
            report = write_coco(images, CLASSES, target)
        seconds = time.perf_counter() - began
    size = (target / "annotations.json").stat().st_size / 1e6
    note = f"{report.objects:,} objects, {report.objects / seconds:,.0f} objects/s, {size:,.0f} MB"
    yield Measured("COCO export, read back" if verified else "COCO export", seconds, None, note)


STEPS: Mapping[str, Callable[[Path], Iterator[Measured]]] = {
    step.__name__: step
    for step in (
        *(open_and_edit, filters, statistics, checks, review),
        *(export_coco, export_verified, export_folders, import_coco, import_undone),
    )
}
"""Steps by name, each given the folder of a project. An import reads what the export before it wrote, and is undone."""
