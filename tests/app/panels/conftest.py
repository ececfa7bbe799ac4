"""What every test of a panel has: English numbers and texts, and the program's own look."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from sam3_studio.app.language import load_language
from sam3_studio.app.theme import LIGHT
from sam3_studio.app.theme.appearance import style_sheet


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    load_language(qapp, "en")
    qapp.setStyleSheet(style_sheet(LIGHT))
    yield
    qapp.setStyleSheet("")
