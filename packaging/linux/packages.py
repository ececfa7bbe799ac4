"""Both packages for Linux, from one tree."""

from collections.abc import Sequence
from pathlib import Path

from common.source import BUILD, DIST, version
from common.steps import BuildError, Report, megabytes, sha256
from linux.deb import build_deb
from linux.self_extracting import build_self_extracting
from linux.tree import build_tree

_MOST = {".deb": 205, ".run": 208}
"""Megabytes: a tenth more than they have, so that a package which grows by something large is noticed."""


def deb_file() -> Path:
    """Where the Debian package is."""
    return DIST / f"sam3-studio_{version()}_amd64.deb"


def run_file() -> Path:
    """Where the package for every distribution is."""
    return DIST / f"sam3-studio-{version()}-linux-x86_64.run"


def build_packages(wheels: Sequence[Path], report: Report) -> None:
    """Build both.

    Args:
        wheels: of the packages that the program needs.
        report: is told sizes and times.
    """
    tree = BUILD / "linux-tree"
    dependencies = build_tree(tree, wheels, report)
    report.tell("installed size", megabytes(tree))
    DIST.mkdir(exist_ok=True)
    with report.step(".deb"):
        build_deb(tree, deb_file(), dependencies)
    with report.step(".run"):
        build_self_extracting(tree, deb_file(), run_file())
    for file in (deb_file(), run_file()):
        report.tell(file.name, megabytes(file))
        if file.stat().st_size > _MOST[file.suffix] * 1e6:
            raise BuildError(f"{file.name} is larger than {_MOST[file.suffix]} MB.")


def see_that_it_repeats(wheels: Sequence[Path], report: Report) -> None:
    """Build both again, and compare with those that are there.

    Raises:
        BuildError: they differ.
    """
    files = (deb_file(), run_file())
    digests = {file.name: sha256(file) for file in files}
    build_packages(wheels, report)
    for file in files:
        print(f"{digests[file.name]}  {file.name}")
        if sha256(file) != digests[file.name]:
            raise BuildError(f"{file.name} is another file when it is built again: {sha256(file)}")
    report.tell("both packages when built again", "the same")
