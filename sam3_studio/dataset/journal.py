"""What a run over many pictures has found so far, one line a picture, so that a killed run loses one at most.

The journal keeps every candidate, not only those above a threshold: label files for another threshold are then
written without asking the model again.
"""

import base64
import binascii
import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from filelock import FileLock, Timeout

from sam3_studio.core.annotation import AnnotatedImage, Annotation
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.rle import Rle
from sam3_studio.core.whole_file import flush_to_disk
from sam3_studio.dataset.files import cannot_write

FILE_NAME = "journal.jsonl"

_KIND = "sam3-studio journal 1"


@dataclass(frozen=True, slots=True)
class FileState:
    """Tells whether a file is still the one that was looked at.

    Attributes:
        size: in bytes.
        modified: in nanoseconds since 1970.
    """

    size: int
    modified: int

    @classmethod
    def of(cls, path: Path) -> "FileState":
        """The present state of a file; OSError when there is none."""
        state = path.stat()
        return cls(state.st_size, state.st_mtime_ns)


def holds_results(folder: Path) -> bool:
    """Whether a folder holds a journal, and so what a run has written."""
    try:
        with (folder / FILE_NAME).open("rb") as file:
            return file.readline(1000).startswith(json.dumps({"kind": _KIND}).encode()[:-1])
    except OSError:
        return False


class Journal:
    """An append-only file of annotated pictures.

    Args:
        path: the file; it is made on the first entry.
        settings: what the results depend on. A journal made with other settings is refused.

    Raises:
        DatasetError: the file is no journal, was made with other settings, or cannot be read.
    """

    def __init__(self, path: Path, settings: Mapping[str, Any]) -> None:
        self.path = path
        self._settings = json.loads(json.dumps(settings))
        self._lines: dict[str, tuple[FileState, int]] = {}
        self._end = 0
        # Of all threads together: who writes and who closes need not be the same.
        self._lock = FileLock(path.parent / f".{path.name}.lock", blocking=False, thread_local=False)
        self._read()

    def __len__(self) -> int:
        return len(self._lines)

    @property
    def names(self) -> list[str]:
        """Of the pictures, sorted."""
        return sorted(self._lines)

    def has(self, name: str, state: FileState) -> bool:
        """Whether a picture in this very state has been annotated."""
        return name in self._lines and self._lines[name][0] == state

    def add(self, image: AnnotatedImage, state: FileState) -> None:
        """Append a picture; on disk when this returns.

        Raises:
            DatasetError: the picture's name is not text, the file cannot be written, or another run writes to it.
        """
        try:
            line = json.dumps(_entry(image, state), ensure_ascii=False).encode() + b"\n"
        except UnicodeEncodeError as error:
            raise DatasetError(
                "The picture name {image!r} is not valid Unicode; rename the file.", image=image.path
            ) from error
        self.claim()
        try:
            if self._end == 0:
                header = self._header()
                line_start = len(header)
                line = header + line
            else:
                line_start = self._end
            # A line that a killed run left unfinished ends here, and is written over.
            with self.path.open("r+b" if self._end else "wb") as file:
                file.seek(self._end)
                file.truncate()
                file.write(line)
                flush_to_disk(file)
        except OSError as error:
            raise cannot_write(self.path, error) from error
        self._lines[image.path] = (state, line_start)
        self._end += len(line)

    def claim(self) -> None:
        """Be the only run that writes to the journal's folder, label files included, until `close`.

        Raises:
            DatasetError: another run writes there, or the folder cannot be written.
        """
        if self._lock.is_locked:
            return
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._lock.acquire()
        except Timeout:
            raise DatasetError(
                "Another run is writing to {folder}; wait for it, or choose another output folder.",
                folder=self.path.parent,
            ) from None
        except OSError as error:
            raise cannot_write(self.path, error) from error
        self._read()  # what another run has added since this one looked

    def close(self) -> None:
        """Let other runs write here; the end of the process does so too, whatever ends it."""
        self._lock.release()

    def images(self) -> Iterator[AnnotatedImage]:
        """Every picture, in the order of their paths; one is in memory at a time."""
        if not self._lines:
            return
        try:
            file = self.path.open("rb")
        except OSError as error:
            raise self._unreadable(error) from error
        with file:
            for name in self.names:
                yield self._image_at(file, self._lines[name][1])

    def _image_at(self, file: BinaryIO, start: int) -> AnnotatedImage:
        file.seek(start)
        try:
            return _annotated(json.loads(file.readline()))
        except (KeyError, TypeError, ValueError, zlib.error, binascii.Error) as error:
            raise self._damaged(start) from error

    def _read(self) -> None:
        """Index the lines; the last one may be unfinished."""
        self._lines, self._end = {}, 0
        try:
            with self.path.open("rb") as file:
                header = file.readline()
                if not header.endswith(b"\n") and self._header().startswith(header):
                    return  # a killed run has begun it
                self._check_header(header)
                self._end = file.tell()
                for line in file:
                    if not line.endswith(b"\n"):
                        break
                    entry = json.loads(line)
                    if not isinstance(entry["path"], str):
                        raise self._damaged(self._end)
                    self._lines[entry["path"]] = (FileState(entry["size"], entry["modified"]), self._end)
                    self._end += len(line)
        except FileNotFoundError:
            return
        except OSError as error:
            raise self._unreadable(error) from error
        except (KeyError, TypeError, ValueError) as error:
            raise self._damaged(self._end) from error

    def _damaged(self, start: int) -> DatasetError:
        return DatasetError(
            "{path} is damaged at byte {start:,}; delete it and run again.", path=self.path, start=start
        )

    def _unreadable(self, error: OSError) -> DatasetError:
        if isinstance(error, PermissionError):
            return DatasetError(
                "{path} cannot be read ({reason}); change its permissions or choose another output folder.",
                path=self.path,
                reason=error.strerror,
            )
        return DatasetError(
            "{path} cannot be read ({reason}); choose another output folder.", path=self.path, reason=error.strerror
        )

    def _header(self) -> bytes:
        # ASCII only: a folder's name need not be text, and JSON can tell of what UTF-8 cannot.
        return json.dumps({"kind": _KIND, "settings": self._settings}).encode() + b"\n"

    def _check_header(self, line: bytes) -> None:
        try:
            header = json.loads(line)
        except ValueError:
            header = None
        if not isinstance(header, dict) or header.get("kind") != _KIND or not line.endswith(b"\n"):
            raise DatasetError("{path} was not written by this program; choose another output folder.", path=self.path)
        before = header["settings"]
        if not isinstance(before, dict):
            raise self._damaged(0)
        if before != self._settings:
            changed = sorted(
                key for key in before.keys() | self._settings.keys() if before.get(key) != self._settings.get(key)
            )
            raise DatasetError(
                "{folder} holds results made with another {changed}; choose another output folder, or delete "
                "that one to start over.",
                folder=self.path.parent,
                changed=", ".join(changed),
            )


def _entry(image: AnnotatedImage, state: FileState) -> dict[str, Any]:
    return {
        "path": image.path,
        "size": state.size,
        "modified": state.modified,
        "width": image.width,
        "height": image.height,
        "objects": [
            {
                "label": annotation.label,
                "score": annotation.score,
                "mask": base64.b64encode(zlib.compress(annotation.mask.data)).decode(),
            }
            for annotation in image.annotations
        ],
    }


def _annotated(entry: Mapping[str, Any]) -> AnnotatedImage:
    width, height = entry["width"], entry["height"]
    return AnnotatedImage(
        path=entry["path"],
        width=width,
        height=height,
        annotations=tuple(
            Annotation(
                label=item["label"],
                mask=Rle(height, width, zlib.decompress(base64.b64decode(item["mask"], validate=True))),
                score=item["score"],
            )
            for item in entry["objects"]
        ),
    )
