"""What the set-up asks of the operating system: commands run quietly, and Debian's packages."""

import ctypes
import importlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence

# What PySide6's QtGui, QtWidgets, xcb and wayland plugins link to and do not bring along (the NEEDED entries of their
# libraries), with the Debian package of each. libc, libstdc++, zlib and zstd are part of every Debian.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
# The tests of the window draw on virtual screens (tests/support/unseen_screen.py).
SCREEN_PROGRAMS = {"Xvfb": "xvfb"}

# Nobody may be there to answer what apt-get asks.
_UNATTENDED = {"DEBIAN_FRONTEND": "noninteractive"}


class SetupError(Exception):
    """The set-up cannot go on; the text says why and what to do."""


def say(text: str) -> None:
    """Prints at once, also into a pipe."""
    print(text, flush=True)


def quietly(command: Sequence[str]) -> "subprocess.CompletedProcess[str]":
    """Runs a command without input; what it prints is kept, not shown."""
    return subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        env={**os.environ, **_UNATTENDED},
        check=False,
    )


def missing_packages(*, screen: bool, load: Callable[[str], object] = ctypes.CDLL) -> list[str]:
    """Debian packages of what Qt lacks on this Linux.

    Args:
        screen: whether a virtual screen is needed too.
        load: raises OSError for a library that cannot be loaded.
    """
    programs = SCREEN_PROGRAMS if screen else {}
    missing = {package for program, package in programs.items() if shutil.which(program) is None}
    for library, package in QT_LIBRARIES.items():
        try:
            load(library)
        except OSError:
            missing.add(package)
    return sorted(missing)


def see_to_qt(*, screen: bool) -> None:
    """Installs what Qt lacks on this Linux, or says how. Never stops: most commands open no window."""
    if not sys.platform.startswith("linux"):
        return
    packages = missing_packages(screen=screen)
    if packages and _may_install():
        if not _apt_install(packages):
            say("Some of them could not be installed: what opens a window will fail, the rest works.")
    elif packages:
        say("To open windows, Qt needs system packages that are missing; the rest works without them.")
        say(f"On Debian and Ubuntu, run: {_apt_command(packages)}")


def see_to_programs(packages: Mapping[str, str]) -> list[str]:
    """Installs programs that are missing, where that is possible.

    Args:
        packages: the Debian package of each program.

    Returns:
        Those that are missing still.
    """
    missing = [package for program, package in packages.items() if shutil.which(program) is None]
    if missing and _may_install():
        _apt_install(missing)
    return [program for program in packages if shutil.which(program) is None]


def see_to_venv_module(python: str) -> None:
    """Debian ships Python without what makes environments: installs that, or says how.

    Args:
        python: version of the running Python, such as "3.11".

    Raises:
        SetupError: it is missing and cannot be installed from here.
    """
    package = f"python{python}-venv"
    if _lacks_venv_module() and _may_install():
        _apt_install([package])
    if _lacks_venv_module():
        raise SetupError(venv_advice(package, debian=shutil.which("apt-get") is not None))


def venv_advice(package: str, *, debian: bool) -> str:
    """What to do about a Python that cannot make environments; `package` would mend it on a Debian."""
    if debian:
        return (
            f"This Python ({sys.executable}) cannot make environments yet. Run\n"
            f"    {_apt_command([package])}\nand then the same command again."
        )
    return (
        f"This Python ({sys.executable}) lacks the modules venv and ensurepip. Install them with the system's "
        "package manager, or install Python from python.org, and run the same command again."
    )


def _lacks_venv_module() -> bool:
    importlib.invalidate_caches()
    return any(importlib.util.find_spec(name) is None for name in ("venv", "ensurepip"))


def _may_install() -> bool:
    return shutil.which("apt-get") is not None and os.geteuid() == 0


def _apt_command(packages: Sequence[str]) -> str:
    return f"sudo apt-get install {' '.join(packages)}"


def _apt_install(packages: Sequence[str]) -> bool:
    say(f"Installing system packages: {' '.join(packages)}")
    # A machine that has just started may be updating itself; that lock is worth waiting for.
    apt = ["apt-get", "--quiet", "--yes", "-o", "DPkg::Lock::Timeout=300"]
    install = [*apt, "install", "--no-install-recommends", *packages]
    if quietly(install).returncode == 0:
        return True
    # A bare machine has no package list, and an old list names versions that are gone.
    quietly([*apt, "update"])
    result = quietly(install)
    if result.returncode != 0:
        say(result.stdout.strip())
    return result.returncode == 0
