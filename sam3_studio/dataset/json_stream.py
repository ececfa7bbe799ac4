"""A large JSON file, piece by piece: memory is that of the largest piece."""

import codecs
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

_CHUNK = 1 << 20
_DECODER = json.JSONDecoder()
_AFTER = frozenset(" \t\r\n,:]}")

MOST_CHARACTERS = 128 << 20
"""Of a value. What is longer is no label: an object with ten million runs of pixels has fewer."""

# What was cut off within a number, a word or an escape is noticed that far from the end at most.
_CUT = 16

LIST = object()
"""Stands for the beginning of a list, whose elements follow."""


class JsonError(ValueError):
    """A file is no JSON, or was cut off.

    Attributes:
        line: from 1, where that was noticed.
        column: from 1.
    """

    def __init__(self, reason: str, line: int, column: int) -> None:
        super().__init__(f"{reason} in line {line}, column {column}")
        self.line = line
        self.column = column


class TooLongError(JsonError):
    """A value has more than `MOST_CHARACTERS`."""


class EncodingError(ValueError):
    """A file is not UTF-8.

    Attributes:
        byte: from 0, where that was noticed.
    """

    def __init__(self, byte: int) -> None:
        super().__init__(f"byte {byte} is not UTF-8")
        self.byte = byte


def pieces_of(path: Path) -> Iterator[tuple[str, Any]]:
    """What a file holds that is one object: each value with its key; of lists `LIST` and then each element.

    While a large one is read other threads have their turns, as they have not while Python's own reader is at work.

    Raises:
        OSError: it cannot be read.
        JsonError: it is no JSON, no object, or was cut off.
        TooLongError: a value does not fit into memory, or has no end.
        EncodingError: it is not UTF-8.
        RecursionError: it is nested too deeply.
    """
    with path.open("rb") as file:
        text = _Text(file)
        text.expect("{")
        if text.peek() != "}":
            yield from _members(text)
        text.expect("}")
        if text.peek():
            raise text.wrong("something follows the end")


def _members(text: "_Text") -> Iterator[tuple[str, Any]]:
    while True:
        key = text.value()
        if not isinstance(key, str):
            raise text.wrong("a key is missing")
        text.expect(":")
        if text.peek() == "[":
            yield key, LIST
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

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self._bytes = 0
        self._window = ""
        self._start = 0
        # Of the window's beginning, from 0.
        self._line = self._column = 0

    def wrong(self, reason: str, place: int | None = None, kind: type[JsonError] = JsonError) -> JsonError:
        """Says that something is, at a place in the window or where it is read now."""
        before = self._window[: self._start if place is None else place]
        lines = before.count("\n")
        column = len(before) - before.rfind("\n") - 1 + (0 if lines else self._column)
        return kind(reason, self._line + lines + 1, column + 1)

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
            JsonError: another one comes.
        """
        if self.peek() != character:
            raise self.wrong(f"{character} is missing")
        self._start += 1

    def value(self) -> Any:
        """Go past a value.

        Raises:
            JsonError: there is none.
            TooLongError: it is too long.
        """
        self.peek()
        while True:
            try:
                found, end = _DECODER.raw_decode(self._window, self._start)
            except ValueError as error:
                self._read_on_after(error)
                continue
            # A number at the end of the window may go on, also one that seems to end before its point.
            if self._window[end : end + 1] in _AFTER or not self._is_cut(end) or not self._read_on():
                self._start = end
                return found

    def _read_on_after(self, error: ValueError) -> None:
        """Read on where a value may be whole then.

        Raises:
            JsonError: it is wrong whatever follows, or nothing does.
            TooLongError: it is too long already.
        """
        place, reason, may_go_on = self._start, str(error), True
        if isinstance(error, json.JSONDecodeError):
            place, reason = error.pos, error.msg
            may_go_on = self._is_cut(place) or reason.startswith("Unterminated string")
        if may_go_on and len(self._window) - self._start > MOST_CHARACTERS:
            raise self.wrong("a value is too long", kind=TooLongError) from error
        told = self.wrong(reason, place)
        if not may_go_on or not self._read_on():
            raise told from error

    def _is_cut(self, place: int) -> bool:
        """Whether what seems to be wrong at a place in the window may be so because the window ends."""
        return len(self._window) - place <= _CUT

    def _read_on(self) -> bool:
        """Let the window begin here and end further on; whether there is more."""
        before = self._window[: self._start]
        lines = before.count("\n")
        self._line += lines
        self._column = len(before) - before.rfind("\n") - 1 + (0 if lines else self._column)
        more = self._decoded(self._file.read(max(_CHUNK, len(self._window) - self._start)))
        self._window, self._start = self._window[self._start :] + more, 0
        return bool(more)

    def _decoded(self, data: bytes) -> str:
        waiting = len(self._decoder.getstate()[0])
        try:
            text = self._decoder.decode(data, final=not data)
        except UnicodeDecodeError as error:
            raise EncodingError(self._bytes - waiting + error.start) from error
        self._bytes += len(data)
        # A character may end in the bytes that come next.
        return text if text or not data else self._decoded(self._file.read(_CHUNK))
