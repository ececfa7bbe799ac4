"""Pictures as a list: which there are, which of them are shown, and which comes next."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QStringListModel, Qt

from sam3_studio.app.language import QT_TRANSLATE_NOOP
from sam3_studio.core.labeling import ImageState
from sam3_studio.dataset.review.need import NO_NEED, Need

ENTRY = Qt.ItemDataRole.UserRole
"""The role under which a row's `FileEntry` is found."""

OPEN_STATES = frozenset({ImageState.NEW, ImageState.CANDIDATES, ImageState.IN_WORK, ImageState.SECOND_LOOK})
"""What is still to be done."""

STATE_NAMES: Mapping[ImageState, str] = {
    ImageState.NEW: QT_TRANSLATE_NOOP("Files", "New"),
    ImageState.CANDIDATES: QT_TRANSLATE_NOOP("Files", "Candidates waiting"),
    ImageState.IN_WORK: QT_TRANSLATE_NOOP("Files", "In work"),
    ImageState.DONE: QT_TRANSLATE_NOOP("Files", "Done"),
    ImageState.SECOND_LOOK: QT_TRANSLATE_NOOP("Files", "Needs another look"),
    ImageState.FAILED: QT_TRANSLATE_NOOP("Files", "Cannot be read"),
}
"""What states are called, in English, to be translated in the context "Files"."""


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One picture in the list.

    Attributes:
        name: relative to the project's root, with forward slashes.
        state: how far it is.
        note: more about the state, such as why it cannot be read; a sentence, or empty.
    """

    name: str
    state: ImageState = ImageState.NEW
    note: str = ""


_STATES = tuple(ImageState)
_CODES = {state: code for code, state in enumerate(_STATES)}


class FileEntries:
    """Pictures in the order in which they are listed, gathered piece by piece: of 100,000 at once it would be felt.

    Names and states lie apart: an object for each picture would have Python's memory looked through for a tenth of a
    second every now and then.

    Attributes:
        names: of each.
        numbers: where each is, by name.
        counts: how many there are in each state.
    """

    def __init__(self, entries: Iterable[FileEntry] = ()) -> None:
        self.names: list[str] = []
        self.numbers: dict[str, int] = {}
        self.counts: Counter[ImageState] = Counter()
        self._codes = bytearray()
        self._notes: dict[int, str] = {}
        self.add(entries)

    def __len__(self) -> int:
        return len(self.names)

    def __getitem__(self, number: int) -> FileEntry:
        return FileEntry(self.names[number], self.state(number), self._notes.get(number, ""))

    def state(self, number: int) -> ImageState:
        """How far a picture is."""
        return _STATES[self._codes[number]]

    def are_in(self, states: Collection[ImageState]) -> NDArray[np.bool_]:
        """Which of them are in one of these states."""
        codes = np.frombuffer(bytes(self._codes), dtype=np.uint8)
        return np.isin(codes, [_CODES[state] for state in states])

    def add(self, entries: Iterable[FileEntry]) -> None:
        """More of them, behind those that are there."""
        for number, entry in enumerate(entries, len(self)):
            self.names.append(entry.name)
            self.numbers[entry.name] = number
            self._put(number, entry.state, entry.note)

    def set_state(self, number: int, state: ImageState, note: str) -> None:
        """One of them is in another state."""
        self.counts[self.state(number)] -= 1
        self._put(number, state, note)

    def _put(self, number: int, state: ImageState, note: str) -> None:
        self._codes[number : number + 1] = (_CODES[state],)
        self.counts[state] += 1
        self._notes.pop(number, None)
        if note:
            self._notes[number] = note


class StateFilter(Enum):
    """Which pictures are shown."""

    ALL = frozenset(ImageState)
    OPEN = OPEN_STATES
    NEW = frozenset({ImageState.NEW})
    CANDIDATES = frozenset({ImageState.CANDIDATES})
    IN_WORK = frozenset({ImageState.IN_WORK})
    DONE = frozenset({ImageState.DONE})
    SECOND_LOOK = frozenset({ImageState.SECOND_LOOK})
    FAILED = frozenset({ImageState.FAILED})


class FileModel(QStringListModel):
    """Up to 100,000 pictures, of which all are shown or those that somebody else has chosen.

    A picture whose state changes stays in the list until another choice is made: nothing vanishes under the hand.

    Qt keeps the names that are shown: views ask for the number of rows once for every row they lay out, which takes
    half a second for 100,000 where Python has to answer.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries = FileEntries()
        self._shown: Sequence[int] = ()
        self._wanted: Sequence[str] | None = None
        self._needs: Mapping[str, Need] | None = None
        self._order: list[int] = []
        """Numbers of the pictures as they are ordered by need."""
        self._ranks: list[int] = []
        """The inverse: where each picture comes in that order."""

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt's."""
        if role == ENTRY:
            return self.entry(index.row()) if index.isValid() and index.row() < len(self._shown) else None
        return super().data(index, role)

    def flags(self, _index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Qt's: names are not edited."""
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    @property
    def total(self) -> int:
        """How many there are, shown or not."""
        return len(self._entries)

    @property
    def counts(self) -> Mapping[ImageState, int]:
        """How many there are in each state, shown or not."""
        return self._entries.counts

    def count_open(self, besides: str = "") -> int:
        """How many there are to be done, shown or not, without the one of this name."""
        number = self._entries.numbers.get(besides)
        itself = number is not None and self._entries.state(number) in OPEN_STATES
        return sum(self.counts[state] for state in OPEN_STATES) - itself

    def entry(self, row: int) -> FileEntry:
        """What is shown in a row."""
        return self._entries[self._shown[row]]

    def row_of(self, name: str) -> int:
        """Where a picture is shown; -1 when it is not."""
        number = self._entries.numbers.get(name, -1)
        if number < 0:
            return -1
        rank = self._rank(number)
        row = bisect_left(self._shown, rank, key=self._rank)
        return row if row < len(self._shown) and self._shown[row] == number else -1

    def neighbour(self, name: str, step: int, states: frozenset[ImageState] = StateFilter.ALL.value) -> str:
        """The next picture that is shown.

        Args:
            name: where to start, shown or not; empty or unknown for before the first or behind the last one.
            step: 1 forwards, -1 backwards.
            states: pictures in others are passed over.

        Returns:
            Its name, empty when there is none.
        """
        number = self._entries.numbers.get(name)
        start = self._rank(number) if number is not None else -1 if step > 0 else self.total
        place = start if step > 0 else start - 1
        row = bisect_right(self._shown, place, key=self._rank) - (step < 0)
        while 0 <= row < len(self._shown):
            found = self._entries.names[self._shown[row]]
            if self._entries.state(self._shown[row]) in states and found != name:
                return found
            row += step
        return ""

    def direction(self, start: str, end: str) -> int:
        """1 where one picture is listed behind another, -1 before it, shown or not; 0 where there is no telling."""
        numbers = [self._entries.numbers.get(name) for name in (start, end)]
        before, after = (-1 if number is None else self._rank(number) for number in numbers)
        return 0 if None in numbers else (after > before) - (after < before)

    def set_entries(self, entries: FileEntries) -> None:
        """Other pictures; nobody else may add to them from now on."""
        self._entries = entries
        self._arrange()

    def add_entries(self, entries: Iterable[FileEntry]) -> None:
        """More pictures, listed after those that are there."""
        before = self.total
        self._entries.add(entries)
        if self._needs is not None:
            # What nobody has looked at yet comes last.
            self._order += range(before, self.total)
            self._ranks += range(before, self.total)
        self._choose()

    def set_state(self, name: str, state: ImageState, note: str = "") -> bool:
        """A picture is in a state; whether it is another one than before, or for another reason."""
        number = self._entries.numbers.get(name)
        if number is None or self._entries[number] == FileEntry(name, state, note):
            return False
        self._entries.set_state(number, state, note)
        row = self.row_of(name)
        if row >= 0:
            self.dataChanged.emit(self.index(row), self.index(row))
        return True

    def show_only(self, names: Sequence[str] | None) -> None:
        """Show the pictures of these names; None for all. It is fastest where they come in the order of the list."""
        self._wanted = names
        self._choose()

    def need(self, name: str) -> Need | None:
        """What speaks for a look at a picture; None unless pictures are ordered by that."""
        return None if self._needs is None else self._needs.get(name, NO_NEED)

    def order_by(self, needs: Mapping[str, Need] | None) -> None:
        """Show the pictures that need a person most first; None for the order in which they are listed.

        Of those that need none, what is to be done comes first. The order stays as it is until it is made anew,
        whatever becomes of pictures meanwhile.
        """
        if needs is not None or self._needs is not None:
            self._needs = needs
            self._arrange()

    def _arrange(self) -> None:
        """Find the order in which pictures are shown, and show them."""
        self._order, self._ranks = [], []
        if self._needs is not None:
            scores = np.zeros(self.total)
            for name, need in self._needs.items():
                number = self._entries.numbers.get(name)
                if number is not None:
                    scores[number] = need.score
            order = np.lexsort((~self._entries.are_in(OPEN_STATES), -scores))
            ranks = np.empty_like(order)
            ranks[order] = np.arange(len(order))
            self._order, self._ranks = order.tolist(), ranks.tolist()
        self._choose()

    def _rank(self, number: int) -> int:
        """Where a picture comes in the order that holds."""
        return number if self._needs is None else self._ranks[number]

    def _choose(self) -> None:
        wanted = self._wanted
        if wanted is None and self._needs is None:
            self._shown = range(self.total)
            self.setStringList(self._entries.names)
            return
        found = self._order if wanted is None else self._found(wanted)
        self._shown = found if wanted is None else sorted(found, key=None if self._needs is None else self._rank)
        if wanted is not None and len(found) == len(wanted) and found == self._shown:
            self.setStringList(wanted)  # of 100,000 names it takes ten milliseconds to gather them anew
            return
        self.setStringList([self._entries.names[number] for number in self._shown])

    def _found(self, names: Sequence[str]) -> list[int]:
        """The numbers of those that are listed."""
        return [number for number in map(self._entries.numbers.get, names) if number is not None]
