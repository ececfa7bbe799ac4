"""The labels of a project, as label files are to hold them."""

import threading
import zlib
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, nullcontext
from pathlib import Path
from types import TracebackType
from typing import Self

from sam3_studio.core.annotation import AnnotatedImage, Annotation
from sam3_studio.core.errors import DatasetError, ImageError
from sam3_studio.core.labeling import ImageState
from sam3_studio.core.rle import Rle
from sam3_studio.core.sentence import Sentence
from sam3_studio.dataset.images import picture_size
from sam3_studio.dataset.journal import FileState
from sam3_studio.dataset.project.conditions import HAS_OBJECTS
from sam3_studio.dataset.project.labels import details_of
from sam3_studio.dataset.project.pictures.identity import may_be_copy
from sam3_studio.dataset.project.pictures.images import unknown_image
from sam3_studio.dataset.project.storage.connections import Connection
from sam3_studio.dataset.project.storage.database import Row, reading, told
from sam3_studio.dataset.reach import Deletions
from sam3_studio.dataset.report import enumerated

EXPORTED = f"NOT missing AND (state = '{ImageState.DONE}' OR (NOT :done_only AND {HAS_OBJECTS}))"
"""The condition of the rows of `images` that are written, for queries with a value for `done_only`.

A picture without objects is a negative example only when a person has said that it is done.
"""

_IMAGES = f"SELECT id, name, width, height FROM images WHERE {EXPORTED} ORDER BY sort_key, name"
_FILES = f"SELECT name, size, modified FROM images WHERE {EXPORTED} ORDER BY sort_key, name"
_IMAGE = "SELECT id, width, height FROM images WHERE name = ?"
_OBJECTS = (
    "SELECT classes.name, score, objects.attributes, occluded, truncated, note, height, width, mask "
    "FROM objects JOIN classes ON classes.id = class WHERE image = ? ORDER BY position"
)


class LabeledImages:
    """Pictures with their objects, read from a project as often as asked, one at a time, in natural order.

    They are the pictures that are done, and unless `done_only` those that have objects; pictures whose files are
    gone are left out. Belongs to the thread that iterates it, which may be any.

    As a context manager it shows the project as it was on entry, however often it is iterated and whatever is written
    meanwhile: what an export writes and then verifies must be the same.
    """

    def __init__(self, file: Path, root: Path, done_only: bool) -> None:  # noqa: FBT001 - see `Project`
        self._file = file
        self._root = root
        self._done_only = done_only
        self._snapshot: Connection | None = None
        self._unread: dict[str, None] = {}
        self._open = ExitStack()

    def __enter__(self) -> Self:
        self._snapshot = self._open.enter_context(reading(self._file))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._snapshot = None
        self._open.close()

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a person should know of the pictures that were given so far, a sentence each."""
        return told_unread(tuple(self._unread))

    def names(self) -> "ExportedNames":
        """Names of the pictures, without reading labels."""
        return ExportedNames(self._read_names)

    def load(self, name: str) -> AnnotatedImage:
        """One picture with its objects.

        Raises:
            DatasetError: the project does not have the picture, cannot be read or is damaged.
        """
        with self._reading() as connection, told(self._file):
            row = connection.execute(_IMAGE, (name,)).fetchone()
            if row is None:
                raise unknown_image(name)
            image, *size = row
            return self._annotated(name, size, connection.execute(_OBJECTS, (image,)).fetchall())

    def out_of_step(self, cancel: threading.Event | None = None) -> list[str]:
        """Names that are those of other files than when their pictures were labeled, as after a new numbering, or none.

        Labels would come to lie over other pictures, over one that was cropped since, or be those of none; once the
        folder is looked through, they follow their files, and what was edited in its place is known. A copy with
        another time is no other file, see `note_file`. Files that may only be out of reach are none of these, and
        none are where all are gone: labels can be written without.

        Args:
            cancel: once set, it ends soon, with what it has found by then.

        Raises:
            DatasetError: the project cannot be read.
        """
        others: dict[str, tuple[FileState, bool]] = {}
        unread, are_there = [], False
        with self._reading() as connection, told(self._file):
            for name, size, modified in connection.execute(_FILES, {"done_only": self._done_only}):
                if cancel is not None and cancel.is_set():
                    break
                try:
                    file = FileState.of(self._root / name)
                except OSError:
                    unread.append(name)
                    continue
                are_there = True
                if file != (before := FileState(size, modified)):
                    others[name] = file, may_be_copy(name, before, file)
            states = connection.execute("SELECT size, modified FROM images") if others else ()
            known = {FileState(*state) for state in states}
        gone = Deletions(self._root).among(unread) if are_there else []
        return [*(name for name, (file, is_copy) in others.items() if not is_copy or file in known), *gone]

    def __iter__(self) -> Iterator[AnnotatedImage]:
        """Read one picture after the other.

        Raises:
            DatasetError: the project cannot be read or is damaged, or a picture without objects cannot be read to
                know its size.
        """
        with self._reading() as connection, told(self._file):
            for image, name, *size in connection.execute(_IMAGES, {"done_only": self._done_only}):
                yield self._annotated(name, size, connection.execute(_OBJECTS, (image,)).fetchall())

    def _read_names(self) -> Iterator[str]:
        with self._reading() as connection, told(self._file):
            for _, name, *_ in connection.execute(_IMAGES, {"done_only": self._done_only}):
                yield name

    def _reading(self) -> AbstractContextManager[Connection]:
        return nullcontext(self._snapshot) if self._snapshot else reading(self._file)

    def _annotated(self, name: str, size: list[int | None], rows: list[Row]) -> AnnotatedImage:
        try:
            annotations = tuple(
                Annotation(label, Rle(height, width, zlib.decompress(mask)), score, details_of(*details))
                for label, score, *details, height, width, mask in rows
            )
        except (TypeError, ValueError, zlib.error) as error:
            raise DatasetError(
                "What {path} holds of {name} is damaged; restore a backup.", path=self._file, name=name
            ) from error
        width, height = size
        if width is None or height is None:
            width, height = self._size(name, annotations)
        return AnnotatedImage(name, width, height, annotations)

    def _size(self, name: str, annotations: tuple[Annotation, ...]) -> tuple[int, int]:
        """The size of a picture that has not been opened since it was found, or since its file changed."""
        try:
            return picture_size(self._root / name)
        except ImageError as error:
            if annotations:
                self._unread[name] = None
                return annotations[0].mask.width, annotations[0].mask.height
            raise DatasetError(str(error)) from error


def told_unread(names: Sequence[str]) -> tuple[str, ...]:
    """What is told of pictures that are exported though their files cannot be read."""
    if not names:
        return ()
    if len(names) == 1:
        sentence = Sentence(
            "One labeled picture could not be read lately, but is exported all the same; check its file: {pictures}.",
            pictures=enumerated(names),
        )
    else:
        sentence = Sentence(
            "{count:,} labeled pictures could not be read lately, but are exported all the same; check their files: "
            "{pictures}.",
            count=len(names),
            pictures=enumerated(names),
        )
    return (sentence,)


class ExportedNames(Collection[str]):
    """Names of pictures that are read whenever they are asked for: they take no memory, however many they are.

    Reading raises DatasetError where the project cannot be read.

    Args:
        read: gives them, one after the other.
    """

    def __init__(self, read: Callable[[], Iterator[str]]) -> None:
        self._read = read

    def __iter__(self) -> Iterator[str]:
        return self._read()

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __contains__(self, name: object) -> bool:
        return any(one == name for one in self)
