"""What the canvas tells: each thing that a person did there is a signal of its own."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Qt, Signal

from sam3_studio.app.canvas.contents import Contents
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

_Shift = Qt.KeyboardModifier.ShiftModifier
_Control = Qt.KeyboardModifier.ControlModifier


class Telling(QObject):
    """Turns the edits of a tool into signals.

    Args:
        contents: of the picture; in their selection and handles what a person does there shows at once.
        parent: of this object.

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
        constructing (bool): a shape is being drawn from click to click, or is not any more.
        interrupted (Construction): such a shape was being drawn when another picture or tool was taken.
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
    constructing = Signal(bool)
    interrupted = Signal(object)

    def __init__(self, contents: Contents, parent: QObject) -> None:
        super().__init__(parent)
        self._contents = contents

    def carry_out(self, edits: Iterable[Edit]) -> None:
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
                    self._contents.set_selection(ids)
                    self.selection_changed.emit(ids)
                case BoxDrawn(box, positive):
                    self.box_drawn.emit(box, positive)
                case BoxChanged(name, box):
                    self.box_changed.emit(name, box)
                case BoxRemoved(name):
                    self.box_removed.emit(name)
                case BoxChosen(name):
                    self._contents.choose_box(name)
                    self.box_chosen.emit(name)
                case BrushTurned(notches):
                    self.brush_turned.emit(notches)
                case RegionMarked():
                    self.region_marked.emit(edit)
                case _:
                    self.area_edited.emit(edit)
