"""How far something is that takes a while, for those who show it, and a way for them to end it."""

import threading
from collections.abc import Callable

from sam3_studio.core.errors import CancelledError

Progress = Callable[[int, int], None]
"""Is told how many of how many steps are done."""


class Halves:
    """Tells of two pieces of work on a project as of one.

    Attributes:
        cancel: asks to end it; None where nobody will.

    Args:
        progress: is told; None for nobody.
        cancel: see above.
    """

    def __init__(self, progress: Progress | None = None, cancel: threading.Event | None = None) -> None:
        self._progress = progress
        self.cancel = cancel

    def first(self, done: int, total: int) -> None:
        """So many of so many steps of the first piece are done."""
        if self._progress is not None:
            self._progress(done, 2 * total)

    def second(self, done: int, total: int) -> None:
        """The same of the second piece.

        Raises:
            CancelledError: it is to end.
        """
        if self.cancel is not None and self.cancel.is_set():
            raise CancelledError("The project stays as it was.")
        if self._progress is not None:
            self._progress(total + done, 2 * total)
