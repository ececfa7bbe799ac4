"""A picture that is taken in hand anew: a class was removed, or its file has another name or was written again."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Slot

from sam3_studio.app.canvas.view import View
from sam3_studio.app.main_window.objects.selection import Selection
from sam3_studio.app.main_window.pictures.desk import Desk
from sam3_studio.app.session.picture import CurrentPicture
from sam3_studio.app.session.session import Session


@dataclass(frozen=True, slots=True)
class _Place:
    view: View
    selected: tuple[str, ...]


class Staying(QObject):
    """Goes on seeing the same part of such a picture, with the same objects selected: it is no other for a person.

    Args:
        selection: of the window.
        desk: shows pictures.
        parent: of this object.
    """

    def __init__(self, selection: Selection, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._selection = selection
        self._desk = desk
        self._name = ""
        self._place: _Place | None = None
        desk.picture_shown.connect(self._go_on)

    def set_session(self, session: Session | None) -> None:
        """Another project is open, or none; to be called before the desk hears of it, which takes pictures away."""
        self._name, self._place = "", None
        if session is not None:
            session.renamed.connect(self._follow_names)
            session.picture_changed.connect(self._note)

    @Slot(object)
    def _follow_names(self, names: Mapping[str, str]) -> None:
        taken = "" if self._name in names.values() else self._name
        self._name = names.get(self._name, taken)

    @Slot(object)
    def _note(self, picture: CurrentPicture) -> None:
        """Note what is seen before it is taken away; taken in hand anew twice, it is not seen in between."""
        view = self._desk.canvas.view
        if picture.name != self._name:
            self._place = None
        elif view is not None:
            self._place = _Place(view, self._selection.ids)
        self._name = picture.name

    @Slot(str)
    def _go_on(self, _name: str) -> None:
        place, self._place = self._place, None
        picture = self._desk.picture
        if place is not None and picture is not None:
            self._desk.canvas.resume(place.view)
            self._selection.select(tuple(name for name in place.selected if picture.document.find_object(name)))
