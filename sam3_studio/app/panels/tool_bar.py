"""The bar over the picture: which tool the mouse has, and how it is set up."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from sam3_studio.app.panels.parts import GAP, SPACING
from sam3_studio.app.panels.tool_options import BrushOptions, CornerOptions
from sam3_studio.app.theme import Icons, icon

_ICON = QSize(18, 18)


class ToolBar(QWidget):
    """A button for each tool, and beside them the options of the one in use.

    Attributes:
        brush: options of brush and eraser.
        corners: options of the corner tool.

    Args:
        tools: choose them; groups are divided by a line.
        icons: gives icons.
        parent: of this widget.
    """

    def __init__(self, tools: Sequence[Sequence[QAction]], icons: Icons = icon, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Tools"))
        self.brush = BrushOptions(icons)
        self.corners = CornerOptions()
        self._options = self.brush, self.corners
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACING, GAP, SPACING, GAP)
        layout.setSpacing(2)
        for number, group in enumerate(tools):
            if number:
                layout.addWidget(_line())
            for action in group:
                layout.addWidget(_button(action))
        self._end = _line()
        layout.addWidget(self._end)
        for options in self._options:
            layout.addWidget(options)
        layout.addStretch(1)
        self.setFixedHeight(self.sizeHint().height())  # the picture is not to move when options come and go
        self.show_options(None)

    def show_options(self, shown: QWidget | None) -> None:
        """Show the options of one tool, or (None) none."""
        for options in self._options:
            options.setVisible(options is shown)
        self._end.setVisible(shown is not None)


def _button(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setIconSize(_ICON)
    button.setAutoRaise(True)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAccessibleName(action.text().replace("&", ""))
    return button


def _line() -> QFrame:
    line = QFrame()
    line.setFrameShape(QFrame.Shape.VLine)
    line.setProperty("divider", True)
    return line
