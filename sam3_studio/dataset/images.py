"""Pictures: finding them, and reading any of them as the RGB pixels that a person sees."""

import os
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from sam3_studio.core.errors import ImageError
from sam3_studio.core.segmenter import Picture
from sam3_studio.core.sentence import Sentence
from sam3_studio.dataset.journal import FILE_NAME, holds_results
from sam3_studio.dataset.pixels import file_key, opened, rgb_pixels, shown_size
from sam3_studio.dataset.unread import UNREAD, LeftOut

EXTENSIONS = frozenset(
    {".apng", ".avif", ".bmp", ".dib", ".gif", ".j2k", ".jfif", ".jp2", ".jpe", ".jpeg", ".jpg"}
    | {".mpo", ".pbm", ".pgm", ".png", ".pnm", ".ppm", ".tga", ".tif", ".tiff", ".webp"}
)
"""Endings of files that are taken for pictures in a folder, in lower case. A file given by name may have any."""

_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class ImageSet:
    """Pictures and the folder that their names start from.

    Attributes:
        root: the folder that holds all of them.
        names: relative to `root`, with forward slashes; unique, in natural order.
        results: folders that were passed over, as they hold what this program wrote.
        problems: why other folders could not be looked into, a sentence each, and one for all photos that were passed
            over, as they are of kinds that are not read.
    """

    root: Path
    names: tuple[str, ...]
    results: tuple[Path, ...] = ()
    problems: tuple[str, ...] = ()

    def path(self, name: str) -> Path:
        """Where a picture is."""
        return self.root / name

    def outside(self, folder: Path) -> "ImageSet":
        """Without what lies in a folder, links followed as far as they lead."""
        place = Path(os.path.realpath(folder))

        def is_outside(path: Path) -> bool:
            return not Path(os.path.realpath(path)).is_relative_to(place)

        return replace(
            self,
            names=tuple(name for name in self.names if is_outside(self.path(name))),
            results=tuple(filter(is_outside, self.results)),
        )


def find_images(paths: Iterable[Path], *, recursive: bool = True) -> ImageSet:
    """Find the pictures in files and folders.

    In folders, whatever has one of the `EXTENSIONS` counts; hidden files and folders are left out, links to folders
    are not followed, sub-folders that hold results of this program or cannot be listed are passed over. A file given
    by name counts whatever its name. The order is the one a person expects: "img2" before "img10", capitals as small
    letters. One folder alone is the root; several paths have the folder that holds them all as root, so that pictures
    of the same name stay apart.

    Args:
        paths: files and folders.
        recursive: whether to look into sub-folders.

    Raises:
        ImageError: a path does not exist, a folder given cannot be listed, or there is no picture.
    """
    # Links are kept as they are: a picture goes by the name that a person sees.
    given = [Path(os.path.normpath(path.absolute())) for path in paths]
    found: set[Path] = set()
    folders: list[Path] = []
    results: list[Path] = []
    problems: list[str] = []
    left_out = LeftOut()
    for path in given:
        if _is_folder(path):
            found.update(_images_in(path, results, problems, left_out, recursive=recursive))
            folders.append(path)
        else:
            found.add(path)
            folders.append(path.parent)
    if problem := left_out.problem():
        problems.append(problem)
    if not found and problems:
        raise ImageError(problems[0])
    if not found:
        places = ", ".join(map(str, given)) or "nothing"
        raise ImageError(
            "There is no picture in {places}; formats are {formats}.",
            places=places,
            formats=", ".join(sorted(EXTENSIONS)),
        )
    root = _common_folder(folders)
    names = sorted((path.relative_to(root).as_posix() for path in found), key=natural_order)
    return ImageSet(root, tuple(names), tuple(results), tuple(problems))


def natural_order(name: str) -> tuple[object, ...]:
    """Sorts names folder by folder, numbers by their value, capitals as small letters."""
    parts = tuple(
        tuple((0, int(piece), "") if piece.isdecimal() else (1, 0, piece) for piece in _DIGITS.split(part) if piece)
        for part in name.casefold().split("/")
    )
    return parts, name


def load_picture(path: Path) -> Picture:
    """Read a picture as RGB, the way a viewer shows it.

    `dataset.pixels` tells what becomes of transparency, 16 bits, CMYK and EXIF orientation. The first frame of an
    animation is taken. The picture's key is a hash of the file's bytes. Memory peaks at a little more than twice what
    the pixels need.

    Raises:
        ImageError: there is no such file, it cannot be read, is no picture, is damaged or cut short, or is too large.
    """
    with opened(path) as (file, image):
        key = file_key(file)
        return Picture(key, rgb_pixels(file, image))


def picture_size(path: Path) -> tuple[int, int]:
    """(width, height) in pixels of what `load_picture` gives, from the beginning of the file alone.

    Raises:
        ImageError: there is no such file, it cannot be read, is no picture, or is too large.
    """
    with opened(path) as (file, image):
        return shown_size(file, image)


def _is_folder(path: Path) -> bool:
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except FileNotFoundError as error:
        raise ImageError("{path} does not exist; check the spelling.", path=path) from error
    except OSError as error:
        raise ImageError(
            "{path} cannot be read ({reason}); check its permissions and the disk.", path=path, reason=error.strerror
        ) from error


def _images_in(
    folder: Path, results: list[Path], problems: list[str], left_out: LeftOut, *, recursive: bool
) -> Iterator[Path]:
    """The pictures; notes the sub-folders and photos that are passed over."""

    def refuse(error: OSError) -> None:
        problem = Sentence(
            "{folder} cannot be listed ({reason}); change its permissions.",
            folder=error.filename,
            reason=error.strerror,
        )
        if Path(error.filename) == folder:
            raise ImageError(problem) from error
        problems.append(problem)

    for place, folders, files in os.walk(folder, onerror=refuse):
        if FILE_NAME in files and Path(place) != folder and holds_results(Path(place)):
            results.append(Path(place))
            folders.clear()
            continue
        folders[:] = [name for name in folders if recursive and not name.startswith(".")]
        shown = [Path(place, name) for name in files if not name.startswith(".")]
        pictures = [path for path in shown if path.suffix.lower() in EXTENSIONS]
        photos = [path.name for path in shown if path.suffix.lower() in UNREAD]
        left_out.note(f"{place}{os.sep}", photos, (path.name for path in pictures))
        yield from pictures


def _common_folder(folders: list[Path]) -> Path:
    try:
        return Path(os.path.commonpath(folders))
    except ValueError as error:
        raise ImageError("The pictures are on different drives; take those of one drive at a time.") from error
