"""Commands that are told to end: by `kill`, `timeout`, a service manager or the end of a session."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def ended_in_order() -> Iterator[Callable[[], bool]]:
    """Have SIGTERM end the block as Ctrl+C does, so that what is half written is removed and what is found is kept.

    A second one says nothing new: `timeout` sends it to the process and to its group. Where SIGTERM means something
    else than the end already, or the block does not run in the main thread, it goes on meaning what it meant.

    Returns:
        A function that tells whether it came.

    Raises:
        KeyboardInterrupt: within the block, once it came.
    """
    came = threading.Event()
    is_main = threading.current_thread() is threading.main_thread()
    if not is_main or signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL:
        yield came.is_set
        return

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        if not came.is_set():
            came.set()
            raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, interrupt)
    try:
        yield came.is_set
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
