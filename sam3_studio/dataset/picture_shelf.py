"""Pictures that were read lately, for all who look at them: the canvas and the model share one copy."""

import threading
from pathlib import Path
from weakref import WeakValueDictionary

from sam3_studio.core.errors import ImageError
from sam3_studio.core.segmenter import Picture
from sam3_studio.dataset.images import load_picture
from sam3_studio.dataset.journal import FileState

_CAPACITY = 512 << 20
"""Bytes of pixels beside those of the newest picture."""


class PictureShelf:
    """Keeps decoded pictures while their files stay as they are: the newest always, others up to some bytes.

    A picture that somebody else holds is found again whatever its size, as that costs nothing. Every method may be
    called in any thread; a picture that two threads want at the same time is decoded once.

    Args:
        capacity: in bytes.
    """

    def __init__(self, capacity: int = _CAPACITY) -> None:
        self._capacity = capacity
        self._lock = threading.Lock()
        self._turns: WeakValueDictionary[Path, threading.Lock] = WeakValueDictionary()
        self._states: dict[Path, FileState] = {}
        self._held: WeakValueDictionary[Path, Picture] = WeakValueDictionary()
        self._kept: dict[Path, Picture] = {}  # the newest last
        self._known: dict[Path, FileState] = {}
        """Of files that were being read when somebody found them in these states."""

    def __len__(self) -> int:
        return len(self._kept)

    @property
    def paths(self) -> set[Path]:
        """Of the files that pictures at hand were read from."""
        with self._lock:
            return set(self._held)

    def read(self, path: Path, *, keep: bool = True) -> Picture:
        """The picture in a file, decoded anew when the file has changed.

        Args:
            path: of the file.
            keep: whether it has a place on the shelf from now on; a run over many pictures needs none.

        Raises:
            ImageError: as in `load_picture`.
        """
        with self._lock:
            turn = self._turns.setdefault(path, threading.Lock())
        with turn:
            while (picture := self._read(path, keep=keep)) is None:
                pass
            return picture

    def find(self, path: Path) -> Picture | None:
        """The picture of a file as it was read last, without a look at the disk; None if it is not at hand."""
        with self._lock:
            return self._held.get(path)

    def state(self, path: Path, picture: Picture) -> FileState | None:
        """Of the file when this picture was read from it; None if another one is at hand by now, or none."""
        with self._lock:
            return self._states.get(path) if self._held.get(path) is picture else None

    def renew(self, path: Path, file: FileState) -> None:
        """A file is known to be in this state: what was read of it in another one, or is being read, does not count."""
        with self._lock:
            if path not in self._held or self._states.get(path) != file:
                self._kept.pop(path, None)
                self._held.pop(path, None)
                if path in self._turns:
                    self._known[path] = file

    def clear(self) -> None:
        """Keep no picture any longer."""
        with self._lock:
            self._kept.clear()

    def _read(self, path: Path, *, keep: bool) -> Picture | None:
        """See `read`; None where its file has become another one meanwhile."""
        try:
            state = FileState.of(path)
        except OSError as error:
            self._forget(path)
            raise ImageError(
                "{path} cannot be read ({reason}); check where it went.", path=path, reason=error.strerror
            ) from error
        picture = self.find(path)
        if picture is None or self._states.get(path) != state:
            self._forget(path)
            picture = load_picture(path)
        return picture if not keep or self._keep(path, state, picture) else None

    def _forget(self, path: Path) -> None:
        with self._lock:
            self._kept.pop(path, None)
            self._held.pop(path, None)

    def _keep(self, path: Path, state: FileState, picture: Picture) -> bool:
        """Whether it is kept: its file has not become another one while it was read."""
        with self._lock:
            if self._known.pop(path, state) != state:
                return False
            self._kept.pop(path, None)
            self._kept[path] = self._held[path] = picture
            self._states = {other: self._states[other] for other in self._states if other in self._held} | {path: state}
            others = list(self._kept)[:-1]
            size = sum(self._kept[other].pixels.nbytes for other in others)
            for other in others:
                if size <= self._capacity:
                    break
                size -= self._kept.pop(other).pixels.nbytes
            return True
