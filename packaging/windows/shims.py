"""What Wine lacks of Windows, for trials alone: nothing of it is ever shipped."""

import re
from collections.abc import Iterable
from pathlib import Path

from common.source import PACKAGING
from common.steps import BuildError, run
from windows.libraries import Binary

_SOURCES = PACKAGING / "windows" / "wine"
_MARKER = b"Wine builtin DLL"
"""How Wine knows its own libraries, at a fixed place in their headers."""
_OWN_NAME = "ucrtwine"
"""Under which Wine's own C library serves the one that takes its place."""

OVERRIDES = "ucrtbase,icuuc=n,b;winedbg.exe,winemenubuilder.exe,mscoree,mshtml=d"
"""For WINEDLLOVERRIDES: these libraries instead of Wine's; no debugger, browser or .NET to wait for."""


def build_shims(wine: Path, target: Path, binaries: Iterable[Binary]) -> None:
    """Make the libraries.

    Args:
        wine: the folder of Wine's own libraries.
        target: the folder that stands for Windows\\System32, where they go.
        binaries: those that will be run, whose needs are met.

    Raises:
        BuildError: Wine's library is not one that can stand under another name.
    """
    own = (wine / "ucrtbase.dll").read_bytes()
    if _MARKER not in own[:0x100]:
        raise BuildError("Wine's ucrtbase.dll does not say that it is Wine's.")
    (target / f"{_OWN_NAME}.dll").write_bytes(own.replace(_MARKER, bytes(len(_MARKER)), 1))
    made = _complex_functions()
    names = {name: f"{_OWN_NAME}.{name}" for name in Binary(own).exports()} | {name: f"wine_{name}" for name in made}
    _link("ucrtbase", names, target)
    wanted = {name for binary in binaries for name in binary.imports().get("icuuc.dll", [])}
    _link("icuuc", dict.fromkeys(sorted(wanted), "wine_nothing"), target)


def _complex_functions() -> list[str]:
    """Names of the functions that ucrtbase.c defines."""
    text = (_SOURCES / "ucrtbase.c").read_text("utf-8")
    plain = [*re.findall(r"^TO_\w+\((\w+)\)$", text, re.MULTILINE), "cpow"]
    return [name + end for name in plain for end in ("", "f", "l")]


def _link(name: str, names: dict[str, str], target: Path) -> None:
    """Make a library that offers names, each by a function of its source or by one of another library."""
    definition = target / f"{name}.def"
    lines = [f"    {offered} = {origin}\n" for offered, origin in names.items()]
    definition.write_text(f'LIBRARY "{name}.dll"\nEXPORTS\n' + "".join(lines), encoding="ascii")
    compiler = ["x86_64-w64-mingw32-gcc", "-O2", "-shared", "-static-libgcc", "-s"]
    run([*compiler, "-o", target / f"{name}.dll", _SOURCES / f"{name}.c", definition])
    definition.unlink()
