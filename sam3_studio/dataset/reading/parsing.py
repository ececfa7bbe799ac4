"""Taking files of others apart: whatever is wrong becomes one sentence that says where."""

import codecs
import json
import re
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from itertools import dropwhile
from pathlib import Path, PurePosixPath
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sam3_studio.core.errors import DatasetError, Sam3StudioError
from sam3_studio.core.folders import is_there
from sam3_studio.core.sentence import Sentence
from sam3_studio.dataset.json_stream import MOST_CHARACTERS, EncodingError, JsonError, TooLongError, pieces_of
from sam3_studio.dataset.report import check_class_names

MOST_BYTES = 4 << 30
"""Larger label files are refused: they would not fit into memory."""
ARCHIVES = (b"PK\3\4", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!")
"""How files of ZIP, gzip, 7-Zip and RAR begin."""
_PIECE = 1 << 20
_ZEROS = Sentence("it holds zeros instead of text")
_HUGE = 1e30
_MOST_DIGITS = 18
_ROOT = re.compile(r"^(?:[A-Za-z]:)?/*")


class Place:
    """A place in a file, for sentences.

    Args:
        path: of the file.
        where: in it, such as "annotations[3]" or "line 7"; "" for the file as a whole.
    """

    def __init__(self, path: Path, where: str = "") -> None:
        self.path = path
        self.where = where

    def at(self, where: str) -> "Place":
        """A place further in."""
        return Place(self.path, f"{self.where}{where}")

    def wrong(self, reason: str) -> DatasetError:
        """Says what is wrong here; `reason` is a `Sentence` that goes on after a colon."""
        if not self.where:
            return DatasetError(
                "{path} cannot be imported: {reason}. Nothing was imported.", path=self.path, reason=reason
            )
        return DatasetError(
            "{path} cannot be imported, as {where} is wrong: {reason}. Nothing was imported.",
            path=self.path,
            where=self.where,
            reason=reason,
        )


@contextmanager
def nothing_imported(kind: type[Sam3StudioError] = DatasetError) -> Iterator[None]:
    """Whatever is wrong with a file is told with the assurance that nothing came of it.

    Args:
        kind: of error that says what is wrong.

    Raises:
        DatasetError: something is.
    """
    try:
        yield
    except kind as error:
        raise DatasetError("{reason} Nothing was imported.", reason=error.args[0]) from error


def read_bytes(path: Path) -> bytes:
    """All of a label file.

    Raises:
        DatasetError: it cannot be read, is too large, or holds zeros as a file does that was never written.
    """
    with checked_text_file(path):
        return b"".join(text_pieces(path))


def text_pieces(path: Path) -> Generator[bytes]:
    """All bytes of a file, a piece at a time: there may be gigabytes of zeros, which end it.

    Raises:
        DatasetError: there are zeros.
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            if b"\0" in piece:
                raise Place(path).wrong(_ZEROS)
            yield piece


@contextmanager
def checked_text_file(path: Path) -> Iterator[None]:
    """While a label file is read: what can be told of it without reading is checked before.

    Raises:
        DatasetError: it is no file, too large, UTF-16, or begins with zeros as one does that was never written; it
            cannot be read, or does not fit into memory.
    """
    place = Place(path)
    try:
        _check(path, place)
        yield
    except OSError as error:
        raise place.wrong(error.strerror or str(error)) from error
    except MemoryError as error:
        raise place.wrong(Sentence("it does not fit into memory")) from error


def _check(path: Path, place: Place) -> None:
    if is_there(path) and not path.is_file():  # a pipe would keep whoever reads it waiting
        raise place.wrong(Sentence("it is no file"))
    with path.open("rb") as file:
        beginning = file.read(4096)
        if beginning.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            raise place.wrong(Sentence("it is UTF-16, so save it as UTF-8 first"))
        if beginning.startswith(ARCHIVES):
            raise place.wrong(Sentence("it is an archive, so unpack it first"))
        if b"\0" in beginning:
            raise place.wrong(_ZEROS)
        if file.seek(0, 2) > MOST_BYTES:
            raise place.wrong(Sentence("it has more than {most} GB", most=MOST_BYTES >> 30))


def read_text(path: Path) -> str:
    """A label file as text, with or without a byte order mark.

    Raises:
        DatasetError: it cannot be read, or is not UTF-8.
    """
    try:
        return read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise not_utf8(path, error.start) from error


def not_utf8(path: Path, byte: int) -> DatasetError:
    """Says that a file is not UTF-8, and from which byte on."""
    return Place(path).wrong(Sentence("byte {place} is not UTF-8, so save it as UTF-8 first", place=byte))


def read_json(path: Path) -> Any:
    """What a JSON file holds.

    Raises:
        DatasetError: it cannot be read, or is no JSON, or ends too early.
    """
    text = read_text(path)
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise _no_json(path, error.lineno, error.colno) from error
    except ValueError as error:
        raise Place(path).wrong(Sentence("it has a number of too many digits")) from error
    except RecursionError as error:
        raise Place(path).wrong(Sentence("it is nested too deeply")) from error


def read_pieces(path: Path) -> Iterator[tuple[str, Any]]:
    """What a large JSON file holds, see `json_stream.pieces_of`.

    Raises:
        DatasetError: it cannot be read, or is no JSON, or ends too early.
    """
    try:
        with checked_text_file(path):
            yield from pieces_of(path)
    except EncodingError as error:
        raise not_utf8(path, error.byte) from error
    except TooLongError as error:
        most = MOST_CHARACTERS >> 20
        raise Place(path, _position(error.line, error.column)).wrong(
            Sentence("one object has more than {most} MB, or a quotation mark is missing", most=most)
        ) from error
    except JsonError as error:
        raise _no_json(path, error.line, error.column) from error
    except RecursionError as error:
        raise Place(path).wrong(Sentence("it is nested too deeply")) from error


def _no_json(path: Path, line: int, column: int) -> DatasetError:
    return Place(path, _position(line, column)).wrong(Sentence("it is no JSON of this kind, or the file was cut off"))


def _position(line: int, column: int) -> Sentence:
    return Sentence("line {line}, column {column}", line=line, column=column)


def entry(value: Any, key: str, kind: type | tuple[type, ...], place: Place) -> Any:
    """A value of a JSON object.

    Args:
        value: the object.
        key: its name there.
        kind: that the value is of.
        place: of the object.

    Raises:
        DatasetError: there is none, or it is of another kind.
    """
    if not isinstance(value, dict):
        raise place.wrong(Sentence("there is no object with names and values"))
    found = value.get(key)
    if not isinstance(found, kind) or (isinstance(found, bool) and kind is not bool):
        raise place.wrong(Sentence("{key!r} is missing or of the wrong kind", key=key))
    return found


def said_size(value: Any, keys: tuple[str, str], place: Place) -> tuple[int, int] | None:
    """(width, height) of a picture as a JSON object has them; None where it says neither, or 0 or -1 as some do.

    Raises:
        DatasetError: one of them is missing, or is no whole number.
    """
    if isinstance(value, dict) and all(value.get(key) in (None, 0, -1) for key in keys):
        return None
    width, height = (entry(value, key, int, place) for key in keys)
    return width, height


def numbers(values: Any, place: Place) -> NDArray[np.float64]:
    """A list of finite numbers, (n).

    Raises:
        DatasetError: it is none.
    """
    if not isinstance(values, Sequence) or isinstance(values, str) or not all(_is_number(value) for value in values):
        raise place.wrong(Sentence("there should be numbers, none of them NaN or infinite"))
    return np.array(values, dtype=np.float64)


def _is_number(value: Any) -> bool:
    # Whole numbers in JSON have as many digits as they like.
    return isinstance(value, int | float) and not isinstance(value, bool) and -_HUGE < value < _HUGE


def whole_number(text: str) -> int | None:
    """A number from 0 that is written in digits; None for anything else, and for one that nothing is so large as."""
    text = text.strip()
    return int(text) if text.isdecimal() and len(text) <= _MOST_DIGITS else None


def class_name(text: str, place: Place) -> str:
    """A class's name without blanks around it.

    Raises:
        DatasetError: nothing is left, or it does not fit on one line.
    """
    name = text.strip()
    try:
        check_class_names([name])
    except DatasetError as error:
        raise place.wrong(Sentence("{name!r} is no name for a class", name=text)) from error
    return name


def picture_name(text: str, place: Place) -> PurePosixPath:
    """The path by which a file names a picture; one that is absolute counts from its root on.

    So does one that climbs to a folder elsewhere: Label Studio and X-AnyLabeling tell so where their pictures lie.

    Raises:
        DatasetError: it climbs out of its folder otherwise, names nothing, or is no text.
    """
    path = PurePosixPath(_ROOT.sub("", text.replace("\\", "/")))
    further = PurePosixPath(*dropwhile("..".__eq__, path.parts))
    if len(further.parts) > 1:
        path = further
    if ".." in path.parts or not path.name or "\0" in text:
        raise place.wrong(Sentence("the picture name {name!r} does not stay inside its folder", name=text))
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise place.wrong(Sentence("the picture name {name!r} is not valid Unicode", name=text)) from error
    return path
