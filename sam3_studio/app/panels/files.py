"""The list of pictures, with search, filter and how many are done."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sam3_studio.app.panels.file_count import FileCount
from sam3_studio.app.panels.file_filter import FilterChoices
from sam3_studio.app.panels.file_model import OPEN_STATES, FileEntries, FileEntry, FileModel, StateFilter
from sam3_studio.app.panels.file_needs import NeedWords
from sam3_studio.app.panels.file_rows import FileRows
from sam3_studio.app.panels.file_search import FileSearch
from sam3_studio.app.panels.file_view import FileView
from sam3_studio.app.panels.thumbnails import Thumbnails
from sam3_studio.app.theme import Icons, icon
from sam3_studio.core.labeling import ImageState
from sam3_studio.dataset.project.filtering import ImageFilter
from sam3_studio.dataset.review.need import Need

Find = Callable[[ImageFilter], None]
"""Is asked which pictures pass a filter, and answers by `FilesPanel.show_found`."""


class FilesPanel(QWidget):
    """The pictures of a project.

    Signals:
        image_chosen (str): a person wants to see the picture of this name.
        listed: other pictures are listed, or one of them is in another state.
        choices_needed: a person looks for what there is to filter by; `set_choices` is to tell.
        by_need_wanted (bool): a person wants the pictures that need one most first, or the natural order.

    Args:
        icons: gives icons.
        parent: of this widget.
    """

    image_chosen = Signal(str)
    listed = Signal()
    choices_needed = Signal()
    by_need_wanted = Signal(bool)

    def __init__(self, icons: Icons = icon, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._root = Path()
        self._current = ""
        self._model = FileModel(self)
        self._needs = NeedWords(self)
        self._thumbnails = Thumbnails(parent=self)
        self._thumbnails.made.connect(self._show_thumbnail)
        self._find: Find | None = None
        self._is_waiting = self._enters = False
        self._search = FileSearch(icons)
        self._search.changed.connect(self._apply_filter)
        self._search.entered.connect(self._enter_list)
        self._search.choices_needed.connect(self.choices_needed)
        self._search.by_need_wanted.connect(self.by_need_wanted)
        rows = FileRows(self._thumbnail, self._reason, self)
        # Without a parent until it is laid out: so Tab comes to it after the search.
        self._list = FileView(self._model, rows, self._reasons)
        self._list.setAccessibleName(self.tr("Pictures"))
        self._list.chosen.connect(self._choose)
        self._search.left.connect(self._list.setFocus)
        self._list.moved.connect(self._want_thumbnails)
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
        if root != self._root:
            self._thumbnails.forget()
            self._root = root
        self._list.keep_place(self._model.set_entries, images)
        self._choose_again()
        self._follow_current()
        self._tell_count()

    def add_images(self, images: Iterable[FileEntry]) -> None:
        """Show more pictures, after those that are there."""
        self._list.keep_place(self._model.add_entries, images)
        self._choose_again()
        self._follow_current()
        self._tell_count()

    def set_finder(self, find: Find | None) -> None:
        """Who is asked what passes search and filter; None where there is nobody, and everything is shown."""
        self._find = find
        if find is None:
            self._search.want_more(ImageFilter())

    def show_found(self, wanted: ImageFilter, names: Sequence[str]) -> None:
        """Show the pictures that pass a filter, unless another one is wanted by now.

        Args:
            wanted: the filter.
            names: of the pictures; it is fastest where they come in the order of the list.
        """
        if wanted != self.wanted:
            return
        self._model.show_only(names)
        self._is_waiting = False
        self._follow_current()
        self._tell_count()
        self._enter()

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
        self._follow_current()
        self._tell_count()

    def show_states(self, states: StateFilter) -> None:
        """List the pictures in these states, and no others; nothing else is filtered by."""
        self._search.want_states(states)

    def set_state(self, name: str, state: ImageState, note: str = "") -> None:
        """A picture is in another state; the note says more, such as why it cannot be read."""
        self._model.set_state(name, state, note)
        self._tell_count()

    def set_current(self, name: str) -> None:
        """Another picture is in hand; the list shows where it is."""
        self._current = name
        self._follow_current()

    def neighbour(self, name: str, step: int, *, open_only: bool = False) -> str:
        """The picture that comes next in the list as it is searched and filtered.

        Args:
            name: where to start; the picture may be filtered out.
            step: 1 forwards, -1 backwards.
            open_only: pass over those that are done or cannot be read.

        Returns:
            Its name, empty when there is none.
        """
        return self._model.neighbour(name, step, OPEN_STATES if open_only else StateFilter.ALL.value)

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
        self._want_thumbnails()

    def stop(self, timeout: float = 0.9) -> bool:
        """End the work in the background, before the window closes; see `Thumbnails.stop`."""
        return self._thumbnails.stop(timeout)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._search)
        layout.addWidget(self._list, 1)
        layout.addWidget(self._count)

    def _thumbnail(self, name: str) -> QImage | None:
        return self._thumbnails.image(self._root / name)

    def _reason(self, name: str) -> str | None:
        need = self._model.need(name)
        return None if need is None else self._needs.short(need)

    def _reasons(self, name: str) -> str:
        need = self._model.need(name)
        return "" if need is None else self._needs.all_(need)

    @Slot()
    def _apply_filter(self) -> None:
        self._enters = False
        if not self._choose_again():
            self._is_waiting = False
            self._model.show_only(None)
            self._follow_current()
            self._tell_count()

    def _choose_again(self) -> bool:
        """Ask what passes now, if anything is filtered; until that is known, what is shown stays."""
        wanted = self.wanted
        if self._find is None or wanted.is_empty:
            return False
        self._is_waiting = True
        self._find(wanted)
        return True

    @Slot()
    def _enter_list(self) -> None:
        """Enter in the search field opens the first hit, once it is known."""
        self._search.settle()
        self._enters = True
        if not self._is_waiting:
            self._enter()

    def _enter(self) -> None:
        name = self.end(-1)
        if self._enters and name:
            self._choose(name)
            self._list.setFocus()
        self._enters = False

    @Slot(str)
    def _choose(self, name: str) -> None:
        if name != self._current:
            self._current = name
            self._follow_current()
            self.image_chosen.emit(name)

    def _follow_current(self) -> None:
        self._list.show_current(self._model.row_of(self._current))
        self._want_thumbnails()

    def _tell_count(self) -> None:
        done, total, shown = self._model.counts.get(ImageState.DONE, 0), self._model.total, self._model.rowCount()
        self._count.show_counts(done, total, shown)
        self.listed.emit()
        self._list.set_empty_text(
            "" if shown else self.tr("No picture matches search and filter.") if total else self.tr("No pictures yet.")
        )

    @Slot()
    def _want_thumbnails(self) -> None:
        rows = self._list.rows_near() if self._list.rows.with_thumbnails else []
        self._thumbnails.want(self._root / self._model.entry(row).name for row in rows)

    @Slot(object)
    def _show_thumbnail(self, path: Path) -> None:
        if path.is_relative_to(self._root):
            row = self._model.row_of(path.relative_to(self._root).as_posix())
            if row >= 0:
                self._list.update(self._model.index(row))
