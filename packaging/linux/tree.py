"""The program's folder as it is installed: Python, packages, bytecode, notice; it runs wherever it lies."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from common.debian import fetch_debian_packages
from common.libraries import unneeded
from common.notices import Component
from common.pinned import debian_packages
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
from common.trim import LINUX, trim
from linux import libraries
from linux.runtime import SITE, STDLIB, make_runtime
from linux.share_files import HERE, write_share

LAUNCHER = "sam3-studio"


def build_tree(tree: Path, wheels: Sequence[Path], report: Report) -> list[str]:
    """Make the folder.

    Args:
        tree: is made anew.
        wheels: of the packages that the program needs.
        report: is told how large and how slow it is.

    Returns:
        The Debian packages that the tree needs.

    Raises:
        BuildError: something is missing, unexplained, or does not work after trimming.
    """
    shutil.rmtree(tree, ignore_errors=True)
    tree.mkdir(parents=True)
    with report.step("tree: Python, packages, trimming"):
        packages = fetch_debian_packages(BUILD / "debian")
        make_runtime(tree, packages, BUILD / "debian-unpacked")
        packed = unpack_wheels(tree, SITE, [*wheels, project_wheel()], Path("bin/uv"), LINUX)
        components = [_runtime_component(), *packed]
        trim(tree / SITE)
        drop_shebangs(tree / STDLIB)
        dependencies = _see_to_libraries(tree)
        shutil.copy(HERE / "sam3-studio.sh", tree / LAUNCHER)
        (tree / LAUNCHER).chmod(0o755)
    with report.step("tree: bytecode"):
        _compile(tree)
    with report.step("tree: smoke test"):
        run([*python_of(tree), PACKAGING / "common" / "smoke.py"])
    write_share(tree / "share", python_of(tree))
    _write_notice(tree, components)
    see_to_times(tree)
    return dependencies


def python_of(tree: Path) -> list[str | Path]:
    """Starts the Python of a tree, without leaving bytecode in it."""
    return [tree / "bin" / "python3", "-X", "utf8", "-B"]


def _runtime_component() -> Component:
    """Python and its libraries, out of Debian's packages."""
    packages = debian_packages()
    texts = []
    for package in packages:
        text = BUILD / "debian-unpacked" / "usr" / "share" / "doc" / package.name / "copyright"
        texts.append((f"Debian's copyright file of {package.name}", text.read_text("utf-8")))
    licences = (Path("/usr/share/common-licenses") / name for name in ("GPL-2", "LGPL-2.1"))
    texts += [(path.name, path.read_text("utf-8")) for path in licences]
    return Component(
        name="Python",
        version=packages[0].version,
        licence="; ".join(f"{package.name} {package.licence}" for package in packages),
        origin="; ".join(f"{one.name} {one.version}, SHA-256 {one.sha256}" for one in packages),
        home="https://packages.debian.org/bookworm/python3.11",
        places=("bin/python3", "bin/python3._pth", "lib"),
        texts=tuple(texts),
        note="Packages of Debian 12, unpacked; patchelf changed the search path of their libraries, nothing else.",
    )


def _see_to_libraries(tree: Path) -> list[str]:
    """Drop Qt's libraries that nothing needs; returns the Debian packages that have the others."""
    needed = libraries.shared_libraries(tree)
    qt = [file for file in needed if file.parent == tree / SITE / "PySide6" / "Qt" / "lib"]
    for file in unneeded(qt, needed):
        file.unlink()
        del needed[file]
    newer = libraries.newer_glibc(needed)
    if newer:
        raise BuildError(f"These ask for a newer glibc than {libraries.GLIBC}: {newer}")
    return libraries.debian_dependencies(libraries.system_libraries(needed))


def _compile(tree: Path) -> None:
    """Bytecode for every module; it counts as current without a look at the source, whose time means nothing here."""
    run([*python_of(tree), *compiling(tree), tree / STDLIB])


def _write_notice(tree: Path, components: Sequence[Component]) -> None:
    own = own_component("sam3_studio (start and desktop)", "packaging/linux", (LAUNCHER, "share", NOTICE))
    write_notice(tree, [*components, own])
