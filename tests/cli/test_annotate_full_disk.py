"""`sam3-studio annotate --project` on a disk that is full from some picture on."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from full_project import fill_up

from sam3_studio.cli.exit_status import ExitStatus
from sam3_studio.cli.main import main
from sam3_studio.core.annotation import Candidate
from sam3_studio.core.geometry import Box
from sam3_studio.core.resources import resource_path
from sam3_studio.core.rle import Rle
from sam3_studio.core.segmenter import Segmentation
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.project.runs.project_pass import ProjectPass
from sam3_studio.dataset.project.runs.tasks import Kept, Task

pytestmark = pytest.mark.slow  # it runs the whole program


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """A folder of three pictures."""
    folder = tmp_path / "photos"
    folder.mkdir()
    for name in ("at-the-pond.jpg", "toys.jpg"):
        shutil.copy(resource_path(f"samples/{name}"), folder / name)
    shutil.copy(folder / "toys.jpg", folder / "toys again.jpg")
    return folder


Answers = Sequence[Segmentation]


def much_in(width: int, height: int) -> Segmentation:
    """An answer that takes more pages of a database than it has left."""
    noise = Rle.from_mask(np.random.default_rng(2).random((height, width)) < 0.5)
    return Segmentation(0.9, (Candidate(Box(0, 0, width, height), 0.9, noise),))


def annotate(photos: Path, *options: str) -> int:
    return main(["annotate", "--project", str(photos), "--concept", "turtle", *options])


def answered(photos: Path) -> list[str]:
    with Project.open(photos) as project:
        return [record.name for record in project.images.records() if project.found.found(record.name)]


def test_it_ends_with_a_sentence_and_the_same_command_goes_on(
    photos: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    keep, kept = ProjectPass.keep, list[str]()

    def keep_while_there_is_room(work: ProjectPass, task: Task, found: Answers, size: tuple[int, int]) -> Kept | None:
        if kept:
            fill_up(work._project)
            found = [much_in(*size)] * len(found)
        kept.append(task.name)
        return keep(work, task, found, size)

    monkeypatch.setattr(ProjectPass, "keep", keep_while_there_is_room)
    assert annotate(photos) == ExitStatus.MENDABLE
    said = capsys.readouterr().err.splitlines()
    assert [line for line in said if "full" in line] == said[-1:]
    assert "the disk is full; free some space" in said[-1]
    assert answered(photos) == kept[:1]
    monkeypatch.undo()
    assert annotate(photos) == ExitStatus.DONE
    assert "2 pictures to ask, 1 known" in capsys.readouterr().out
    assert len(answered(photos)) == 3
