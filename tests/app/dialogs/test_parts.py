"""What dialogs are made of."""

import pytest
from PySide6.QtWidgets import QSpinBox
from pytestqt.qtbot import QtBot

from sam3_studio.app.dialogs import parts

pytestmark = pytest.mark.gui


@pytest.mark.parametrize("text", ["&Test", "&Validation", "S&core", "&Ty&&pe", "Plain"])
def test_of_a_label_with_an_underlined_letter_nothing_is_cut_off(qtbot: QtBot, text: str) -> None:
    field = QSpinBox()
    label = parts.row_label(text, field)
    for widget in (field, label):
        qtbot.addWidget(widget)
    label.resize(label.sizeHint())
    height, width = label.height(), label.width()
    narrow = label.grab().toImage()
    label.resize(width + 20, height)
    wide = label.grab().toImage()
    paper = wide.pixel(width + 19, 0)
    beyond = {wide.pixel(x, y) for x in range(width, width + 20) for y in range(height)}
    assert beyond == {paper}
    assert all(narrow.pixel(x, y) == wide.pixel(x, y) for x in range(width) for y in range(height))
