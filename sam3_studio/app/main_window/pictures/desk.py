"""The picture in hand on the canvas: what is drawn there, and what a person does there."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from sam3_studio.app.canvas.canvas import Canvas
from sam3_studio.app.language import translated
from sam3_studio.app.main_window.pictures.offering import Offering
from sam3_studio.app.notify import Notifier
from sam3_studio.app.session.offers import OfferedCandidate
from sam3_studio.app.session.picture import CurrentPicture, Edit
from sam3_studio.app.session.reading import PictureReader
from sam3_studio.app.session.session import Session
from sam3_studio.core.document import ImageDocument
from sam3_studio.core.errors import Sam3StudioError
from sam3_studio.core.labeling import PromptBox
from sam3_studio.core.segmenter import Picture


class Desk(QObject):
    """Shows the picture in hand, and turns what is done on the canvas into steps that can be undone.

    Signals:
        picture_shown (str): the picture of this name is on the canvas.
        changed: what is shown of labels, boxes or candidates may be another.
        edited: the labels of the picture in hand are others, or the picture itself is another.

    Args:
        canvas: of the window, which shows the picture.
        reader: of pictures.
        notifier: is told what went wrong.
        parent: of this object.
    """

    picture_shown = Signal(str)
    changed = Signal()
    edited = Signal()

    def __init__(
        self, canvas: Canvas, reader: PictureReader, notifier: Notifier, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.canvas = canvas
        self._reader = reader
        self._notifier = notifier
        self._session: Session | None = None
        self._picture: CurrentPicture | None = None
        self._previewed: ImageDocument | None = None
        self._looks = _looks(canvas)
        self.offering = Offering(canvas, self)
        self.offering.drawn.connect(self.changed)
        self.offering.hidden_changed.connect(self.redraw)
        self.size: tuple[int, int] | None = None
        """Of the picture in hand, (width, height) in pixels; None until it has been read."""
        self.why_unseen = ""
        """Why the picture in hand cannot be read, a sentence; "" where it can, or may yet."""
        reader.read.connect(self._show)
        reader.failed.connect(self._tell_failure)
        reader.unreachable.connect(self._tell_unreachable)
        canvas.options_changed.connect(self._follow_options)

    @property
    def picture(self) -> CurrentPicture | None:
        """The picture in hand."""
        return self._picture

    def set_session(self, session: Session | None) -> None:
        """Another project is open, or none."""
        self._session = session
        self._picture = None
        self.offering.set_session(session)
        self.size, self.why_unseen = None, ""
        self._reader.forget()
        self.canvas.show_message(self.tr("Choose a picture from the list.") if session else "")
        if session is not None:
            session.picture_changed.connect(self._open)
            session.classes.changed.connect(self.redraw)
            session.scanned.connect(self._tell_if_empty)

    @contextmanager
    def telling(self) -> Iterator[None]:
        """A context in which errors are told to the person, and go no further."""
        try:
            yield
        except Sam3StudioError as error:
            self._notifier.fail(translated(error))

    def edit(self, label: str, change: Edit) -> bool | None:
        """Change the labels of the picture in hand as one step.

        Returns:
            Whether anything has changed; None where that could not be done, which is told.
        """
        if picture := self._seen():
            with self.telling():
                return picture.edit(label, change)
        return None

    def preview(self, document: ImageDocument | None) -> None:
        """Show the picture in hand as if it had these labels; None for those that it has."""
        if document is not self._previewed:
            self._previewed = document
            self.redraw()

    def accept(self, candidates: list[OfferedCandidate], *, done: bool = False) -> bool:
        """Make objects of candidates, as a step that may end the picture; False when that could not be done."""
        accepted = not candidates
        if candidates and (picture := self._seen()):
            label = self.tr("Accept %Ln object(s)", "", len(candidates))
            with self.telling():
                accepted = picture.accept(label, sorted(candidates, key=_class_of), done=done)
        return accepted

    def reject(self, candidates: list[OfferedCandidate], *, as_example: bool) -> bool:
        """Reject candidates as one step; as examples, ask for nothing like them as well. Whether that was done."""
        if candidates and (picture := self._seen()):
            label = self.tr("Reject %Ln candidate(s)", "", len(candidates))
            examples = [negative_box(one) for one in candidates] if as_example else []
            with self.telling():
                return picture.reject(label, candidates, examples)
        return False

    def undo(self) -> None:
        """Take back the last step."""
        if picture := self._seen():
            with self.telling():
                picture.undo()

    def redo(self) -> None:
        """Do again what was taken back last."""
        if picture := self._seen():
            with self.telling():
                picture.redo()

    def _seen(self) -> CurrentPicture | None:
        """The picture in hand, to be changed: nobody changes what is not seen, and who tries is told."""
        if self._picture is not None and self.size is None:
            self._notifier.inform(self.why_unseen or self.tr("The picture is not shown yet, so nothing was changed."))
            return None
        return self._picture

    @Slot()
    def redraw(self) -> None:
        """Draw labels, boxes and what is offered as they are now."""
        if self._picture is None or self._session is None or self.size is None:
            self.changed.emit()
            return
        document, hidden = self._previewed or self._picture.document, self.offering.hidden_classes
        objects = [item for item in document.objects if item.class_id not in hidden]
        self.canvas.set_document(objects, document.boxes, self._session.classes.listed)
        self.offering.draw()

    @Slot()
    def _redraw_edited(self) -> None:
        self._previewed = None
        self.redraw()
        self.edited.emit()

    @Slot()
    def _follow_options(self) -> None:
        """What is not seen is neither listed nor accepted."""
        looks = _looks(self.canvas)
        if looks != self._looks:
            self._looks = looks
            self.redraw()

    @Slot()
    def _tell_if_empty(self) -> None:
        if self._session is not None and self._picture is None and not self._session.project.images.records(limit=1):
            sentence = self.tr("There is no picture in this folder. Open another one, or this one again with pictures.")
            self.canvas.show_message(sentence)

    @Slot(object)
    def _open(self, picture: CurrentPicture) -> None:
        self.canvas.leave()
        self._picture = picture
        self._previewed = None
        self.size, self.why_unseen = None, ""
        self.edited.emit()
        picture.document_changed.connect(self._redraw_edited)
        self.offering.set_picture(picture)
        if self._session is not None and not self._reader.open(self._session.path(picture.name)):
            self.canvas.show_message(self.tr("Reading the picture…"))
        self.changed.emit()

    @Slot(object, object)
    def _show(self, path: Path, picture: Picture) -> None:
        session, current = self._session, self._picture
        if session is None or current is None or session.path(current.name) != path:
            return
        file = self._reader.state(path, picture)
        with self.telling():
            if file is not None and not session.note_read(current.name, file, picture.width, picture.height):
                self.size = None  # its labels may be those of another one
                self.canvas.show_message(self.tr("The file is another one now; looking for its labels…"))
                self.changed.emit()
                return
        if self._picture is not current:  # its file is another one than before, and so is what is offered
            return
        self.size, current.seen = (picture.width, picture.height), picture.key
        self.canvas.set_picture(picture.pixels)
        self.redraw()
        self.picture_shown.emit(current.name)

    @Slot(object, str)
    def _tell_failure(self, path: Path, reason: str) -> None:
        self._tell_unreachable(path, reason)
        if self._session and self._picture and self._session.path(self._picture.name) == path:
            with self.telling():
                self._session.fail(self._picture.name, reason)

    @Slot(object, str)
    def _tell_unreachable(self, path: Path, reason: str) -> None:
        """A drive that is away says nothing of its pictures: none of them has failed."""
        if self._session and self._picture and self._session.path(self._picture.name) == path:
            self.canvas.show_message(reason)
            self.why_unseen = reason
            self.changed.emit()


def negative_box(candidate: OfferedCandidate) -> PromptBox:
    """A box that asks for nothing like a candidate."""
    return PromptBox(candidate.class_id, candidate.candidate.mask.box or candidate.candidate.box, positive=False)


def _class_of(candidate: OfferedCandidate) -> int:
    return candidate.class_id


def _looks(canvas: Canvas) -> tuple[bool, bool, bool]:
    """Those options of the canvas that panels depend on."""
    return canvas.options.objects, canvas.options.candidates, canvas.options.ghosts
