"""The thumbnails of the pictures that a list shows."""

from collections.abc import Collection
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QImage

from sam3_studio.app.panels.files.model import FileModel
from sam3_studio.app.panels.files.thumbnails import Thumbnails
from sam3_studio.app.panels.files.view import FileView


class FilePictures(QObject):
    """Has thumbnails made of the rows that are seen, and of those that are about to be.

    Args:
        model: the pictures.
        parent: of this object.
    """

    def __init__(self, model: FileModel, parent: QObject) -> None:
        super().__init__(parent)
        self._root = Path()
        self._model = model
        self._view: FileView | None = None
        self._thumbnails = Thumbnails(parent=self)
        self._thumbnails.made.connect(self._show)

    def serve(self, view: FileView) -> None:
        """Follow what this list shows."""
        self._view = view
        view.moved.connect(self.want)

    def set_root(self, root: Path) -> None:
        """Names of pictures start from this folder from now on; those without a thumbnail may have one by now."""
        if root != self._root:
            self._thumbnails.forget()
            self._root = root
        self._thumbnails.retry()

    def image(self, name: str) -> QImage | None:
        """The thumbnail of a picture: an empty image where it has none, None while that is not known."""
        return self._thumbnails.image(self._root / name)

    @Slot(object)
    def renew(self, names: Collection[str]) -> None:
        """The files of pictures are others than before: their thumbnails are made anew."""
        # Of 100,000 names few have one. One of the folder before may have been made since that was left.
        here = [path for path in self._thumbnails.known() if path.is_relative_to(self._root)]
        others = [path for path in here if path.relative_to(self._root).as_posix() in names]
        for path in others:
            self._thumbnails.renew(path)
        if others:
            self.want()

    @Slot(str)
    def note_read(self, name: str) -> None:
        """A picture could be read; where it could not be before, it gets a thumbnail after all."""
        image = self.image(name)
        if image is not None and image.isNull():
            self.renew({name})

    @Slot()
    def want(self) -> None:
        """Have those made that are missing where the list is now; none where it shows none."""
        view = self._view
        rows = view.rows_near() if view is not None and view.rows.with_thumbnails else []
        self._thumbnails.want(self._root / self._model.entry(row).name for row in rows)

    def stop(self, timeout: float) -> bool:
        """End the work in the background; see `Thumbnails.stop`."""
        return self._thumbnails.stop(timeout)

    @Slot(object)
    def _show(self, path: Path) -> None:
        if self._view is not None and path.is_relative_to(self._root):
            row = self._model.row_of(path.relative_to(self._root).as_posix())
            if row >= 0:
                self._view.update(self._model.index(row))
