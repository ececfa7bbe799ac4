"""What every test of a dialog has: English, with its singulars and plurals."""

import pytest
from PySide6.QtWidgets import QApplication

from sam3_studio.app.language import load_language


@pytest.fixture(autouse=True)
def english(qapp: QApplication) -> None:
    load_language(qapp, "en")
