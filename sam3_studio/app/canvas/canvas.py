"""The canvas: shows a picture with all that lies on it, and tells in signals what a person does there."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sam3_studio.app.canvas.change import ShownChange
from sam3_studio.app.canvas.clearing import Clearing
from sam3_studio.app.canvas.frame import Frame
from sam3_studio.app.canvas.items import CandidateView, SketchBox
from sam3_studio.app.canvas.minimap import SIDE as MINIMAP_SIDE
from sam3_studio.app.canvas.showing import ShowingWidget
from sam3_studio.app.canvas.stage import Stage
from sam3_studio.app.canvas.style import DisplayOptions, Labels, Rgb
from sam3_studio.app.canvas.view import View
from sam3_studio.app.canvas.view_widget import FIT_MARGIN
from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import LabelClass, LabeledObject, PromptBox
from sam3_studio.core.rle import Rle


class Canvas(ShowingWidget):
    """A picture, its objects, candidates and boxes.

    Everything is given as frozen values; what is the same object as before is not drawn again. What a person does
    comes back as signals, and is drawn only once it is given.

    Signals:
        options_changed: `options` has changed.
    """

    options_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clearing = Clearing(self)
        self.setMinimumSize(160, 120)
        self.setAccessibleName(self.tr("Picture"))
        self.setAccessibleDescription(
            self.tr("The picture and its labels. Arrow keys pan, plus and minus zoom, Tab goes from object to object.")
        )

    @property
    def options(self) -> DisplayOptions:
        """How things look."""
        return self._options

    def set_picture(self, pixels: NDArray[np.uint8]) -> None:
        """Show a picture as a whole, with nothing on it.

        Args:
            pixels: (height, width, 3) uint8, RGB, EXIF orientation applied. They are not copied, and must not change.
        """
        self._forget()
        self.stage = Stage(pixels)
        self.stage.set_look(self._classes, self._options, self.ratio)
        self._frame = Frame(self.stage)
        size = round(self.width() * self.ratio), round(self.height() * self.ratio)
        self._minimap.set_image(self.stage.small_picture(round(MINIMAP_SIDE * self.ratio)))
        self._look(View(self.stage.size, (max(size[0], 1), max(size[1], 1))).fit(round(FIT_MARGIN * self.ratio)))
        self._settling.stop()
        self.update()

    def leave(self) -> None:
        """Another picture is about to be shown. Until then this one stays in sight, but nothing can be done to it."""
        if self.stage is None:
            return
        seen = self._frame.seen if self._frame else None
        self._forget()
        self._left, self._message = seen, ""

    def show_message(self, text: str) -> None:
        """Show a sentence instead of a picture: that there is none, that it is being read, or why it cannot be."""
        self._forget()
        self._minimap.hide()
        self._legend.hide()
        self._message = text
        self.update()

    def set_document(
        self, objects: Sequence[LabeledObject], boxes: Sequence[PromptBox], classes: Iterable[LabelClass]
    ) -> None:
        """What a person has accepted and drawn, and the classes that give names and colours."""
        classes, boxes = tuple(classes), tuple(boxes)
        before, self._classes = _looks(self._classes), classes
        others = boxes != self._boxes
        self._boxes = boxes
        if self._chosen_box not in {box.id for box in boxes}:
            self._chosen_box = ""
        if self.stage:
            if _looks(classes) != before:
                self.stage.set_look(classes, self._options, self.ratio)
                others = True
            if tuple(objects) != self.stage.objects:
                self._draw_label_again()
                areas = self.stage.set_objects(objects)
                self._prune()
                self._hover_again()
                self._draw_label_again()
                if self._options.semantic or self._options.labels is Labels.ALWAYS:
                    others = True
                else:
                    self._changed_in(areas)
        # A threshold that moves changes neither.
        if others:
            self._changed()

    def set_candidates(self, candidates: Sequence[CandidateView]) -> None:
        """What the model proposes; an empty sequence for nothing."""
        if not self.stage:
            return
        before = self.stage.labelled
        areas = self.stage.set_candidates(candidates)
        self._prune()
        if self.stage.options.semantic or self.stage.labelled != before:
            self._changed()
        else:
            self._changed_in(areas)

    def set_sketch(self, boxes: Sequence[SketchBox]) -> None:
        """Boxes whose masks are on their way; an empty sequence once they are there."""
        if tuple(boxes) != self._sketch:
            self._sketch = tuple(boxes)
            self.update()

    def set_semantic(
        self, heat: NDArray[np.float32] | None, rejected: Sequence[Rle] = (), *, awaited: bool = False
    ) -> None:
        """What the model takes for a concept; shown if the options say so.

        Args:
            heat: (rows, columns) semantic map of the whole picture, 0 to 1.
            rejected: masks that a person does not want; they have not been missed.
            awaited: whether the model is making a map; said as long as there is none.
        """
        if awaited != self._map_awaited:
            self._map_awaited = awaited
            self._place_legend()
        if self.stage and self.stage.set_semantic(heat, rejected):
            self._changed()

    def set_change(self, change: ShownChange | None) -> None:
        """What is proposed for a mask; None for nothing."""
        self._change = change
        self.update()

    def set_options(self, options: DisplayOptions) -> None:
        """How things look."""
        self._options = options
        if self.stage:
            self.stage.set_look(self._classes, options, self.ratio)
            self._hover_again()
        self._place_minimap()
        self._changed()
        self.options_changed.emit()

    def set_selection(self, ids: Iterable[str]) -> None:
        """Which objects are selected, as far as they are there. A box loses its handles to them; nothing is emitted."""
        self._selected = tuple(ids)
        if self._selected:
            self.choose_box("")
        self._mark()
        self._hover_again()

    def look_closely(self, box: Box) -> None:
        """See a box of the picture in the middle, as large as can be with some of its surroundings."""
        if self.view:
            self._look(self.view.close_to(box))

    def _prune(self) -> None:
        """Point at nothing that is no longer there."""
        if self._pointed and self.stage and self.stage.box_of(self._pointed) is None:
            self._pointed = ""
        self._mark()

    def _forget(self) -> None:
        """What belonged to the picture before."""
        self._interrupt()
        if self.stage:
            self._clearing.empty(*self.stage.contents)
        self.stage = self._frame = self.view = self._left = None
        self._boxes, self._sketch, self._selected = (), (), ()
        self._chosen_box = self._pointed = ""
        self._change = None
        self._outdate()
        self.cursor_left.emit()


def _looks(classes: Iterable[LabelClass]) -> list[tuple[int, str, Rgb]]:
    """What is seen of classes on the canvas."""
    return [(one.id, one.name, one.color) for one in classes]
