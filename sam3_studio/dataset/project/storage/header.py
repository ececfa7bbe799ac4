"""Whether a file is a project, told from its first bytes: SQLite would write to whatever it opens.

The layout is SQLite's (https://www.sqlite.org/fileformat.html#the_database_header).
"""

import struct
from pathlib import Path

from sam3_studio.core.errors import DatasetError
from sam3_studio.dataset.project.storage.addresses import logs
from sam3_studio.dataset.project.storage.schema import APPLICATION_ID, VERSION
from sam3_studio.dataset.project.storage.soundness import DamagedProjectError

_MAGIC = b"SQLite format 3\0"
_LENGTH = 100
_PAGES = 28
_USER_VERSION = 60
_APPLICATION_ID = 68


def check_project_file(path: Path) -> None:
    """Check that a file is a whole project that this program can read; it is only looked at.

    Raises:
        DatasetError: it is no project, is cut short, was written by a newer program, or cannot be read.
    """
    try:
        with path.open("rb") as file:
            header = file.read(_LENGTH)
        length = path.stat().st_size
        unfinished = any(log.exists() for log in logs(path))
    except OSError as error:
        raise DatasetError(
            "{path} cannot be read ({reason}); check its permissions and the disk.", path=path, reason=error.strerror
        ) from error
    if len(header) < _LENGTH or not header.startswith(_MAGIC) or _number(header, _APPLICATION_ID) != APPLICATION_ID:
        raise DamagedProjectError(
            "{path} is no project of this program, or its beginning is damaged; choose another file, or restore a "
            "backup.",
            path=path,
        )
    check_version(path, _number(header, _USER_VERSION))
    page = struct.unpack_from(">H", header, 16)[0]
    # 1 stands for 65,536. With a log beside it, the file may be behind its header, or not be as long yet.
    if length < _number(header, _PAGES) * (65536 if page == 1 else page) and not unfinished:
        raise DamagedProjectError(
            "{path} is cut short; copy it again from where it came, or restore a backup.", path=path
        )


def is_current(path: Path) -> bool:
    """Whether a project is of this program's version, as far as its file tells; its log may know better.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        return _number(file.read(_LENGTH), _USER_VERSION) == VERSION


def check_version(path: Path, version: int) -> None:
    """Check that this program knows a version.

    Raises:
        DatasetError: it is newer.
    """
    if version > VERSION:
        raise DatasetError(
            "{path} was written by a newer version of this program; update the program to open it.", path=path
        )


def _number(header: bytes, offset: int) -> int:
    return int(struct.unpack_from(">I", header, offset)[0])
