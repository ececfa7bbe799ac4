"""The list of wheels that make PyTorch for graphics cards, with the hash of each: what is not on it is not installed.

The lists are in `resources/runtime`, one for a platform and a version of Python; `packaging/build.py lock` makes them.
Only what the program does not bring anyway is on a list. A list may leave sizes out, which `measuring` then finds.
Where the program has none, a folder with wheels may bring it.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from sam3_studio.core.errors import GpuError
from sam3_studio.core.remote_file import RemoteFile
from sam3_studio.core.resources import resource_path
from sam3_studio.core.sentence import Sentence
from sam3_studio.runtime.cards import Driver
from sam3_studio.runtime.record import PLATFORM, PYTHON, is_plain_name

LIST_NAME = f"{PLATFORM}-{PYTHON}.json"
"""Name of the list for this platform and this Python."""

_GROWTH = 2
"""How much larger wheels get when they are unpacked, rounded up; those of the list for Linux, 1.7 times."""
_DIGEST = re.compile(r"[0-9a-f]{64}")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_VERSION = re.compile(r"[A-Za-z0-9.+!_-]+")


@dataclass(frozen=True, slots=True)
class Wheel:
    """One of them.

    Attributes:
        name: of the package.
        version: of the package.
        file: the wheel: its name, address, size in bytes and SHA-256. The size is 0 where the list does not tell it.
    """

    name: str
    version: str
    file: RemoteFile

    @property
    def requirement(self) -> str:
        """As installers read it."""
        return f"{self.name}=={self.version} --hash=sha256:{self.file.digest}"


@dataclass(frozen=True, slots=True)
class Lock:
    """A list.

    Attributes:
        digest: SHA-256 of the list itself.
        torch: version of PyTorch.
        cuda: version of CUDA that it is built for, major and minor.
        driver: of NVIDIA, the oldest that runs it.
        capability: the least that a card must have, major and minor.
        unpacked: bytes that it takes once installed; 0 where the list does not tell it.
        wheels: in no order.
    """

    digest: str
    torch: str
    cuda: tuple[int, int]
    driver: str
    capability: tuple[int, int]
    unpacked: int
    wheels: tuple[Wheel, ...]

    @property
    def size(self) -> int:
        """Bytes to download, as far as they are known."""
        return sum(wheel.file.size for wheel in self.wheels)

    @property
    def is_measured(self) -> bool:
        """Whether the size of every wheel is known."""
        return all(wheel.file.size for wheel in self.wheels)

    @property
    def disk(self) -> int:
        """Bytes that it takes once installed, or about that."""
        return self.unpacked or _GROWTH * self.size

    @property
    def cuda_name(self) -> str:
        """Such as "13.0"."""
        return _dotted(self.cuda)

    @property
    def folder(self) -> str:
        """Name of what is made from it."""
        return f"torch-{self.torch}-cuda-{self.cuda_name}-{self.digest[:8]}"

    def obstacle(self, driver: Driver) -> str:
        """Why it would not run with a driver and its cards, a sentence; empty where it would."""
        if driver.cuda[0] < self.cuda[0]:
            return Sentence(
                "The NVIDIA driver {version} runs CUDA {there} at most, and {needed} is needed: install driver "
                "{driver} or newer ({address}).",
                version=driver.version,
                there=_dotted(driver.cuda),
                needed=self.cuda_name,
                driver=self.driver,
                address="https://www.nvidia.com/drivers",
            )
        best = max(driver.cards, key=lambda card: card.capability)
        if best.capability < self.capability:
            return Sentence(
                "{card} is too old: it has NVIDIA's compute capability {there}, and PyTorch needs {needed}.",
                card=best.name,
                there=_dotted(best.capability),
                needed=_dotted(self.capability),
            )
        return ""


def lock_for_this_program(brought: Path | None = None) -> Lock:
    """The list for this platform and this Python.

    Args:
        brought: a folder with wheels; where the program has no list, the one that lies there counts.

    Raises:
        GpuError: there is none.
    """
    try:
        path = resource_path(f"runtime/{LIST_NAME}")
    except FileNotFoundError:
        if brought is None or not (brought / LIST_NAME).is_file():
            raise GpuError(
                "For {platform} with Python {python} the program cannot fetch PyTorch for graphics cards by itself: "
                "install it from a folder that holds the wheels and {name}, the list of them.",
                python=PYTHON,
                platform=PLATFORM,
                name=LIST_NAME,
            ) from None
        path = brought / LIST_NAME
    return read_lock(path)


def read_lock(path: Path) -> Lock:
    """The list in a file.

    Raises:
        GpuError: it makes no sense.
    """
    try:
        content = path.read_bytes()
        stored = json.loads(content)
        return _lock(stored, hashlib.sha256(content).hexdigest())
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise GpuError("{path} is damaged ({reason}); install the program again.", path=path, reason=error) from error


def _lock(stored: Mapping[str, Any], digest: str) -> Lock:
    if stored["format"] != 1:
        raise ValueError("format")
    return Lock(
        digest,
        _matching(_VERSION, stored["torch"]),
        _pair(stored["cuda"]),
        str(stored["driver"]),
        _pair(stored["capability"]),
        int(stored.get("unpacked", 0)),
        tuple(map(_wheel, stored["wheels"])),
    )


def _wheel(stored: Mapping[str, Any]) -> Wheel:
    address = urlsplit(stored["url"])
    name = unquote(address.path.rpartition("/")[2])
    # Names become parts of paths and of a list of requirements; the hash decides what is trusted.
    if address.scheme not in {"https", "http"} or not is_plain_name(name) or not name.endswith(".whl"):
        raise ValueError(stored["url"])
    file = RemoteFile(name, stored["url"], int(stored.get("size", 0)), _matching(_DIGEST, stored["sha256"]))
    return Wheel(_matching(_NAME, stored["name"]), _matching(_VERSION, stored["version"]), file)


def _matching(pattern: re.Pattern[str], text: str) -> str:
    if not pattern.fullmatch(text):
        raise ValueError(text)
    return text


def _pair(text: str) -> tuple[int, int]:
    major, minor = map(int, text.split("."))
    return major, minor


def _dotted(pair: tuple[int, int]) -> str:
    return ".".join(map(str, pair))
