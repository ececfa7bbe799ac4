"""Looking through a folder for pictures, in the background, while the first ones are worked on."""

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

from sam3_studio.core.errors import DatasetError
from sam3_studio.dataset.images import EXTENSIONS
from sam3_studio.dataset.journal import FILE_NAME, FileState, holds_results
from sam3_studio.dataset.manifest import MANIFEST

FIRST_BATCH = 100
"""Pictures of the first batch: enough to fill a list, and soon there."""

BATCH = 500
"""Pictures of the other batches: few enough for a database to take them between two frames."""

_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class ScannedImage:
    """A picture that lies in the folder.

    Attributes:
        name: relative to the folder, with forward slashes.
        file: its present state.
    """

    name: str
    file: FileState


@dataclass(frozen=True, slots=True)
class ScanBatch:
    """Some pictures of a folder.

    Attributes:
        images: in natural order, after those of the batches before.
        problems: why folders or pictures were passed over since the batch before, a sentence each.
    """

    images: tuple[ScannedImage, ...]
    problems: tuple[str, ...] = ()


def scan(root: Path) -> Iterator[ScanBatch]:
    """Find the pictures in a folder and its sub-folders, batch by batch in natural order.

    What counts as a picture is as in `dataset.images.find_images`. Hidden files and folders are left out, and so are
    folders that this program has written results or datasets to. Links to folders are not followed. Memory is that of
    the folder with the most files. Runs in any thread; a caller that has seen enough closes the generator.

    Args:
        root: the folder.

    Yields:
        `FIRST_BATCH`, then `BATCH` pictures at a time.

    Raises:
        DatasetError: the folder itself cannot be listed.
    """
    problems: list[str] = []
    batch: list[ScannedImage] = []
    size = FIRST_BATCH
    for name, path in _walk(root, "", problems):
        try:
            name.encode()
            state = path.stat()
        except UnicodeEncodeError:
            problems.append(f"The picture name {name!r} is not valid Unicode; rename the file.")
            continue
        except OSError:
            continue  # gone since, or a link that leads nowhere
        if not stat.S_ISREG(state.st_mode):
            continue
        batch.append(ScannedImage(name, FileState(state.st_size, state.st_mtime_ns)))
        if len(batch) == size:
            yield ScanBatch(tuple(batch), tuple(problems))
            batch.clear()
            problems.clear()
            size = BATCH
    if batch or problems:
        yield ScanBatch(tuple(batch), tuple(problems))


def sort_key(name: str) -> bytes:
    """Bytes that sort as `dataset.images.natural_order` does, for a database to sort by.

    Args:
        name: of a picture, valid Unicode.
    """
    return b"\1".join(map(_part_key, name.casefold().split("/")))


def _part_key(part: str) -> bytes:
    """The key of a folder's or a file's name: an end sorts before a number, a number before letters."""
    pieces = (
        _number_key(piece) if piece.isdecimal() else b"\3" + piece.encode(errors="surrogatepass")
        for piece in _DIGITS.split(part)
        if piece
    )
    return b"".join(pieces)


def _number_key(digits: str) -> bytes:
    # Of two numbers the one with more digits is larger. A file's name has at most 255 bytes.
    number = str(int(digits)).encode()
    return bytes((2, min(len(number), 255))) + number


def _walk(root: Path, prefix: str, problems: list[str]) -> Iterator[tuple[str, Path]]:
    """Names and places of what may be pictures, in natural order."""
    place = root / prefix if prefix else root
    try:
        with os.scandir(place) as listing:
            entries = list(listing)
    except OSError as error:
        problem = f"{place} cannot be listed ({error.strerror}); change its permissions."
        if not prefix:
            raise DatasetError(problem) from error
        problems.append(problem)
        return
    if prefix and any(_is_result(entry) for entry in entries):
        return
    wanted = [
        (entry.name, is_folder)
        for entry in entries
        if not entry.name.startswith(".")
        and ((is_folder := entry.is_dir(follow_symlinks=False)) or PurePath(entry.name).suffix.lower() in EXTENSIONS)
    ]
    del entries
    wanted.sort(key=_entry_key)
    for name, is_folder in wanted:
        if is_folder:
            yield from _walk(root, f"{prefix}{name}/", problems)
        else:
            yield prefix + name, place / name


def _entry_key(entry: tuple[str, bool]) -> tuple[bytes, str]:
    name, is_folder = entry
    # What lies in a folder comes where its name followed by a separator does.
    return _part_key(name.casefold()) + (b"\1" if is_folder else b""), name


def _is_result(entry: "os.DirEntry[str]") -> bool:
    return entry.name == MANIFEST or (entry.name == FILE_NAME and holds_results(Path(entry.path).parent))
