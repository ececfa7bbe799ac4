"""Memory that is measured, a disk that is full, and folders and files that must not be listed or read."""

import errno
import os
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

takes_open_files_away = pytest.mark.skipif(
    os.name == "nt", reason="Windows keeps others from moving and deleting files that are open"
)
"""Of tests in which another program does that."""

needs_posix = pytest.mark.skipif(os.name == "nt", reason="Windows has neither these rights nor pipes among its files")


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


def lock_folders(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have nobody list folders that are called "locked", by whomever the test is run."""
    listed = os.scandir

    def refuse(path: str | Path | int) -> object:
        if not isinstance(path, int) and Path(path).name == "locked":  # to remove a folder, it is opened by a number
            raise PermissionError(13, "Permission denied", path)
        return listed(path)

    monkeypatch.setattr(os, "scandir", refuse)


@contextmanager
def ordinary_rights() -> Iterator[None]:
    """Without the right to read everything, where the tests run with it."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)
