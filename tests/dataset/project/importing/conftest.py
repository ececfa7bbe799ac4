"""A labeled project, and one of the same pictures without labels."""

from pathlib import Path

import pytest
from project_tools import rescan
from rich_project import draw_pictures, make_rich_project

from sam3_studio.dataset.project.project import Project


@pytest.fixture(scope="module")
def theirs(tmp_path_factory):
    """A labeled project."""
    root = tmp_path_factory.mktemp("theirs") / "photos"
    make_rich_project(root)
    return root


@pytest.fixture
def ours(tmp_path: Path):
    """A project of the same pictures without labels."""
    draw_pictures(tmp_path / "ours")
    with Project.open(tmp_path / "ours") as project:
        rescan(project)
        yield project
