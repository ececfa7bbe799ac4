"""Small parts of panels, so that all look alike."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from sam3_studio.app.panels.row_painting import draw_swatch
from sam3_studio.app.theme import as_written, colors_of, icon
from sam3_studio.app.theme.texts import make_quiet, make_title, wrapped

GAP = 4
"""Between what belongs together, in pixels."""
SPACING = 8
"""Between parts, in pixels."""
MARGIN = 12
"""Around a panel's content, in pixels."""
_PADDING = 26
"""At the left and the right of a button's content together, in pixels."""


def open_row_menu(view: QAbstractItemView, at: QPoint, menu_of: Callable[[int], QMenu]) -> None:
    """Open the menu of the row at a place of a list, or else of its current one, which the menu's key means.

    Args:
        view: the list.
        at: in its viewport, in pixels.
        menu_of: makes the menu of a row; it is gone once it is closed.
    """
    index = view.indexAt(at)
    if not index.isValid():
        index = view.currentIndex()
    if index.isValid():
        menu = menu_of(index.row())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(view.viewport().mapToGlobal(at))


class KeyButton(QPushButton):
    """A button that shows its key at the right. Where there is little room it goes without, then shortens its text."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._name = text
        self._key = ""
        self._has_room = True
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        # Keys go to the picture, where they are wanted; Tab still leads here.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)

    def set_name(self, text: str) -> None:
        """What the button does."""
        self._name = text
        self.setAccessibleName(text)
        self._fit()
        self.updateGeometry()

    def set_key(self, key: str) -> None:
        """The key that does the same, as the system writes it; empty for none."""
        self._key = key
        self.setToolTip(f"{self._name} ({key})" if key else self._name)
        self._fit()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Qt's."""
        metrics = self.fontMetrics()
        change = metrics.horizontalAdvance(self._name) - metrics.horizontalAdvance(self.text())
        return super().sizeHint() + QSize(change + self._key_width(), 0)

    def minimumSizeHint(self) -> QSize:
        """Qt's."""
        return QSize(min(self.sizeHint().width(), 96), super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's."""
        super().paintEvent(event)
        if not self._key or not self._has_room:
            return
        painter = QPainter(self)
        colors = colors_of(self.palette())
        primary = bool(self.property("primary")) and self.isEnabled()
        color = colors.on_accent if primary else colors.quiet if self.isEnabled() else colors.disabled
        painter.setPen(color)
        place = self.rect().adjusted(0, 0, -10, 0)
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._key)
        painter.end()

    def _key_width(self) -> int:
        """What the key takes besides the text, which stands in the middle: as much as at its side at the other one."""
        if not self._key:
            return 0
        width = self.fontMetrics().horizontalAdvance(self._key) + 2 * SPACING
        return max(width, 2 * width - _PADDING)

    def _fit(self) -> None:
        icon = self.iconSize().width() + 4 if not self.icon().isNull() else 0
        room = self.width() - _PADDING - icon
        self._has_room = self.fontMetrics().horizontalAdvance(self._name) <= room - self._key_width()
        shown = self.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideRight, max(room, 24))
        self.setText(f" {shown}" if icon else shown)  # styles leave too little between icon and text


class ElidedLabel(QLabel):
    """One line of plain text that is shortened to the room there is; the whole of it is its tooltip."""

    def __init__(self) -> None:
        super().__init__()
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        # A name that is written from the right stands where all others do.
        sides = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
        self.setAlignment(sides | Qt.AlignmentFlag.AlignVCenter)

    @property
    def whole_text(self) -> str:
        """What is shown where there is room."""
        return self._whole

    def set_text(self, text: str) -> None:
        """Show another text."""
        self._whole = text
        self.setAccessibleName(text)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Qt's."""
        return QSize(24, self.fontMetrics().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Qt's."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        room = max(self.contentsRect().width(), 24)
        shown = QFontMetrics(self.font()).elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        self.setText(shown)
        self.setToolTip(as_written(self._whole) if shown != self._whole else "")


class Swatch(QWidget):
    """A small square in the colour of a class."""

    def __init__(self, side: int = 12) -> None:
        super().__init__()
        self._color: tuple[int, int, int] | None = None
        self.setFixedSize(side, side)

    def set_color(self, color: tuple[int, int, int] | None) -> None:
        """Red, green and blue, 0 to 255; None for nothing."""
        self._color = color
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt's."""
        if self._color is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_swatch(painter, QRectF(self.rect()), self._color, colors_of(self.palette()))
        painter.end()


def tool_button(name: str, text: str) -> QToolButton:
    """A button that shows an icon alone; its text is its tooltip."""
    button = QToolButton()
    button.setIcon(icon(name))
    button.setIconSize(QSize(16, 16))
    button.setToolTip(text)
    button.setAccessibleName(text)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def title(text: str) -> QLabel:
    """What comes below."""
    label = QLabel(text)
    make_title(label)
    return label


def quiet(text: str = "") -> QLabel:
    """A side remark in a weaker colour, on as many lines as it takes."""
    label = wrapped(text, QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    make_quiet(label)
    return label


def fill(outer: QWidget, inner: QWidget) -> None:
    """Give a widget one part, which takes all of it."""
    layout = QVBoxLayout(outer)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(inner)
