"""Which of the pictures at hand a label file means."""

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
        """The picture of a name; None where there is none, or where it might be one of several."""
        return self._names.find(name)

    def find_stem(self, name: PurePosixPath) -> str | None:
        """The same for a name without an ending."""
        return self._stems.find(name)

    @cached_property
    def _stems(self) -> "_Names":
        stems = _Names()
        for name in self._names.whole:
            stems.add(PurePosixPath(name).with_suffix(""), name)
        return stems


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
        for start in range(len(path.parts)):
            end = "/".join(path.parts[start:])
            for table in (self.whole, self._ends):
                name = table.get(end)
                if name is not None:
                    return name or None
        return None


def _note(table: DiskTable, key: str, name: str) -> None:
    if not table.add(key, name):
        table.set(key, _SEVERAL)
