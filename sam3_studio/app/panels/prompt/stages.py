"""How far a search is: encoding, boxes, masks."""

from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from sam3_studio.app.theme import colors_of


class Stage(StrEnum):
    """How far a search is; the values are those of the session, and one for the picture that is being encoded."""

    NONE = "none"
    ENCODING = "encoding"
    WAITING = "waiting"
    BOXES = "boxes"
    MASKS = "masks"
    DONE = "done"
    FAILED = "failed"


_STEPS = {Stage.ENCODING: 0, Stage.WAITING: 1, Stage.BOXES: 2, Stage.MASKS: 2}


class StageLine(QWidget):
    """Three steps beside each other; what is done is full, what is under way half."""

    def __init__(self) -> None:
        super().__init__()
        self._stage = Stage.NONE
        self._names = (self.tr("Encoding"), self.tr("Boxes"), self.tr("Masks"))
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)  # as texts in its place have
        self.setSizePolicy(policy)

    @property
    def stage(self) -> Stage:
        """What is shown."""
        return self._stage

    @property
    def is_under_way(self) -> bool:
        """Whether there is a search to be shown."""
        return self._stage in _STEPS

    def set_stage(self, stage: Stage) -> None:
        """Show how far the search is."""
        if stage is not self._stage:
            self._stage = stage
            step = _STEPS.get(stage)
            if step is not None:
                self.setAccessibleName(self._names[step])
            self.update()

    def sizeHint(self) -> QSize:
        """Qt's."""
        return QSize(160, self.fontMetrics().height() + 10)

    def heightForWidth(self, _width: int) -> int:
        """Qt's."""
        return self.sizeHint().height()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt's."""
        colors, now = colors_of(self.palette()), _STEPS.get(self._stage, 0)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        gap = 4
        width = (self.width() - gap * (len(self._names) - 1)) / len(self._names)
        for number, name in enumerate(self._names):
            bar = QRectF(number * (width + gap), 2, width, 4)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colors.pressed))
            painter.drawRoundedRect(bar, 2, 2)
            share = 1.0 if number < now else 0.5 if number == now else 0.0
            if share:
                painter.setBrush(QColor(colors.accent_text))
                painter.drawRoundedRect(QRectF(bar.left(), bar.top(), bar.width() * share, bar.height()), 2, 2)
            font = QFont(self.font())
            font.setWeight(QFont.Weight.DemiBold if number == now else QFont.Weight.Normal)
            painter.setFont(font)
            painter.setPen(QColor(colors.text if number == now else colors.quiet))
            text = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, int(width))
            place = QRectF(bar.left(), 8, width, self.height() - 8)
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()
