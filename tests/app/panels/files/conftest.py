"""The list of four pictures."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from files_tools import NAMES, answer
from PIL import Image
from project_tools import rescan
from pytestqt.qtbot import QtBot

from sam3_studio.app.panels.files.model import FileEntries, FileEntry
from sam3_studio.app.panels.files.panel import FilesPanel
from sam3_studio.dataset.project.project import Project


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    for name in NAMES:
        Image.new("RGB", (40, 30), "red").save(tmp_path / name)
    with Project.open(tmp_path) as project:
        rescan(project)
        yield project


@pytest.fixture
def panel(qtbot: QtBot, tmp_path: Path, project: Project) -> Iterator[FilesPanel]:
    panel = FilesPanel()
    panel.set_finder(partial(answer, panel, project))
    qtbot.addWidget(panel)
    panel.resize(240, 480)
    panel.set_images(tmp_path, FileEntries([FileEntry(name) for name in NAMES]))
    panel.show()
    yield panel
    panel.stop()
