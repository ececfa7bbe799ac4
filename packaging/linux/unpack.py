"""Run by the Python at the front of a .run: unpacks the program from the archive of the Debian package.

    python3 unpack.py FILE OFFSET FOLDER

Few systems have a program that unpacks xz; Python always can.
"""

import errno
import lzma
import sys
import tarfile
from pathlib import Path

PROGRAM = "usr/lib/sam3-studio/"
SHARED = "usr/share/"
_OF_DEBIAN = ("usr/share/doc/", "usr/share/lintian/")


def place_of(name: str) -> str | None:
    """Where a file of the Debian package belongs.

    Args:
        name: in the archive, such as "./usr/lib/sam3-studio/bin/python3".

    Returns:
        The path below the program's folder; None for what only Debian has a use for.
    """
    path = name.removeprefix("./")
    if path.startswith(PROGRAM):
        return path.removeprefix(PROGRAM)
    if path.startswith(SHARED) and not path.startswith(_OF_DEBIAN):
        return path.removeprefix("usr/")
    return None


def unpack(file: Path, offset: int, folder: Path) -> None:
    """Unpack the archive that lies at an offset of a file.

    Raises:
        OSError: the folder cannot be written.
        lzma.LZMAError, EOFError, tarfile.TarError: the archive is damaged.
    """
    with file.open("rb") as stream:
        stream.seek(offset)
        with lzma.open(stream) as unpacked, tarfile.open(fileobj=unpacked, mode="r|") as archive:
            for entry in archive:
                place = place_of(entry.name)
                if place and not entry.isdir():
                    entry.name = place
                    archive.extract(entry, folder)


def main(file: str, offset: str, folder: str) -> int:
    """Unpack, or say why not; returns the exit status."""
    try:
        unpack(Path(file), int(offset), Path(folder))
    except OSError as error:
        advice = "Make room" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "Choose another folder"
        where = Path(folder).parent
        print(f"{where} cannot be written ({error.strerror}); nothing was changed. {advice}.", file=sys.stderr)
        return 2
    except (lzma.LZMAError, EOFError, tarfile.TarError) as error:
        print(f"The package is damaged ({error}); fetch it again. Nothing was changed.", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
