"""Memory that is measured, and a disk that is full."""

import errno
import os
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from types import SimpleNamespace
from typing import Any


@contextmanager
def most_memory() -> Iterator[list[int]]:
    """A list that gets how many bytes Python had at most in the block."""
    peak: list[int] = []
    tracemalloc.start()
    try:
        yield peak
    finally:
        peak.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()


def full_after(files: int) -> Callable[..., AbstractContextManager[SimpleNamespace]]:
    """As `os.fdopen`, on a disk that has room for so many files and a half."""
    fdopen, opened = os.fdopen, []

    @contextmanager
    def opening(*arguments: Any) -> Iterator[SimpleNamespace]:
        opened.append(arguments)
        with fdopen(*arguments) as file:

            def write(content: bytes) -> None:
                if len(opened) <= files:
                    file.write(content)
                else:
                    file.write(content[: len(content) // 2])
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

            yield SimpleNamespace(write=write)

    return opening
