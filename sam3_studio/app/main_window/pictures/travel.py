"""Going from picture to picture."""

from collections.abc import Collection
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from sam3_studio.app.actions import Actions
from sam3_studio.app.main_window.connecting import connect_actions
from sam3_studio.app.main_window.models.asking import Asking
from sam3_studio.app.main_window.pictures.desk import Desk
from sam3_studio.app.main_window.pictures.ends import why_no_further
from sam3_studio.app.notify import Notifier
from sam3_studio.app.panels.files.panel import FilesPanel
from sam3_studio.app.session.picture import CurrentPicture
from sam3_studio.app.session.reading import PictureReader
from sam3_studio.app.session.session import Session
from sam3_studio.app.settings import Settings
from sam3_studio.app.settings.table import PREFETCH
from sam3_studio.core.labeling import ImageState

if TYPE_CHECKING:
    from collections.abc import Callable


class Travel(QObject):
    """Shows the picture that a person goes to, and has those that may come next prepared.

    Signals:
        moved (str): a picture of this name is in hand.

    Args:
        actions: of the window.
        files: the list of pictures, whose search and filter say which come next.
        desk: tells of failures.
        asking: prepares pictures for the model.
        reader: prepares pictures for the canvas.
        settings: which pictures to prepare.
        notifier: tells when there is nothing left to do.
        parent: of this object.
    """

    moved = Signal(str)

    def __init__(
        self,
        actions: Actions,
        files: FilesPanel,
        desk: Desk,
        asking: Asking,
        reader: PictureReader,
        settings: Settings,
        notifier: Notifier,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._files = files
        self._desk = desk
        self._asking = asking
        self._reader = reader
        self._settings = settings
        self._notifier = notifier
        self._session: Session | None = None
        self._step = 1
        self._shown = ""
        """The picture that was shown last, in the direction of which `_step` is."""
        files.image_chosen.connect(self.go_to)
        desk.picture_shown.connect(self._prepare)
        asking.outdated.connect(self._show_anew)
        desk.picture_shown.connect(files.pictures.note_read)
        functions: dict[str, Callable[[], object]] = {
            "next": partial(self._go, 1),
            "previous": partial(self._go, -1),
            "next_open": partial(self._go, 1, open_only=True),
            "previous_open": partial(self._go, -1, open_only=True),
            "first": partial(self._go_to_end, -1),
            "last": partial(self._go_to_end, 1),
            "done": partial(self._decide, ImageState.DONE),
            "second_look": partial(self._decide, ImageState.SECOND_LOOK),
            "accept_picture": self._accept_picture,
            "reopen": self._reopen,
        }
        connect_actions(actions, functions, self)

    def set_session(self, session: Session | None) -> None:
        """Another project is open, or none."""
        self._session = session
        self._step, self._shown = 1, ""
        if session is not None:
            session.picture_changed.connect(self._follow)
            session.renewed.connect(self._forget_pixels)

    @Slot(object)
    def _follow(self, picture: CurrentPicture) -> None:
        """Another picture is in hand, or the same has another name."""
        if picture.name != self._files.current:  # where it is in hand anew, the list stays where it was scrolled to
            self._files.set_current(picture.name)
        self.moved.emit(picture.name)

    @Slot(object)
    def _forget_pixels(self, names: Collection[str]) -> None:
        """The files of pictures are others than before: what was read of those is not to be shown."""
        if self._session is None:
            return
        root, images = self._session.project.root, self._session.project.images
        for path in self._reader.paths:  # few, however many names there are
            name = path.relative_to(root).as_posix() if path.is_relative_to(root) else ""
            if name in names and (record := images.find(name)):
                self._reader.renew(path, record.file)

    @Slot(object)
    def _show_anew(self, path: Path) -> None:
        """The file of the picture in hand has become another one."""
        self._reader.open(path)

    @Slot(str)
    def begin_at(self, name: str) -> None:
        """Go to a picture, unless there is one in hand."""
        if self._desk.picture is None:
            self.go_to(name)

    def go_to(self, name: str) -> None:
        """Take a picture in hand."""
        if self._session is None or not name:
            return
        with self._desk.telling():
            self._session.show(name)

    def _go(self, step: int, *, open_only: bool = False) -> None:
        current = self._desk.picture.name if self._desk.picture else ""
        if name := self._files.neighbour(current, step, open_only=open_only):
            self.go_to(name)
        elif open_only:
            self._notifier.inform(why_no_further(self._files, step, open_only=True))

    def _go_to_end(self, step: int) -> None:
        self.go_to(self._files.end(step))

    def _accept_picture(self) -> None:
        """Everything that is shown is right, and nothing is missing."""
        if not self._asking.has_all:
            self._notifier.inform(self.tr("The search in this picture is not finished; wait for it, then accept."))
            return
        if self._desk.size is not None and self._desk.accept(self._desk.offering.shown(), done=True):
            self._decide(ImageState.DONE)

    def _reopen(self) -> None:
        if self._desk.picture is not None:
            with self._desk.telling():
                self._desk.picture.set_state(ImageState.IN_WORK)

    def _decide(self, state: ImageState) -> None:
        """Say how far the picture is and go on; where that cannot be written, stay, for it is not so."""
        if self._desk.picture is not None:
            with self._desk.telling():
                self._desk.picture.set_state(state)
                self._go(1, open_only=True)

    def _prepare(self, name: str) -> None:
        """Have the pictures prepared that are likely to come next."""
        # However a person came here: with a key, by a click in the list, from the review.
        self._step = self._files.direction(self._shown, name) or self._step
        self._shown = name
        names = self._likely(name)
        if names and self._session is not None:
            self._reader.prepare(self._session.path(names[0]))
            self._asking.prefetch(names)

    def _likely(self, name: str) -> list[str]:
        """The pictures that may come after this one, the likeliest first."""
        ahead, behind, after = (
            self._files.neighbour(name, step, open_only=False) for step in (self._step, -self._step, 1)
        )
        # At an end of the list there is one way to go.
        likely = {"travel": [ahead or behind], "forward": [after], "both": [ahead, behind]}
        return [other for other in likely.get(self._settings.get(PREFETCH), []) if other]
