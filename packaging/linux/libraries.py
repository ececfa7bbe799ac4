"""Shared libraries: which ones a tree needs from the system, and which of its own nobody needs."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from common.steps import BuildError, run
from system import QT_LIBRARIES

GLIBC = (2, 35)
"""The newest version that anything in the packages may ask for: Ubuntu 22.04's."""

_COMMON = {
    "ld-linux-x86-64.so.2": "libc6",
    "libc.so.6": "libc6",
    "libdl.so.2": "libc6",
    "libm.so.6": "libc6",
    "libpthread.so.0": "libc6",
    "librt.so.1": "libc6",
    "libutil.so.1": "libc6",
    "libgcc_s.so.1": "libgcc-s1",
    "libstdc++.so.6": "libstdc++6",
    "libexpat.so.1": "libexpat1",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
    "libX11.so.6": "libx11-6",
    "libfreetype.so.6": "libfreetype6",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
}
"""Libraries that may be needed besides those a bare system lacks (`QT_LIBRARIES`), with the Debian package of each.

The system's own are used for what its graphics drivers load as well: two copies in one process would clash.
"""

_RENAMED = {"libglib2.0-0": "libglib2.0-0t64 | libglib2.0-0"}
"""Packages that newer systems have under another name."""


def shared_libraries(tree: Path) -> dict[Path, list[str]]:
    """Every ELF file of a tree, with the names of the libraries it links to."""
    found = {}
    for file in sorted(tree.rglob("*")):
        if file.is_file() and not file.is_symlink() and _is_elf(file):
            found[file] = shared_library_names(file)
    return found


def shared_library_names(file: Path) -> list[str]:
    """Names of the libraries that an ELF file links to."""
    return run(["patchelf", "--print-needed", file]).split()


def system_libraries(needed: Mapping[Path, list[str]]) -> set[str]:
    """Names of the libraries that the tree lacks itself."""
    own = {file.name for file in needed}
    return {name for names in needed.values() for name in names} - own


def debian_dependencies(libraries: Iterable[str]) -> list[str]:
    """Debian packages that have the libraries, as a control file names them.

    Raises:
        BuildError: nobody has said where a library comes from.
    """
    known = _COMMON | QT_LIBRARIES
    unknown = sorted(set(libraries) - set(known))
    if unknown:
        raise BuildError(f"{', '.join(unknown)}: needed, not packed, and in no table of the system's libraries.")
    packages = {known[name] for name in libraries} - {"libc6"}
    return [f"libc6 (>= {GLIBC[0]}.{GLIBC[1]})", *sorted(_RENAMED.get(name, name) for name in packages)]


def newer_glibc(files: Iterable[Path]) -> dict[str, str]:
    """Files that ask for a newer glibc than the oldest system has, with the version they ask for."""
    found = {}
    for file in files:
        versions = {(int(a), int(b)) for a, b in re.findall(rb"GLIBC_(\d+)\.(\d+)", file.read_bytes())}
        newest = max(versions, default=(0, 0))
        if newest > GLIBC:
            found[file.name] = ".".join(map(str, newest))
    return found


def _is_elf(file: Path) -> bool:
    with file.open("rb") as stream:
        return stream.read(4) == b"\x7fELF"
