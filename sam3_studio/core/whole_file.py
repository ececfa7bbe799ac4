"""Files that are there whole or not at all, whenever the program ends and however full the disk is."""

import hashlib
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO


def flush_to_disk(file: BinaryIO) -> None:
    """Wait until what was written to a file is on disk."""
    file.flush()
    os.fsync(file.fileno())


@contextmanager
def whole_file(
    path: Path,
    *,
    announce: Callable[[Path], None] | None = None,
    settle: Callable[[BinaryIO], None] = flush_to_disk,
    shared: bool = False,
) -> Iterator[BinaryIO]:
    """A new file that takes its place once it is on disk; what was there before stays until then, or on any error.

    What a killed run leaves behind is a hidden file, which the next run writes over.

    Args:
        path: its place, in a folder that is there.
        announce: called with the complete file, under the name it has until then, just before it takes its place.
        settle: gets what was written onto the disk.
        shared: other programs may write it at the same time, so that the last one's is there, whole. Of a killed run
            the hidden file stays then.

    Raises:
        OSError: the file cannot be written.
    """
    # The name is short whatever the file's own is, and the same in every run.
    name = hashlib.blake2b(os.fsencode(path.name), digest_size=6).hexdigest()
    temporary = path.parent / f".sam3-{name}{secrets.token_hex(6) if shared else ''}.tmp"
    try:
        with temporary.open("wb") as file:
            yield file
            settle(file)
        if announce:
            announce(temporary)
        temporary.replace(path)
    finally:
        # Once it has taken its place there is none; what kept it from being written may keep it from being removed.
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
