"""Reading pictures before their turn comes, so that disk and decoder work while the device does."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path
from typing import Generic, TypeVar

Read = TypeVar("Read")

AHEAD = 2
"""Pictures that are read, or wait to be used, beside the one in use: more would only take memory."""


class ReadingAhead(Generic[Read]):
    """Reads some pictures ahead, each in a thread of its own.

    The threads exist because decoding a photo takes as long as a fast device takes to answer. They are woken by `take`,
    touch nothing but what `read` does, and end with `close`. All else is for one thread at a time.

    Args:
        read: reads one, in any thread.
    """

    def __init__(self, read: Callable[[Path], Read]) -> None:
        self._read = read
        self._coming: dict[Path, Future[Read]] = {}
        self._running: set[Future[Read]] = set()
        self._pool: ThreadPoolExecutor | None = None

    def take(self, path: Path, then: Sequence[Path] = ()) -> Read:
        """What was read of a picture, now or before; what it raises is raised here.

        Args:
            path: of the picture.
            then: those that are likely to be asked for next, of which `AHEAD` are read meanwhile; others that were are
                forgotten.
        """
        wanted = list(dict.fromkeys((path, *then[:AHEAD])))
        for other in self._coming.keys() - set(wanted):
            self._coming.pop(other).cancel()
        for one in wanted:
            if one not in self._coming:
                self._coming[one] = self._start(one)
        return self._coming.pop(path).result()

    def close(self, timeout: float | None = None) -> bool:
        """Forget everything and end the threads; it can be used again.

        Args:
            timeout: seconds to wait for them at most; None for as long as it takes.

        Returns:
            Whether they have ended: a huge picture cannot be stopped.
        """
        for future in self._coming.values():
            future.cancel()
        self._coming.clear()
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None
        # One that was called off before it began is never told of as done.
        return not wait([one for one in self._running if not one.cancelled()], timeout).not_done

    def _start(self, path: Path) -> "Future[Read]":
        if self._pool is None:
            self._pool = ThreadPoolExecutor(AHEAD + 1, thread_name_prefix="read ahead")
        future = self._pool.submit(self._read, path)
        self._running = {one for one in self._running if not one.done()} | {future}
        return future
