"""What lies on the picture: objects, candidates, boxes, and which of them is selected, chosen or pointed at."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from sam3_studio.app.canvas.change import ShownChange
from sam3_studio.app.canvas.insets import Insets
from sam3_studio.app.canvas.items import CandidateView, SketchBox
from sam3_studio.app.canvas.showing import Showing
from sam3_studio.app.canvas.sight import Sight
from sam3_studio.app.canvas.stage import Stage
from sam3_studio.app.canvas.style import DisplayOptions, Labels, Rgb
from sam3_studio.core.labeling import LabelClass, LabeledObject, PromptBox
from sam3_studio.core.rle import Rle


class Contents(QObject):
    """Takes what is to be shown, and has drawn again what looks different for it.

    Everything is given as frozen values; what is the same object as before is not drawn again.

    Args:
        widget: that shows the picture.
        sight: of the picture.
        showing: draws it.
        insets: of the widget.

    Attributes:
        options: how things look.
        boxes: the prompt boxes.
        chosen_box: id of the prompt box that has handles, "" for none.
        selected: ids of the selected objects.
        pointed: id of the object or candidate that is pointed at, by mouse or Tab; "" for none.
        sketch: boxes whose masks are on their way.
        change: what is proposed for a mask; None for nothing.

    Signals:
        stirred: something else may lie under the mouse now, or something may be done with it that could not before.
        options_changed: `options` has changed.
    """

    stirred = Signal()
    options_changed = Signal()

    def __init__(self, widget: QWidget, sight: Sight, showing: Showing, insets: Insets) -> None:
        super().__init__(widget)
        self._widget = widget
        self._sight = sight
        self._showing = showing
        self._insets = insets
        self._classes: tuple[LabelClass, ...] = ()
        self._lit: tuple[str, ...] = ()
        self._labelled = ""
        self.options = DisplayOptions()
        self.forget()

    def forget(self) -> None:
        """There is no picture any more, and nothing on it."""
        self.boxes: tuple[PromptBox, ...] = ()
        self.sketch: tuple[SketchBox, ...] = ()
        self.selected: tuple[str, ...] = ()
        self.chosen_box = self.pointed = ""
        self.change: ShownChange | None = None

    def dress(self, stage: Stage) -> None:
        """Give a stage the look that the options, the classes and the screen demand."""
        stage.set_look(self._classes, self.options, self._sight.ratio)

    def set_document(
        self, objects: Sequence[LabeledObject], boxes: Sequence[PromptBox], classes: Iterable[LabelClass]
    ) -> None:
        """What a person has accepted and drawn, and the classes that give names and colours."""
        classes, boxes = tuple(classes), tuple(boxes)
        before, self._classes = _looks(self._classes), classes
        others = stirred = boxes != self.boxes
        self.boxes = boxes
        if self.chosen_box not in {box.id for box in boxes}:
            self.chosen_box = ""
        if stage := self._sight.stage:
            if _looks(classes) != before:
                self.dress(stage)
                others = True
            if tuple(objects) != stage.objects:
                # What is pointed at may get another label, and that another place.
                self._showing.update_label(self.pointed)
                areas = stage.set_objects(objects)
                self._prune(stage)
                stirred = True
                self._showing.update_label(self.pointed)
                if self.options.semantic or self.options.labels is Labels.ALWAYS:
                    others = True
                else:
                    self._showing.renew_in(areas)
        # A threshold that moves changes neither.
        if others:
            self._renew()
        if stirred:
            self.stirred.emit()

    def set_candidates(self, candidates: Sequence[CandidateView]) -> None:
        """What the model proposes; an empty sequence for nothing."""
        stage = self._sight.stage
        if not stage:
            return
        before = stage.labelled
        areas = stage.set_candidates(candidates)
        self._prune(stage)
        if self.options.semantic or stage.labelled != before:
            self._renew()
        else:
            self._showing.renew_in(areas)
        if areas:
            self.stirred.emit()

    def set_sketch(self, boxes: Sequence[SketchBox]) -> None:
        """Boxes whose masks are on their way; an empty sequence once they are there."""
        if tuple(boxes) != self.sketch:
            self.sketch = tuple(boxes)
            self._widget.update()

    def set_semantic(
        self, heat: NDArray[np.float32] | None, rejected: Sequence[Rle] = (), *, awaited: bool = False
    ) -> None:
        """What the model takes for a concept; shown if the options say so.

        Args:
            heat: (rows, columns) semantic map of the whole picture, 0 to 1.
            rejected: masks that a person does not want; they have not been missed.
            awaited: whether the model is making a map; said as long as there is none.
        """
        self._insets.set_awaited(awaited)
        if self._sight.stage and self._sight.stage.set_semantic(heat, rejected):
            self._renew()

    def set_change(self, change: ShownChange | None) -> None:
        """What is proposed for a mask; None for nothing."""
        self.change = change
        self._widget.update()

    def set_options(self, options: DisplayOptions) -> None:
        """How things look."""
        self.options = options
        if self._sight.stage:
            self.dress(self._sight.stage)
            self.stirred.emit()
        self._insets.place_minimap()
        self._renew()
        self.options_changed.emit()

    def set_selection(self, ids: Iterable[str]) -> None:
        """Which objects are selected, as far as they are there. A box loses its handles to them; nothing is told."""
        self.selected = tuple(ids)
        if self.selected:
            self.choose_box("")
        self._mark()
        self.stirred.emit()

    def choose_box(self, box_id: str) -> None:
        """Give a prompt box handles, "" for none; nothing is told."""
        if box_id != self.chosen_box:
            self.chosen_box = box_id
            self._widget.update()
            self.stirred.emit()

    def light(self, names: tuple[str, ...]) -> None:
        """Light objects or candidates besides the one that is pointed at: those that a drag is about to select."""
        if names != self._lit:
            self._lit = names
            self._mark()

    def point_at(self, name: str) -> None:
        """Point at an object or candidate, "" for none, and light it."""
        if name != self.pointed:
            self.pointed = name
            self._mark()

    def point_to(self, name: str) -> None:
        """Point at an object or candidate, as the mouse would, and bring it into view; nothing is told."""
        self.point_at(name)
        if self._sight.stage and (box := self._sight.stage.box_of(name)):
            self._sight.reveal(box)

    def _prune(self, stage: Stage) -> None:
        """Point at nothing that is no longer there."""
        if self.pointed and stage.box_of(self.pointed) is None:
            self.pointed = ""
        self._mark()

    def _mark(self) -> None:
        """Highlight what is selected or pointed at; the pointer does not light what is selected anyway."""
        if not self._sight.stage:
            return
        lit = self._lit
        if self.pointed and self.pointed not in self.selected:
            lit = (self.pointed, *lit)
        self._showing.renew_in(self._sight.stage.mark(self.selected, lit))
        if self._labelled != self.pointed:
            self._showing.update_label(self._labelled)
            self._showing.update_label(self.pointed)
            self._labelled = self.pointed

    def _renew(self) -> None:
        self._insets.place_legend()
        self._showing.renew()


def _looks(classes: Iterable[LabelClass]) -> list[tuple[int, str, Rgb]]:
    """What is seen of classes on the canvas."""
    return [(one.id, one.name, one.color) for one in classes]
