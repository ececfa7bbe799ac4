"""Libraries for Windows: what each needs of others, and offers to them."""

import struct
from collections.abc import Iterator, Mapping
from pathlib import Path

from common.steps import BuildError

_SYSTEM = (
    *("advapi32", "authz", "bcrypt", "bcryptprimitives", "cfgmgr32", "combase", "comctl32", "comdlg32"),
    *("crypt32", "d3d11", "d3d12", "d3d9", "dbghelp", "dwmapi", "dwrite", "dxgi", "gdi32", "icuuc"),
    *("imagehlp", "imm32", "iphlpapi", "kernel32", "mpr", "netapi32", "ntdll", "ole32", "oleaut32", "pdh"),
    *("powrprof", "psapi", "rpcrt4", "setupapi", "shell32", "shlwapi", "uiautomationcore", "user32"),
    *("userenv", "uxtheme", "version", "winmm", "wintrust", "ws2_32", "wtsapi32"),
)
"""Libraries that every Windows 10 from version 1809 on has."""


class Binary:
    """A program or library, PE32+, as far as its tables of names go.

    Layouts: "PE Format", Microsoft.
    """

    def __init__(self, content: bytes) -> None:
        self._content = content
        header = self._number("<I", 0x3C)
        count, optional_size = self._number("<H", header + 6), self._number("<H", header + 20)
        self._directories = header + 24 + 112
        first = header + 24 + optional_size
        self._sections = [struct.unpack_from("<IIII", content, first + 40 * i + 8) for i in range(count)]

    def imports(self) -> dict[str, list[str]]:
        """By library, in lower case, what is needed of it to be loaded; what has no name is left out."""
        return dict(self._imports(directory=1, size=20, name=12, table=0))

    def late_imports(self) -> dict[str, list[str]]:
        """The same for libraries that are loaded when something in them is called for the first time."""
        return dict(self._imports(directory=13, size=32, name=4, table=16))

    def exports(self) -> list[str]:
        """Names that others can use."""
        table = self._address(directory=0)
        if table is None:
            return []
        count, names = self._number("<I", table + 24), self._place(self._number("<I", table + 32))
        return [self._text(self._place(self._number("<I", names + 4 * i))) for i in range(count)]

    def _imports(self, *, directory: int, size: int, name: int, table: int) -> Iterator[tuple[str, list[str]]]:
        place = self._address(directory)
        while place is not None and self._number("<I", place + name):
            library = self._text(self._place(self._number("<I", place + name))).lower()
            names = self._number("<I", place + table) or self._number("<I", place + 16)
            yield library, list(self._names(self._place(names)))
            place += size

    def _names(self, place: int) -> Iterator[str]:
        while entry := self._number("<Q", place):
            if not entry >> 63:
                yield self._text(self._place(entry & 0x7FFFFFFF) + 2)
            place += 8

    def _address(self, directory: int) -> int | None:
        """Where a table is; None without one."""
        virtual = self._number("<I", self._directories + 8 * directory)
        return self._place(virtual) if virtual else None

    def _place(self, virtual: int) -> int:
        """Where in the file something is that will lie at an address."""
        for size, address, raw_size, raw in self._sections:
            if address <= virtual < address + max(size, raw_size):
                return int(virtual - address + raw)
        raise BuildError("A table of names leads out of the file.")

    def _number(self, kind: str, place: int) -> int:
        return int(struct.unpack_from(kind, self._content, place)[0])

    def _text(self, place: int) -> str:
        return self._content[place : self._content.index(b"\0", place)].decode("ascii")


def binaries(tree: Path) -> dict[Path, Binary]:
    """Every program and library of a tree."""
    found = {}
    for file in sorted(tree.rglob("*")):
        if file.suffix.lower() in (".exe", ".com", ".dll", ".pyd"):
            found[file] = Binary(file.read_bytes())
    return found


def needs(found: Mapping[Path, Binary]) -> dict[Path, list[str]]:
    """By file, the libraries it needs, sooner or later; Windows does not heed case, names here are the files' own."""
    own = {file.name.lower(): file.name for file in found}
    return {
        file: [own.get(name, name) for name in (*binary.imports(), *binary.late_imports())]
        for file, binary in found.items()
    }


def missing(needed: Mapping[Path, list[str]]) -> dict[str, str]:
    """Libraries that neither the tree nor Windows has, each with one that needs it.

    Args:
        needed: every binary of the tree with the libraries it needs.
    """
    own = {file.name for file in needed}
    return {
        name: file.name for file, names in needed.items() for name in names if name not in own and not _is_system(name)
    }


def lost_names(found: Mapping[Path, Binary]) -> list[str]:
    """What a binary needs of a library of the tree, and does not find there, such as "a.pyd: quack of duck.dll"."""
    exports = {file.name.lower(): set(binary.exports()) for file, binary in found.items()}
    return [
        f"{file.name}: {name} of {library}"
        for file, binary in found.items()
        for library, names in binary.imports().items()
        if library in exports
        for name in sorted(set(names) - exports[library])
    ]


def _is_system(name: str) -> bool:
    return name.removesuffix(".dll") in _SYSTEM or name.startswith(("api-ms-win-", "ext-ms-win-"))
