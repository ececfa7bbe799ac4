"""What making a program's folder takes on every system: packages, bytecode, notice, times."""

import os
import shutil
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from common.notices import Component, completed, notice, ownerless, untold, wheel_component
from common.pinned import read_versions
from common.source import BUILD, ROOT, commit_time, version
from common.steps import BuildError, run
from common.trim import Trimming, idle_rules
from common.wheels import unpack, unpack_program

NOTICE = "NOTICES.txt"
_NEVER_LOADED = (
    *("mpmath/", "networkx/", "setuptools/", "sympy/", "torch/_dynamo/", "torch/_inductor/", "torch/onnx/"),
    "torch/testing/_internal/(?!__init__|common_dtype|logging_tensor)",
)
"""Expressions for modules below site-packages that no part of the program loads, and which stay as torch may come to
want them: their bytecode would be a tenth of an installer. A smoke test sees that whatever is loaded has some."""


def unpack_wheels(
    tree: Path, site: Path, wheels: Sequence[Path], installer: Path, trimming: Trimming
) -> list[Component]:
    """Unpack the packages.

    Args:
        tree: the program's folder.
        site: the folder in it that packages are imported from.
        wheels: the packages' files.
        installer: place in the tree of the one program among them, uv: beside Python, where sam3_studio/runtime looks.
        trimming: the rules that will be applied.

    Raises:
        BuildError: a rule matches nothing.
    """
    components, placed = [], []
    for wheel in wheels:
        placed.append(unpack(wheel, tree / site))
        component = told(wheel_component(wheel, placed[-1], site.as_posix()))
        if component.name == installer.stem:
            unpack_program(wheel, installer.name, (tree / installer).parent)
            component = replace(component, places=(*component.places, installer.as_posix()))
        components.append(component)
    idle = idle_rules((path for paths in placed for path in paths), trimming)
    if idle:
        raise BuildError(f"Rules of trimming that match nothing any more: {', '.join(idle)}")
    return components


def told(component: Component) -> Component:
    """A component of a wheel with what versions.toml knows about it."""
    return completed(component, read_versions()["wheels"].get(component.name.lower().replace("_", "-"), {}))


def project_wheel() -> Path:
    """The program itself, as a wheel: the rules of what is in it stand in pyproject.toml alone."""
    folder = BUILD / "project"
    shutil.rmtree(folder, ignore_errors=True)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--quiet"]
    run([*pip, "--no-deps", "--no-build-isolation", "--wheel-dir", folder, ROOT])
    (wheel,) = folder.glob("*.whl")
    return wheel


def drop_shebangs(folder: Path) -> None:
    """Modules are imported, never started; the programs that their first lines name may not be there."""
    for module in folder.rglob("*.py"):
        content = module.read_bytes()
        if content.startswith(b"#!"):
            module.write_bytes(b"#" + content[content.find(b"\n") :])


def compiling(tree: Path) -> list[str | Path]:
    """Arguments for Python that write bytecode for every module of the folder that is named after them.

    It counts as current without a look at the source, whose time means nothing here.
    """
    command = ["-m", "compileall", "-q", "-j2", "--invalidation-mode", "unchecked-hash"]
    return [*command, "-s", tree, "-p", "/", "-x", f"/site-packages/({'|'.join(_NEVER_LOADED)})"]


def own_component(name: str, origin: str, places: tuple[str, ...]) -> Component:
    """What a package holds of this repository beside the program's wheel.

    Args:
        name: of this part.
        origin: the folder in the sources.
        places: where it lies in the tree.
    """
    licence = (ROOT / "LICENSE").read_text("utf-8")
    return Component(name, version(), "Apache-2.0", f"{origin} of the sources", "", places, (("LICENSE", licence),))


def write_notice(tree: Path, components: Sequence[Component]) -> None:
    """Write the one notice.

    Raises:
        BuildError: a licence is not known, or a file belongs to no component.
    """
    dark = untold(components)
    if dark:
        raise BuildError(f"Neither the wheel nor versions.toml tells the licence and its text: {', '.join(dark)}")
    (tree / NOTICE).write_text(notice(version(), components), encoding="utf-8")
    paths = [path.relative_to(tree).as_posix() for path in tree.rglob("*") if not path.is_dir()]
    lost = ownerless(paths, components)
    if lost:
        raise BuildError(f"Files of unknown origin: {', '.join(lost[:10])}")


def see_to_times(tree: Path) -> None:
    """The same times and permissions whenever and by whomever it is built."""
    moment = commit_time()
    for path in [*tree.rglob("*"), tree]:
        if not path.is_symlink():
            program = path.stat().st_mode & 0o100 and path.suffix != ".py" and ".so" not in path.suffixes
            path.chmod(0o755 if path.is_dir() or program else 0o644)
        os.utime(path, (moment, moment), follow_symlinks=False)
