"""`app.theme.tips`: what tips say."""

import pytest
from PySide6.QtGui import QTextDocument

from sam3_studio.app.theme import as_written


@pytest.mark.gui
@pytest.mark.parametrize("text", ["<b>x</b>", "a < b & c", "duck\n<i>heron</i>\n  done", "&amp;"])
def test_a_tip_shows_a_text_as_it_is_written(text: str) -> None:
    tip = QTextDocument()
    if "<div" in as_written(text):
        tip.setHtml(as_written(text))
    else:
        tip.setPlainText(as_written(text))
    assert tip.toPlainText() == text


def test_a_tip_without_a_tag_stays_plain() -> None:
    assert as_written("yellow & red") == "yellow & red"
