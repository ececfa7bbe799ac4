"""Labels for two pictures of a project, one of which has an object."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from undo_tools import boxes

from sam3_studio.core.document import ImageDocument
from sam3_studio.core.labeling import ImageState
from sam3_studio.dataset.project.project import Project


@pytest.fixture
def labels(tmp_path: Path) -> Path:
    """A box in each of two pictures, the same as in the first of them already."""
    return boxes(tmp_path / "labels", "img2", "img10")


@pytest.fixture
def ours(project: Project, labeled) -> Iterator[Project]:
    """A project in which one of the pictures has an object and a note."""
    for name in ("img2.jpg", "img10.jpg", "sub/a.png"):
        project.images.set_size(name, 200, 100)
    project.labels.save("img2.jpg", ImageDocument(), ImageDocument((labeled(),)), ImageState.IN_WORK)
    project.images.set_note("img2.jpg", "mine")
    return project
