"""Folders of pictures, and projects of them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from project_tools import rescan

from sam3_studio.core.labeling import LabeledObject, Origin, Source
from sam3_studio.core.rle import Rle
from sam3_studio.dataset.project.project import Project

MakeObject = Callable[..., LabeledObject]


@pytest.fixture(autouse=True)
def user_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place of its own for what belongs to the user."""
    place = tmp_path / "user data"
    monkeypatch.setattr("sam3_studio.dataset.project.location.data_folder", lambda: place)
    return place


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with three files named as pictures, one of them in a sub-folder."""
    place = tmp_path / "Fotos 鸭子"
    (place / "sub").mkdir(parents=True)
    for name in ("img2.jpg", "img10.jpg", "sub/a.png"):
        (place / name).write_bytes(name.encode())
    return place


@pytest.fixture
def project(folder: Path) -> Iterator[Project]:
    """The project of that folder, scanned, with the classes duck (1) and goose (2)."""
    with Project.open(folder) as opened:
        opened.classes.add("duck")
        opened.classes.add("goose")
        rescan(opened)
        yield opened


@pytest.fixture
def labeled() -> MakeObject:
    """Makes an object with the mask of a square at column x, row y of a picture of 200 x 100."""

    def make(x: int = 0, y: int = 0, side: int = 10, **values: object) -> LabeledObject:
        mask = Rle.from_crop(np.ones((side, side), dtype=bool), x, y, 100, 200)
        origin = Origin("duck + 1 box", 0.75, 0.875, "0123")
        defaults = {"class_id": 1, "mask": mask, "source": Source.MODEL, "origin": origin, "time": 1_795_401_604.25}
        return LabeledObject(**defaults | values)

    return make
