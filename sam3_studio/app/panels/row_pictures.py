"""Rows as pictures: one that looks as it did before is copied, which takes a tenth of the time of drawing it."""

from collections import OrderedDict
from collections.abc import Callable, Hashable

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget

_MOST = 400
"""So many rows are kept: several times what a tall screen shows. One takes some 40 kB."""


class RowPictures:
    """Draws rows of a list, and remembers what they looked like.

    Args:
        widget: that the rows are drawn on; it gives ground, font and colours.
    """

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget
        self._look: Hashable = None
        self._pictures: OrderedDict[Hashable, QPixmap] = OrderedDict()

    def begin(self, *look: Hashable) -> None:
        """Rows are about to be drawn.

        Args:
            look: what the look of all rows depends on besides size, font and colours of the widget, such as where its
                columns are.
        """
        widget = self._widget
        look = (look, widget.width(), widget.devicePixelRatioF(), widget.font().key(), widget.palette().cacheKey())
        if look != self._look:
            self._look = look
            self._pictures.clear()

    def draw(self, painter: QPainter, rect: QRect, content: Hashable, draw: Callable[[QPainter], None]) -> None:
        """Draw a row.

        Args:
            painter: of the widget.
            rect: where the row is.
            content: what its look depends on; None if it may be another the next time.
            draw: draws it with another painter, in the widget's coordinates.
        """
        picture = self._pictures.get((content, rect.height())) if content is not None else None
        if picture is None:
            picture = self._drawn(rect, draw)
            if content is not None:
                self._pictures[content, rect.height()] = picture
                if len(self._pictures) > _MOST:
                    self._pictures.popitem(last=False)
        else:
            self._pictures.move_to_end((content, rect.height()))
        painter.drawPixmap(rect.topLeft(), picture)

    def _drawn(self, rect: QRect, draw: Callable[[QPainter], None]) -> QPixmap:
        ratio, palette = self._widget.devicePixelRatioF(), self._widget.palette()
        picture = QPixmap((rect.size().toSizeF() * ratio).toSize())
        picture.setDevicePixelRatio(ratio)
        picture.fill(palette.color(self._widget.backgroundRole()))
        painter = QPainter(picture)
        painter.setFont(self._widget.font())
        painter.translate(-rect.topLeft())
        draw(painter)
        painter.end()
        return picture
