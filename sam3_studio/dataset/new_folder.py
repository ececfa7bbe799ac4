"""A folder that is there whole or not at all."""

import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from itertools import count
from pathlib import Path

from filelock import FileLock, Timeout

from sam3_studio.core.errors import DatasetError
from sam3_studio.core.sentence import Sentence
from sam3_studio.dataset.files import cannot_write, synced_at_once

_PREFIX = ".sam3-new-"
_LOCK = ".lock"


class NewFolder:
    """A folder while it is being filled.

    Attributes:
        path: where to write now; hidden, beside its later place.
        place: where it is to lie; known once it lies there.
    """

    def __init__(self, path: Path, place: Path) -> None:
        self.path = path
        self.place = place


@contextmanager
def new_folder(wanted: Path) -> Iterator[NewFolder]:
    """A folder that takes its place at the end of the block, with all that was written to it; nothing after any error.

    What lies at that place already stays, unless it is an empty folder: the new one then gets the next name that is
    free, NAME-2, NAME-3 and so on. What a killed run leaves behind is hidden, and removed by the next run beside it.

    Args:
        wanted: its place.

    Raises:
        DatasetError: its place has no name of its own, like "..", or it cannot be made, or filled. The sentence names
            its place, as nobody knows the hidden one; so do those that come from the block.
    """
    if wanted.name in {"", ".."}:
        raise DatasetError(
            "{path} is no name for a new folder; choose one, for example {example}.",
            path=wanted,
            example=wanted / "labels",
        )
    try:
        with ExitStack() as undo, _hidden_beside(wanted, undo) as path:
            new = NewFolder(path, wanted)
            try:
                with synced_at_once():
                    yield new
            except DatasetError as error:
                raise DatasetError(_shown(error.args[0], path, wanted)) from error
            new.place = _put_in_place(path, wanted)
            undo.pop_all()
    except OSError as error:
        raise cannot_write(wanted, error) from error


@contextmanager
def _hidden_beside(wanted: Path, undo: ExitStack) -> Iterator[Path]:
    """A folder to write to, which others do not take for left over before the end of the block; gone then.

    Args:
        wanted: what it lies beside.
        undo: gets what removes the folders above it that were not there before, where nothing else came to lie there.
    """
    for folder in reversed([folder for folder in wanted.parents if not os.path.lexists(folder)]):
        undo.callback(_remove_if_empty, folder)
    wanted.parent.mkdir(parents=True, exist_ok=True)
    _remove_left_over(wanted.parent)
    path = wanted.with_name(f"{_PREFIX}{uuid.uuid4().hex[:12]}")
    # Beside the folder, so that it holds while that is given its name; Windows renames none in which a file is open.
    with FileLock(path.with_suffix(_LOCK)) as lock:
        try:
            path.mkdir()
            yield path
        finally:
            shutil.rmtree(path, ignore_errors=True)
            _remove(lock)


def _put_in_place(path: Path, wanted: Path) -> Path:
    """Give a folder its name, or the next one that is free; its place."""
    for number in count(1):
        place = wanted if number == 1 else wanted.with_name(f"{wanted.name}-{number}")
        try:
            if os.name == "nt":  # other systems let it take the place of an empty folder, and of nothing else
                with suppress(OSError):
                    place.rmdir()
            path.rename(place)
        except OSError:
            if not os.path.lexists(place):
                raise
        else:
            break
    return place


def _shown(sentence: Sentence, path: Path, wanted: Path) -> Sentence:
    """A sentence in which the hidden folder has the name that it was to get."""

    def shown(value: object) -> object:
        if isinstance(value, Sentence):
            return _shown(value, path, wanted)
        text = str(value)
        return text.replace(path.name, wanted.name) if path.name in text else value

    return Sentence(sentence.pattern, **{name: shown(value) for name, value in sentence.values.items()})


def _remove_if_empty(folder: Path) -> None:
    with suppress(OSError):
        folder.rmdir()


def _remove_left_over(folder: Path) -> None:
    """Remove what killed runs have left: what no living one has locked."""
    for file in folder.glob(f"{_PREFIX}*{_LOCK}"):
        lock = FileLock(file, blocking=False)
        try:
            lock.acquire()
        except (Timeout, OSError):
            continue
        shutil.rmtree(file.with_suffix(""), ignore_errors=True)
        _remove(lock)
        lock.release()


def _remove(lock: FileLock) -> None:
    """Remove the file of a lock that is held; whoever waits for it makes a new one."""
    if os.name == "nt":  # where no file is removed that is open
        lock.release()
    with suppress(OSError):
        Path(lock.lock_file).unlink()
