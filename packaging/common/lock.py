"""The locks: which file of each Python package goes into a build, by version and SHA-256.

Versions come from requirements.lock, the one list of them; a lock adds what a person cannot know by heart.
"""

import hashlib
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from bootstrap import locked
from common.pinned import read_versions
from common.source import PACKAGING
from common.steps import BuildError, run

REQUIREMENTS = PACKAGING / "requirements.lock"
PROGRAM_LOCK = PACKAGING / "locks" / "linux-x86_64.txt"
WINDOWS_LOCK = PACKAGING / "locks" / "windows-x86_64.txt"
TOOLS_LOCK = PACKAGING / "locks" / "tools.txt"

PYTHON = "3.11"
"""Of the packages; whatever Python runs the build."""

_TORCH_INDEX = "https://download.pytorch.org/whl/cpu"
"""Has the build of torch without CUDA, which is a tenth as large; PyPI has none for Linux."""
_GLIBC = (35, 34, 31, 28, 27, 26, 24, 17, 12, 5)
"""Minor versions of glibc 2 that wheels may ask for: all that Ubuntu 22.04 has."""
_LINUX = (*(f"manylinux_2_{minor}_x86_64" for minor in _GLIBC), "manylinux2014_x86_64")
_WINDOWS = ("win_amd64",)

_HEADER = """\
# {what}
# Written by `python3 packaging/build.py lock` from requirements.lock; do not edit.
"""


def program_requirements(text: str) -> list[str]:
    """What requirements.lock wants of a program for Linux, such as "numpy==2.4.6"; of torch, the build for the CPU."""
    found = [_without_marker(line) for line in locked(text, ["run"]) if "win32" not in line]
    return [f"{line}+cpu" if line.startswith("torch==") else line for line in found]


def windows_requirements(text: str) -> list[str]:
    """What requirements.lock wants of a program for Windows, whose torch on PyPI is the build for the CPU.

    versions.toml adds those that bring no modules, but Python itself and Microsoft's runtime.
    """
    return [*map(_without_marker, locked(text, ["run"])), *read_versions()["windows"]["runtime"]]


def tool_requirements(text: str) -> list[str]:
    """What requirements.lock wants for building; hatchling shares one package with the program."""
    shared = [line for line in locked(text, ["run"]) if line.startswith("packaging==")]
    return [_without_marker(line) for line in (*shared, *locked(text, ["build", "package"]))]


def pins(text: str) -> dict[str, str]:
    """SHA-256 by requirement, as a lock lists them."""
    return dict(re.findall(r"^(\S+==\S+) --hash=sha256:([0-9a-f]{64})$", text, re.MULTILINE))


def check_lock(lock: Path, wanted: Iterable[str]) -> None:
    """See that a lock holds what requirements.lock wants, neither more nor less.

    Raises:
        BuildError: it does not.
    """
    difference = set(pins(lock.read_text("utf-8"))) ^ set(wanted)
    if difference:
        raise BuildError(f"{lock.name} is out of date ({', '.join(sorted(difference))}): packaging/build.py lock")


def write_locks(folder: Path) -> None:
    """Fetch what requirements.lock wants into a folder, and note the hashes."""
    text = REQUIREMENTS.read_text("utf-8")
    _write(PROGRAM_LOCK, "What the packages for Linux hold.", program_requirements(text), folder)
    _write(WINDOWS_LOCK, "What the installer for Windows holds.", windows_requirements(text), folder / "windows")
    _write(TOOLS_LOCK, "What builds them.", tool_requirements(text), folder)


def fetch_wheels(lock: Path, folder: Path) -> list[Path]:
    """Fetch the wheels of a lock, each checked against its hash.

    Returns:
        Their files, in the order of the lock.

    Raises:
        BuildError: one is not to be had, or is not what the lock says.
    """
    wanted = pins(lock.read_text("utf-8"))
    folder.mkdir(parents=True, exist_ok=True)
    there = _by_hash(folder)
    missing = [f"{name} --hash=sha256:{digest}" for name, digest in wanted.items() if digest not in there]
    if missing:
        requirements = folder / "missing.txt"
        requirements.write_text("\n".join(missing) + "\n", encoding="utf-8")
        _download(["--require-hashes", "--requirement", str(requirements)], folder, _platforms(lock))
        requirements.unlink()
        there = _by_hash(folder)
    return [there[digest] for digest in wanted.values()]


def _write(lock: Path, what: str, requirements: Sequence[str], folder: Path) -> None:
    lines = []
    for requirement in requirements:
        place = folder / re.sub(r"\W+", "-", requirement)
        place.mkdir(parents=True, exist_ok=True)
        _download([requirement], place, _platforms(lock))
        (digest,) = _by_hash(place)
        lines.append(f"{requirement} --hash=sha256:{digest}\n")
    lock.parent.mkdir(exist_ok=True)
    lock.write_text(_HEADER.format(what=what) + "".join(lines), encoding="utf-8")


def _platforms(lock: Path) -> Sequence[str]:
    """What wheels of a lock may be for."""
    return _WINDOWS if lock == WINDOWS_LOCK else _LINUX


def _download(what: Sequence[str], folder: Path, platforms: Sequence[str]) -> None:
    """Have pip fetch wheels for the packages' Python and system, whatever it runs on itself."""
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", "download", "--quiet"]
    target = ["--no-deps", "--only-binary=:all:", "--implementation=cp", f"--python-version={PYTHON}"]
    target += [*(f"--platform={platform}" for platform in platforms), "--dest", str(folder)]
    try:
        run([*pip, *target, *what])
    except BuildError:
        # Not every index that pip may have been told to use has torch for the CPU.
        run([*pip, *target, "--extra-index-url", _TORCH_INDEX, *what])


def _by_hash(folder: Path) -> dict[str, Path]:
    return {hashlib.sha256(file.read_bytes()).hexdigest(): file for file in sorted(folder.glob("*.whl"))}


def _without_marker(requirement: str) -> str:
    return requirement.split(";", maxsplit=1)[0].strip()
