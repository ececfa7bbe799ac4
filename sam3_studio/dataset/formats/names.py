"""Names for the pictures of a dataset, where two pictures must not share a label file."""

import unicodedata
from collections.abc import Iterable
from itertools import count
from pathlib import PurePosixPath

from sam3_studio.dataset.disk_table import DiskTable
from sam3_studio.dataset.files import relative_name

# Bytes in a file's name, on nearly every system.
_LONGEST = 255


class DatasetNames:
    """Names in the dataset, chosen so that every picture has a label file of its own.

    Attributes:
        renamed: pictures that have another name in the dataset, with that name, as they were assigned.

    Args:
        suffix: of label files.
        before: sources and the names that they had in the run before; they keep them.
    """

    def __init__(self, suffix: str, before: Iterable[tuple[str, str]] = ()) -> None:
        self._suffix = suffix
        self.renamed: list[tuple[str, str]] = []
        self._before, self._taken = DiskTable(), DiskTable()
        for source, name in before:
            self._before.add(source, name)
            self._taken.add(_key(PurePosixPath(name)))

    def assign(self, image: str) -> PurePosixPath:
        """A name for a picture: the one it had, else its own if possible."""
        known = self._before.get(image)
        name = self._new(relative_name(image)) if known is None else PurePosixPath(known)
        if str(name) != image:
            self.renamed.append((image, str(name)))
        return name

    def _new(self, path: PurePosixPath) -> PurePosixPath:
        folders = PurePosixPath(*(f"{part}_" if self._misleads(part) else part for part in path.parent.parts))
        addition = ""
        for attempt in count(1):
            name = folders / f"{self._shortened(path, addition)}{addition}{path.suffix}"
            if self._taken.add(_key(name)):
                return name
            addition = f"_{path.suffix[1:]}" + (f"_{attempt}" if attempt > 1 else "")
        raise AssertionError("one of them is free")

    def _misleads(self, folder: str) -> bool:
        """Whether a folder's name would lead readers astray, or be in the way of a label file."""
        # Readers of YOLO labels replace the last `/images/` of a path, so it must be the dataset's own.
        return folder == "images" or folder.lower().endswith(self._suffix)

    def _shortened(self, path: PurePosixPath, addition: str) -> str:
        """A picture's stem, cut so that the names of picture and label fit with the addition."""
        room = min(_LONGEST - len(f"{addition}{ending}".encode()) for ending in (path.suffix, self._suffix))
        return path.stem.encode()[: max(room, 1)].decode(errors="ignore")


def _key(name: PurePosixPath) -> str:
    """What is the same for pictures that would share a label file."""
    # Some systems see no difference between capitals and small letters, or between ways to write an accent.
    return unicodedata.normalize("NFC", str(name.with_suffix(""))).casefold()
