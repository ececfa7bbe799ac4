"""A Python for Windows that can be moved, made on Linux.

The interpreter, its modules and the libraries they need are the files of python.org's installer, each with the
signature of the Python Software Foundation; the modules written in Python are Debian's, of the same minor version.
`python311._pth` names the folders it imports from, which also keeps it from reading PYTHONPATH, the registry and the
folder it is started in.
"""

import shutil
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from common.lock import PYTHON
from common.notices import Component, wheel_component
from common.pinned import debian_packages, read_versions
from common.steps import BuildError, run
from common.tree import told
from windows.libraries import Binary
from windows.signature import check_signature

STDLIB = Path("Lib")
SITE = STDLIB / "site-packages"
_MODULES = Path("DLLs")

_LIBRARY = "python311.dll"
_FOLDERS = "python311._pth"
_STABLE = "python3.dll"
"""Hands on what modules for every Python 3 need."""
_INTERPRETER_WHEEL = "panda3d-"
_RUNTIME_WHEEL = "msvc_runtime-"

_COMMON_LICENCES = Path("/usr/share/common-licenses")

_UNUSED = ("_tkinter.pyd", "tcl86t.dll", "tk86t.dll", "_msi.pyd", "winsound.pyd")
_DROPPED_FOLDERS = ("test", "lib-dynload", "tkinter", "idlelib", "msilib", "__pycache__")
_DROPPED_FILES = ("sitecustomize.py", "EXTERNALLY-MANAGED", "LICENSE.txt", "_sysconfigdata_*.py")
_UNUSED_RUNTIME = ("vcamp140.dll", "vccorlib140.dll")
"""For GPUs by C++ AMP, and for programs of the store."""


def make_runtime(tree: Path, packages: Sequence[Path], wheels: Sequence[Path], scratch: Path) -> list[Component]:
    """Lay out Python in a tree.

    Args:
        tree: the program's folder.
        packages: Debian's files, as the standard library comes in.
        wheels: among others, those that bring the interpreter and Microsoft's runtime.
        scratch: a folder to work in.

    Returns:
        Where all of it comes from.

    Raises:
        BuildError: a file is not what the Python Software Foundation has signed.
    """
    shutil.rmtree(scratch, ignore_errors=True)
    interpreter, runtime = _wheel(wheels, _INTERPRETER_WHEEL), _wheel(wheels, _RUNTIME_WHEEL)
    signed = _unpack_interpreter(interpreter, tree, scratch)
    unpacked = _unpack_runtime(runtime, tree)
    _unpack_library(packages, tree / STDLIB, scratch / "debian")
    _make_stable(tree, scratch)
    folders = (STDLIB, _MODULES, SITE)
    (tree / _FOLDERS).write_text("".join(f"{folder}\r\n" for folder in folders))
    return [
        *_components(interpreter, signed, scratch / "debian"),
        replace(told(wheel_component(runtime, unpacked, "")), places=tuple(unpacked)),
    ]


def is_module_wheel(wheel: Path) -> bool:
    """Whether a wheel brings Python packages."""
    return not wheel.name.startswith((_INTERPRETER_WHEEL, _RUNTIME_WHEEL))


def _wheel(wheels: Sequence[Path], start: str) -> Path:
    (found,) = (wheel for wheel in wheels if wheel.name.startswith(start))
    return found


def _unpack_interpreter(wheel: Path, tree: Path, scratch: Path) -> list[str]:
    """Take what is the Python Software Foundation's; returns the places in the tree."""
    told = read_versions()["windows"]
    placed = []
    with zipfile.ZipFile(wheel) as archive:
        for entry in archive.namelist():
            path = PurePosixPath(entry)
            name = path.name
            # The others are Microsoft's: parts of Windows 10, and an older runtime.
            foreign = name.lower().startswith(("api-ms-win-", "vcruntime"))
            if path.parts[0] != "deploy_libs" or foreign or name in _UNUSED:
                continue
            place = Path(name) if name == _LIBRARY else _MODULES / name
            (tree / place).parent.mkdir(parents=True, exist_ok=True)
            (tree / place).write_bytes(archive.read(entry))
            check_signature(tree / place, told["signer"], told["signed"], scratch / "signatures")
            placed.append(place.as_posix())
    if _LIBRARY not in placed:
        raise BuildError(f"{wheel.name} has no {_LIBRARY}.")
    return placed


def _unpack_runtime(wheel: Path, tree: Path) -> list[str]:
    """Microsoft's runtime, beside the programs: of libraries of one name, the first that is loaded serves all."""
    placed = []
    with zipfile.ZipFile(wheel) as archive:
        for entry in archive.namelist():
            path = PurePosixPath(entry)
            if path.match("*.data/data/Scripts/*.dll") and path.name not in _UNUSED_RUNTIME:
                (tree / path.name).write_bytes(archive.read(entry))
                placed.append(path.name)
    return placed


def _unpack_library(packages: Sequence[Path], stdlib: Path, scratch: Path) -> None:
    """Modules written in Python, without those of Unix and Tk."""
    for package in packages:
        run(["dpkg-deb", "--extract", package, scratch])
    shutil.copytree(
        scratch / "usr" / "lib" / f"python{PYTHON}",
        stdlib,
        ignore=shutil.ignore_patterns(*_DROPPED_FOLDERS, *_DROPPED_FILES),
    )


def _make_stable(tree: Path, scratch: Path) -> None:
    """python3.dll: every name leads to the one in python311.dll."""
    target = _LIBRARY.removesuffix(".dll")
    names = Binary((tree / _LIBRARY).read_bytes()).exports()
    definition = scratch / "python3.def"
    lines = [f"    {name} = {target}.{name}\n" for name in names]
    definition.write_text(f'LIBRARY "{_STABLE}"\nEXPORTS\n' + "".join(lines), encoding="ascii")
    link = ["x86_64-w64-mingw32-gcc", "-shared", "-nostdlib", "-s", "-Wl,--no-insert-timestamp", "-Wl,-e,0"]
    link.append("-Wl,--image-base,0x180000000")  # or else one that depends on where the file is written
    run([*link, "-o", tree / _STABLE, definition])


def _components(wheel: Path, placed: Sequence[str], unpacked: Path) -> list[Component]:
    """The interpreter and the standard library."""
    told = read_versions()["windows"]
    packages = debian_packages()
    texts = []
    for package in packages:
        text = unpacked / "usr" / "share" / "doc" / package.name / "copyright"
        texts.append((f"Debian's copyright file of {package.name}", text.read_text("utf-8")))
    # What Debian's files refer to.
    texts += [(name, (_COMMON_LICENCES / name).read_text("utf-8")) for name in ("GPL-2", "LGPL-2.1")]
    library = [one for one in packages if "python" in one.name]
    return [
        replace(
            wheel_component(wheel, [], ""),
            name="Python (interpreter)",
            version=told["python"],
            licence=told["licence"],
            home="https://www.python.org/",
            places=(*placed, _STABLE, _FOLDERS),
            texts=tuple(texts),
            note=f"Files of python.org's installer, each signed by the {told['signer']}; they came in the wheel of\n"
            f"panda3d, and Debian's files tell the licences of the same parts. {_STABLE} was made for this\n"
            f"package: every name in it leads to {_LIBRARY}.",
        ),
        Component(
            name="Python (standard library)",
            version=library[0].version,
            licence="; ".join(f"{package.name} {package.licence}" for package in library),
            origin="; ".join(f"{one.name} {one.version}, SHA-256 {one.sha256}" for one in library),
            home="https://packages.debian.org/bookworm/python3.11",
            places=(STDLIB.as_posix(),),
            texts=tuple(texts[: len(library)]),
            note="The modules written in Python, out of packages of Debian 12.",
        ),
    ]
