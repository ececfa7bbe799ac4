"""A text file, line by line: memory is that of the longest line."""

import codecs
import io
from collections.abc import Iterator
from contextlib import closing
from itertools import chain
from pathlib import Path

from sam3_studio.dataset.reading.parsing import checked_text_file, not_utf8, text_pieces

_LONGEST = 1 << 28
"""Characters of a line that is no line of labels any more."""


def lines_of(path: Path) -> Iterator[str]:
    """The lines of a label file with their ends, whichever these are, without a byte order mark.

    Raises:
        DatasetError: it cannot be read, is not UTF-8, or holds zeros.
    """
    with checked_text_file(path), closing(text_pieces(path)) as pieces:
        yield from _lines(pieces, path)


def _lines(pieces: Iterator[bytes], path: Path) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    start, rest = 0, ""
    for piece in chain(pieces, [b""]):
        waiting = len(decoder.getstate()[0])
        try:
            rest += decoder.decode(piece, final=not piece)
        except UnicodeDecodeError as error:
            raise not_utf8(path, start - waiting + error.start) from error
        start += len(piece)
        whole, end, rest = rest.rpartition("\n") if piece else (rest, "", "")
        if len(rest) > _LONGEST:
            raise MemoryError
        # Some write a return alone, which ends a line, too.
        yield from io.StringIO(whole + end, newline="")
