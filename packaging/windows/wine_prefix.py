"""A Windows to try the installer in: Wine, in a system of its own."""

import shlex
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from common.chroot import USER, Chroot, clean_system
from windows.libraries import Binary
from windows.shims import OVERRIDES, build_shims

_PATIENCE = 1800
"""Seconds that one command may take: a library that cannot be loaded would otherwise wait for somebody to click."""
_LIBRARIES = Path("usr/lib/x86_64-linux-gnu/wine/x86_64-windows")
_ENVIRONMENT = {
    "WINEDEBUG": "-all",
    "WINEDLLOVERRIDES": OVERRIDES,
    "KMP_AFFINITY": "disabled",  # Intel's OpenMP asks Wine in vain which processors lie side by side
}


class Wine:
    """Windows with one user."""

    def __init__(self, system: Chroot) -> None:
        self._system = system
        self.home = system.root / "home" / USER
        self.drive = self.home / ".wine" / "drive_c"
        """C: as seen from outside."""
        self.local = self.drive / "users" / USER / "AppData" / "Local"

    def begin(self, binaries: Iterable[Binary]) -> str:
        """Make Windows' own files, and what Wine lacks; returns Wine's version."""
        version = self._system.do("wine --version", USER).splitlines()[-1]
        self.run("wineboot --init")
        self.settle()
        root = self._system.root
        build_shims(root / _LIBRARIES, self.drive / "windows" / "system32", binaries)
        return version

    def run(self, command: str) -> str:
        """Run a shell command on a screen; returns what it printed.

        Raises:
            BuildError: it failed, or did not end.
        """
        variables = " ".join(f"{name}={shlex.quote(value)}" for name, value in _ENVIRONMENT.items())
        screen = f"xvfb-run -a -e /dev/null -s '-screen 0 1280x800x24' sh -c {shlex.quote(command)}"
        said = self._system.do(f"env {variables} timeout {_PATIENCE} {screen}", USER).replace("\r", "")
        # Of Wine's own programs, which see the screen go.
        return "".join(line for line in said.splitlines(keepends=True) if not line.startswith("X connection to"))

    def settle(self) -> None:
        """Wait until every program has ended; the registry is on disk then."""
        self._system.do(f"timeout {_PATIENCE} wineserver -w", USER)

    def registry(self) -> str:
        """The user's part of it."""
        self.settle()
        return (self.home / ".wine" / "user.reg").read_text("utf-8")

    def files(self) -> set[str]:
        """Everything on C: that is not Windows' own."""
        everything = (path.relative_to(self.drive) for path in self.drive.rglob("*"))
        return {path.as_posix() for path in everything if path.parts[0] != "windows"}

    def put(self, file: Path) -> str:
        """Copy a file to where programs reach it; returns its name there."""
        target = self.home / file.name
        target.write_bytes(file.read_bytes())
        return f"Z:/home/{USER}/{file.name}"


@contextmanager
def windows(binaries: Iterable[Binary]) -> Iterator[tuple[Wine, str]]:
    """A new one; it is gone in the end.

    Args:
        binaries: those that will be run.

    Yields:
        It, and Wine's version.
    """
    with clean_system("wine") as system:
        wine = Wine(system)
        version = wine.begin(binaries)
        try:
            yield wine, version
        finally:
            system.do("wineserver -k || true", USER)
