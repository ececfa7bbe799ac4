"""The program's folder as it is installed: Python, packages, bytecode, notice; it runs wherever it lies."""

import os
import shutil
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from common.notices import Component, completed, notice, ownerless, untold, wheel_component
from common.pinned import debian_packages, read_versions
from common.source import BUILD, PACKAGING, ROOT, commit_time, version
from common.steps import BuildError, Report, run
from common.trim import idle_rules, trim
from common.wheels import unpack, unpack_program
from linux import libraries
from linux.runtime import SITE, STDLIB, fetch_debian_packages, make_runtime
from linux.share_files import HERE, write_share

NOTICE = "NOTICES.txt"
LAUNCHER = "sam3-studio"
_INSTALLER = "uv"
"""The one program among the packages: sam3_studio/runtime looks for it beside Python."""
_NEWER_SYNTAX = r"/torch/testing/_internal/py312_intrinsics\.py$"
"""Modules that this Python cannot read, and that are only imported by newer ones."""


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
        components = [_runtime_component(), *_unpack_wheels(tree, [*wheels, _project_wheel()])]
        trim(tree / SITE)
        _drop_shebangs(tree / STDLIB)
        dependencies = _see_to_libraries(tree)
        shutil.copy(HERE / "sam3-studio.sh", tree / LAUNCHER)
        (tree / LAUNCHER).chmod(0o755)
    with report.step("tree: bytecode"):
        _compile(tree)
    with report.step("tree: smoke test"):
        run([*python_of(tree), PACKAGING / "common" / "smoke.py"])
    write_share(tree / "share", python_of(tree))
    _write_notice(tree, components)
    _see_to_times(tree)
    return dependencies


def python_of(tree: Path) -> list[str | Path]:
    """Starts the Python of a tree, without leaving bytecode in it."""
    return [tree / "bin" / "python3", "-X", "utf8", "-B"]


def _unpack_wheels(tree: Path, wheels: Sequence[Path]) -> list[Component]:
    told = read_versions()["wheels"]
    components, placed = [], []
    for wheel in wheels:
        placed.append(unpack(wheel, tree / SITE))
        component = wheel_component(wheel, placed[-1], SITE.as_posix())
        component = completed(component, told.get(component.name.lower().replace("_", "-"), {}))
        if component.name == _INSTALLER:
            unpack_program(wheel, _INSTALLER, tree / "bin")
            component = replace(component, places=(*component.places, f"bin/{_INSTALLER}"))
        components.append(component)
    idle = idle_rules(path for paths in placed for path in paths)
    if idle:
        raise BuildError(f"Rules of common/trim.py that match nothing any more: {', '.join(idle)}")
    return components


def _project_wheel() -> Path:
    """The program itself, as a wheel: the rules of what is in it stand in pyproject.toml alone."""
    folder = BUILD / "project"
    shutil.rmtree(folder, ignore_errors=True)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--quiet"]
    run([*pip, "--no-deps", "--no-build-isolation", "--wheel-dir", folder, ROOT])
    (wheel,) = folder.glob("*.whl")
    return wheel


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
    for file in libraries.unneeded(qt, needed):
        file.unlink()
        del needed[file]
    newer = libraries.newer_glibc(needed)
    if newer:
        raise BuildError(f"These ask for a newer glibc than {libraries.GLIBC}: {newer}")
    return libraries.debian_dependencies(libraries.system_libraries(needed))


def _drop_shebangs(folder: Path) -> None:
    """Modules are imported, never started; the programs that their first lines name may not be there."""
    for module in folder.rglob("*.py"):
        content = module.read_bytes()
        if content.startswith(b"#!"):
            module.write_bytes(b"#" + content[content.find(b"\n") :])


def _compile(tree: Path) -> None:
    """Bytecode for every module; it counts as current without a look at the source, whose time means nothing here."""
    command: list[str | Path] = [*python_of(tree), "-m", "compileall", "-q", "-j2"]
    command += ["--invalidation-mode", "unchecked-hash", "-s", tree, "-p", "/"]
    run([*command, "-x", _NEWER_SYNTAX, tree / STDLIB])


def _write_notice(tree: Path, components: Sequence[Component]) -> None:
    dark = untold(components)
    if dark:
        raise BuildError(f"Neither the wheel nor versions.toml tells the licence and its text: {', '.join(dark)}")
    own = Component(
        name="sam3_studio (start and desktop)",
        version=version(),
        licence="Apache-2.0",
        origin="packaging/linux of the sources",
        home="",
        places=(LAUNCHER, "share", NOTICE),
        texts=(("LICENSE", (ROOT / "LICENSE").read_text("utf-8")),),
    )
    everything = [*components, own]
    (tree / NOTICE).write_text(notice(version(), everything), encoding="utf-8")
    paths = [path.relative_to(tree).as_posix() for path in tree.rglob("*") if not path.is_dir()]
    lost = ownerless(paths, everything)
    if lost:
        raise BuildError(f"Files of unknown origin: {', '.join(lost[:10])}")


def _see_to_times(tree: Path) -> None:
    """The same times and permissions whenever and by whomever it is built."""
    moment = commit_time()
    for path in [*tree.rglob("*"), tree]:
        if not path.is_symlink():
            program = path.stat().st_mode & 0o100 and path.suffix != ".py" and ".so" not in path.suffixes
            path.chmod(0o755 if path.is_dir() or program else 0o644)
        os.utime(path, (moment, moment), follow_symlinks=False)
