"""Wheels, unpacked as an installer of Python packages would."""

import zipfile
from pathlib import Path, PurePosixPath

from common.steps import BuildError

_EXECUTABLE = 0o111
_IN_SITE = ("purelib", "platlib")


def place_of(name: str) -> str | None:
    """Where a wheel's file goes.

    Args:
        name: in the wheel.

    Returns:
        The path below site-packages; None for what goes elsewhere (programs, man pages) and is not wanted.
    """
    first, *rest = PurePosixPath(name).parts
    if not first.endswith(".data"):
        return name
    return "/".join(rest[1:]) if rest and rest[0] in _IN_SITE else None


def unpack(wheel: Path, site: Path) -> list[str]:
    """Unpack a wheel.

    Args:
        wheel: the file; its hash has been checked.
        site: the folder that Python imports from.

    Returns:
        The files, relative to `site`.

    Raises:
        FileExistsError: another wheel has brought a file of that name.
    """
    placed = []
    with zipfile.ZipFile(wheel) as archive:
        for entry in archive.infolist():
            place = place_of(entry.filename)
            if place is None or entry.is_dir():
                continue
            target = site / place
            if ".." in PurePosixPath(place).parts or target.exists():
                raise FileExistsError(target)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(archive.read(entry))
            target.chmod(0o755 if entry.external_attr >> 16 & _EXECUTABLE and not place.endswith(".py") else 0o644)
            placed.append(place)
    return placed


def unpack_program(wheel: Path, name: str, folder: Path) -> None:
    """Unpack one of the programs that a wheel brings beside its modules.

    Args:
        wheel: the file; its hash has been checked.
        name: of the program.
        folder: where it goes.

    Raises:
        BuildError: the wheel has no such program.
    """
    with zipfile.ZipFile(wheel) as archive:
        found = [entry for entry in archive.namelist() if PurePosixPath(entry).match(f"*.data/scripts/{name}")]
        if len(found) != 1:
            raise BuildError(f"{wheel.name} has no program {name}.")
        (folder / name).write_bytes(archive.read(found[0]))
    (folder / name).chmod(0o755)
