"""Which of the pictures at hand a label file means."""

from collections.abc import Callable, Iterable
from pathlib import PurePosixPath

SizeOf = Callable[[str], tuple[int, int]]
"""(width, height) of a picture in pixels, after EXIF transposition; raises `ImageError` where it cannot be read."""


class Pictures:
    """Finds pictures by relative path, or else by the longest end of it that one picture alone has.

    Label files come from other folders than the pictures lie in now. So leading folders of a name count only as far
    as they help: `train/birds/1.jpg` is `birds/1.jpg`, or else `images/birds/1.jpg`, or the one picture called `1.jpg`.

    Args:
        names: of all pictures, relative with forward slashes.
        size_of: their sizes.
    """

    def __init__(self, names: Iterable[str], size_of: SizeOf) -> None:
        self.size_of = size_of
        self._names = _Names()
        self._stems = _Names()
        for name in names:
            path = PurePosixPath(name)
            self._names.add(path, name)
            self._stems.add(path.with_suffix(""), name)

    def find(self, name: PurePosixPath) -> str | None:
        """The picture of a name; None where there is none, or where it might be one of several."""
        return self._names.find(name)

    def find_stem(self, name: PurePosixPath) -> str | None:
        """The same for a name without an ending."""
        return self._stems.find(name)


class _Names:
    """Pictures by their paths and by the ends of these; what several pictures share tells none of them."""

    def __init__(self) -> None:
        self._whole: dict[str, str | None] = {}
        self._ends: dict[str, str | None] = {}

    def add(self, path: PurePosixPath, name: str) -> None:
        _note(self._whole, str(path), name)
        for start in range(1, len(path.parts)):
            _note(self._ends, "/".join(path.parts[start:]), name)

    def find(self, path: PurePosixPath) -> str | None:
        for start in range(len(path.parts)):
            end = "/".join(path.parts[start:])
            for table in (self._whole, self._ends):
                if end in table:
                    return table[end]
        return None


def _note(table: dict[str, str | None], key: str, name: str) -> None:
    table[key] = None if key in table else name
