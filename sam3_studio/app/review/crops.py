"""Crops of candidates, made in the background."""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QThread, Signal, Slot
from PySide6.QtGui import QImage

from sam3_studio.app.images import image_cost, rgb_image
from sam3_studio.app.review.crop_drawing import crops
from sam3_studio.app.threads.task_pool import TaskPool
from sam3_studio.core.byte_cache import ByteCache
from sam3_studio.core.errors import Sam3StudioError
from sam3_studio.dataset.review.listing import read_masks

_MOST_BYTES = 128 << 20
_AT_ONCE = 2

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
        self._pool = TaskPool(_AT_ONCE, QThread.Priority.LowPriority, self)
        self._pool.done.connect(self._take)

    def set_source(self, source: CropSource | None) -> None:
        """Crops are wanted from here; none made before is shown again: a look anew gives numbers to others."""
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
        """Drop what is wanted, and wait `timeout` seconds at most for what has begun; whether nothing runs any more."""
        self._wanted.clear()
        return self._pool.wait(timeout)

    def _go_on(self) -> None:
        source = self._source
        for name in [one for one in self._wanted if one not in self._running]:
            if source is None or len(self._running) >= _AT_ONCE:
                return
            self._running.add(name)
            self._pool.start((source, name), partial(_drawn, source, name, self._wanted.pop(name)))

    @Slot(object, object)
    def _take(self, subject: tuple[CropSource, str], images: dict[int, QImage]) -> None:
        source, name = subject
        self._running.discard(name)
        # The same one: what was begun for an equal one before may show what had been found then.
        if source is self._source:
            for number, image in images.items():
                self._kept.put((name, number), image, image_cost(image))
            self.made.emit([(name, number) for number in images])
        self._go_on()


def _drawn(source: CropSource, name: str, numbers: list[int]) -> dict[int, QImage]:
    """Crops of one picture by their numbers; an empty image for those that are not to be had."""
    images = dict.fromkeys(numbers, QImage())
    try:
        masks = read_masks(source.file, name, source.class_id)
        there = [number for number in numbers if number < len(masks)]
        made = crops(source.root / name, [masks[number] for number in there], source.side, source.color)
    except Sam3StudioError:
        return images  # the picture says why when it is opened
    return images | {number: rgb_image(pixels) for number, pixels in zip(there, made, strict=True)}
