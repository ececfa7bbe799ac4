"""Kinds of text, so that all of one kind look alike; the style sheet gives them weight and colour."""

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

_LONGEST_WORD = 24
"""Letters that fit into every column."""
_LONGEST_NAME = 60
"""Letters that fit into a line of every dialog."""


def make_title(label: QLabel) -> None:
    """Show a label as the title of what is below or beside it."""
    label.setProperty("title", True)


def make_quiet(label: QLabel) -> None:
    """Show a label as a side remark, in a weaker colour."""
    label.setProperty("quiet", True)


def wrapped(text: str, across: QSizePolicy.Policy, down: QSizePolicy.Policy) -> QLabel:
    """Plain text on as many lines as it takes, whose height follows from its width.

    Args:
        text: to be shown as it is, whatever tags it holds.
        across: what becomes of its width.
        down: what becomes of its height, beyond that of its lines.
    """
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    policy = QSizePolicy(across, down)
    policy.setHeightForWidth(True)
    label.setSizePolicy(policy)
    return label


def breakable(text: str) -> str:
    """A text for a narrow column, with places to break it in words as long as paths and names of tensors."""
    return re.sub(rf"(\S{{{_LONGEST_WORD}}})(?=\S)", "\\1\u200b", text)


def with_long_names_breakable(text: str) -> str:
    """A text for a dialog, whose paths can be copied as they are unless a name in them is about as long as a line."""
    return re.sub(rf"([^\s/]{{{_LONGEST_NAME}}})(?=[^\s/])", "\\1\u200b", text)
