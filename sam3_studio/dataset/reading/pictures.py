"""Which of the pictures at hand a label file means."""

from collections.abc import Callable, Iterable
from pathlib import PurePosixPath

from sam3_studio.dataset.files import relative_name

SizeOf = Callable[[str], tuple[int, int]]
"""(width, height) of a picture in pixels, after EXIF transposition; raises `ImageError` where it cannot be read."""


class Pictures:
    """Finds pictures by relative path, or else by file name where that is there once.

    Label files come from other folders than the pictures lie in now. So leading folders of a name count only as far
    as they help: `train/birds/1.jpg` is `birds/1.jpg`, or the one picture called `1.jpg`.

    Args:
        names: of all pictures, relative with forward slashes.
        size_of: their sizes.
    """

    def __init__(self, names: Iterable[str], size_of: SizeOf) -> None:
        self.size_of = size_of
        self._exact: dict[str, str | None] = {}
        self._last: dict[str, str | None] = {}
        self._stems: dict[str, str | None] = {}
        self._last_stems: dict[str, str | None] = {}
        for name in names:
            path = PurePosixPath(name)
            self._exact[name] = name
            for table, key in (
                (self._last, path.name),
                (self._stems, str(path.with_suffix(""))),
                (self._last_stems, path.stem),
            ):
                # What two pictures share tells neither.
                table[key] = None if key in table else name

    def find(self, name: str) -> str | None:
        """The picture of a name; None where there is none, or where it might be one of several.

        Raises:
            DatasetError: the name leads out of its folder.
        """
        return _search(relative_name(name), self._exact, self._last)

    def find_stem(self, name: str) -> str | None:
        """The same for a name without an ending.

        Raises:
            DatasetError: the name leads out of its folder.
        """
        return _search(relative_name(name), self._stems, self._last_stems)


def _search(path: PurePosixPath, whole: dict[str, str | None], last: dict[str, str | None]) -> str | None:
    for start in range(len(path.parts)):
        found = whole.get(str(PurePosixPath(*path.parts[start:])))
        if found is not None:
            return found
    return last.get(path.name)
