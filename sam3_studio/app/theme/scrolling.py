"""What is scrolled where it is too high for its place."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class Column(QWidget):
    """What is scrolled up and down: as high as its parts need at the width there is, not at the least one."""

    def minimumSizeHint(self) -> QSize:
        """Qt's."""
        size = super().minimumSizeHint()
        layout, parent = self.layout(), self.parentWidget()
        if layout is not None and layout.hasHeightForWidth() and parent is not None:
            size.setHeight(layout.totalHeightForWidth(parent.width()))
        return size


def scrolling(content: Column) -> QScrollArea:
    """What is too high for its place is scrolled; it is never wider than that."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.viewport().setAutoFillBackground(False)
    content.setAutoFillBackground(False)
    area.setWidget(content)
    return area
