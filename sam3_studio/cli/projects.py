"""Opening projects, with a bar where that takes a while."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tqdm import tqdm

from sam3_studio.core.progress import Progress
from sam3_studio.dataset.project.project import Project

UPDATE = "bringing the project up to date"


@contextmanager
def percent_bar(what: str) -> Iterator[Progress]:
    """Shows on standard error how far something is, from when it is first told.

    Args:
        what: is done, in a few words.
    """
    bars: list[tqdm[None]] = []

    def show(done: int, total: int) -> None:
        if not bars:
            bars.append(
                tqdm(desc=what, total=100, unit="%", bar_format="{desc}: {percentage:3.0f} %|{bar}|", disable=None)
            )
        bars[0].update(100 * done // max(total, 1) - bars[0].n)

    try:
        yield show
    finally:
        for bar in bars:
            bar.close()


@contextmanager
def opened_project(path: Path) -> Iterator[Project]:
    """A project, closed at the end; one of an older version is brought up to date with a bar.

    Args:
        path: of the project, or the folder of its pictures.

    Raises:
        DatasetError: see `Project.open`.
    """
    with percent_bar(UPDATE) as progress:
        project = Project.open(path, progress)
    with project:
        yield project
