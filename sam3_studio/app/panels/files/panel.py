"""The list of pictures, with search, filter and how many are done."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sam3_studio.app.panels.files.count import FileCount
from sam3_studio.app.panels.files.filter import FilterChoices
from sam3_studio.app.panels.files.hits import FileHits, Find
from sam3_studio.app.panels.files.model import OPEN_STATES, FileEntries, FileEntry, FileModel, StateFilter
from sam3_studio.app.panels.files.needs import NeedWords
from sam3_studio.app.panels.files.pictures import FilePictures
from sam3_studio.app.panels.files.rows import FileRows
from sam3_studio.app.panels.files.search import FileSearch
from sam3_studio.app.panels.files.view import FileView
from sam3_studio.core.labeling import ImageState
from sam3_studio.dataset.project.filtering import ImageFilter
from sam3_studio.dataset.review.need import Need


class FilesPanel(QWidget):
    """The pictures of a project.

    Attributes:
        pictures: their thumbnails.

    Signals:
        image_chosen (str): a person wants to see the picture of this name.
        listed: other pictures are listed, or one of them is in another state.
        choices_needed: a person looks for what there is to filter by; `set_choices` is to tell.
        by_need_wanted (bool): a person wants the pictures that need one most first, or the natural order.
    """

    image_chosen = Signal(str)
    listed = Signal()
    choices_needed = Signal()
    by_need_wanted = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._current = ""
        self._model = FileModel(self)
        self._needs = NeedWords(self._model.need, self)
        self.pictures = FilePictures(self._model, self)
        self._search = FileSearch()
        self._hits = FileHits(self._search, self._model, self)
        self._hits.changed.connect(self._show_change)
        self._hits.entered.connect(self._open_first)
        self._search.choices_needed.connect(self.choices_needed)
        self._search.by_need_wanted.connect(self.by_need_wanted)
        rows = FileRows(self.pictures.image, self._needs.reason, self)
        # Without a parent until it is laid out: so Tab comes to it after the search.
        self._list = FileView(self._model, rows, self._needs.reasons)
        self._list.setAccessibleName(self.tr("Pictures"))
        self._list.chosen.connect(self._choose)
        self._search.left.connect(self._list.setFocus)
        self.pictures.serve(self._list)
        self._count = FileCount()
        self._lay_out()
        self._tell_count()

    @property
    def total(self) -> int:
        """How many pictures there are, shown or not."""
        return self._model.total

    @property
    def current(self) -> str:
        """Name of the picture in hand; empty for none."""
        return self._current

    def set_images(self, root: Path, images: FileEntries) -> None:
        """Show these pictures, in this order; search, filter and the current picture stay.

        Args:
            root: the folder that their names start from.
            images: all of them; nobody else may add to them from now on.
        """
        self.pictures.set_root(root)
        self._list.keep_place(self._model.set_entries, images)
        self._hits.ask()
        self._show_change()

    def add_images(self, images: Iterable[FileEntry]) -> None:
        """Show more pictures, after those that are there."""
        self._list.keep_place(self._model.add_entries, images)
        self._hits.ask()
        self._show_change()

    def set_finder(self, find: Find | None) -> None:
        """Who is asked what passes search and filter; see `FileHits.set_finder`."""
        self._hits.set_finder(find)

    def show_found(self, wanted: ImageFilter, names: Sequence[str]) -> None:
        """Show the pictures that pass a filter; see `FileHits.take`."""
        self._hits.take(wanted, names)

    def set_choices(self, choices: FilterChoices) -> None:
        """What there is to filter by."""
        self._search.set_choices(choices)

    @property
    def wanted(self) -> ImageFilter:
        """What the pictures that are shown are like."""
        return self._search.wanted

    def set_by_need(self, by_need: bool) -> None:  # noqa: FBT001 - a slot
        """Whether pictures are ordered by need, or are going to be once somebody knows it."""
        self._search.set_by_need(by_need)

    def order_by(self, needs: Mapping[str, Need] | None, classes: Mapping[int, str]) -> None:
        """Have the pictures that need a person most come first, and say why; None for the natural order.

        Args:
            needs: by the names of pictures; those that need nobody may be left out.
            classes: names by id, to tell of.
        """
        self._needs.classes = classes
        self._model.order_by(needs)
        self._show_change()

    def show_states(self, states: StateFilter, then: Callable[[], None]) -> None:
        """List the pictures in these states alone, filtered by nothing else; about `then` see `call_when_shown`."""
        self._search.want_states(states)
        self._hits.call_when_shown(then)

    def want(self, wanted: ImageFilter) -> None:
        """List the pictures that are like this, whatever was wanted before."""
        self._search.want(wanted)

    def set_state(self, name: str, state: ImageState, note: str = "") -> None:
        """A picture is in another state; the note says more, such as why it cannot be read."""
        if self._model.set_state(name, state, note):
            self._tell_count()

    def set_current(self, name: str) -> None:
        """Another picture is in hand; the list shows where it is."""
        self._current = name
        self._follow_current()

    def neighbour(self, name: str, step: int, *, open_only: bool = False) -> str:
        """The next picture in the list as it is searched and filtered; see `FileModel.neighbour`.

        Args:
            name: where to start.
            step: 1 forwards, -1 backwards.
            open_only: pass over those that are done or cannot be read.
        """
        return self._model.neighbour(name, step, OPEN_STATES if open_only else StateFilter.ALL.value)

    def direction(self, start: str, end: str) -> int:
        """Which way one picture lies from another in the list; see `FileModel.direction`."""
        return self._model.direction(start, end)

    def has_open(self, besides: str = "") -> bool:
        """Whether pictures are to be done, other than the one of this name, shown or not."""
        return self._model.count_open(besides) > 0

    def end(self, step: int) -> str:
        """The first picture of the list as it is shown for -1, the last one for 1; empty when there is none."""
        return self._model.neighbour("", -step)

    def tell(self, text: str) -> None:
        """Say what is going on in the place of how many are done; empty for nothing."""
        self._count.tell(text)

    def focus_search(self) -> None:
        """Let a person type into the search field."""
        self._search.focus()

    def set_thumbnails_shown(self, shown: bool) -> None:  # noqa: FBT001 - a slot
        """Whether rows have thumbnails; without, nothing is decoded and rows are one line high."""
        self._list.rows.with_thumbnails = shown
        self._list.scheduleDelayedItemsLayout()
        self.pictures.want()

    def stop(self, timeout: float = 0.9) -> bool:
        """End the work in the background, before the window closes; see `Thumbnails.stop`."""
        return self.pictures.stop(timeout)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._search)
        layout.addWidget(self._list, 1)
        layout.addWidget(self._count)

    @Slot()
    def _open_first(self) -> None:
        if name := self.end(-1):
            # Who clears the field to see all again stays at the picture that the search has led to.
            if self._search.wanted.text.strip():
                self._choose(name)
            self._list.setFocus()

    @Slot(str)
    def _choose(self, name: str) -> None:
        if name != self._current:
            self._current = name
            self._follow_current()
            self.image_chosen.emit(name)

    @Slot()
    def _show_change(self) -> None:
        self._follow_current()
        self._tell_count()

    def _follow_current(self) -> None:
        self._list.show_current(self._model.row_of(self._current))
        self.pictures.want()

    def _tell_count(self) -> None:
        done, total, shown = self._model.counts.get(ImageState.DONE, 0), self._model.total, self._model.rowCount()
        self._count.show_counts(done, total, shown)
        self.listed.emit()
        self._list.set_empty_text(
            "" if shown else self.tr("No picture matches search and filter.") if total else self.tr("No pictures yet.")
        )
