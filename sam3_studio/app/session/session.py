"""The project that is open: its pictures, and which one is in hand."""

from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from sam3_studio.app.language import translated
from sam3_studio.app.session.classes import SessionClasses
from sam3_studio.app.session.histories import Histories
from sam3_studio.app.session.offers import OfferRules
from sam3_studio.app.session.picture import CurrentPicture
from sam3_studio.app.session.taking_in import TakingIn
from sam3_studio.app.session.upkeep import Upkeep
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.labeling import ImageState
from sam3_studio.dataset.journal import FileState
from sam3_studio.dataset.project.found import Found
from sam3_studio.dataset.project.offering import offer
from sam3_studio.dataset.project.pictures.images import ImageRecord
from sam3_studio.dataset.project.project import Project
from sam3_studio.editing.history import Change

_LAST_PICTURE = "last picture"
_FEW = 100
"""Up to this many changed pictures are told of one by one."""
_PATIENCE = 0.3
"""Seconds that closing waits for a scan, and for a backup."""


class Session(QObject):
    """A project while it is open. The only one that writes to it; everything runs in the window's thread.

    Methods that write raise DatasetError when that fails; nothing has changed then.

    Attributes:
        project: on the disk.
        picture: in hand; None for none.
        classes: of the project.
        upkeep: keeps it tidy on disk, and backed up.

    Signals:
        pictures_found (tuple[str, ...]): names of new pictures, in natural order.
        pictures_changed: there are other pictures than before, or fewer, files are gone or back, or none waits in many.
        picture_changed (CurrentPicture): another picture is in hand, or the same one anew.
        state_changed (str, ImageState, str): how far a picture is, and why it could not be read, a sentence; or "".
        renewed (frozenset[str]): under these names lie other files than before: edited, replaced, or called so now.
        renamed (dict[str, str]): names of pictures, by those that they had, all at once; told before one is in hand.
        scanned (bool): the folder has been looked through; whether all of it could be.
        told (str): a sentence for a person.

    Args:
        path: folder of pictures, or a project file.
        parent: of this object.

    Raises:
        DatasetError: the project cannot be opened.
    """

    pictures_found = Signal(object)
    pictures_changed = Signal()
    picture_changed = Signal(object)
    state_changed = Signal(str, object, str)
    renewed = Signal(object)
    renamed = Signal(object)
    scanned = Signal(bool)
    told = Signal(str)

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        with ExitStack() as undo:
            self.project = Project.open(path)
            undo.callback(self.project.close)
            self.picture: CurrentPicture | None = None
            self.classes = SessionClasses(self.project, self)
            self.classes.changed.connect(self._follow_classes)
            self.classes.removed.connect(self._forget_steps)
            self._rules = OfferRules()
            self._histories = Histories()
            self._taking_in = TakingIn(self.project, self)
            self._taking_in.changed.connect(self._take_new_files)
            self.upkeep = Upkeep(self.project, self)
            _hand_on(self._taking_in, self)
            self._taking_in.renamed.connect(self._follow_names)
            self._taking_in.ended.connect(self._show_in_question)
            undo.pop_all()

    def scan(self) -> None:
        """Look through the folder in the background, again where that was done; new pictures appear in the list."""
        self._taking_in.begin()

    @property
    def is_scanning(self) -> bool:
        """Whether the folder is being looked through."""
        return self._taking_in.is_running

    def path(self, name: str) -> Path:
        """Where a picture is."""
        return self.project.path(name)

    def show(self, name: str) -> CurrentPicture:
        """Take a picture in hand. On a full disk, too: it is told that it could not be noted as the last one.

        Raises:
            DatasetError: the project cannot be read; the picture in hand stays.
        """
        if self.picture is not None and self.picture.name == name:
            return self.picture
        return self._take_in_hand(name)

    def note_read(self, name: str, file: FileState, width: int, height: int) -> bool:
        """A picture has been read: that it could not be before, or its file was gone, is forgiven.

        One whose file is another than before, or may be that of another one (False), is in hand anew once it is known.
        """
        if self._taking_in.looks_for(name, file):
            if self.picture is not None and self.picture.name == name:
                self.picture.let_go()
            return False
        self._taking_in.note_read(name, file)
        before = self.project.images.find(name)
        if self.project.images.note_read(name, file, width, height):
            self._take_new_files((name,))
        elif before and (before.missing or before.failure is not None):
            state, found, _ = offer(self.project, name, self._rules.same_object)
            self.take_found(name, found, state)
            self.tell_state(name)
        return True

    def fail(self, name: str, reason: str) -> None:
        """A picture cannot be read, for a reason told in a sentence."""
        self.project.images.set_failed(name, reason)
        self.tell_state(name)

    def note_change(self, name: str, change: Change, state: ImageState | None) -> None:
        """Labels of a picture that is not in hand have been changed, and its state unless that is None."""
        self._histories.push(name, change)
        if state is not None:
            self.tell_state(name)

    def take_found(self, name: str, found: Mapping[int, Found], state: ImageState) -> None:
        """A run over many pictures has kept what it found in one: the picture in hand has it, too."""
        if self.picture is not None and self.picture.name == name:
            self.picture.take_found(found, state)
        else:
            self.state_changed.emit(name, state, "")

    def tell_state(self, *names: str) -> None:
        """How far pictures are has changed, or whether they can be read; where there are many, all are listed anew."""
        if len(names) > _FEW:  # to tell of each would take longer
            self.pictures_changed.emit()
            return
        for record in filter(None, map(self.project.images.find, names)):
            self.state_changed.emit(record.name, record.state, why_not_read(record))

    def set_rules(self, rules: OfferRules) -> None:
        """What is offered is to follow other rules, in all pictures."""
        others, self._rules = rules != self._rules, rules
        if others and self.picture is not None:
            self.picture.set_rules(rules)

    def close(self) -> None:
        """Let other programs open the project; a slow disk may keep a scan for longer, see `lingering.have_all_ended`.

        Raises:
            DatasetError: the disk fails; what was written is safe nevertheless.
        """
        self._taking_in.stop(_PATIENCE)
        self.upkeep.stop(_PATIENCE)
        self.classes.remember()
        self.project.close()

    @Slot()
    def _follow_classes(self) -> None:
        # Not only when the project is closed: after a crash, boxes would be drawn for the class of another day.
        self.classes.remember()
        if self.picture is not None:
            self.picture.set_classes(self.classes.listed)

    @Slot(int)
    def _forget_steps(self, class_id: int) -> None:
        """Steps of a class that is gone cannot be undone."""
        self._histories.forget_class(class_id)
        if self.picture is not None:
            self._take_in_hand(self.picture.name)
        self.pictures_changed.emit()

    @Slot(object)
    def _take_new_files(self, names: tuple[str, ...]) -> None:
        """What was found in the files before is forgotten, and steps in them cannot be undone."""
        for name in names:
            self._histories.forget(name)
        self.renewed.emit(frozenset(names))
        self.tell_state(*names)
        if self.picture is not None and self.picture.name in names:
            name = self.picture.name
            self.picture.let_go()
            self.told.emit(self.tr("{name} is another picture than before; it is searched again.").format(name=name))
            self._take_in_hand(name)

    @Slot(object)
    def _follow_names(self, names: Mapping[str, str]) -> None:
        """Pictures have other names, and have taken the places of those that had them."""
        self._histories.rename(names)
        self.renewed.emit(frozenset(names.values()))
        if self.picture is not None and self.picture.name in {*names, *names.values()}:
            self.picture.let_go()
            self._take_in_hand(names.get(self.picture.name, self.picture.name))

    @Slot()
    def _show_in_question(self) -> None:
        if self.picture is not None and self.picture.is_let_go:
            self._take_in_hand(self.picture.name)

    def _take_in_hand(self, name: str) -> CurrentPicture:
        picture = CurrentPicture(self.project, name, self._histories.of(name), self)
        picture.set_rules(self._rules)
        picture.state_changed.connect(self._tell_state)
        picture.told.connect(self.told)
        if self.picture is not None:
            self.picture.deleteLater()
        self.picture = picture
        self.picture_changed.emit(picture)
        _note_last(self, name)
        return picture

    @Slot()
    def _tell_state(self) -> None:
        if self.picture is not None and self.sender() is self.picture:
            self.tell_state(self.picture.name)


def _hand_on(taking_in: TakingIn, session: Session) -> None:
    """What is told of a folder is told of its project, which is backed up once the folder has been looked through."""
    taking_in.found.connect(session.pictures_found)
    taking_in.listed_anew.connect(session.pictures_changed)
    taking_in.renamed.connect(session.renamed)
    taking_in.ended.connect(session.scanned)
    taking_in.told.connect(session.told)
    taking_in.ended.connect(session.upkeep.back_up)
    session.upkeep.told.connect(session.told)


def _note_last(session: Session, name: str) -> None:
    """A picture is in hand, and so the last one; on a full disk it is all the same."""
    try:
        session.project.settings.set(_LAST_PICTURE, name)
    except DatasetError as error:
        session.told.emit(translated(error))


def last_picture(project: Project) -> str | None:
    """Name of the picture that was in hand when a project was open last, if it is still there."""
    name = project.settings.get(_LAST_PICTURE)
    return name if isinstance(name, str) and project.images.find(name) else None


def why_not_read(record: ImageRecord) -> str:
    """Why a picture cannot be read, a sentence; "" where it can, as far as is known."""
    gone = QCoreApplication.translate("Files", "Its file is gone.")
    return record.failure or (gone if record.missing else "")
