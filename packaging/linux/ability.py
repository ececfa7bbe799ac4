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
    suite = read_versions()["debian"]["suite"]
    found = _codename()
    if found != suite:
        return f"Packages are built on Debian {suite}, and this is {found or 'another system'}."
    if os.geteuid() != 0:
        return "Trials of the packages need root: they make systems of their own and change into them."
    missing = see_to_programs(_PROGRAMS)
    if missing:
        return f"{', '.join(missing)} cannot be installed here, and the packages cannot be tried without."
    if not _may_mount():
        return "Trials of the packages mount file systems, which root may not do here, as in most containers."
    return ""


def _codename() -> str:
    try:
        told = platform.freedesktop_os_release()
    except OSError:
        return ""
    return told.get("VERSION_CODENAME", told["NAME"]) if told["ID"] == "debian" else told["NAME"]


def _may_mount() -> bool:
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        try:
            run(["mount", "-t", "tmpfs", "tmpfs", place])
        except BuildError:
            return False
        run(["umount", place])
    return True
