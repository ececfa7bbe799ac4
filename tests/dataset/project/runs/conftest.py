"""A project of three pictures, and a model that finds squares."""

from pathlib import Path

import pytest
from pass_tools import NAMES
from PIL import Image
from project_tools import rescan
from squares_model import SquaresModel

from sam3_studio.dataset.project.project import Project


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """Three pictures."""
    folder = tmp_path / "photos"
    folder.mkdir()
    for name in NAMES:
        Image.new("RGB", (40, 30), color=(int(name[0]), 0, 0)).save(folder / name)
    return folder


@pytest.fixture
def project(photos: Path):
    """The project of that folder, scanned, with a class of two concepts and one of one."""
    with Project.open(photos) as opened:
        opened.classes.add("bird", concepts=("duck", "goose"))
        opened.classes.add("thing", concepts=("nothing",))
        rescan(opened)
        yield opened


@pytest.fixture
def model() -> SquaresModel:
    return SquaresModel()
