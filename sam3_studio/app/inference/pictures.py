"""Pictures that the worker has read lately."""

from pathlib import Path

from sam3_studio.core.errors import ImageError
from sam3_studio.core.segmenter import Picture
from sam3_studio.dataset.images import load_picture
from sam3_studio.dataset.journal import FileState

_CAPACITY = 512 << 20
"""Bytes of pixels beside those of the newest picture."""


class PictureShelf:
    """Keeps decoded pictures while their files stay as they are: the newest always, others up to some bytes.

    Args:
        capacity: in bytes.
    """

    def __init__(self, capacity: int = _CAPACITY) -> None:
        self._capacity = capacity
        self._pictures: dict[Path, tuple[FileState, Picture]] = {}  # the newest last

    def __len__(self) -> int:
        return len(self._pictures)

    def read(self, path: Path) -> Picture:
        """The picture in a file, decoded anew when the file has changed.

        Raises:
            ImageError: as in `load_picture`.
        """
        kept = self._pictures.pop(path, None)
        try:
            state = FileState.of(path)
        except OSError as error:
            raise ImageError(f"{path} cannot be read ({error.strerror}); check where it went.") from error
        picture = kept[1] if kept and kept[0] == state else load_picture(path)
        self._pictures[path] = state, picture
        self._make_room()
        return picture

    def clear(self) -> None:
        """Forget every picture."""
        self._pictures.clear()

    def _make_room(self) -> None:
        others = list(self._pictures)[:-1]
        size = sum(self._pictures[path][1].pixels.nbytes for path in others)
        for path in others:
            if size <= self._capacity:
                return
            size -= self._pictures.pop(path)[1].pixels.nbytes
