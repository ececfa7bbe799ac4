"""The programs of a tree, made with mingw-w64: the same bytes whenever they are made."""

import shutil
from pathlib import Path
from typing import NamedTuple

from common.source import PACKAGING, version
from common.steps import run
from windows.icon import write_icon

WINDOW = Path("sam3-studio.exe")
TERMINAL = Path("bin") / "sam3-studio.com"
"""`sam3-studio` in a terminal finds it before a .exe, which would not wait for the end of the window."""
PYTHON = Path("python.exe")

_SOURCES = PACKAGING / "windows" / "launchers"
_GNU = "x86_64-w64-mingw32-"
_STACK = 8 << 20
"""Bytes, as many as Linux gives."""


class _Launcher(NamedTuple):
    """One of them.

    Attributes:
        place: in the tree.
        description: that Windows shows.
        options: of the compiler.
    """

    place: Path
    description: str
    options: tuple[str, ...]


_LAUNCHERS = (
    _Launcher(WINDOW, "sam3_studio", ("-DWINDOW", "-DPROGRAM=1", "-DLEVELS=1", "-mwindows")),
    _Launcher(TERMINAL, "sam3_studio in the terminal", ("-DPROGRAM=1", "-DLEVELS=2", "-mconsole")),
    _Launcher(PYTHON, "Python of sam3_studio", ("-DPROGRAM=0", "-DLEVELS=1", "-mconsole")),
)


def build_launchers(tree: Path, scratch: Path) -> None:
    """Make them all.

    Args:
        tree: the program's folder.
        scratch: a folder for what comes between.
    """
    shutil.rmtree(scratch, ignore_errors=True)
    shutil.copytree(_SOURCES, scratch)
    write_icon(scratch / "program.ico")
    for launcher in _LAUNCHERS:
        resources = scratch / "launcher.o"
        (scratch / "filled_in.rc").write_text(_resources(launcher), encoding="utf-8")
        run([f"{_GNU}windres", "filled_in.rc", resources], cwd=scratch)
        target = tree / launcher.place
        target.parent.mkdir(exist_ok=True)
        command = [f"{_GNU}gcc", "-std=c17", "-O2", "-Wall", "-Wextra", "-Werror", "-municode", "-ffreestanding"]
        command += ["-nostdlib", "-s", "-Wl,--no-insert-timestamp", "-Wl,--entry=start", f"-Wl,--stack={_STACK}"]
        command += ["-Wl,--dynamicbase", "-Wl,--high-entropy-va", "-Wl,--nxcompat", *launcher.options]
        run([*command, "-o", target, "launcher.c", resources, "-lkernel32", "-luser32", "-lshell32"], cwd=scratch)


def _resources(launcher: _Launcher) -> str:
    """Icon, manifest and what Windows tells about the file."""
    text = (_SOURCES / "launcher.rc").read_text("utf-8")
    values = {
        "NUMBERS": ",".join([*version().split("."), "0"]),
        "VERSION": version(),
        "NAME": launcher.place.name,
        "DESCRIPTION": launcher.description,
    }
    for key, value in values.items():
        text = text.replace(f"@{key}@", value)
    return text
