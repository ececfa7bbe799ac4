"""The installer for Windows, from its tree."""

from collections.abc import Sequence
from pathlib import Path

from common.source import BUILD, DIST, PACKAGING, ROOT, project_suffix, version
from common.steps import BuildError, Report, megabytes, run
from system import see_to_programs
from windows.tree import ICON, build_tree

TREE = BUILD / "windows-tree"
_PROGRAMS = {
    "dpkg-deb": "dpkg",
    "makensis": "nsis",
    "openssl": "openssl",
    "rsvg-convert": "librsvg2-bin",
    "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64",
}
"""What a build starts, with the Debian package of each."""
_MOST = 145
"""Megabytes when it is small: a tenth more than the first trials' installer with the embedded model and uv."""
_COMPRESSION = {True: "lzma", False: "zlib"}
"""LZMA takes seven minutes and makes the installer half as large."""


def setup_file() -> Path:
    """Where the installer is."""
    return DIST / f"SAM3-Studio-{version()}-win64-setup.exe"


def build_installer(wheels: Sequence[Path], report: Report, *, small: bool) -> None:
    """Build it.

    Args:
        wheels: of the lock.
        report: is told sizes and times.
        small: whether to take the time for the best compression.

    Raises:
        BuildError: a program is missing and cannot be installed, something is not what was pinned or signed,
            or the installer has become too large.
    """
    missing = see_to_programs(_PROGRAMS)
    if missing:
        packages = " ".join(_PROGRAMS[name] for name in missing)
        raise BuildError(f"Programs are missing ({', '.join(missing)}): sudo apt-get install {packages}")
    build_tree(TREE, wheels, report)
    report.tell("installed size", megabytes(TREE))
    DIST.mkdir(exist_ok=True)
    with report.step(f"installer, {_COMPRESSION[small]}"):
        pack(TREE, setup_file(), version(), small=small)
    report.tell(setup_file().name, megabytes(setup_file()))
    if small and setup_file().stat().st_size > _MOST * 1e6:
        raise BuildError(f"{setup_file().name} is larger than {_MOST} MB.")


def pack(tree: Path, target: Path, version: str, *, small: bool) -> None:
    """Make an installer.

    Args:
        tree: the program's folder.
        target: the installer.
        version: that it tells.
        small: whether to take the time for the best compression.
    """
    size = sum(path.stat().st_size for path in tree.rglob("*") if path.is_file())
    values = {
        "COMPRESSION": _COMPRESSION[small],
        "ICON": ICON,
        "KILOBYTES": size // 1024,
        "LICENCE": ROOT / "LICENSE",
        "OUT": target,
        "SUFFIX": project_suffix(),
        "TREE": tree,
        "VERSION": version,
    }
    definitions = [f"-D{name}={value}" for name, value in values.items()]
    run(["makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", *definitions, PACKAGING / "windows" / "installer.nsi"])
