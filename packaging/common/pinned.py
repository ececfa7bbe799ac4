"""versions.toml: what the packages hold that is in no wheel, and what wheels do not tell about themselves."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from common.source import PACKAGING

VERSIONS = PACKAGING / "versions.toml"


@dataclass(frozen=True, slots=True)
class DebianPackage:
    """A package of Debian's archive.

    Attributes:
        name: such as "libssl3".
        version: with Debian's revision.
        sha256: of the .deb.
        licence: of most of it; its copyright file tells the rest.
    """

    name: str
    version: str
    sha256: str
    licence: str


def read_versions() -> Mapping[str, Any]:
    """Everything in versions.toml."""
    return tomllib.loads(VERSIONS.read_text("utf-8"))


def debian_packages() -> list[DebianPackage]:
    """What the packed Python is made of."""
    return [DebianPackage(**entry) for entry in read_versions()["debian"]["package"]]
