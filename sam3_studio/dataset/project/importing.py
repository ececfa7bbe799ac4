"""Labels of others into a project: all of them, or none where a file is damaged."""

import threading
import time
from collections.abc import Callable, Generator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from sam3_studio.core.document import ImageDocument
from sam3_studio.core.errors import CancelledError
from sam3_studio.core.labeling import DECIDED, ImageState, LabeledObject, Origin, Source
from sam3_studio.core.sentence import Sentence
from sam3_studio.dataset.disk_table import DiskTable
from sam3_studio.dataset.images import picture_size
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.project.storage.backups import back_up_before_import, forget_old_imports
from sam3_studio.dataset.project.undoing import note_import
from sam3_studio.dataset.reading.found import ReadImage, Reading, nothing
from sam3_studio.dataset.reading.pictures import Pictures
from sam3_studio.dataset.reading.table import ImportFormat, read_labels


class Existing(StrEnum):
    """What becomes of objects that a picture has already."""

    LEAVE = "leave"
    ADD = "add"
    REPLACE = "replace"


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What was imported, and what was not.

    Attributes:
        images: pictures that got labels; those that the labels say have no object are among them.
        objects: that these got.
        left: pictures that had objects before, and were left as they are.
        replaced: pictures whose objects these took the place of.
        filled: pictures that a person had said to be done without any object, and that have some now.
        twins: objects that were there already, in class and mask, and were not added again.
        classes: names of the classes that are new in the project.
        elsewhere: pictures that were found by file name, in another folder than the labels say.
        unknown: names of pictures that the project does not have, the first hundred.
        unknown_count: how many those are in all.
        problems: what else did not fit, a sentence each, the first hundred.
        problem_count: how many those are in all.
    """

    images: int
    objects: int
    left: int
    replaced: int
    filled: int
    twins: int
    classes: tuple[str, ...]
    elsewhere: int
    unknown: tuple[str, ...]
    unknown_count: int
    problems: tuple[str, ...]
    problem_count: int


def import_labels(
    project: Project,
    path: Path,
    format_: ImportFormat,
    existing: Existing,
    *,
    done: bool = True,
    confirm: Callable[[ImportReport], bool] | None = None,
    pulse: Callable[[], None] = nothing,
) -> Generator[int, None, ImportReport]:
    """Import labels, one picture with each step; nothing counts until the last one, and closing it undoes all.

    Args:
        project: open, and not written by anything else meanwhile.
        path: of the labels.
        format_: of them.
        existing: what becomes of objects that are there.
        done: whether the pictures are done from then on; those of which a person has said how far they are stay so.
        confirm: asked at the end whether it is to count.
        pulse: called now and then while a large file is read; what it raises ends the import.

    Yields:
        How many pictures were imported so far.

    Returns:
        The report.

    Raises:
        DatasetError: a file of the labels is damaged, or the project cannot be written; it is as it was.
        CancelledError: it is not to count; the project is as it was.
    """
    reading = Reading(_pictures(project), pulse=pulse)
    with project.transaction():
        importer = _Importer(project, existing, reading, done=done)
        for image in read_labels(path, format_, reading):
            importer.take(image)
            yield importer.images
        if importer.images:  # else nothing is imported, nothing could be taken back, and the project stays as it is
            importer.add_classes()
        report = importer.report()
        if confirm is not None and not confirm(report):
            raise CancelledError("Nothing was imported.")
    return report


def import_undoably(
    project: Project,
    path: Path,
    format_: ImportFormat,
    existing: Existing,
    *,
    done: bool = True,
    confirm: Callable[[ImportReport], bool] | None = None,
    pulse: Callable[[], None] = nothing,
    cancel: threading.Event | None = None,
) -> Generator[int, None, ImportReport]:
    """Import labels as `import_labels` does, so that `undoing.undo_import` can take them back.

    A copy of the project is made before; those of the last `backups.KEPT_IMPORTS` are kept.

    Args:
        project: see `import_labels`.
        path: see there.
        format_: see there.
        existing: see there.
        done: see there.
        confirm: see there.
        pulse: see there.
        cancel: once set while the project is copied, nothing is imported.

    Yields:
        How many pictures were imported so far.

    Returns:
        The report.

    Raises:
        DatasetError: as `import_labels`, or the copy cannot be written; the project is as it was.
        CancelledError: it is not to count; the project is as it was.
    """
    copy = back_up_before_import(project.file, datetime.now().astimezone(), cancel)
    with ExitStack() as undo:
        undo.callback(copy.unlink, missing_ok=True)
        with project.transaction():
            report = yield from import_labels(project, path, format_, existing, done=done, confirm=confirm, pulse=pulse)
            if report.images:
                note_import(project, copy, path, report.images, report.objects)
        if report.images:
            undo.pop_all()
            forget_old_imports(project.file, copy)
    return report


def run_import(
    running: Generator[int, None, ImportReport], tell: Callable[[int], object] | None = None
) -> ImportReport:
    """Run an import to its end; its report.

    Args:
        running: the import; its errors go through.
        tell: is told how many pictures were imported so far. What it raises ends the import, which undoes all.
    """
    with closing(running):
        while True:
            try:
                done = next(running)
            except StopIteration as end:
                report: ImportReport = end.value
                return report
            if tell is not None:
                tell(done)


def _pictures(project: Project) -> Pictures:
    def size_of(name: str) -> tuple[int, int]:
        record = project.images.find(name)
        if record is not None and record.width is not None and record.height is not None:
            return record.width, record.height
        return picture_size(project.path(name))

    names = (record.name for record in project.images.all_records() if not record.missing)
    return Pictures(names, size_of, project.root)


class _Importer:
    """Writes the labels of one picture after the other."""

    def __init__(self, project: Project, existing: Existing, reading: Reading, *, done: bool) -> None:
        self._project = project
        self._existing = existing
        self._reading = reading
        self._state = ImageState.DONE if done else ImageState.IN_WORK
        self._time = time.time()
        self._ids = {one.name: one.id for one in project.classes.list()}
        self._new: list[str] = []
        self._seen = DiskTable()
        self._left, self._empty = DiskTable(), DiskTable()
        self._replaced = self._filled = self._twins = self._elsewhere = 0
        self._objects = 0
        self.images = 0

    def take(self, image: ReadImage) -> None:
        """Write the labels of a picture."""
        before = self._project.labels.document(image.name)
        first = self._seen.add(image.name)
        if not first:
            self._reading.tell(
                Sentence(
                    "{picture}: several label files are for it; their objects were put together.", picture=image.name
                )
            )
        if first and before.objects and self._existing is Existing.LEAVE:
            self._left.add(image.name)
            self._seen.pop(image.name)
            return
        self.add_classes()
        objects = tuple(self._object(image, number) for number in range(len(image.annotations)))
        nothing_fits = image.left_out and not objects
        replaces = first and self._existing is Existing.REPLACE and not nothing_fits
        self._replaced += replaces and bool(before.objects)
        kept = () if replaces else before.objects
        # Labels may come again with more of them, and a part beside the whole, as COCO's own "minival" does.
        there = {(one.class_id, one.mask) for one in kept}
        new = tuple(one for one in objects if (one.class_id, one.mask) not in there)
        after = ImageDocument(kept + new, before.boxes)
        record = self._project.images.find(image.name)
        state = record.state if record is not None else ImageState.NEW
        if first and state is ImageState.DONE and not before.objects:
            self._empty.add(image.name)  # until labels come, maybe from another file than the first
        self._filled += bool(new) and self._empty.pop(image.name) is not None
        self._twins += first and len(objects) - len(new)
        self._project.labels.save(
            image.name, before, after, self._state_after(state, image.name, after, nothing_fits=nothing_fits)
        )
        self.images += first
        self._elsewhere += first and image.elsewhere
        self._objects += len(new)

    def _state_after(
        self, state: ImageState, name: str, document: ImageDocument, *, nothing_fits: bool
    ) -> ImageState | None:
        """How far a picture is now: one of which nothing could be read is no negative example.

        None where it stays, as what a person has said does.
        """
        if state in DECIDED:
            return None
        if self._state is not ImageState.DONE or not nothing_fits or document.objects:
            return self._state
        self._reading.tell(
            Sentence("{picture}: none of its objects could be read, so it needs another look.", picture=name)
        )
        return ImageState.SECOND_LOOK

    def _object(self, image: ReadImage, number: int) -> LabeledObject:
        annotation = image.annotations[number]
        score = annotation.score
        return LabeledObject(
            self._ids[annotation.label],
            annotation.mask,
            Source.PERSON if score is None else Source.MODEL,
            None if score is None else Origin("", score, 1.0, ""),
            self._time,
            details=annotation.details,
        )

    def add_classes(self) -> None:
        """Add the classes that were met since, found by their names."""
        names = [name for name in self._reading.classes if name not in self._ids]
        added = self._project.classes.add_missing(names) if names else ()
        self._new += [one.name for one in added]
        self._ids |= {one.name: one.id for one in added}

    def report(self) -> ImportReport:
        """What came of it."""
        reading = self._reading
        return ImportReport(
            self.images,
            self._objects,
            len(self._left),
            self._replaced,
            self._filled,
            self._twins,
            tuple(self._new),
            self._elsewhere,
            tuple(reading.unknown),
            reading.unknown_count,
            tuple(reading.problems),
            reading.problem_count,
        )
