"""What is active: a small file, there whole or not at all, read at every start of the program."""

import json
import sys
import sysconfig
from dataclasses import asdict, dataclass, replace
from pathlib import Path, PurePath

from sam3_studio import __version__
from sam3_studio.core.whole_file import whole_file

PLATFORM = sysconfig.get_platform()
"""Such as "linux-x86_64" or "win-amd64"."""
PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"
"""Compiled modules work with this version alone."""

_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Record:
    """One runtime that was tried and worked.

    Attributes:
        folder: its name in the root.
        lock: SHA-256 of the list of wheels that it was made from.
        torch: version.
        cuda: version that it was built for.
        device: name of the card that it computed on.
        files: sizes in bytes of its large files by their paths in the folder, with forward slashes; a look at them
            takes a millisecond and notices what a full disk or a cleaning program left.
        program: version of this program that tried it.
        python: version that it was made for.
        platform: that it was made for.
        failure: why it could not be loaded later; empty as long as it can.
    """

    folder: str
    lock: str
    torch: str
    cuda: str
    device: str
    files: dict[str, int]
    program: str = __version__
    python: str = PYTHON
    platform: str = PLATFORM
    failure: str = ""

    def with_failure(self, failure: str) -> "Record":
        """The same, not to be used any more."""
        return replace(self, failure=failure)


def read_record(path: Path) -> Record | None:
    """The record in a file; None where there is none.

    Raises:
        ValueError: it makes no sense.
        OSError: it cannot be read.
    """
    try:
        text = path.read_bytes()
    except FileNotFoundError:
        return None
    try:
        stored = json.loads(text)
    except RecursionError as error:
        raise ValueError("damaged") from error
    if not isinstance(stored, dict) or stored.pop("format", None) != _FORMAT:
        raise ValueError("of another version of the program")
    try:
        record = Record(**stored)
    except TypeError as error:
        raise ValueError("incomplete") from error
    words = (value for name, value in asdict(record).items() if name != "files")
    if not all(isinstance(word, str) for word in words) or not isinstance(record.files, dict):
        raise ValueError("incomplete")
    # The name becomes part of a path, and what lies there is run.
    if not is_plain_name(record.folder) or not all(isinstance(size, int) for size in record.files.values()):
        raise ValueError("damaged")
    return record


def write_record(path: Path, record: Record) -> None:
    """Write a record in the place of another.

    Raises:
        OSError: it cannot be written; what was there stays.
    """
    with whole_file(path) as file:
        file.write(json.dumps({"format": _FORMAT, **asdict(record)}, indent=1).encode())


def is_plain_name(name: str) -> bool:
    """Whether something names a file or folder in the folder that it is joined to, on any system."""
    return name not in {"", ".", ".."} and not any(sign in name for sign in "/\\:\0") and PurePath(name).name == name
