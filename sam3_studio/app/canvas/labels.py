"""Names and scores beside masks: on plates, never cut off, never over one another."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter

from sam3_studio.app.canvas.style import Rgb, ink_on

HEIGHT = 18
"""Of a plate, in logical pixels."""
_PAD = 6
_RADIUS = 4
_MOST_PLATES = 512
"""How many drawn plates are kept."""
_MOST_MOVES = 4
"""How often a plate gives way to others before it is left out."""


@dataclass(frozen=True, slots=True)
class Label:
    """What is said of a mask.

    Attributes:
        text: in one line.
        color: of the plate.
        box: of the mask, in logical pixels of the viewport.
    """

    text: str
    color: Rgb
    box: QRectF


class LabelPainter:
    """Draws labels; plates that were drawn once are kept."""

    def __init__(self) -> None:
        self._plates: OrderedDict[tuple[str, Rgb, float], QImage] = OrderedDict()

    def paint(
        self, painter: QPainter, labels: Sequence[Label], room: QRectF, font: QFont, taken: Sequence[QRectF] = ()
    ) -> None:
        """Draw labels, the first ones first; one that finds no place beside others is left out.

        Args:
            painter: in logical pixels of the viewport.
            labels: to draw.
            room: that they stay in.
            font: theirs, its size and weight aside.
            taken: places that they keep clear of.
        """
        ratio = painter.device().devicePixelRatio()
        taken = list(taken)
        for label in labels:
            plate = self._plate(label, font, ratio)
            rect = free_place(label.box, plate.width() / ratio, room, taken)
            if rect is None:
                continue
            taken.append(rect)
            painter.drawImage(rect.topLeft(), plate)

    def _plate(self, label: Label, font: QFont, ratio: float) -> QImage:
        key = label.text, label.color, ratio
        if key in self._plates:
            self._plates.move_to_end(key)
            return self._plates[key]
        plate = self._plates[key] = _drawn_plate(label.text, label.color, font, ratio)
        if len(self._plates) > _MOST_PLATES:
            self._plates.popitem(last=False)
        return plate


def free_place(box: QRectF, width: float, room: QRectF, taken: Sequence[QRectF]) -> QRectF | None:
    """Where a plate goes that lies over no other one: further right, but never past its box; None for nowhere."""
    rect = placed(box, width, HEIGHT, room)
    for _ in range(_MOST_MOVES):
        # Rough and cheap: where plates are many, few of them are near each other.
        other = next((other for other in taken if rect.intersects(other)), None)
        if other is None:
            return rect
        rect.moveLeft(other.right() + 1)
        if rect.left() > box.right() or rect.right() > room.right():
            return None
    return None


def placed(box: QRectF, width: float, height: float, room: QRectF) -> QRectF:
    """Where a plate goes: over the box's upper edge, else inside it, always within the room."""
    top = box.top() - height - 2
    if top < room.top():
        top = min(max(box.top() + 2, room.top()), room.bottom() - height)
    left = min(max(box.left(), room.left()), max(room.right() - width, room.left()))
    return QRectF(round(left), round(min(top, room.bottom() - height)), width, height)


def _drawn_plate(text: str, color: Rgb, font: QFont, ratio: float) -> QImage:
    """A text on a rounded plate of a colour."""
    font = QFont(font)
    font.setPixelSize(11)
    font.setWeight(QFont.Weight.DemiBold)
    width = QFontMetricsF(font).horizontalAdvance(text) + 2 * _PAD
    image = QImage(QSize(round(width * ratio), round(HEIGHT * ratio)), QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, 60))
    painter.drawRoundedRect(QRectF(0, 0, width, HEIGHT), _RADIUS, _RADIUS)
    painter.setBrush(QColor(*color))
    painter.drawRoundedRect(QRectF(0, 0, width, HEIGHT - 1), _RADIUS, _RADIUS)
    painter.setFont(font)
    painter.setPen(ink_on(color))
    painter.drawText(QRectF(0, 0, width, HEIGHT - 1), Qt.AlignmentFlag.AlignCenter, text)
    painter.end()
    return image
