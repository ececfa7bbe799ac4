"""Whether this machine can build the packages for Linux and try them."""

import os
import platform
import tempfile
from pathlib import Path

from common.pinned import read_versions
from common.steps import BuildError, run
from system import see_to_programs

_PROGRAMS = {
    "debootstrap": "debootstrap",
    "dpkg-deb": "dpkg",
    "lintian": "lintian",
    "git": "git",
}
"""What a build and a trial start, with the Debian package of each."""


def obstacle() -> str:
    """Why it cannot, a sentence; empty where it can. Programs that are missing are installed."""
    needed, found = f"Debian {read_versions()['debian']['suite']}", _system()
    if found != needed:
        return f"Packages are built on {needed}, and this is {found}."
    if os.geteuid() != 0:
        return "Trials of the packages need root: they make systems of their own and change into them."
    missing = see_to_programs(_PROGRAMS)
    if missing:
        return f"{', '.join(missing)} cannot be installed here, and the packages cannot be tried without."
    if not _may_mount():
        return "Trials of the packages mount file systems, which root may not do here, as in most containers."
    return ""


def _system() -> str:
    """Such as "Debian bookworm"."""
    try:
        told = platform.freedesktop_os_release()
    except OSError:
        return platform.system()
    return f"Debian {told.get('VERSION_CODENAME')}" if told["ID"] == "debian" else told["NAME"]


def _may_mount() -> bool:
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        try:
            run(["mount", "-t", "tmpfs", "tmpfs", place])
        except BuildError:
            return False
        run(["umount", place])
    return True
