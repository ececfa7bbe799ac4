"""Projects of small pictures."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot
from session_tools import HEIGHT, WIDTH

from sam3_studio.app.session.picture import CurrentPicture
from sam3_studio.app.session.session import Session


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
    session.classes.add_concepts(["duck"])
    return session.show("1.png")
