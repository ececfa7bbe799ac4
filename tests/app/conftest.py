"""What holds for every test of the window."""

from collections.abc import Iterator

import pytest
from leftovers import no_thread_is_left
from PySide6.QtWidgets import QApplication

from sam3_studio.app.theme import Theme

__all__ = ["no_thread_is_left"]


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The light theme, for the time of the test."""
    palette, style = qapp.palette(), qapp.style().objectName()
    theme = Theme(qapp, "light")
    yield theme
    theme.set_setting("system")
    theme.deleteLater()
    qapp.setStyleSheet("")
    qapp.setStyle(style)
    qapp.setPalette(palette)
