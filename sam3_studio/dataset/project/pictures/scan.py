"""Looking through a folder for pictures, in the background, while the first ones are worked on."""

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sam3_studio.core.errors import DatasetError
from sam3_studio.core.sentence import Sentence
from sam3_studio.dataset.files import relative_name
from sam3_studio.dataset.images import EXTENSIONS
from sam3_studio.dataset.journal import FILE_NAME, FileState, holds_results
from sam3_studio.dataset.manifest import MANIFEST
from sam3_studio.dataset.unread import UNREAD, LeftOut

FIRST_BATCH = 100
"""Pictures of the first batch: enough to fill a list, and soon there."""

BATCH = 250
"""Pictures of the other batches: few enough for a database to take them between two frames."""

_DIGITS = re.compile(r"\d+")


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
        problems: why folders or pictures were passed over since the batch before, a sentence each; one at the end for
            all photos of kinds that are not read.
        unseen: names of pictures, and of folders with a slash at the end, that the disk did not tell of: what was
            known there may be there still.
    """

    images: tuple[ScannedImage, ...]
    problems: tuple[str, ...] = ()
    unseen: tuple[str, ...] = ()


def scan(root: Path, *, into_results: bool = False) -> Iterator[ScanBatch]:
    """Find the pictures in a folder and its sub-folders, batch by batch in natural order.

    What counts as a picture is as in `dataset.images.find_images`. Hidden files and folders are left out, and so are
    folders that this program has written results or datasets to. Links to folders are not followed. Memory is that of
    the folder with the most files. Runs in any thread; a caller that has seen enough closes the generator.

    Args:
        root: the folder.
        into_results: whether to look into folders of results and datasets, too.

    Yields:
        `FIRST_BATCH`, then `BATCH` pictures at a time.

    Raises:
        DatasetError: the folder itself cannot be listed.
    """
    notes = _Notes()
    problems, unseen = notes.problems, notes.unseen
    batch: list[ScannedImage] = []
    size = FIRST_BATCH
    for name, path in _walk(root, "", notes, into_results=into_results):
        try:
            name.encode()
            if "\\" in name or ":" in name:  # whatever else a system lists stays in the folder
                relative_name(name)
            state = path.stat()
        except UnicodeEncodeError:
            problems.append(Sentence("The picture name {image!r} is not valid Unicode; rename the file.", image=name))
            continue
        except DatasetError:
            problems.append(
                Sentence("The picture name {image!r} would be a path on other systems; rename the file.", image=name)
            )
            continue
        except FileNotFoundError:
            continue  # gone since, or a link that leads nowhere
        except OSError:
            unseen.append(name)
            continue
        if not stat.S_ISREG(state.st_mode):
            continue
        batch.append(ScannedImage(name, FileState(state.st_size, state.st_mtime_ns)))
        if len(batch) == size:
            yield ScanBatch(tuple(batch), tuple(problems), tuple(unseen))
            batch.clear()
            problems.clear()
            unseen.clear()
            size = BATCH
    if problem := notes.left_out.problem():
        problems.append(problem)
    if batch or problems or unseen:
        yield ScanBatch(tuple(batch), tuple(problems), tuple(unseen))


def sort_key(name: str) -> bytes:
    """Bytes that sort as `dataset.images.natural_order` does, for a database to sort by.

    An end sorts before a separator, that before a number, that before letters; of two numbers the one with more
    digits is larger.

    Args:
        name: of a picture, valid Unicode.
    """
    return _text_key(name).encode()


def _text_key(name: str) -> str:
    return _DIGITS.sub(_number_key, name.casefold()).replace("/", "\1")


def _number_key(digits: re.Match[str]) -> str:
    number = digits[0]
    if number[0] == "0" or not number.isascii():
        number = str(int(number))
    # A file's name has at most 255 digits.
    return f"\2{chr(len(number))}{number}"


@dataclass(frozen=True, slots=True)
class _Notes:
    """What is passed over: problems and unseen as in `ScanBatch`, and photos of kinds that are not read."""

    problems: list[str] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    left_out: LeftOut = field(default_factory=LeftOut)


def _walk(root: Path, prefix: str, notes: _Notes, *, into_results: bool) -> Iterator[tuple[str, Path]]:
    """Names and places of what may be pictures, in natural order; notes the folders that cannot be listed."""
    place = root / prefix if prefix else root
    try:
        wanted, photos = _listing(place, inner=bool(prefix) and not into_results)
    except OSError as error:
        problem = Sentence(
            "{folder} cannot be listed ({reason}); change its permissions.", folder=place, reason=error.strerror
        )
        if not prefix:
            raise DatasetError(problem) from error
        notes.problems.append(problem)
        notes.unseen.append(prefix)
        return
    notes.left_out.note(prefix, photos, (name for name, is_folder in wanted if not is_folder))
    for name, is_folder in _sorted(wanted):
        if is_folder:
            yield from _walk(root, f"{prefix}{name}/", notes, into_results=into_results)
        else:
            yield prefix + name, place / name


def _listing(place: Path, *, inner: bool) -> tuple[list[tuple[str, bool]], list[str]]:
    """What lies in a folder, as far as it matters; nothing in a folder of results.

    Returns:
        Names of sub-folders and of what may be pictures, and whether each is a folder; and names of photos that are of
        kinds that are not read.
    """
    wanted: list[tuple[str, bool]] = []
    photos: list[str] = []
    with os.scandir(place) as entries:
        for entry in entries:
            name = entry.name
            if inner and (name == MANIFEST or (name == FILE_NAME and holds_results(place))):
                return [], []
            if name.startswith("."):
                continue
            dot = name.rfind(".")
            if entry.is_dir(follow_symlinks=False):
                wanted.append((name, True))
            elif dot > 0:
                ending = name[dot:].lower()
                if ending in EXTENSIONS:
                    wanted.append((name, False))
                elif ending in UNREAD:
                    photos.append(name)
    return wanted, photos


def _sorted(listing: list[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    """In natural order; what lies in a folder comes where its name followed by a separator does."""
    # One search through all names takes half the time of one for each. No name has the character of number 0.
    text = "\0".join(f"{name}/" if is_folder else name for name, is_folder in listing)
    keys = [f"{key}\0{name}" for key, (name, _) in zip(_text_key(text).split("\0"), listing, strict=False)]
    return (listing[i] for i in sorted(range(len(keys)), key=keys.__getitem__))
