"""Pictures that were renamed or moved to another folder: they are the same, with all that is known of them."""

import unicodedata
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from sam3_studio.dataset.journal import FileState
from sam3_studio.dataset.project.pictures.scan import ScannedImage
from sam3_studio.dataset.project.storage.connections import Connection


@dataclass(frozen=True, slots=True)
class _Row:
    """A picture as the project has it."""

    id: int
    name: str
    size: int
    modified: int

    @property
    def spelling(self) -> Hashable:
        """The same whatever the case of the name, with accents composed or not."""
        return _folded(self.name), self.size

    @property
    def file(self) -> Hashable:
        """The same wherever the file lies."""
        return _folded(self.name.rpartition("/")[2]), self.size, self.modified


def renamed(connection: Connection, lost: str, idle: str, newest: int) -> list[tuple[int, str, ScannedImage]]:
    """Find lost pictures under other names; the rows that these names had are deleted.

    A file that is renamed from .JPG to .jpg is the same picture on every disk, and so is one whose name an archive or
    another system spells with accents as characters of their own. It has to have as many bytes as before. A name that
    the project knew already may be that of another file beside the lost one, where capitals tell files apart: such a
    file also has to be as old as the lost one.

    A new file in another folder, as where a folder got another name or pictures were sorted into some, is the same if
    it has the name, the bytes and the age of one that is lost; not where there are two of them.

    Args:
        connection: in a transaction.
        lost: the condition of pictures that were not found, in SQL.
        idle: the same of those that were, and that no person has done anything in.
        newest: the highest id that there was before this scan.

    Returns:
        The id and the name of each as it is lost, and how it was found.
    """
    columns = "SELECT id, name, size, modified FROM images"
    before = [_Row(*row) for row in connection.execute(f"{columns} WHERE {lost}")]
    if not before:
        return []
    known = {row.spelling: row for row in before}
    sizes = f"size IN (SELECT size FROM images WHERE {lost})"
    pairs, others = [], []
    for new in (_Row(*row) for row in connection.execute(f"{columns} WHERE {sizes} AND {idle}").fetchall()):
        old = known.get(new.spelling)
        if old is not None and (new.id > newest or new.modified == old.modified):
            pairs.append((known.pop(new.spelling), new))
        elif new.id > newest:
            others.append(new)
    taken = {old.id for old, _ in pairs}
    pairs += _moved([row for row in before if row.id not in taken], others)
    connection.executemany("DELETE FROM images WHERE id = ?", [(new.id,) for _, new in pairs])
    return [(old.id, old.name, ScannedImage(new.name, FileState(new.size, new.modified))) for old, new in pairs]


def _moved(before: Sequence[_Row], new: Sequence[_Row]) -> list[tuple[_Row, _Row]]:
    """Pictures and what they are now, of which each is the only one that it can be."""
    lost, found = _alone(before), _alone(new)
    return [(old, found[file]) for file, old in lost.items() if file in found]


def _alone(rows: Sequence[_Row]) -> dict[Hashable, _Row]:
    """By their files, those that share it with no other one."""
    files = [row.file for row in rows]
    counts = Counter(files)
    return {file: row for file, row in zip(files, rows, strict=True) if counts[file] == 1}


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name.casefold())
