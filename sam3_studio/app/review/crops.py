"""Crops of candidates, made in the background."""

import threading
from collections import OrderedDict
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QRunnable, QThread, QThreadPool, Signal, Slot
from PySide6.QtGui import QImage

from sam3_studio.app.images import image_cost, rgb_image
from sam3_studio.app.review.crop_drawing import crops
from sam3_studio.core.byte_cache import ByteCache
from sam3_studio.core.errors import Sam3StudioError
from sam3_studio.dataset.review.listing import read_masks

_MOST_BYTES = 128 << 20

Key = tuple[str, int]
"""Name of a picture, and which candidate of those that were found there."""


@dataclass(frozen=True, slots=True)
class CropSource:
    """Where crops come from, and how they look.

    Attributes:
        file: the project.
        root: folder that names of pictures start from.
        class_id: of the candidates.
        color: of outlines, red, green, blue, 0 to 255.
        side: of the square that crops fit into, in pixels of the screen.
    """

    file: Path
    root: Path
    class_id: int
    color: tuple[int, int, int]
    side: int


class Crops(QObject):
    """Makes crops and keeps those used last.

    Two threads of low priority that this object owns decode pictures, each picture once for all crops of it that are
    wanted; they read the project through connections of their own, and touch nothing else. Only what was asked for last
    is made: a grid that is scrolled past leaves nothing behind.

    Signals:
        made (list[Key]): there are these crops, or they turned out not to be had.

    Args:
        most_bytes: kept at most.
        parent: of this object.
    """

    made = Signal(object)

    def __init__(self, most_bytes: int = _MOST_BYTES, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source: CropSource | None = None
        self._kept: ByteCache[QImage] = ByteCache(most_bytes)
        self._wanted: OrderedDict[str, list[int]] = OrderedDict()
        self._running: set[str] = set()
        self._outbox = _Outbox()
        self._outbox.drawn.connect(self._take)
        self._stopped = threading.Event()
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(2)
        self._pool.setThreadPriority(QThread.Priority.LowPriority)

    @property
    def size_in_bytes(self) -> int:
        """Of all that are kept."""
        return self._kept.size

    def set_source(self, source: CropSource | None) -> None:
        """Crops of other candidates are wanted, or other ones of the same."""
        if source != self._source:
            self._source = source
            self._wanted.clear()
            self._kept.clear()

    def image(self, key: Key) -> QImage | None:
        """A crop: an empty image where there is none, None while that is not known."""
        return self._kept.get(key)

    def want(self, keys: Iterable[Key]) -> None:
        """Make these, in this order; what was wanted before and has not begun is dropped."""
        self._wanted.clear()
        for name, number in keys:
            if (name, number) not in self._kept:
                self._wanted.setdefault(name, []).append(number)
        self._go_on()

    def stop(self, timeout: float = 0.9) -> bool:
        """Drop what is wanted, and wait for what has begun; whether nothing runs any more in so many seconds."""
        self._stopped.set()
        self._wanted.clear()
        return self._pool.waitForDone(int(timeout * 1000))

    def _go_on(self) -> None:
        source = self._source
        for name in [one for one in self._wanted if one not in self._running]:
            if source is None or len(self._running) >= self._pool.maxThreadCount():
                return
            self._running.add(name)
            self._pool.start(_Drawing(source, name, self._wanted.pop(name), self._outbox, self._stopped))

    @Slot(object, str, object)
    def _take(self, source: CropSource, name: str, images: dict[int, QImage]) -> None:
        self._running.discard(name)
        if source == self._source:
            for number, image in images.items():
                self._kept.put((name, number), image, image_cost(image))
            self.made.emit([(name, number) for number in images])
        self._go_on()


class _Outbox(QObject):
    """Carries what threads have made to the window's; it outlives whoever waits for it."""

    drawn = Signal(object, str, object)


class _Drawing(QRunnable):
    """Makes crops of one picture."""

    def __init__(
        self, source: CropSource, name: str, numbers: list[int], outbox: _Outbox, stopped: threading.Event
    ) -> None:
        super().__init__()
        self._source = source
        self._name = name
        self._numbers = numbers
        self._outbox = outbox
        self._stopped = stopped

    def run(self) -> None:
        """Qt's."""
        images = dict.fromkeys(self._numbers, QImage())
        if not self._stopped.is_set():
            with suppress(Sam3StudioError):  # the picture says why when it is opened
                images |= self._drawn()
        self._outbox.drawn.emit(self._source, self._name, images)

    def _drawn(self) -> dict[int, QImage]:
        source = self._source
        masks = read_masks(source.file, self._name, source.class_id)
        numbers = [number for number in self._numbers if number < len(masks)]
        made = crops(source.root / self._name, [masks[number] for number in numbers], source.side, source.color)
        return {number: rgb_image(pixels) for number, pixels in zip(numbers, made, strict=True)}
