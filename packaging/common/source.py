"""What is packaged: the checkout, its version and the time of its last change."""

import re
from pathlib import Path

from common.steps import BuildError, run

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
BUILD = ROOT / "build" / "packages"
"""Whatever a build makes on its way; may be deleted at any time."""
DIST = ROOT / "dist"
"""Where finished packages go."""


def version() -> str:
    """The program's version, such as "0.1.0"."""
    text = (ROOT / "sam3_studio" / "__init__.py").read_text("utf-8")
    found = re.search(r'^__version__ = "([^"]+)"$', text, re.MULTILINE)
    if found is None:
        raise BuildError("sam3_studio/__init__.py names no version.")
    return found[1]


def project_suffix() -> str:
    """How the names of project files end, such as ".sam3studio"."""
    text = (ROOT / "sam3_studio" / "dataset" / "project" / "location.py").read_text("utf-8")
    found = re.search(r'^SUFFIX = "([^"]+)"$', text, re.MULTILINE)
    if found is None:
        raise BuildError("dataset/project/location.py names no suffix of project files.")
    return found[1]


def commit_time() -> int:
    """Seconds since 1970 of the last commit: the time of everything in a package, so that it can be made again."""
    return int(run(["git", "log", "-1", "--format=%ct"], cwd=ROOT))


def uncommitted_changes() -> list[str]:
    """Files that a build takes up and that no commit holds."""
    return run(["git", "status", "--porcelain", "--", "sam3_studio", "resources", "packaging"], cwd=ROOT).splitlines()
