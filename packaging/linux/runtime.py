"""A Python that can be moved, out of Debian's packages: whatever it needs lies beside it.

`bin/python3._pth` names the folders it imports from, which also keeps it from reading PYTHONPATH, the user's own
packages and the folder it is started in.
"""

import hashlib
import shutil
from collections.abc import Sequence
from pathlib import Path

from common.lock import PYTHON
from common.pinned import DebianPackage, debian_packages, read_versions
from common.steps import BuildError, run

STDLIB = Path("lib") / f"python{PYTHON}"
SITE = STDLIB / "site-packages"

_LIBRARIES = ("libssl.so.3", "libcrypto.so.3", "libsqlite3.so.0", "libffi.so.8", "libbz2.so.1.0", "liblzma.so.5")
"""What modules of the standard library link to, less what is on every system or must be the system's own.

libexpat stays the system's, because its drivers load it too; a terminal's line editing (readline, curses) and the
databases of Unix (dbm, nis) are not packed.
"""

_DROPPED_MODULES = ("_crypt", "_curses", "_curses_panel", "_dbm", "_uuid", "nis", "readline")
_DROPPED_FILES = ("test", "sitecustomize.py", "EXTERNALLY-MANAGED", "LICENSE.txt")


def fetch_debian_packages(folder: Path) -> list[Path]:
    """Fetch what Python is made of, through an apt of its own that trusts Debian's keys alone.

    Raises:
        BuildError: the archive has another version by now, or a file is not what versions.toml says.
    """
    folder.mkdir(parents=True, exist_ok=True)
    packages = debian_packages()
    missing = [package for package in packages if not _is_intact(folder, package)]
    if missing:
        _download(missing, folder)
    for package in missing:
        if not _is_intact(folder, package):
            raise BuildError(f"{package.name} is not the file that versions.toml names; nothing was built.")
    return [_file(folder, package) for package in packages]


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


def _download(packages: Sequence[DebianPackage], folder: Path) -> None:
    debian = read_versions()["debian"]
    state = folder / "apt"
    (state / "lists" / "partial").mkdir(parents=True, exist_ok=True)
    trusted = f"deb [signed-by={debian['keyring']}]"
    suite = debian["suite"]
    sources = [(debian["mirror"], suite), (debian["mirror"], f"{suite}-updates")]
    sources.append((debian["security"], f"{suite}-security"))
    lines = [f"{trusted} {mirror} {name} main\n" for mirror, name in sources]
    (state / "sources.list").write_text("".join(lines), encoding="utf-8")
    (state / "status").touch()
    options = {
        "Dir::Etc::sourcelist": state / "sources.list",
        "Dir::Etc::sourceparts": "-",
        "Dir::State": state,
        "Dir::State::status": state / "status",
        "Dir::Cache": state / "cache",
        "APT::Architecture": "amd64",
        "APT::Sandbox::User": "",
    }
    apt = ["apt-get", "--quiet", *(f"-o{name}={value}" for name, value in options.items())]
    run([*apt, "update"])
    try:
        run([*apt, "download", *(f"{one.name}={one.version}" for one in packages)], cwd=folder)
    except BuildError as error:
        raise BuildError(
            f"Debian no longer has what versions.toml names; name its newer versions there. {error}"
        ) from error


def _file(folder: Path, package: DebianPackage) -> Path:
    # apt writes a ":" as "%3a"; the rest of a version stays as it is.
    return folder / f"{package.name}_{package.version.replace(':', '%3a')}_amd64.deb"


def _is_intact(folder: Path, package: DebianPackage) -> bool:
    file = _file(folder, package)
    return file.is_file() and hashlib.sha256(file.read_bytes()).hexdigest() == package.sha256
