"""The installer for Windows, from its tree."""

from collections.abc import Sequence
from pathlib import Path

from common.source import BUILD, DIST, version
from common.steps import Report, megabytes
from windows.tree import build_tree

TREE = BUILD / "windows-tree"


def setup_file() -> Path:
    """Where the installer is."""
    return DIST / f"SAM3-Studio-{version()}-win64-setup.exe"


def build_installer(wheels: Sequence[Path], report: Report) -> None:
    """Build it.

    Args:
        wheels: of the lock.
        report: is told sizes and times.
    """
    build_tree(TREE, wheels, report)
    report.tell("installed size", megabytes(TREE))
