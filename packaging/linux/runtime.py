"""A Python that can be moved, out of Debian's packages: whatever it needs lies beside it.

`bin/python3._pth` names the folders it imports from, which also keeps it from reading PYTHONPATH, the user's own
packages and the folder it is started in.
"""

import shutil
from collections.abc import Sequence
from pathlib import Path

from common.lock import PYTHON
from common.steps import run

STDLIB = Path("lib") / f"python{PYTHON}"
SITE = STDLIB / "site-packages"

_LIBRARIES = ("libssl.so.3", "libcrypto.so.3", "libsqlite3.so.0", "libffi.so.8", "libbz2.so.1.0", "liblzma.so.5")
"""What modules of the standard library link to, less what is on every system or must be the system's own.

libexpat stays the system's, because its drivers load it too; a terminal's line editing (readline, curses) and the
databases of Unix (dbm, nis) are not packed.
"""

_DROPPED_MODULES = ("_crypt", "_curses", "_curses_panel", "_dbm", "_uuid", "nis", "readline")
_DROPPED_FILES = ("test", "sitecustomize.py", "EXTERNALLY-MANAGED", "LICENSE.txt")


def make_runtime(tree: Path, packages: Sequence[Path], scratch: Path) -> None:
    """Lay out Python in a tree.

    Args:
        tree: the folder; `bin` and `lib` are made in it.
        packages: the .deb files.
        scratch: a folder to unpack them in.
    """
    shutil.rmtree(scratch, ignore_errors=True)
    for package in packages:
        run(["dpkg-deb", "--extract", package, scratch])
    shutil.copytree(scratch / "usr" / STDLIB, tree / STDLIB, symlinks=True)
    _drop_unused(tree / STDLIB)
    for name in _LIBRARIES:
        (found,) = scratch.glob(f"**/x86_64-linux-gnu/{name}")
        shutil.copy(found.resolve(), tree / "lib" / name)
        run(["patchelf", "--set-rpath", "$ORIGIN", tree / "lib" / name])
    for module in sorted((tree / STDLIB / "lib-dynload").glob("*.so")):
        run(["patchelf", "--set-rpath", "$ORIGIN/../..", module])
    (tree / "bin").mkdir()
    shutil.copy(scratch / "usr" / "bin" / f"python{PYTHON}", tree / "bin" / "python3")
    folders = (STDLIB, STDLIB / "lib-dynload", SITE)
    (tree / "bin" / "python3._pth").write_text("".join(f"../{folder}\n" for folder in folders), encoding="utf-8")


def _drop_unused(stdlib: Path) -> None:
    for name in _DROPPED_FILES:
        path = stdlib / name
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    for name in _DROPPED_MODULES:
        for file in (stdlib / "lib-dynload").glob(f"{name}.*.so"):
            file.unlink()
