"""JSON files that are larger than memory: an object whose long lists are read item by item."""

import codecs
import json
from collections.abc import Collection, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, BinaryIO

from sam3_studio.core.errors import DatasetError
from sam3_studio.core.sentence import Sentence
from sam3_studio.dataset.reading.parsing import Place, check_text_file

_CHUNK = 1 << 18
_BLANKS = " \t\n\r"
_ENDS = frozenset(",:]}" + _BLANKS)
"""What may follow a value."""
_DECODER = json.JSONDecoder()


def read_items(path: Path, lists: Collection[str]) -> Iterator[tuple[str, Any, str]]:
    """The values of the object that a file holds, one after the other; lists of these names item by item.

    Memory is that of the largest value.

    Args:
        path: of the file.
        lists: names of the lists to be taken apart.

    Yields:
        The name, the value or item, and its text. An empty list is given as such, before that its items are not.

    Raises:
        DatasetError: it cannot be read, is no JSON, ends too early, or is no object.
    """
    try:
        with path.open("rb") as file, closing(_values(_Text(path, file), lists)) as values:
            yield from values
    except OSError as error:
        raise Place(path).wrong(error.strerror or str(error)) from error
    except RecursionError as error:
        raise Place(path).wrong(Sentence("it is nested too deeply")) from error


def _values(text: "_Text", lists: Collection[str]) -> Iterator[tuple[str, Any, str]]:
    if text.peek() != "{":
        raise text.no_object()
    text.take("{")
    more = text.peek() != "}"
    if not more:
        text.take("}")
    while more:
        key, _ = text.value()
        if not isinstance(key, str):
            raise text.wrong()
        text.take(":")
        if key in lists and text.peek() == "[":
            yield key, [], "[]"
            yield from ((key, *item) for item in _items(text))
        else:
            yield key, *text.value()
        more = text.take(",}") == ","
    if text.peek():
        raise text.wrong()


def _items(text: "_Text") -> Iterator[tuple[Any, str]]:
    text.take("[")
    if text.peek() == "]":
        text.take("]")
        return
    more = True
    while more:
        yield text.value()
        more = text.take(",]") == ","


class _Text:
    """A file as text, of which no more is in memory than the value that is read.

    Args:
        path: for sentences.
        file: at its beginning.
    """

    def __init__(self, path: Path, file: BinaryIO) -> None:
        check_text_file(path, file)
        self._path = path
        self._file = file
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self._buffer = ""
        self._at = 0
        self._line, self._column = 1, 1
        self._ended = False

    def peek(self) -> str:
        """The next letter that is no blank; empty at the end."""
        while True:
            while self._at < len(self._buffer) and self._buffer[self._at] in _BLANKS:
                self._at += 1
            if self._at < len(self._buffer) or self._ended:
                return self._buffer[self._at : self._at + 1]
            self._read(_CHUNK)

    def take(self, letters: str) -> str:
        """The next letter, which is one of these."""
        letter = self.peek()
        if not letter or letter not in letters:
            raise self.wrong()
        self._at += 1
        return letter

    def value(self) -> tuple[Any, str]:
        """The next value, and its text."""
        self.peek()
        while True:
            try:
                value, end = _DECODER.raw_decode(self._buffer, self._at)
            except json.JSONDecodeError as error:
                if self._ended:
                    raise self.wrong(error.pos) from error
            except ValueError as error:
                raise Place(self._path).wrong(Sentence("it has a number of too many digits")) from error
            else:
                # A number may go on behind the buffer: of "0.5" there may be "0" or "0." so far.
                if self._ended or self._buffer[end : end + 1] in _ENDS:
                    text, self._at = self._buffer[self._at : end], end
                    return value, text
            # As much again as there is, so that a long value is not tried too often.
            self._read(max(_CHUNK, len(self._buffer) - self._at))

    def wrong(self, at: int | None = None) -> DatasetError:
        """Says that there is no JSON at a place in the buffer, here by default."""
        self._count(self._at if at is None else at)
        where = Sentence("line {line}, column {column}", line=self._line, column=self._column)
        return Place(self._path, where).wrong(Sentence("it is no JSON, or the file was cut off"))

    def no_object(self) -> DatasetError:
        """Says what is missing at the beginning."""
        if not self.peek():
            return self.wrong()
        self.value()
        return Place(self._path).wrong(Sentence("there is no object with names and values"))

    def _read(self, size: int) -> None:
        pending = len(self._decoder.getstate()[0])
        start = self._file.tell() - pending
        chunk = self._file.read(size)
        self._ended = not chunk
        try:
            more = self._decoder.decode(chunk, final=self._ended)
        except UnicodeDecodeError as error:
            raise Place(self._path).wrong(
                Sentence("byte {place} is not UTF-8, so save it as UTF-8 first", place=start + error.start)
            ) from error
        self._count(self._at)
        self._buffer, self._at = self._buffer[self._at :] + more, 0

    def _count(self, end: int) -> None:
        """Note the place of a letter in the file; what lies before it in the buffer is forgotten after that."""
        passed = self._buffer[:end]
        lines = passed.count("\n")
        self._line += lines
        self._column = len(passed) - passed.rfind("\n") if lines else self._column + len(passed)
