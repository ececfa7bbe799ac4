"""Labels that are imported."""

from pathlib import Path

from sam3_studio.dataset.project.importing import Existing, ImportReport, import_undoably, run_import
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.reading.table import ImportFormat


def boxes(folder: Path, *pictures: str, name: str = "swan") -> Path:
    """YOLO labels of a box of one class in each picture."""
    (folder / "labels").mkdir(parents=True)
    (folder / "classes.txt").write_text(f"{name}\n")
    for picture in pictures:
        (folder / "labels" / f"{picture}.txt").write_text("0 0.5 0.5 0.5 0.5\n")
    return folder


def take(project: Project, labels: Path, existing: Existing = Existing.REPLACE) -> ImportReport:
    return run_import(import_undoably(project, labels, ImportFormat.YOLO, existing))
