"""A picture with small ducks and a large one."""

from collections.abc import Iterator

import pytest
from meadow import LARGE, SMALL, Meadow
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from window_bench import Bench, shown


@pytest.fixture
def meadow(bench: Bench, qapp: QApplication, qtbot: QtBot) -> Iterator[Meadow]:
    made = Meadow(bench, qtbot, [*SMALL, LARGE])
    with shown(bench, qapp, qtbot):
        made.find()
        yield made
