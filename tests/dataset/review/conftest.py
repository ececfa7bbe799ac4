"""A project whose pictures the model has looked at."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from project_tools import rescan
from review_tools import DUCK, square

from sam3_studio.core.annotation import Candidate
from sam3_studio.core.document import ImageDocument
from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import ImageState, LabeledObject, Origin, Source
from sam3_studio.core.segmenter import Segmentation
from sam3_studio.dataset.project.project import Project


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Pictures 1.png to 4.png, duck (1) and goose (2)."""
    for number in range(1, 5):
        (tmp_path / f"{number}.png").write_bytes(b"")
    with Project.open(tmp_path) as opened:
        opened.classes.add("duck", concepts=("duck",))
        opened.classes.add("goose", concepts=("goose",))
        rescan(opened)
        yield opened


@pytest.fixture
def find(project: Project) -> Callable[..., None]:
    """Has the model find squares: (score, x) of each."""

    def keep(name: str, *squares: tuple[float, int], class_id: int = DUCK, presence: float = 1.0) -> None:
        candidates = tuple(Candidate(Box(x, 0, x + 10, 10), score, square(x)) for score, x in squares)
        project.found.save(name, class_id, "key", Segmentation(presence, candidates))

    return keep


@pytest.fixture
def label(project: Project) -> Callable[..., None]:
    """Has a person accept squares at these columns."""

    def keep(name: str, *columns: int, class_id: int = DUCK, state: ImageState = ImageState.IN_WORK) -> None:
        before = project.labels.document(name)
        new = tuple(LabeledObject(class_id, square(x), Source.MODEL, Origin("", 1.0, 1.0, "")) for x in columns)
        project.labels.save(name, before, ImageDocument(before.objects + new), state)

    return keep
