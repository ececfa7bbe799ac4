"""Which picture a file is: a picture is its file and not its name, and files get other names.

What a person has marked in one must not lie over another. These are the rules; `moves` does what follows from them.
"""

import unicodedata
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import PurePosixPath

from sam3_studio.dataset.journal import FileState
from sam3_studio.dataset.project.conditions import IS_IDLE

_UNPACKED = frozenset({".bmp", ".dib", ".pbm", ".pgm", ".pnm", ".ppm", ".tga", ".tif", ".tiff"})
"""Endings of files that may have as many bytes as before with another picture in them."""

_IS_OTHER = "FROM images WHERE name = :name AND (size, modified) <> (:size, :modified)"
_IS_KNOWN = "EXISTS (SELECT 1 FROM images AS other WHERE (other.size, other.modified) = (:size, :modified))"
MOVED = f"SELECT 1 {_IS_OTHER} AND {_IS_KNOWN}"
"""Whether the file that has a name now may be one that the project knows by another, in SQL; see `values_of`."""
IN_QUESTION = f"SELECT 1 {_IS_OTHER} AND ((NOT :by_size OR size <> :size) AND NOT ({IS_IDLE}) OR {_IS_KNOWN})"
"""The same, or whether the file before, in which a person did something, may have another name.

Of other pictures no label is lost with the trace; a run over many comes upon them before the folder is looked through.
"""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A picture of the project under the name, and with the file, that it had once or has now.

    Attributes:
        id: of the picture.
        name: relative to the folder.
        file: what lay under the name.
    """

    id: int
    name: str
    file: FileState


def values_of(name: str, file: FileState) -> Mapping[str, object]:
    """What questions about the file that has a name now are asked with."""
    return {"name": name, "size": file.size, "modified": file.modified, "by_size": _tells_by_size(name)}


def may_be_copy(name: str, before: FileState, now: FileState) -> bool:
    """Whether a file may be a copy of the one before, as those of a copied folder are: with as many bytes, but younger.

    Not in formats in which other pictures have as many, too: what is shot there with one camera would be taken for it.
    """
    return before.size == now.size and _tells_by_size(name)


def same_by_age(before: Iterable[Sighting], after: Iterable[Sighting], others: Set[int]) -> dict[Sighting, Sighting]:
    """Files that have the names of others now, as where numbers moved up by one or two folders changed places.

    A file is the same if it has as many bytes, and is as old to the nanosecond, as one that had another name; not where
    any other picture is as old, as in archives that stamp all files alike.

    Args:
        before: pictures whose files are not there under their names any more.
        after: files that were not there under these names before.
        others: when the files of all other pictures were modified.

    Returns:
        Where those of before are now.
    """
    after = [*after]
    were, are = Counter(one.file.modified for one in before), Counter(one.file.modified for one in after)
    telling = {age for age, number in were.items() if number == 1 == are[age]} - others
    places = {one.file: one for one in after if one.file.modified in telling}
    return {one: places[one.file] for one in before if one.file in places}


def same_by_name(lost: Sequence[Sighting], found: Iterable[Sighting], newest: int) -> dict[Sighting, Sighting]:
    """Files whose names are spelled otherwise now, or that have the same name in another folder.

    A file that is renamed from .JPG to .jpg is the same picture on every disk, and so is one whose name an archive or
    another system spells with accents as characters of their own. It has to have as many bytes as before. A name that
    the project knew already may be that of another file beside the lost one, where capitals tell files apart: such a
    file also has to be as old as the lost one.

    A new file in another folder, as where a folder got another name or pictures were sorted into some, is the same if
    it has the name, the bytes and the age of one that is lost; not where there are two of them.

    Args:
        lost: pictures whose files are gone.
        found: those that are there, and that no person has done anything in.
        newest: the highest id of a picture that is not new.

    Returns:
        What each of the lost ones is now.
    """
    known = {_spelling(one): one for one in lost}
    same: dict[Sighting, Sighting] = {}
    new = []
    for one in found:
        before = known.get(_spelling(one))
        if before is not None and (one.id > newest or one.file == before.file):
            same[known.pop(_spelling(one))] = one
        elif one.id > newest:
            new.append(one)
    here, there = _alone(one for one in lost if one not in same), _alone(new)
    return same | {one: there[file] for file, one in here.items() if file in there}


def _tells_by_size(name: str) -> bool:
    """Whether files of another picture have another number of bytes, as those of compressed formats do."""
    return PurePosixPath(name).suffix.lower() not in _UNPACKED


def _spelling(one: Sighting) -> Hashable:
    """The same whatever the case of the name, with accents composed or not."""
    return _folded(one.name), one.file.size


def _alone(sightings: Iterable[Sighting]) -> dict[Hashable, Sighting]:
    """Those whose name in their folder, bytes and age no other one has, by these."""
    by_file: dict[Hashable, list[Sighting]] = {}
    for one in sightings:
        by_file.setdefault((_folded(one.name.rpartition("/")[2]), one.file), []).append(one)
    return {file: alike[0] for file, alike in by_file.items() if len(alike) == 1}


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name.casefold())
