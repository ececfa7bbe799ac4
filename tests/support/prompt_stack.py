"""A prompt of words and boxes."""

from PySide6.QtGui import QImage

from sam3_studio.app.panels.prompt.values import BoxEntry, ConceptEntry, PromptStack

STACK = PromptStack(
    "duck",
    (240, 190, 60),
    (ConceptEntry("duck"), ConceptEntry("goose", enabled=False)),
    (
        BoxEntry("p1", picture=QImage(20, 20, QImage.Format.Format_RGB32)),
        BoxEntry("n1", positive=False),
        BoxEntry("p2", enabled=False),
    ),
    0.4,
)
