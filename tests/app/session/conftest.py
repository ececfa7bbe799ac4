"""Projects of small pictures, and answers as a model would give them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from sam3_studio.app.session.picture import CurrentPicture
from sam3_studio.app.session.session import Session
from sam3_studio.core.annotation import Candidate
from sam3_studio.core.geometry import Box
from sam3_studio.core.rle import Rle
from sam3_studio.core.segmenter import Segmentation

HEIGHT, WIDTH = 30, 40


def candidate(x: int, y: int, score: float, side: int = 6) -> Candidate:
    """A square whose top left pixel is (x, y)."""
    mask = Rle.from_crop(np.ones((side, side), bool), x, y, HEIGHT, WIDTH)
    return Candidate(Box(x, y, x + side, y + side), score, mask)


def found(*scores: float, presence: float = 0.9) -> Segmentation:
    """One candidate for each score, best first, none touching another."""
    ranked = sorted(scores, reverse=True)
    return Segmentation(presence, tuple(candidate(8 * i % WIDTH, 8 * (8 * i // WIDTH), s) for i, s in enumerate(ranked)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three pictures."""
    for name in ("1.png", "2.png", "10.png"):
        Image.new("RGB", (WIDTH, HEIGHT)).save(tmp_path / name)
    return tmp_path


@pytest.fixture
def opened(folder: Path, qtbot: QtBot) -> Iterator[Callable[[], Session]]:
    """Opens the folder's project, scanned; closes it in the end."""
    sessions: list[Session] = []

    def open_() -> Session:
        session = Session(folder)
        sessions.append(session)
        with qtbot.waitSignal(session.scanned):
            session.scan()
        return session

    yield open_
    for session in sessions:
        session.close()


@pytest.fixture
def session(opened: Callable[[], Session]) -> Session:
    """The folder's project, scanned."""
    return opened()


@pytest.fixture
def picture(session: Session) -> CurrentPicture:
    """The first picture of a project with the class "duck"."""
    session.add_concepts(["duck"])
    return session.show("1.png")
