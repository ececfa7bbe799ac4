"""Lines that break."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget
from pytestqt.qtbot import QtBot

from sam3_studio.app.panels.flow import FlowLayout

pytestmark = pytest.mark.gui


def fixed(width: int) -> QLabel:
    label = QLabel()
    label.setFixedSize(QSize(width, 20))
    return label


def laid_out(qtbot: QtBot, widths: list[int], room: int, *, fill: bool = False) -> list[tuple[int, int, int]]:
    """(x, y, width) of each widget."""
    widget = QWidget()
    qtbot.addWidget(widget)
    layout = FlowLayout(widget, spacing=4, fill=fill)
    labels = [fixed(width) for width in widths]
    for label in labels:
        if fill:
            label.setMaximumWidth(1000)
            label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        layout.addWidget(label)
    widget.resize(room, 200)
    widget.show()
    return [(label.x(), label.y(), label.width()) for label in labels]


def test_what_fits_stands_beside_each_other(qtbot: QtBot) -> None:
    assert laid_out(qtbot, [40, 40], 84) == [(0, 0, 40), (44, 0, 40)]


def test_what_does_not_fit_comes_on_the_next_line(qtbot: QtBot) -> None:
    assert laid_out(qtbot, [40, 40], 83) == [(0, 0, 40), (0, 24, 40)]


def test_widgets_can_share_what_is_left_of_a_line(qtbot: QtBot) -> None:
    assert laid_out(qtbot, [40, 40], 104, fill=True) == [(0, 0, 50), (54, 0, 50)]


def test_only_widgets_that_can_grow_share_it(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    layout = FlowLayout(widget, spacing=4, fill=True)
    growing, other = QLabel(), fixed(40)
    growing.setMinimumWidth(40)
    growing.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    layout.addWidget(growing)
    layout.addWidget(other)
    widget.resize(104, 200)
    widget.show()
    assert (growing.width(), other.x(), other.width()) == (60, 64, 40)


def test_the_height_goes_with_the_number_of_lines(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    layout = FlowLayout(widget)
    for _ in range(3):
        layout.addWidget(fixed(40))
    assert (layout.heightForWidth(200), layout.heightForWidth(90), layout.heightForWidth(50)) == (20, 44, 68)


def test_hidden_widgets_take_no_room(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    layout = FlowLayout(widget)
    label = fixed(40)
    layout.addWidget(label)
    label.hide()
    assert layout.heightForWidth(100) == 0
