"""What the canvas tells: each thing that a person did there is a signal of its own."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from sam3_studio.app.canvas.view_widget import ViewWidget
from sam3_studio.app.interaction import (
    BoxChanged,
    BoxChosen,
    BoxDrawn,
    BoxRemoved,
    BrushTurned,
    Clicked,
    Edit,
    MenuWanted,
    RegionMarked,
    Selected,
)

if TYPE_CHECKING:
    from sam3_studio.core.labeling import PromptBox

_Shift = Qt.KeyboardModifier.ShiftModifier
_Control = Qt.KeyboardModifier.ControlModifier


class TellingWidget(ViewWidget):
    """Turns the edits of a tool into signals.

    Signals:
        cursor_moved: x, y in pixels of the picture, and the picture's (red, green, blue) there, None outside it. Sent
            as well where the picture moves under the cursor.
        cursor_left: the pointer is no longer over the canvas, or another picture is under it.
        object_clicked: id and keyboard modifiers.
        candidate_clicked: id and keyboard modifiers.
        menu_wanted: id of an object or candidate whose menu is to be opened where the pointer is.
        selection_changed: ids (a tuple) of the objects that a person has selected.
        current_changed: id of the object or candidate that Tab went to, "" for none.
        box_drawn: a `Box`, and whether it means more like this (True) or nothing like this.
        box_changed: id, and the `Box` it is now.
        box_removed: id.
        box_chosen: id of the box that has handles now, "" for none.
        area_edited: an `AreaEdit`.
        region_marked: a `RegionMarked`.
        brush_turned: by how many notches of the wheel the brush is to be larger.
    """

    cursor_moved = Signal(float, float, object)
    cursor_left = Signal()
    object_clicked = Signal(str, Qt.KeyboardModifier)
    candidate_clicked = Signal(str, Qt.KeyboardModifier)
    menu_wanted = Signal(str)
    selection_changed = Signal(object)
    current_changed = Signal(str)
    box_drawn = Signal(object, bool)
    box_changed = Signal(str, object)
    box_removed = Signal(str)
    box_chosen = Signal(str)
    area_edited = Signal(object)
    region_marked = Signal(object)
    brush_turned = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._boxes: tuple[PromptBox, ...] = ()
        self._chosen_box = ""
        self._selected: tuple[str, ...] = ()

    def choose_box(self, box_id: str) -> None:
        """Give a prompt box handles, "" for none; nothing is emitted."""
        if box_id != self._chosen_box:
            self._chosen_box = box_id
            self.update()

    @property
    def chosen_box(self) -> str:
        """Id of the prompt box that has handles, "" for none."""
        return self._chosen_box

    @property
    def selection(self) -> tuple[str, ...]:
        """Ids of the selected objects."""
        return self._selected

    def set_selection(self, ids: Iterable[str]) -> None:
        """Which objects are selected; nothing is emitted."""
        raise NotImplementedError

    def _carry_out(self, edits: Iterable[Edit]) -> None:
        """Tell what a tool has done. Selection and handles are the canvas's own, and change at once."""
        for edit in edits:
            match edit:
                case Clicked(hit, shift, control):
                    held = _Shift if shift else Qt.KeyboardModifier.NoModifier
                    held |= _Control if control else Qt.KeyboardModifier.NoModifier
                    (self.candidate_clicked if hit.candidate else self.object_clicked).emit(hit.id, held)
                case MenuWanted(hit):
                    self.menu_wanted.emit(hit.id)
                case Selected(ids):
                    self.set_selection(ids)
                    self.selection_changed.emit(ids)
                case BoxDrawn(box, positive):
                    self.box_drawn.emit(box, positive)
                case BoxChanged(name, box):
                    self.box_changed.emit(name, box)
                case BoxRemoved(name):
                    self.box_removed.emit(name)
                case BoxChosen(name):
                    self.choose_box(name)
                    self.box_chosen.emit(name)
                case BrushTurned(notches):
                    self.brush_turned.emit(notches)
                case RegionMarked():
                    self.region_marked.emit(edit)
                case _:
                    self.area_edited.emit(edit)
