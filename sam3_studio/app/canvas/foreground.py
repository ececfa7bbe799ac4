"""What is drawn over the layers in lines of constant width: boxes, labels, what a drag is about to do, messages."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import numpy as np
from PySide6.QtCore import QCoreApplication, QLocale, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPalette, QRegion
from PySide6.QtWidgets import QWidget

from sam3_studio.app.canvas.areas import paint_areas
from sam3_studio.app.canvas.boxes import badge_of, paint_band, paint_crosshair, paint_prompt_box, paint_sketch
from sam3_studio.app.canvas.change import ShownChange
from sam3_studio.app.canvas.items import Entry, Palette, SketchBox
from sam3_studio.app.canvas.labels import Label, LabelPainter
from sam3_studio.app.canvas.stage import Stage
from sam3_studio.app.canvas.stroke_layer import StrokeLayer
from sam3_studio.app.canvas.style import Labels
from sam3_studio.app.interaction import BandShape, BoxShape, Preview, StrokeShape
from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import PromptBox

_LABEL_SIDE = 16
"""Masks smaller than this, in logical pixels, get a label only when they are pointed at."""


@dataclass(frozen=True, slots=True)
class Scenery:
    """What the foreground shows.

    Attributes:
        boxes: the prompt boxes.
        chosen_box: id of the one with handles.
        sketch: boxes that have no mask yet.
        preview: what a drag is about to do.
        pointed: id of the object or candidate that is pointed at, "" for none.
        change: what is proposed for a mask, None for nothing.
        crosshair: where the lines cross, in logical pixels of the widget; None for no lines.
    """

    boxes: tuple[PromptBox, ...] = ()
    chosen_box: str = ""
    sketch: tuple[SketchBox, ...] = ()
    preview: Preview = field(default_factory=Preview)
    pointed: str = ""
    change: ShownChange | None = None
    crosshair: QPointF | None = None


class Foreground:
    """Draws the scenery."""

    def __init__(self) -> None:
        self._labels = LabelPainter()
        self._strokes = StrokeLayer()

    def paint(
        self,
        painter: QPainter,
        stage: Stage,
        scenery: Scenery,
        to_widget: Callable[[Box], QRectF],
        where: QRegion,
        widget: QWidget,
    ) -> None:
        """Draw it all.

        Args:
            painter: in logical pixels of the widget.
            stage: what lies below.
            scenery: what to draw.
            to_widget: from pixels of the picture to logical pixels of the widget.
            where: something is drawn again, in logical pixels of the widget.
            widget: that is drawn on; it gives labels their font and rubber bands their colour.
        """
        palette, room = stage.palette, QRectF(widget.rect())
        paint_sketch(
            painter,
            [(to_widget(sketch.box), palette.color(sketch.class_id, ""), sketch.score) for sketch in scenery.sketch],
        )
        if scenery.change is not None:
            scenery.change.paint(painter, to_widget)
        badges = self._paint_boxes(painter, scenery, to_widget) if stage.options.boxes else []
        labels = self._wanted_labels(stage, scenery, to_widget, room)
        if stage.options.labels is not Labels.NEVER:
            labels += _scores(scenery.sketch, palette, to_widget, room)
        self._labels.paint(painter, labels, room.adjusted(4, 4, -4, -4), widget.font(), badges)
        for shape in scenery.preview.shapes:
            if isinstance(shape, BandShape):
                paint_band(painter, to_widget(shape.box), widget.palette().color(QPalette.ColorRole.Highlight))
        if not any(isinstance(shape, StrokeShape) for shape in scenery.preview.shapes):
            self._strokes.forget()
        paint_areas(painter, scenery.preview, to_widget, self._strokes, where)
        visible = to_widget(Box(0, 0, *map(float, stage.size))) & room
        if scenery.crosshair is not None and stage.options.crosshair and visible.contains(scenery.crosshair):
            paint_crosshair(painter, scenery.crosshair, visible)

    def _paint_boxes(self, painter: QPainter, scenery: Scenery, to_widget: Callable[[Box], QRectF]) -> list[QRectF]:
        """Draw prompt boxes; where their badges are."""
        changing = {shape.id: shape for shape in scenery.preview.shapes if isinstance(shape, BoxShape)}
        badges = []
        for box in scenery.boxes:
            shape = changing.pop(box.id, None)
            chosen = box.id == scenery.chosen_box or shape is not None
            rect = to_widget(shape.box if shape else box.box)
            paint_prompt_box(painter, rect, positive=box.positive, enabled=box.enabled, chosen=chosen)
            badges.append(badge_of(rect))
        for shape in changing.values():
            rect = to_widget(shape.box)
            paint_prompt_box(painter, rect, positive=shape.positive)
            badges.append(badge_of(rect))
        return badges

    def _wanted_labels(
        self, stage: Stage, scenery: Scenery, to_widget: Callable[[Box], QRectF], room: QRectF
    ) -> list[Label]:
        if stage.options.labels is Labels.NEVER:
            return []
        names, first = stage.palette.name, list[Entry]()
        if scenery.pointed:
            first = [entry for entry in stage.index.entries if entry.hit.id == scenery.pointed]
        entries = first
        if stage.options.labels is Labels.ALWAYS and stage.index.entries:
            index = stage.index
            unit = to_widget(Box(0, 0, 1, 1))
            x1, y1, x2, y2 = (index.bounds * unit.width()).T
            seen = (x2 + unit.x() > room.left()) & (x1 + unit.x() < room.right())
            seen &= (y2 + unit.y() > room.top()) & (y1 + unit.y() < room.bottom())
            seen &= np.minimum(x2 - x1, y2 - y1) >= _LABEL_SIDE
            # The largest first: what finds no room is what is hard to see anyway.
            order = np.flatnonzero(seen)
            order = order[np.argsort(-((x2 - x1) * (y2 - y1))[order], kind="stable")]
            ranked = (index.entries[number] for number in order.tolist())
            entries = first + [entry for entry in ranked if not entry.ghost]
        said = [(entry, _label_text(entry, names(entry.class_id))) for entry in entries]
        named = {entry.hit.id for entry in entries}
        # Numbers that a key accepts are always there to be read.
        said += [(entry, str(entry.number)) for entry in stage.numbered if entry.hit.id not in named]
        return [
            Label(text, stage.palette.color(entry.class_id, entry.hit.id), rect)
            for entry, text in said
            if (box := entry.mask.box) is not None and (rect := to_widget(box)).intersects(room)
        ]


def _scores(
    sketch: Iterable[SketchBox], palette: Palette, to_widget: Callable[[Box], QRectF], room: QRectF
) -> list[Label]:
    """Labels with the scores of boxes whose masks are still being made."""
    placed = ((box, to_widget(box.box)) for box in sketch)
    return [
        Label(_number(box.score), palette.color(box.class_id, ""), rect)
        for box, rect in placed
        if rect.intersects(room) and min(rect.width(), rect.height()) >= _LABEL_SIDE
    ]


def _label_text(entry: Entry, name: str) -> str:
    """A class's name and what else there is to say of one of its objects."""
    parts = [f"{entry.number}"] if entry.number else []
    if name:
        parts.append(name)
    if entry.score is not None:
        parts.append(_number(entry.score))
    if entry.locked:
        parts.append(QCoreApplication.translate("Canvas", "locked"))
    return "  ".join(parts) if entry.number else " ".join(parts)


def _number(score: float) -> str:
    return QLocale().toString(score, "f", 2)


def backdrop(palette: QPalette) -> QColor:
    """What lies around a picture: a quiet grey that fits the window's own."""
    dark = palette.color(QPalette.ColorRole.Window).lightness() < 128
    return QColor(24, 25, 27) if dark else QColor(222, 223, 226)


def paint_frame(painter: QPainter, picture: QRectF, palette: QPalette) -> None:
    """A hairline around the picture, so that one sees where a white picture in a white window ends."""
    dark = palette.color(QPalette.ColorRole.Window).lightness() < 128
    color = QColor(255, 255, 255, 26) if dark else QColor(0, 0, 0, 40)
    # Filled side by side: as a line it takes ten times as long.
    for y in (picture.top() - 1, picture.bottom()):
        painter.fillRect(QRectF(picture.left() - 1, y, picture.width() + 2, 1), color)
    for x in (picture.left() - 1, picture.right()):
        painter.fillRect(QRectF(x, picture.top(), 1, picture.height()), color)


def paint_message(painter: QPainter, room: QRect, text: str, font: QFont, palette: QPalette) -> None:
    """A quiet sentence in the middle, where there is no picture."""
    font = QFont(font)
    font.setPointSizeF(font.pointSizeF() * 1.15 if font.pointSizeF() > 0 else 12)
    painter.setFont(font)
    color = QColor(palette.color(QPalette.ColorRole.WindowText))
    color.setAlpha(165)
    painter.setPen(color)
    width = min(room.width() - 48, 520)
    area = QRect(room.center().x() - width // 2, room.top() + 24, width, room.height() - 48)
    painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap), text)
