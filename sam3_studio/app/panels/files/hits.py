"""Which pictures of a list pass search and filter."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal, Slot

from sam3_studio.app.panels.files.model import FileModel
from sam3_studio.app.panels.files.search import FileSearch
from sam3_studio.dataset.project.filtering import ImageFilter

Find = Callable[[ImageFilter], None]
"""Is asked which pictures pass a filter, and answers by `FileHits.take`."""


class FileHits(QObject):
    """Asks what passes as often as something else is wanted; until that is known, what is shown stays.

    Signals:
        changed: others are shown.
        entered: Enter was pressed in the search, and what it finds is shown.

    Args:
        search: what a person looks for.
        model: is told what to show.
        parent: of this object.
    """

    changed = Signal()
    entered = Signal()

    def __init__(self, search: FileSearch, model: FileModel, parent: QObject) -> None:
        super().__init__(parent)
        self._search = search
        self._model = model
        self._find: Find | None = None
        self._is_waiting = False
        self._then: Callable[[], None] | None = None
        search.changed.connect(self._begin)
        search.entered.connect(self._enter)

    def set_finder(self, find: Find | None) -> None:
        """Who is asked; None where there is nobody, so that everything is shown, and nothing is wanted any more."""
        self._find, self._then, self._is_waiting = find, None, False
        if find is None:
            self._search.want(ImageFilter())

    def take(self, wanted: ImageFilter, names: Sequence[str]) -> None:
        """Show the pictures that pass a filter, unless another one is wanted by now.

        Args:
            wanted: the filter.
            names: of the pictures; it is fastest where they come in the order of the list.
        """
        if wanted == self._search.wanted:
            self._model.show_only(names)
            self._is_waiting = False
            self.changed.emit()
            self._call_then()

    def ask(self) -> bool:
        """Ask what passes now; False where nothing is filtered."""
        wanted = self._search.wanted
        if self._find is None or wanted.is_empty:
            return False
        self._is_waiting = True
        self._find(wanted)
        return True

    def call_when_shown(self, then: Callable[[], None]) -> None:
        """Call something once what is wanted is shown, at once where it is; never if something else is wanted first."""
        self._then = then
        if not self._is_waiting:
            self._call_then()

    @Slot()
    def _begin(self) -> None:
        self._then = None
        if not self.ask():
            self._is_waiting = False
            self._model.show_only(None)
            self.changed.emit()

    @Slot()
    def _enter(self) -> None:
        self._search.settle()
        self.call_when_shown(self.entered.emit)

    def _call_then(self) -> None:
        then, self._then = self._then, None
        if then is not None:
            then()
