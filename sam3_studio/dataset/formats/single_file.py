"""A label file for a whole dataset: it replaces what this program wrote, and what a person made of that is kept."""

import filecmp
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import BinaryIO

from sam3_studio.core.errors import DatasetError
from sam3_studio.core.sentence import Sentence
from sam3_studio.dataset.files import replaced_when_complete
from sam3_studio.dataset.manifest import Manifest, manifest_of
from sam3_studio.dataset.manifest_table import INDEX

IsOurs = Callable[[bytes], bool]
"""Tells from the first thousand bytes of a file whether this program wrote it."""


@contextmanager
def label_file(path: Path, is_ours: IsOurs, notes: list[str]) -> Iterator[BinaryIO]:
    """The file to write to; once it is complete it takes its place.

    One that a person edited since is not lost: it becomes `NAME.edited-1.json`, or the next number that is free. A
    refusal would keep whoever corrected labels from adding pictures to the dataset.

    Args:
        path: its place.
        is_ours: whether the file that lies there is one of this program, if the manifest does not know it.
        notes: gets what a person should know, a sentence each.

    Raises:
        DatasetError: the file there is not one of this program, or it cannot be written.
    """
    check_label_file(path, is_ours)
    with manifest_of(path.parent) as manifest:

        def announce(complete: Path) -> None:
            if kept_as := _made_way(path, complete, manifest):
                notes.append(
                    Sentence(
                        "{file} was edited since it was written; that version is now {kept_as}.",
                        file=path.name,
                        kept_as=kept_as,
                    )
                )
            manifest.announce(INDEX, path, complete)

        with replaced_when_complete(path, announce=announce) as file:
            yield file
        manifest.settle(INDEX, path)


def check_label_file(path: Path, is_ours: IsOurs) -> None:
    """Check that a label file may be written.

    Raises:
        DatasetError: the file there is not one of this program, or cannot be read.
    """
    if Manifest(path.parent).knows(INDEX, path):
        return
    try:
        with path.open("rb") as file:
            beginning = file.read(1000)
    except FileNotFoundError:
        return
    except OSError as error:
        raise DatasetError(
            "{path} cannot be read ({reason}); choose another output folder.", path=path, reason=error.strerror
        ) from error
    if not is_ours(beginning):
        raise DatasetError("{path} was not written by this program; choose another output folder.", path=path)


def _made_way(path: Path, complete: Path, manifest: Manifest) -> str | None:
    """Rename the file that is there if a person edited it; its new name."""
    if not os.path.lexists(path) or manifest.is_ours(INDEX, path) or filecmp.cmp(path, complete, shallow=False):
        return None
    names = (path.with_name(f"{path.stem}.edited-{number}{path.suffix}") for number in count(1))
    new = next(name for name in names if not os.path.lexists(name))
    path.rename(new)
    return new.name
