"""What there is to be read in a widget, and to be pressed."""

from PySide6.QtWidgets import QLabel, QPushButton, QWidget


def said(widget: QWidget) -> str:
    """Everything that can be read there, a line each."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def buttons(widget: QWidget) -> list[str]:
    """What the buttons that are seen there say."""
    return [_plain(one) for one in widget.findChildren(QPushButton) if one.isVisible()]


def button(widget: QWidget, text: str) -> QPushButton:
    """The button that says this, seen or not."""
    return next(one for one in widget.findChildren(QPushButton) if _plain(one) == text)


def _plain(one: QPushButton) -> str:
    return one.text().replace("&", "")
