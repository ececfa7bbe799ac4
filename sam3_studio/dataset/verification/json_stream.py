"""A large JSON file, piece by piece: memory is that of the largest piece."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

_CHUNK = 1 << 20
_DECODER = json.JSONDecoder()
_AFTER = frozenset(" \t\r\n,:]}")


def pieces_of(path: Path) -> Iterator[tuple[str, Any]]:
    """What a file holds that is one object: each value with its key, and of lists each element, in order.

    Raises:
        OSError: it cannot be read.
        ValueError: it is no JSON, no object, or was cut off.
    """
    with path.open(encoding="utf-8") as file:
        text = _Text(file)
        text.expect("{")
        if text.peek() != "}":
            yield from _members(text)
        text.expect("}")
        if text.peek():
            raise ValueError("something follows the end")


def _members(text: "_Text") -> Iterator[tuple[str, Any]]:
    while True:
        key = text.value()
        if not isinstance(key, str):
            raise ValueError(f"{key!r} is no key")  # noqa: TRY004  # of a file, not of an argument
        text.expect(":")
        if text.peek() == "[":
            for element in _elements(text):
                yield key, element
        else:
            yield key, text.value()
        if text.peek() != ",":
            return
        text.expect(",")


def _elements(text: "_Text") -> Iterator[Any]:
    text.expect("[")
    while text.peek() != "]":
        yield text.value()
        if text.peek() != ",":
            break
        text.expect(",")
    text.expect("]")


class _Text:
    """A file's text, of which a window is in memory."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._window = ""
        self._start = 0

    def peek(self) -> str:
        """The next character that is no blank; "" at the end."""
        while True:
            while self._start < len(self._window):
                if not self._window[self._start].isspace():
                    return self._window[self._start]
                self._start += 1
            if not self._read_on():
                return ""

    def expect(self, character: str) -> None:
        """Go past a character.

        Raises:
            ValueError: another one comes.
        """
        if self.peek() != character:
            raise ValueError(f"{character} is missing")
        self._start += 1

    def value(self) -> Any:
        """Go past a value.

        Raises:
            ValueError: there is none.
        """
        self.peek()
        while True:
            try:
                found, end = _DECODER.raw_decode(self._window, self._start)
            except json.JSONDecodeError:
                if not self._read_on():
                    raise
                continue
            # A number at the end of the window may go on, also one that seems to end before its point.
            if self._window[end : end + 1] in _AFTER or not self._read_on():
                self._start = end
                return found

    def _read_on(self) -> bool:
        """Let the window begin here and end further on; whether there is more."""
        more = self._file.read(max(_CHUNK, len(self._window) - self._start))
        self._window, self._start = self._window[self._start :] + more, 0
        return bool(more)
