"""What a person does and is told who has an object mended."""

from hand import Hand
from PySide6.QtCore import Qt

_Key = Qt.Key


def told(hand: Hand) -> str:
    return hand.bench.panels.tools.correct.told


def look(hand: Hand) -> None:
    """Draw a box, and wait for what the model proposes."""
    hand.press(_Key.Key_O)
    hand.drag((1, 1), (6, 6), (10, 10))
    hand.qtbot.waitUntil(lambda: not hand.bench.controller.is_busy)
