"""Debian's packages of Python, which every system's program takes its standard library from."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from common.pinned import DebianPackage, debian_packages, read_versions
from common.steps import BuildError, run


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
