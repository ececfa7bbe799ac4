"""Builds the installers.

    python3 packaging/build.py linux          the .deb and the .run, into dist/
    python3 packaging/build.py linux --test   the same, then installs, uses and removes both in clean systems (as root)
    python3 packaging/build.py linux --twice  the same files when they are built again?
    python3 packaging/build.py windows        the installer for Windows, into dist/
    python3 packaging/build.py windows --test the same, then installs, uses and removes it under Wine (as root)
    python3 packaging/build.py lock           notes the hashes of what requirements.lock lists, and those of PyTorch
                                              for graphics cards

It runs on Debian 12, whose archive the packages' Python comes from, and needs Python 3.11 or newer with venv. What it
starts besides is installed where that is possible, and named where it is not: for Windows, mingw-w64 (launchers), NSIS
(installer) and, for the trial, debootstrap (a Debian 13 with Wine 10). With --fast the installer for Windows is made in
a third of the time and half as large again. What passes under Wine still has to pass on Windows: packaging/runners.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from bootstrap import venv_program
from common import gpu_list, lock
from common.source import BUILD, commit_time, uncommitted_changes
from common.steps import BuildError, Report, run
from linux.ability import obstacle
from linux.packages import build_packages, see_that_it_repeats
from linux.trial import try_packages
from system import SetupError, see_to_qt, see_to_venv_module
from windows.packages import build_installer
from windows.trial import try_installer

_TOOLS = BUILD / "tools"
_WHEELS = BUILD / "wheels"


def main() -> int:
    """Build what the command line asks for; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["linux", "windows", "lock"])
    parser.add_argument("--test", action="store_true", help="try the packages in clean systems")
    parser.add_argument("--no-build", action="store_true", help="try the packages that are in dist/ already")
    parser.add_argument("--twice", action="store_true", help="build the packages twice, and see that they are the same")
    parser.add_argument("--where-possible", action="store_true", help="do nothing, and say why, where it is not")
    parser.add_argument("--fast", action="store_true", help="compress less, for trials; Windows only")
    options = parser.parse_args()
    why_not = obstacle() if options.where_possible else ""
    if why_not:
        print(f"Left out: packages for {options.what}. {why_not}")
        return 0
    try:
        if Path(sys.prefix) != _TOOLS:
            return _again_with_tools(locked=options.what != "lock")
        if options.what == "lock":
            lock.write_locks(BUILD / "locking")
            gpu_list.write_lists(lock.fetch_wheels(lock.PROGRAM_LOCK, _WHEELS), BUILD / "gpu-lists")
        elif options.what == "windows":
            _windows(build=not options.no_build, test=options.test, small=not options.fast)
        else:
            _linux(0 if options.no_build else 1 + options.twice, test=options.test)
    except (BuildError, SetupError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _linux(builds: int, *, test: bool) -> None:
    report = Report()
    if builds:
        see_to_qt(screen=False)  # the window is started, to see whether it can be
        for change in uncommitted_changes():
            print(f"not committed: {change}")
        text = lock.REQUIREMENTS.read_text("utf-8")
        lock.check_lock(lock.PROGRAM_LOCK, lock.program_requirements(text))
        wheels = lock.fetch_wheels(lock.PROGRAM_LOCK, _WHEELS)
        with report.step("build, all of it"):
            build_packages(wheels, report)
        if builds > 1:
            see_that_it_repeats(wheels, report)
    if test:
        with report.step("trials, all of them"):
            try_packages(report)
    print("\n" + report.summary())


def _windows(*, build: bool, test: bool, small: bool) -> None:
    report = Report()
    if build:
        for change in uncommitted_changes():
            print(f"not committed: {change}")
        lock.check_lock(lock.WINDOWS_LOCK, lock.windows_requirements(lock.REQUIREMENTS.read_text("utf-8")))
        build_installer(lock.fetch_wheels(lock.WINDOWS_LOCK, _WHEELS / "windows"), report, small=small)
    if test:
        try_installer(report)
    print("\n" + report.summary())


def _again_with_tools(*, locked: bool) -> int:
    """Run this file with the Python of an environment that has pip, and the locked tools where they are wanted."""
    python = venv_program(_TOOLS, "python")
    if not python.exists():
        see_to_venv_module(f"{sys.version_info[0]}.{sys.version_info[1]}")
        run([sys.executable, "-m", "venv", _TOOLS])
    if locked:
        lock.check_lock(lock.TOOLS_LOCK, lock.tool_requirements(lock.REQUIREMENTS.read_text("utf-8")))
        run([python, "-m", "pip", "install", "--quiet", "--require-hashes", "--no-deps", "-r", lock.TOOLS_LOCK])
    environment = os.environ | {
        "PATH": f"{python.parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        "SOURCE_DATE_EPOCH": str(commit_time()),
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
    }
    return subprocess.call([str(python), *sys.argv], env=environment)


if __name__ == "__main__":
    sys.exit(main())
