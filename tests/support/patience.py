"""How long tests wait for what has to come: long enough for a machine that does other things besides."""

from functools import partialmethod

import pytest
from pytestqt.qtbot import QtBot

PATIENCE = 60_000  # ms


class PatientBot(QtBot):
    """Waits so long wherever a test names no other time; pytest-qt gives up after 5 seconds."""

    waitUntil = partialmethod(QtBot.waitUntil, timeout=PATIENCE)  # noqa: N815 - names of pytest-qt
    waitSignal = partialmethod(QtBot.waitSignal, timeout=PATIENCE)  # noqa: N815
    waitSignals = partialmethod(QtBot.waitSignals, timeout=PATIENCE)  # noqa: N815
    waitActive = partialmethod(QtBot.waitActive, timeout=PATIENCE)  # noqa: N815
    waitExposed = partialmethod(QtBot.waitExposed, timeout=PATIENCE)  # noqa: N815


@pytest.fixture
def time_to_close(monkeypatch: pytest.MonkeyPatch) -> None:
    """A window that is closed waits for its threads to end; a person's does so for half a second at most."""
    monkeypatch.setattr("sam3_studio.app.main_window.window._PATIENCE", PATIENCE / 1000)
