"""What a person says of the objects that are selected, and of the picture in hand."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject, Slot

from sam3_studio.app.actions import Actions
from sam3_studio.app.dialogs import parts
from sam3_studio.app.dialogs.details import ObjectDetailsDialog, PictureDetailsDialog
from sam3_studio.app.main_window.connecting import connect_actions
from sam3_studio.app.main_window.objects.objects import Objects
from sam3_studio.app.main_window.pictures.desk import Desk
from sam3_studio.app.notify import Notifier
from sam3_studio.app.session.session import Session
from sam3_studio.core.labeling import LabeledObject
from sam3_studio.dataset.project.pictures.images import ImageRecord
from sam3_studio.editing import edits
from sam3_studio.editing.details import Shared, changed, shared


class ObjectDetails(QObject):
    """Connects the dialogs for details.

    Args:
        actions: of the window.
        objects: for what is selected.
        desk: carries out what is done.
        notifier: offers to take back what is said of a picture.
        parent: of this object.
    """

    def __init__(
        self,
        actions: Actions,
        objects: Objects,
        desk: Desk,
        notifier: Notifier,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._notifier = notifier
        self._canvas = desk.canvas
        self._objects = objects
        self._desk = desk
        self._session: Session | None = None
        functions = {"object_details": self._ask_of_objects, "picture_details": self._ask_of_picture}
        connect_actions(actions, functions, self)

    def set_session(self, session: Session | None) -> None:
        """Another project is open, or none."""
        self._session = session

    def _ask_of_objects(self) -> None:
        selected, session = self._objects.selected(), self._session
        if not selected or session is None:
            return
        chosen = tuple(item for item in selected if not item.locked) or selected
        owners = {item.class_id for item in chosen}
        owner = session.classes.find(chosen[0].class_id)
        schema = owner.attributes if owner is not None and len(owners) == 1 else ()
        before = shared([item.details for item in chosen], schema)
        dialog = ObjectDetailsDialog(chosen, before, schema, self._canvas.window())
        dialog.accepted.connect(partial(self._apply, dialog, chosen, before))
        parts.open_once(dialog)

    def _apply(self, dialog: ObjectDetailsDialog, chosen: tuple[LabeledObject, ...], before: Shared) -> None:
        details = {item.id: changed(item.details, before, dialog.after) for item in chosen}
        if all(details[item.id] == item.details for item in chosen):
            return
        picture = self._desk.picture
        if picture is None or details.keys().isdisjoint(item.id for item in picture.document.objects):
            # A run, or a file with another name, has led elsewhere meanwhile.
            self._notifier.inform(self.tr("%Ln object(s) are not in the picture in hand any more.", "", len(chosen)))
        else:
            self._desk.edit(self.tr("Change details"), partial(edits.set_details, details=details))

    def _ask_of_picture(self) -> None:
        session, picture = self._session, self._desk.picture
        if session is None or picture is None:
            return
        with self._desk.telling():
            record = session.project.images.find(picture.name)
            if record is not None:
                dialog = PictureDetailsDialog(picture.name, record.tags, record.note, self._canvas.window())
                dialog.accepted.connect(partial(self._note, dialog, record, _Called(picture.name, session)))
                parts.open_once(dialog)

    def _note(self, dialog: PictureDetailsDialog, before: ImageRecord, called: "_Called") -> None:
        tags, note, session = dialog.chosen_tags, dialog.note.toPlainText(), self._session
        if session is None or (sorted(tags), note) == (sorted(before.tags), before.note):
            return
        if not called.name:
            self._notifier.inform(self.tr("{name} is gone, and its details with it.").format(name=before.name))
            return
        with self._desk.telling():
            _say(session, called.name, tags, note)
            told = self.tr("The details of {name} were changed.").format(name=called.name)
            self._notifier.offer(told, self.tr("Undo"), partial(self._take_back, session, before, called))

    def _take_back(self, session: Session, before: ImageRecord, called: "_Called") -> None:
        """Give the picture back its tags and note, unless another project is open by now."""
        if session is self._session:
            with self._desk.telling():
                _say(session, called.name, before.tags, before.note)


class _Called(QObject):
    """What a picture is called by now: its file may have got another name since it was asked about.

    Args:
        name: it is called that at first.
        session: tells of other names.
    """

    def __init__(self, name: str, session: Session) -> None:
        super().__init__(session)
        self.name = name
        session.renamed.connect(self._follow)

    @Slot(object)
    def _follow(self, names: Mapping[str, str]) -> None:
        if self.name in names:
            self.name = names[self.name]
        elif self.name in names.values():
            self.name = ""  # it is gone, and another one is called that


def _say(session: Session, name: str, tags: Sequence[str], note: str) -> None:
    """Give a picture tags and a note."""
    with session.project.transaction():
        session.project.images.set_tags([name], tags)
        session.project.images.set_note(name, note)
