"""The program's folder as it is installed on Windows; it runs wherever it lies."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from common.debian import fetch_debian_packages
from common.libraries import unneeded
from common.lock import PYTHON as PYTHON_VERSION
from common.source import BUILD, PACKAGING
from common.steps import BuildError, Report, run
from common.tree import (
    NOTICE,
    compiling,
    drop_shebangs,
    own_component,
    project_wheel,
    see_to_times,
    unpack_wheels,
    write_notice,
)
from common.trim import trim
from windows import libraries
from windows.launchers import PYTHON, TERMINAL, WINDOW, build_launchers
from windows.runtime import SITE, STDLIB, is_module_wheel, make_runtime
from windows.trimming import WINDOWS

_SCRATCH = BUILD / "windows"
ICON = _SCRATCH / "launchers" / "program.ico"
_SEARCH_PATH = "search_path.py"
"""For the installer, which runs it."""


def build_tree(tree: Path, wheels: Sequence[Path], report: Report) -> None:
    """Make the folder.

    Args:
        tree: is made anew.
        wheels: of the lock.
        report: is told how slow it is.

    Raises:
        BuildError: something is missing, unexplained or not what was signed.
    """
    shutil.rmtree(tree, ignore_errors=True)
    tree.mkdir(parents=True)
    with report.step("tree: Python, packages, trimming"):
        components = make_runtime(tree, fetch_debian_packages(BUILD / "debian"), wheels, _SCRATCH / "runtime")
        modules = [*filter(is_module_wheel, wheels), project_wheel()]
        components += unpack_wheels(tree, SITE, modules, Path("uv.exe"), WINDOWS)
        trim(tree / SITE, WINDOWS)
        drop_shebangs(tree / STDLIB)
    with report.step("tree: launchers"):
        build_launchers(tree, _SCRATCH / "launchers")
        shutil.copy(PACKAGING / "windows" / _SEARCH_PATH, tree)
    see_to_libraries(tree)
    with report.step("tree: bytecode"):
        _compile(tree)
    places = tuple(place.as_posix() for place in (WINDOW, TERMINAL, PYTHON))
    own = own_component("sam3_studio (start)", "packaging/windows", (*places, _SEARCH_PATH, NOTICE))
    write_notice(tree, [*components, own])
    see_to_times(tree)


def see_to_libraries(tree: Path) -> None:
    """Drop Qt's libraries that nothing needs.

    Raises:
        BuildError: something needs a library, or a name in it, that neither the tree nor Windows has.
    """
    found = libraries.binaries(tree)
    needed = libraries.needs(found)
    qt = [file for file in needed if file.parent == tree / SITE / "PySide6" and file.suffix == ".dll"]
    for file in unneeded(qt, needed):
        file.unlink()
        del needed[file], found[file]
    lost = [*(f"{name} for {file}" for name, file in libraries.missing(needed).items()), *libraries.lost_names(found)]
    if lost:
        raise BuildError(f"Missing: {', '.join(lost[:20])}")


def _compile(tree: Path) -> None:
    """Bytecode, by Debian's Python of the same minor version: it is the same on every system."""
    python = _SCRATCH / "runtime" / "debian" / "usr" / "bin" / f"python{PYTHON_VERSION}"
    run([python, "-I", "-B", *compiling(tree), tree / STDLIB])
