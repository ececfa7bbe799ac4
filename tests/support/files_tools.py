"""What tests of the list of pictures do again and again."""

from PySide6.QtWidgets import QLabel

from sam3_studio.app.panels.files.panel import FilesPanel
from sam3_studio.app.panels.files.view import FileView
from sam3_studio.dataset.project.filtering import ImageFilter, pictures_matching
from sam3_studio.dataset.project.project import Project

NAMES = ("a.png", "b.png", "duck.png", "e.png")


def answer(panel: FilesPanel, project: Project, wanted: ImageFilter) -> None:
    """At once, as no thread does."""
    panel.show_found(wanted, pictures_matching(project.file, wanted))


def view(panel: FilesPanel) -> FileView:
    return panel.findChildren(FileView)[0]


def count_line(panel: FilesPanel) -> str:
    return next(label.text() for label in panel.findChildren(QLabel) if label.property("quiet"))
