"""A folder of photos."""

import shutil
from pathlib import Path

import pytest

from sam3_studio.core.resources import resource_path

POND, TOYS = "at-the-pond.jpg", "toys.jpg"


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """A folder of two pictures, one of them in a sub-folder whose name is not ASCII."""
    folder = tmp_path / "photos"
    (folder / "été 中文").mkdir(parents=True)
    shutil.copy(resource_path(f"samples/{POND}"), folder / POND)
    shutil.copy(resource_path(f"samples/{TOYS}"), folder / "été 中文" / TOYS)
    return folder
