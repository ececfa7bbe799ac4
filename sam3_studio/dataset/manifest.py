"""Which files of a dataset this program put there, so that it replaces and removes those alone.

The manifest is a hidden file of JSON lines in the dataset's folder. Before a file takes its place, a line with a hash
of its content is on disk; so whenever a run is killed, the next one knows each file that lies there: it is as it was
before that line, or as the line says, and both are this program's. Whatever else lies there a person has made.
A run that ends, even by an error, writes the manifest anew, one line a picture.

Hashes rather than times tell files: they survive moving a dataset to another disk.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from functools import partial
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from sam3_studio.core.errors import DatasetError
from sam3_studio.dataset.digests import content_digest, file_digest
from sam3_studio.dataset.files import (
    cannot_write,
    inside,
    relative_name,
    replaced_when_complete,
    sync,
    write_if_changed,
)
from sam3_studio.dataset.manifest_table import INDEX, ManifestTable

MANIFEST = ".sam3-studio.jsonl"

_HEADER = b'{"kind": "sam3-studio files 1"}\n'


class Manifest:
    """Which files of a dataset this program wrote, for which pictures, and what it wrote.

    What it knows lies in a temporary file, so that it takes as much memory for a million pictures as for one. Every
    method raises DatasetError where there is no room for that.

    Attributes:
        exists: whether an earlier run has written to the folder.
    """

    def __init__(self, folder: Path) -> None:
        """Raises DatasetError when the folder's manifest cannot be read."""
        self.exists = False
        self._folder = folder
        self._path = folder / MANIFEST
        self._table = ManifestTable()
        self._log: BinaryIO | None = None
        self._end = 0
        self._read()

    def names(self) -> Iterator[tuple[str, str]]:
        """The pictures in the dataset, by the names of their sources, each with its name here."""
        return self._table.names()

    def name_of(self, source: str) -> str:
        """The name that a picture has in the dataset; empty for one that is not there."""
        return self._table.name_of(source)

    def enlist(self, source: str, name: PurePosixPath) -> None:
        """Note that a picture belongs to the dataset, under this name."""
        self._table.add(source, str(name), listed=True)

    def is_ours(self, source: str, file: Path) -> bool:
        """Whether the file lies there as this program wrote it for this picture."""
        return file_digest(file) in self._digests(source, file)

    def knows(self, source: str, file: Path) -> bool:
        """Whether this program ever wrote the file for this picture, whatever lies there now."""
        return bool(self._digests(source, file))

    def is_edited(self, source: str, file: Path, content: bytes) -> bool:
        """Whether what lies there is neither this program's nor the content that it is to have.

        Raises:
            DatasetError: it cannot be read.
        """
        try:
            found = file.read_bytes()
        except FileNotFoundError:
            return False
        except OSError as error:
            raise DatasetError(
                "{path} cannot be read ({reason}); check its permissions.", path=file, reason=error.strerror
            ) from error
        return found != content and content_digest(found) not in self._digests(source, file)

    def write(self, source: str, file: Path, content: bytes) -> None:
        """Write a small file that is not edited; one that has this content is taken for ours.

        Raises:
            DatasetError: it cannot be written.
        """
        write_if_changed(file, content, announce=partial(self.announce, source, file))
        self._table.note(source, self._key(file), [content_digest(content)])

    def announce(self, source: str, file: Path, complete: Path) -> None:
        """Note, on disk, what is about to take the file's place; what was there before is still ours until `settle`.

        Raises:
            DatasetError: the file cannot be read, or the manifest cannot be written.
        """
        digest = file_digest(complete)
        if digest is None:
            raise DatasetError("{complete} cannot be read back; check the disk and its permissions.", complete=complete)
        key = self._key(file)
        self._table.note(source, key, [*self._digests(source, file), digest])
        self._append(_line(source, self.name_of(source) or None, {key: [digest]}))

    def settle(self, source: str, file: Path) -> None:
        """Note that the file announced last has taken its place."""
        self._table.note(source, self._key(file), self._digests(source, file)[-1:])

    def unlisted(self) -> Iterator[str]:
        """The sources of pictures that belonged to the dataset in earlier runs, and have not been enlisted since.

        Those that have been told already may be retired meanwhile.
        """
        return self._table.unlisted()

    def retire(self, source: str) -> list[str]:
        """Remove the files of a source; the names of those that stay because others changed them since.

        Raises:
            DatasetError: a file cannot be removed.
        """
        kept = []
        for name in self._table.files(source):
            file = inside(self._folder, PurePosixPath(name))
            if self.is_ours(source, file):
                try:
                    file.unlink()
                except OSError as error:
                    raise cannot_write(file, error) from error
            elif os.path.lexists(file):
                kept.append(name)
                continue
            self._table.drop_file(source, name)
        if not kept:
            self._table.drop(source)
        return kept

    def withdraw(self) -> list[str]:
        """Remove every file that this program wrote; the names of those that stay because others changed them since.

        Raises:
            DatasetError: a file cannot be removed.
        """
        self._table.unlist()
        return [name for source in chain([INDEX], self.unlisted()) for name in self.retire(source)]

    def close(self) -> None:
        """Write it anew, without what is outdated; one that never had anything to tell is not made.

        Raises:
            DatasetError: it cannot be written.
        """
        if self._log:
            with suppress(OSError):  # a full disk refuses once more what it refused before; the file is written anew
                self._log.close()
            self._log = None
        if (self._end or any(True for _ in self._lines())) and not self._is_written():
            with replaced_when_complete(self._path) as file:
                file.write(_HEADER)
                file.writelines(self._lines())

    def _is_written(self) -> bool:
        """Whether the file holds this very content."""
        try:
            with self._path.open("rb") as file:
                same = all(file.readline() == line for line in chain([_HEADER], self._lines()))
                return same and not file.read(1)
        except OSError:
            return False

    def _lines(self) -> Iterator[bytes]:
        return (_line(*entry) for entry in self._table.entries())

    def _digests(self, source: str, file: Path) -> list[str]:
        return self._table.noted(source, self._key(file))

    def _key(self, file: Path) -> str:
        return file.relative_to(self._folder).as_posix()

    def _append(self, line: bytes) -> None:
        try:
            if self._log is None:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                self._log = self._path.open("r+b" if self._end else "wb")
                # A line that a killed run left unfinished ends here, and is written over.
                self._log.seek(self._end)
                self._log.truncate()
                line = line if self._end else _HEADER + line
            self._log.write(line)
            sync(self._log)
        except OSError as error:
            raise cannot_write(self._path, error) from error

    def _read(self) -> None:
        """Take in the lines; the last one may be unfinished."""
        try:
            with self._path.open("rb") as file:
                self.exists = True
                # What a killed run has begun counts as nothing.
                self._end = len(_HEADER) if _is_complete(file.readline()) else 0
                for line in file:
                    if not line.endswith(b"\n"):
                        break
                    self._take(json.loads(line))
                    self._end += len(line)
        except FileNotFoundError:
            return
        except (OSError, AttributeError, KeyError, TypeError, ValueError) as error:
            raise DatasetError(
                "{path} cannot be read ({reason}); choose another output folder.", path=self._path, reason=error
            ) from error

    def _take(self, entry: dict[str, Any]) -> None:
        source = str(entry["source"])
        if source != INDEX:
            name = str(relative_name(entry["name"]))
            self._table.add(source, name, listed=False)
        for file, digests in entry["files"].items():
            known = str(relative_name(file))
            self._table.note(source, known, [*self._table.noted(source, known), *map(str, digests)])


@contextmanager
def manifest_of(folder: Path) -> Iterator[Manifest]:
    """A dataset's manifest, written anew at the end even of a run that breaks off."""
    manifest = Manifest(folder)
    whole = False
    try:
        yield manifest
        whole = True
    finally:
        # What broke the run off is to be told, not that a full disk has no room for the manifest either.
        with nullcontext() if whole else suppress(DatasetError):
            manifest.close()


def _is_complete(header: bytes) -> bool:
    if not _HEADER.startswith(header):
        raise ValueError("this program did not write it")
    return header == _HEADER


def _line(source: str, name: str | None, files: dict[str, list[str]]) -> bytes:
    entry = {"source": source, "name": name, "files": files}
    return json.dumps(entry, sort_keys=True).encode() + b"\n"
