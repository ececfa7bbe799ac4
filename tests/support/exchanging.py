"""Files that change places."""

from pathlib import Path


def exchange(first: Path, second: Path) -> None:
    """Each of two files gets the name of the other."""
    aside = first.rename(first.with_name("aside"))
    second.rename(first)
    aside.rename(second)
