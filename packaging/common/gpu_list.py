"""Makes the lists of wheels that are PyTorch for graphics cards, which `sam3_studio/runtime/lock.py` reads.

uv resolves for a platform that need not be this one; its lock has address, size and SHA-256 of every wheel. What the
program brings anyway stays off the list.
"""

import io
import json
import re
import tomllib
import urllib.request
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from common.lock import PYTHON, REQUIREMENTS
from common.source import ROOT
from common.steps import BuildError, run
from common.wheels import unpack_program

LISTS = ROOT / "resources" / "runtime"
CUDA, DRIVER, CAPABILITY = "13.0", "580", "7.5"
"""Of the build of PyTorch: its CUDA, the oldest driver of NVIDIA that runs it, the least that a card must have.

From https://pytorch.org/get-started/locally and NVIDIA's table of drivers for each CUDA.
"""

_PROJECT = """\
[project]
name = "gpu"
version = "0"
requires-python = "=={python}.*"
dependencies = ["{torch}"]

[tool.uv]
environments = ["{marker}"]
"""
_INDEX = """
[[tool.uv.index]]
name = "pytorch"
url = "{index}"
explicit = true

[tool.uv.sources]
torch = {{ index = "pytorch" }}
"""


@dataclass(frozen=True, slots=True)
class Target:
    """A platform that a list is for.

    Attributes:
        name: as Python calls it.
        marker: of Python's packages.
        tags: what names of its wheels end with, the best one first.
        local: local part of the version of PyTorch that has CUDA there, such as "+cu130".
        index: that has it; empty for PyPI.
    """

    name: str
    marker: str
    tags: tuple[str, ...]
    local: str = ""
    index: str = ""

    @property
    def file(self) -> Path:
        """Where its list is."""
        return LISTS / f"{self.name}-{PYTHON}.json"


TARGETS = (
    Target(
        "linux-x86_64",
        "sys_platform == 'linux' and platform_machine == 'x86_64'",
        (*(f"manylinux_2_{minor}_x86_64" for minor in range(35, 4, -1)), "manylinux2014_x86_64", "any"),
    ),
    Target(
        "win-amd64",
        "sys_platform == 'win32' and platform_machine == 'AMD64'",
        ("win_amd64", "any"),
        "+cu130",
        "https://download.pytorch.org/whl/cu130",
    ),
)


def write_lists(wheels: Iterable[Path], folder: Path) -> None:
    """Write the list of each platform; one whose index does not answer stays as it is, which is told.

    Args:
        wheels: of the program's packages, uv among them.
        folder: for what comes up meanwhile.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (uv,) = (wheel for wheel in wheels if wheel.name.startswith("uv-"))
    unpack_program(uv, "uv", folder)
    text = REQUIREMENTS.read_text("utf-8")
    for target in TARGETS:
        try:
            locked = _resolve(target, _torch(text), folder)
            described = _described(target, _torch(text), chosen_wheels(locked, target, _brought(text)))
        except (BuildError, OSError) as error:
            print(f"{target.file.name} stays as it is, or is missing: {error}")
        else:
            target.file.write_text(json.dumps(described, indent=1) + "\n", encoding="utf-8")


def chosen_wheels(locked: str, target: Target, brought: Iterable[str]) -> list[dict[str, Any]]:
    """What a list names of each package: name, version, url, size, sha256.

    Args:
        locked: uv's lock.
        target: the platform.
        brought: names of packages that the program has.

    Raises:
        BuildError: a package has no wheel for the platform.
    """
    left_out = {_normal(name) for name in brought} | {"gpu"}
    packages = [one for one in tomllib.loads(locked)["package"] if _normal(one["name"]) not in left_out]
    return [_chosen(package, target) for package in packages]


def _chosen(package: Mapping[str, Any], target: Target) -> dict[str, Any]:
    fitting: dict[str, Mapping[str, Any]] = {}
    for wheel in package.get("wheels", []):
        *_, python, abi, platforms = wheel["url"].rpartition("/")[2].removesuffix(".whl").split("-")
        if _is_for(python, abi):
            fitting |= dict.fromkeys(platforms.split("."), wheel)
    best = next((fitting[tag] for tag in target.tags if tag in fitting), None)
    if best is None:
        raise BuildError(f"{package['name']} {package['version']} has no wheel for {target.name}.")
    return {
        "name": package["name"],
        "version": package["version"],
        "url": best["url"],
        "size": best.get("size") or _size(best["url"]),
        "sha256": best["hash"].removeprefix("sha256:"),
    }


def _is_for(python: str, abi: str) -> bool:
    """Whether the first tags of a wheel's name fit the packages' Python."""
    own = f"cp{PYTHON.replace('.', '')}"
    return bool({own, "py3"} & set(python.split("."))) and bool({own, "none", "abi3"} & set(abi.split(".")))


def _described(target: Target, torch: str, wheels: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "format": 1,
        "platform": target.name,
        "python": PYTHON,
        "torch": torch,
        "cuda": CUDA,
        "driver": DRIVER,
        "capability": CAPABILITY,
        "unpacked": sum(map(_unpacked, wheels)),
        "wheels": wheels,
    }


def _resolve(target: Target, torch: str, folder: Path) -> str:
    project = _PROJECT.format(python=PYTHON, torch=f"torch=={torch}{target.local}", marker=target.marker)
    if target.index:
        project += _INDEX.format(index=target.index)
    place = folder / target.name
    place.mkdir(exist_ok=True)
    (place / "pyproject.toml").write_text(project, encoding="utf-8")
    run([folder / "uv", "lock", "--no-config", "--quiet"], cwd=place)
    return (place / "uv.lock").read_text("utf-8")


def _torch(requirements: str) -> str:
    """The version that the program is tested with."""
    return next(line.partition("==")[2] for line in requirements.splitlines() if line.startswith("torch=="))


def _brought(requirements: str) -> Iterator[str]:
    for line in requirements.splitlines():
        name, equals, _ = line.partition("==")
        if equals and name != "torch":
            yield name


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _size(url: str) -> int:
    with urllib.request.urlopen(urllib.request.Request(url, method="HEAD")) as answer:  # noqa: S310 - from a lock
        return int(answer.headers["Content-Length"])


def _unpacked(wheel: Mapping[str, Any]) -> int:
    """Bytes of a wheel's files, from its table of contents; the rest of it is not fetched."""
    with zipfile.ZipFile(io.BufferedReader(_Far(wheel["url"], wheel["size"]), 1 << 18)) as archive:
        return sum(entry.file_size for entry in archive.infolist())


class _Far(io.RawIOBase):
    """A file on a server, of which only what is read is fetched."""

    def __init__(self, url: str, size: int) -> None:
        self._url, self._size, self._place = url, size, 0

    def readable(self) -> bool:
        """Python's."""
        return True

    def seekable(self) -> bool:
        """Python's."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Python's."""
        self._place = offset + {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._size}[whence]
        return self._place

    def readinto(self, buffer: Any) -> int:
        """Python's."""
        view = memoryview(buffer)
        end = min(self._place + len(view), self._size)
        if end <= self._place:
            return 0
        part = {"Range": f"bytes={self._place}-{end - 1}"}
        with urllib.request.urlopen(urllib.request.Request(self._url, headers=part)) as answer:  # noqa: S310 - as above
            content = answer.read(end - self._place)
        view[: len(content)] = content
        self._place += len(content)
        return len(content)
