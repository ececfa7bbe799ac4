"""Which of the pictures at hand a label file means."""

import unicodedata
from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import PurePosixPath

from sam3_studio.dataset.disk_table import DiskTable

SizeOf = Callable[[str], tuple[int, int]]
"""(width, height) of a picture in pixels, after EXIF transposition; raises `ImageError` where it cannot be read."""


class Pictures:
    """Finds pictures by relative path, or else by the longest end of it that one picture alone has.

    Label files come from other folders than the pictures lie in now. So leading folders of a name count only as far
    as they help: `train/birds/1.jpg` is `birds/1.jpg`, or else `images/birds/1.jpg`, or the one picture called `1.jpg`.

    Memory does not grow with the number of pictures.

    Args:
        names: of all pictures, relative with forward slashes.
        size_of: their sizes.

    Raises:
        DatasetError: there is no room for temporary files.
    """

    def __init__(self, names: Iterable[str], size_of: SizeOf) -> None:
        self.size_of = size_of
        self._names = _Names()
        for name in names:
            self._names.add(PurePosixPath(name), name)

    def find(self, name: PurePosixPath) -> str | None:
        """The picture of a name; None where there is none, or where it might be one of several.

        Accents may be written in any way: some systems take letters apart, and label files travel.
        """
        return self._by_name(name) or None

    def find_stem(self, name: PurePosixPath) -> str | None:
        """The same for a name without an ending."""
        return self._by_stem(name) or None

    def has(self, name: str) -> bool:
        """Whether a picture has exactly this name."""
        return self._names.whole.get(name) is not None

    def is_ambiguous(self, name: PurePosixPath) -> bool:
        """Whether a name, with or without an ending, might be that of one of several pictures."""
        return _SEVERAL in {self._by_name(name), self._by_stem(name)}

    def _by_name(self, name: PurePosixPath) -> str | None:
        found = self._names.find(name)
        return self._composed_names.find(_composed(name)) if found is None else found

    def _by_stem(self, name: PurePosixPath) -> str | None:
        found = self._stems.find(name)
        return self._composed_stems.find(_composed(name)) if found is None else found

    @cached_property
    def _stems(self) -> "_Names":
        return self._called(_stem)

    @cached_property
    def _composed_names(self) -> "_Names":
        return self._called(_composed)

    @cached_property
    def _composed_stems(self) -> "_Names":
        return self._called(lambda path: _composed(_stem(path)))

    def _called(self, change: Callable[[PurePosixPath], PurePosixPath]) -> "_Names":
        """All pictures by other names."""
        names = _Names()
        for name in self._names.whole:
            names.add(change(PurePosixPath(name)), name)
        return names


def _stem(path: PurePosixPath) -> PurePosixPath:
    return path.with_suffix("")


def _composed(path: PurePosixPath) -> PurePosixPath:
    return PurePosixPath(unicodedata.normalize("NFC", str(path)))


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

    def find(self, path: PurePosixPath) -> str | None:
        """The picture of a path; `_SEVERAL` where it might be one of several, None where there is none."""
        for start in range(len(path.parts)):
            end = "/".join(path.parts[start:])
            for table in (self.whole, self._ends):
                name = table.get(end)
                if name is not None:
                    return name
        return None


def _note(table: DiskTable, key: str, name: str) -> None:
    if not table.add(key, name):
        table.set(key, _SEVERAL)
