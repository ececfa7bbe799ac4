"""Exports of a project, and imports into another one."""

from pathlib import Path

from rich_project import CLASSES, OBJECTS

from sam3_studio.core.rle import Rle
from sam3_studio.dataset.export import export_dataset
from sam3_studio.dataset.format_table import ExportFormat
from sam3_studio.dataset.project.importing import Existing, ImportReport, import_labels, run_import
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.reading.table import format_of


def export(root: Path, folder: Path, format_: ExportFormat) -> Path:
    with Project.open(root) as project:
        names = [one.name for one in project.classes.list()]
        with project.labeled_images(done_only=True) as images:
            export_dataset(images, names, folder, format_, image_root=root)
    return folder


def take(project: Project, path: Path, existing: Existing = Existing.LEAVE, **rest: bool) -> ImportReport:
    return run_import(import_labels(project, path, format_of(path), existing, **rest))


def labeled(project: Project) -> dict[str, list[tuple[str, Rle]]]:
    images = project.labeled_images(done_only=True)
    return {image.path: [(one.label, one.mask) for one in image.annotations] for image in images}


EXPECTED = {
    name: [(CLASSES[one], Rle.from_mask(pixels)) for one, pixels, _ in objects] for name, objects in OBJECTS.items()
}
