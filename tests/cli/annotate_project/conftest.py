"""A folder of photos."""

import shutil
from pathlib import Path

import pytest

from sam3_studio.core.resources import resource_path

POND, TOYS = "at-the-pond.jpg", "toys.jpg"


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """A folder of two pictures."""
    folder = tmp_path / "photos"
    folder.mkdir()
    for name in (POND, TOYS):
        shutil.copy(resource_path(f"samples/{name}"), folder / name)
    return folder
