"""What the canvas tells: each thing that a person did there is a signal of its own."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from sam3_studio.app.canvas.contents import Contents
from sam3_studio.app.interaction import (
    BoxChanged,
    BoxChosen,
    BoxDrawn,
    BoxRemoved,
    BrushTurned,
    CandidateClicked,
    Edit,
    MenuWanted,
    RegionMarked,
    Selected,
)


class Telling(QObject):
    """Turns the edits of a tool into signals.

    Args:
        contents: of the picture; in their selection and handles what a person does there shows at once.
        parent: of this object.

    Signals:
        candidate_clicked: id.
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

    candidate_clicked = Signal(str)
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
                case CandidateClicked(name):
                    self.candidate_clicked.emit(name)
                case MenuWanted(name):
                    self.menu_wanted.emit(name)
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
