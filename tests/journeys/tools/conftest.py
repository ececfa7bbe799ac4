"""The real window over a picture of 40 x 30, with a model that does as it is told."""

from pathlib import Path

import pytest
from labelers import PATIENCE
from leftovers import no_thread_is_left
from pytestqt.qtbot import QtBot
from real_window import open_window, photos, shop, window
from studio import KEYS, MOUSE, Studio

from sam3_studio.app.main_window.window import MainWindow
from sam3_studio.app.settings.table import BRUSH_SIZE

__all__ = ["no_thread_is_left", "open_window", "photos", "shop", "window"]


@pytest.fixture(params=[MOUSE, KEYS])
def by(request: pytest.FixtureRequest) -> str:
    """What a labeler uses."""
    return str(request.param)


@pytest.fixture
def studio(window: MainWindow, photos: Path, qtbot: QtBot, by: str) -> Studio:
    """At the first of two pictures, with the classes duck and frog, duck being the current one, and a brush of 4."""
    window.open(photos)
    qtbot.waitUntil(lambda: window.desk.size is not None, timeout=PATIENCE)
    assert window.session is not None
    for name in ("duck", "frog"):
        window.session.classes.add(window.session.classes.blank(name))
    window.session.classes.choose(1)
    window._settings.set(BRUSH_SIZE, 4)
    window.canvas.setFocus()
    return Studio(window, qtbot, by)
