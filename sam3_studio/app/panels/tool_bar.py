"""The bar over the picture: which tool the mouse has, and how it is set up."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QLayout, QToolButton, QWidget

from sam3_studio.app.panels.correct_options import CorrectOptions
from sam3_studio.app.panels.parts import GAP, SPACING
from sam3_studio.app.panels.tool_options import BrushOptions, CornerOptions, ToolOptions
from sam3_studio.app.theme.texts import make_quiet

_ICON = QSize(18, 18)
_BETWEEN = 2


class ToolBar(QWidget):
    """A button for each tool, and beside them the options of the one in use.

    Attributes:
        brush: options of brush and eraser.
        corners: options of the corner tool.
        correct: what the tools that ask the model tell.

    Args:
        tools: choose them; groups are divided by a line.
    """

    def __init__(self, tools: Sequence[Sequence[QAction]]) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Tools"))
        self.brush = BrushOptions()
        self.corners = CornerOptions()
        self.correct = CorrectOptions()
        self._options: tuple[ToolOptions, ...] = self.brush, self.corners, self.correct
        self._shown: ToolOptions | None = None
        self._tools = _row()
        for group in tools:
            if self._tools.count():
                self._tools.addWidget(_line())
            for action in group:
                self._tools.addWidget(_button(action))
        self._end = _line()
        self._beside = _row()
        self._beside.addWidget(self._end)
        for options in self._options:
            self._beside.addWidget(options)
            options.refitted.connect(self._fit)
        self._hint = QLabel()
        make_quiet(self._hint)
        self._hint.setWordWrap(True)
        self._beside.addSpacing(SPACING)
        self._beside.addWidget(self._hint)
        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._rows.setContentsMargins(SPACING, GAP, SPACING, GAP)
        self._rows.setSpacing(_BETWEEN)
        self._rows.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        for row in (self._tools, self._beside):
            row.addStretch(row is self._beside)
            self._rows.addLayout(row, row is self._beside)  # in a wide window it begins where the tools end
        self._row_height = self.sizeHint().height() - 2 * GAP
        self.show_options(None)

    def show_options(self, shown: ToolOptions | None, hint: str = "") -> None:
        """Show the options of one tool, or (None) none, and where there is room how it is used."""
        self._shown = shown
        self._hint.setText(hint)
        for options in self._options:
            options.setToolTip(hint)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Qt's: the tools alone; their options are not to keep a window from being narrow."""
        return QSize(self._tools.sizeHint().width() + 2 * SPACING, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's."""
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        """Leave out what there is no room for: the hint first, then the spare parts, then the options."""
        room = self._choose_rows()
        shown = self._shown
        for options in self._options:
            if options.spare is not None:
                options.spare.setVisible(room >= options.whole_width)
            options.setVisible(options is shown and room >= options.least_width)
        left = room - (shown.whole_width + SPACING if shown else 0)
        width = _width_in_lines(self._hint, left)
        self._hint.setVisible(0 < width <= left)
        self._hint.setFixedWidth(width)
        has_options = shown is not None and not shown.isHidden()
        beside = self._rows.direction() == QBoxLayout.Direction.LeftToRight
        self._end.setVisible(beside and (has_options or not self._hint.isHidden()))

    def _choose_rows(self) -> int:
        """Put the options beside the tools, or below them where not all would fit; how much room they have there.

        It is the same for all tools: the picture is not to move when options come and go.
        """
        room = self.width() - 2 * SPACING
        beside = room - self._tools.sizeHint().width() - self._end.sizeHint().width() - 2 * _BETWEEN
        fits = beside >= max(options.most_width for options in self._options)
        self._rows.setDirection(QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom)
        lines = 1 if fits else 2
        self.setFixedHeight(lines * self._row_height + (lines - 1) * _BETWEEN + 2 * GAP)
        return beside if fits else room


def _row() -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(_BETWEEN)
    return row


def _width_in_lines(label: QLabel, room: int) -> int:
    """That a text takes in one line where there is room for it, or else in two: the bar has the height for them."""
    metrics, text = label.fontMetrics(), label.text()
    width = metrics.horizontalAdvance(text)
    if not text or width + GAP <= room:
        return width + GAP if text else 0
    width //= 2
    most = QRect(0, 0, 0, 3 * metrics.height())
    while metrics.boundingRect(most.adjusted(0, 0, width, 0), Qt.TextFlag.TextWordWrap, text).height() > (
        2 * metrics.lineSpacing()
    ):
        width += SPACING
    return width + GAP


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
