"""What commands print to: a terminal, a file or a pipe that may close, fill up or be missing from the start."""

import contextlib
import io
import os
import sys
from collections.abc import Iterator
from typing import TextIO


class Console(io.TextIOBase):
    """A stream that fails quietly, so that work goes on when nobody reads about it any more.

    Attributes:
        failure: why the first thing that could not be written was not; None while all is well, or when the reader of a
            pipe has just left.
    """

    def __init__(self, stream: TextIO | None) -> None:
        """Takes over a stream; None is one that the program was started without."""
        if isinstance(stream, io.TextIOWrapper):  # a console that lacks a name's letters shows "?" instead
            stream.reconfigure(errors="replace")
        self.failure: OSError | None = None
        self._stream = stream

    @property
    def encoding(self) -> str:  # type: ignore[override]  # typeshed has an attribute
        """What the stream can show, which progress bars ask."""
        return self._stream.encoding if self._stream else "utf-8"

    def write(self, text: str) -> int:
        """Write if possible."""
        if self._stream:
            with self._going_quiet():
                self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        """Flush if possible."""
        if self._stream:
            with self._going_quiet():
                self._stream.flush()

    def isatty(self) -> bool:
        """Whether a person looks on."""
        return self._stream is not None and self._stream.isatty()

    def fileno(self) -> int:
        """The stream's own."""
        if self._stream is None:
            raise io.UnsupportedOperation("there is no stream")
        return self._stream.fileno()

    @contextlib.contextmanager
    def _going_quiet(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            if not isinstance(error, BrokenPipeError):
                self.failure = error
            self._leave()

    def _leave(self) -> None:
        """Write no more; not even the interpreter at exit can then complain about what is still buffered."""
        stream, self._stream = self._stream, None
        with contextlib.suppress(OSError, ValueError, AttributeError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())  # type: ignore[union-attr]


@contextlib.contextmanager
def consoles() -> Iterator[tuple[Console, Console]]:
    """Standard output and error as consoles while the block runs."""
    out, err = Console(sys.stdout), Console(sys.stderr)
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        yield out, err
        out.flush()
        err.flush()
