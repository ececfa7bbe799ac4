"""Shared libraries of any system."""

from collections.abc import Iterable, Mapping
from pathlib import Path


def unneeded(candidates: Iterable[Path], needed: Mapping[Path, list[str]]) -> list[Path]:
    """Libraries that nothing else links to, not even indirectly.

    Args:
        candidates: what may be dropped.
        needed: every library and program of the tree with what it links to.
    """
    by_name = {file.name: file for file in needed}
    idle = set(candidates)
    wanted = [name for file, names in needed.items() if file not in idle for name in names]
    while wanted:
        file = by_name.get(wanted.pop())
        if file in idle:
            idle.remove(file)
            wanted += needed[file]
    return sorted(idle)
