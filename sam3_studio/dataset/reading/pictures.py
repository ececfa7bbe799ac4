"""Which of the pictures at hand a label file means."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cached_property
from itertools import takewhile
from pathlib import PurePath, PurePosixPath

from sam3_studio.dataset.disk_table import DiskTable

SizeOf = Callable[[str], tuple[int, int]]
"""(width, height) of a picture in pixels, after EXIF transposition; raises `ImageError` where it cannot be read."""


class Fit(IntEnum):
    """How a name's folders go with those of a picture; the greater, the better.

    Attributes:
        ELSEWHERE: both have folders that contradict each other.
        END: one path is the end of the other.
        WHOLE: both are the same.
    """

    ELSEWHERE = 0
    END = 1
    WHOLE = 2


@dataclass(frozen=True, slots=True)
class Match:
    """A picture that a name may mean.

    Attributes:
        picture: its name; empty where it might be one of several.
        common: parts at the end of both paths that are the same, the file name among them, and folders of the root.
        fit: how the folders before these go together.
        exact: whether the picture is called so in every way that is known; False where its ending, or how accents or
            capitals are written, differs.
    """

    picture: str
    common: int
    fit: Fit
    exact: bool = True

    @property
    def rank(self) -> tuple[bool, int, Fit, bool]:
        """Of two names that may mean a picture, the one with the greater rank does."""
        return self.fit is Fit.WHOLE, self.common, self.fit, self.exact


class Pictures:
    """Finds pictures by relative path, or else by the longest end of it that one picture alone has.

    Label files come from other folders than the pictures lie in now. So leading folders of a name count only as far
    as they help: `train/birds/1.jpg` is `birds/1.jpg`, or else `images/birds/1.jpg`, or the one picture called `1.jpg`.

    Memory does not grow with the number of pictures.

    Args:
        names: of all pictures, relative with forward slashes.
        size_of: their sizes.
        root: the folder that names start from; its own name, too, tells labels of several folders apart.

    Raises:
        DatasetError: there is no room for temporary files.
    """

    def __init__(self, names: Iterable[str], size_of: SizeOf, root: PurePath | None = None) -> None:
        self.size_of = size_of
        self.root = root
        self._names = _Names()
        for name in names:
            self._names.add(PurePosixPath(name), name)

    def find(self, name: PurePosixPath) -> Match | None:
        """The picture of a name; None where there is none, or where it might be one of several.

        Accents and capitals may be written in any way where nothing is called so as it is: some systems take letters
        apart, others tell no capitals from small letters, and label files travel.
        """
        return self._single(self._by_name(name), name)

    def find_stem(self, name: PurePosixPath) -> Match | None:
        """The same for a name without an ending."""
        return self._single(self._by_stem(name), name)

    def find_stored(self, name: PurePosixPath) -> Match | None:
        """The same for a name as Label Studio calls a file that it is given; see `_stored`."""
        return self._single(self._stored_names.find(name), name)

    def find_stored_stem(self, name: PurePosixPath) -> Match | None:
        """The same for such a name without an ending."""
        return self._single(self._stored_stems.find(name), name)

    def share_stored(self, name: PurePosixPath | None, stem: PurePosixPath | None) -> bool:
        """Whether Label Studio would call several pictures so; a name of other signs than it writes is that of one."""
        match = self._stored_names.find(name) if name is not None and name == _stored(name) else None
        if match is None and stem is not None and stem == _stored(stem):
            match = self._stored_stems.find(stem)
        return match is not None and match.picture == _SEVERAL

    def at(self, name: PurePosixPath) -> Match | None:
        """The picture of exactly this name; None where there is none. Accents may be written in any way here, too.

        Capitals may not: most names would be looked for twice.
        """
        return self._exactly(name, self._names, lambda: self._folded_names)

    def at_stem(self, name: PurePosixPath) -> Match | None:
        """The same for a name without an ending; None, too, where several pictures have it."""
        return self._exactly(name, self._stems, lambda: self._folded_stems)

    def _exactly(self, name: PurePosixPath, names: "_Names", folded: Callable[[], "_Names"]) -> Match | None:
        found = names.whole.get(str(name))
        is_exact = found is not None
        if not is_exact and not str(name).isascii():
            found = folded().whole.get(str(_folded(name)))
        return Match(found, len(name.parts), Fit.WHOLE, is_exact) if found else None

    def has(self, name: str) -> bool:
        """Whether a picture has exactly this name."""
        return self._names.whole.get(name) is not None

    def is_ambiguous(self, name: PurePosixPath) -> bool:
        """Whether a name, with or without an ending, might be that of one of several pictures."""
        return any(
            match is not None and match.picture == _SEVERAL for match in (self._by_name(name), self._by_stem(name))
        )

    def _single(self, match: Match | None, name: PurePosixPath) -> Match | None:
        """What was found, if that is one picture; the folders that its name has in common with the root count."""
        if match is None or match.picture == _SEVERAL:
            return None
        if match.fit is not Fit.END:
            return match
        above = self.root.parts if self.root else ()
        further = zip(reversed(name.parts[: -match.common]), reversed(above), strict=False)
        return replace(match, common=match.common + sum(1 for _ in takewhile(_same, further)))

    def _by_name(self, name: PurePosixPath) -> Match | None:
        return _best(self._names.find(name), name, lambda: self._folded_names)

    def _by_stem(self, name: PurePosixPath) -> Match | None:
        return _best(self._stems.find(name), name, lambda: self._folded_stems)

    @cached_property
    def _stems(self) -> "_Names":
        return self._called(_stem)

    @cached_property
    def _folded_names(self) -> "_Names":
        return self._called(_folded)

    @cached_property
    def _folded_stems(self) -> "_Names":
        return self._called(lambda path: _folded(_stem(path)))

    @cached_property
    def _stored_names(self) -> "_Names":
        return self._called(_stored)

    @cached_property
    def _stored_stems(self) -> "_Names":
        return self._called(lambda path: _stored(_stem(path)))

    def _called(self, change: Callable[[PurePosixPath], PurePosixPath]) -> "_Names":
        """All pictures by other names."""
        names = _Names()
        for name in self._names.whole:
            names.add(change(PurePosixPath(name)), name)
        return names


def _stem(path: PurePosixPath) -> PurePosixPath:
    return path.with_suffix("")


def _stored(path: PurePosixPath) -> PurePosixPath:
    """A path whose file name has underscores for blanks, and no other signs, as Django stores what it is given.

    https://docs.djangoproject.com/en/5.2/ref/files/storage/#django.core.files.storage.Storage.get_valid_name
    """
    name = _STORED.sub("", path.name.strip().replace(" ", "_"))
    return path.with_name(name if name.strip(".") else "_")


def _folded(path: PurePosixPath) -> PurePosixPath:
    return PurePosixPath(unicodedata.normalize("NFC", str(path)).casefold())


_STORED = re.compile(r"[^-\w.]")
_SEVERAL = ""
"""Stands for the pictures that share a name; none is called so."""


class _Names:
    """Pictures by their paths and by the ends of these; what several pictures share tells none of them.

    Attributes:
        whole: names by path.
    """

    def __init__(self) -> None:
        self.whole = DiskTable()
        self._ends = DiskTable()

    def add(self, path: PurePosixPath, name: str) -> None:
        _note(self.whole, str(path), name)
        for start in range(1, len(path.parts)):
            _note(self._ends, "/".join(path.parts[start:]), name)

    def find(self, path: PurePosixPath) -> Match | None:
        """The picture that has most of a path's end; None where none has its last part."""
        for start in range(len(path.parts)):
            end = "/".join(path.parts[start:])
            common = len(path.parts) - start
            if (name := self.whole.get(end)) is not None:
                return Match(name, common, Fit.END if start else Fit.WHOLE)
            if (name := self._ends.get(end)) is not None:
                return Match(name, common, Fit.ELSEWHERE if start else Fit.END)
        return None


def _best(found: Match | None, name: PurePosixPath, folded: Callable[[], _Names]) -> Match | None:
    """What was found by a name as it is written, or what fits better where letters may be written in any way."""
    # Plain letters are looked for otherwise only where no single picture is called so, as it takes a while.
    if found is not None and (found.fit is Fit.WHOLE or (str(name).isascii() and found.picture != _SEVERAL)):
        return found
    other = folded().find(_folded(name))
    other = other and replace(other, exact=False)
    return other if found is None or (other is not None and other.rank > found.rank) else found


def _same(pair: tuple[str, str]) -> bool:
    return pair[0] == pair[1]


def _note(table: DiskTable, key: str, name: str) -> None:
    if not table.add(key, name):
        table.set(key, _SEVERAL)
