"""A text file, line by line: memory is that of the longest line."""

import codecs
import io
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from sam3_studio.core.sentence import Sentence
from sam3_studio.dataset.reading.parsing import Place, check_text_file, not_utf8, text_pieces

_LONGEST = 1 << 28
"""Characters of a line that is no line of labels any more."""


def lines_of(path: Path) -> Iterator[str]:
    """The lines of a label file with their ends, whichever these are, without a byte order mark.

    Raises:
        DatasetError: it cannot be read, is not UTF-8, or holds zeros.
    """
    place = Place(path)
    try:
        check_text_file(path)
        with path.open("rb") as file:
            yield from _lines(text_pieces(file, place), place)
    except OSError as error:
        raise place.wrong(error.strerror or str(error)) from error
    except MemoryError as error:
        raise place.wrong(Sentence("it does not fit into memory")) from error


def _lines(pieces: Iterator[bytes], place: Place) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    start, rest = 0, ""
    for piece in chain(pieces, [b""]):
        waiting = len(decoder.getstate()[0])
        try:
            rest += decoder.decode(piece, final=not piece)
        except UnicodeDecodeError as error:
            raise not_utf8(place.path, start - waiting + error.start) from error
        start += len(piece)
        whole, end, rest = rest.rpartition("\n") if piece else (rest, "", "")
        if len(rest) > _LONGEST:
            raise MemoryError
        # Some write a return alone, which ends a line, too.
        yield from io.StringIO(whole + end, newline="")
