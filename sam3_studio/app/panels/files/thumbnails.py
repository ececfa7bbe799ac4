"""Small pictures for the list of files, made in the background."""

from collections import deque
from collections.abc import Iterable
from functools import partial
from pathlib import Path

import numpy as np
from PIL import Image
from PySide6.QtCore import QObject, QThread, Signal, Slot
from PySide6.QtGui import QImage

from sam3_studio.app.images import image_cost, rgb_image
from sam3_studio.app.threads.task_pool import TaskPool
from sam3_studio.core.byte_cache import ByteCache
from sam3_studio.core.errors import ImageError
from sam3_studio.dataset.pixels import opened, rgb_pixels

SIDE = 144
"""Longest side of a thumbnail in pixels: twice what is shown, for screens of high density."""

MOST_PIXELS = 40_000_000
"""A picture that has to be decoded whole gets no thumbnail when it is larger: that would take a second and 300 MB."""

_MOST_BYTES = 48 << 20


class Thumbnails(QObject):
    """Makes thumbnails and keeps those used last.

    They are decoded by one thread of low priority that this object owns; it wakes when there is something to do, and
    touches nothing but the file it was given. Only what was asked for last is made: a list that is scrolled past
    leaves nothing behind.

    Signals:
        made (Path): there is a thumbnail, or the picture turned out to have none.

    Args:
        most_bytes: kept at most.
        parent: of this object.
    """

    made = Signal(object)

    def __init__(self, most_bytes: int = _MOST_BYTES, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept: ByteCache[QImage] = ByteCache(most_bytes)
        self._without: set[Path] = set()
        """Those that turned out to have none."""
        self._wanted: deque[Path] = deque()
        self._running: Path | None = None
        self._is_outdated = False
        """Whether what is being made is of a file that is another one by now."""
        self._pool = TaskPool(1, QThread.Priority.LowestPriority, self)
        self._pool.done.connect(self._take)

    def image(self, path: Path) -> QImage | None:
        """The thumbnail of a picture: an empty image where it has none, None while that is not known."""
        return QImage() if path in self._without else self._kept.get(path)

    def want(self, paths: Iterable[Path]) -> None:
        """Make these, in this order; what was wanted before and has not begun is dropped."""
        known = self._kept, self._without
        self._wanted = deque(
            path for path in paths if path != self._running and not any(path in kept for kept in known)
        )
        self._go_on()

    def known(self) -> tuple[Path, ...]:
        """Pictures that have a thumbnail, have turned out to have none, or whose thumbnail is being made."""
        kept = (path for path in self._kept if isinstance(path, Path))
        return (*kept, *self._without, *([self._running] if self._running else []))

    def renew(self, path: Path) -> bool:
        """Another file is there than before, or it can be read at last: what was made of it does not count any more.

        Returns:
            Whether there was anything.
        """
        is_known = path in self._kept or path in self._without
        self._kept.drop(path)
        self._without.discard(path)
        self._is_outdated |= path == self._running
        return is_known

    def retry(self) -> None:
        """Those that turned out to have none may have one by now, as when a drive is back."""
        self._without.clear()

    def stop(self, timeout: float = 0.9) -> bool:
        """Drop what is wanted, and wait for what has begun.

        Args:
            timeout: seconds to wait at most; a huge picture takes longer, and cannot be stopped.

        Returns:
            Whether nothing runs any more.
        """
        self._wanted.clear()
        return self._pool.wait(timeout)

    def forget(self) -> None:
        """Drop everything, for example when another project is opened."""
        self._wanted.clear()
        self._kept.clear()
        self._without.clear()

    def _go_on(self) -> None:
        if self._running is None and self._wanted:
            self._running = self._wanted.popleft()
            self._pool.start(self._running, partial(_made, self._running))

    @Slot(object, object)
    def _take(self, path: Path, image: QImage) -> None:
        self._running = None
        if self._is_outdated:
            self._is_outdated = False
            self._wanted.appendleft(path)
        else:
            if image.isNull():
                self._without.add(path)
            else:
                self._kept.put(path, image, image_cost(image))
            self.made.emit(path)
        self._go_on()


def _made(path: Path) -> QImage:
    try:
        return thumbnail(path)
    except ImageError:
        return QImage()  # the list shows why when the picture is opened


def thumbnail(path: Path) -> QImage:
    """A picture with a longest side of `SIDE` pixels; an empty image for one too large to be decoded for that.

    Raises:
        ImageError: the picture cannot be read.
    """
    with opened(path) as (file, image):
        # JPEGs are decoded at an eighth to a half of their size, which takes a tenth of the time.
        image.draft("RGB", (SIDE, SIDE))
        if image.width * image.height > MOST_PIXELS:
            return QImage()
        small = Image.fromarray(rgb_pixels(file, image))
        small.thumbnail((SIDE, SIDE), reducing_gap=2.0)
        return rgb_image(np.asarray(small))
