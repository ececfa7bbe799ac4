"""`sam3-studio restore`: a copy of a project in its place."""

import argparse
from datetime import datetime
from pathlib import Path

from sam3_studio.cli.exit_status import ExitStatus
from sam3_studio.cli.options import Subparsers, path_argument
from sam3_studio.cli.projects import percent_bar
from sam3_studio.core.errors import UsageError
from sam3_studio.core.sentence import readable
from sam3_studio.dataset.project.location import locate
from sam3_studio.dataset.project.storage.backups import DAMAGED_SUFFIX
from sam3_studio.dataset.project.storage.restoring import Copy, copies_of, restore_copy
from sam3_studio.dataset.report import shown


def add_parser(commands: Subparsers) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "restore",
        help="list the backups of a project, or put one in its place",
        description="Once a day, and before imports and updates, a project is copied. Without COPY, these copies are "
        "listed, the newest first; with it, that one takes the project's place, whose state until then is kept.",
        epilog="For example: sam3-studio restore photos 2026-11-28",
    )
    parser.add_argument(
        "project", type=path_argument, metavar="PROJECT", help="project file, or folder of its pictures"
    )
    parser.add_argument("copy", metavar="COPY", nargs="?", help="name of the copy, as it is listed")
    parser.set_defaults(run=_restore)


def _restore(options: argparse.Namespace) -> int:
    file = locate(options.project).file
    copies = copies_of(file)
    if not copies:
        raise UsageError(f"There is no backup of {file}.")
    if options.copy is None:
        for copy in copies:
            print(_line(copy))
        return ExitStatus.DONE
    chosen = next((copy for copy in copies if copy.name == options.copy), None)
    if chosen is None:
        raise UsageError(f"There is no backup {options.copy}; without a name, those that there are are listed.")
    _put(file, chosen)
    return ExitStatus.DONE


def _put(file: Path, copy: Copy) -> None:
    with percent_bar("restoring") as progress:
        kept = restore_copy(file, copy.file, datetime.now().astimezone(), progress)
    print(shown(f"{file} is what it was on {_moment(copy)}."))
    if kept is not None and kept.suffix == DAMAGED_SUFFIX:
        print(shown(f"  What was left of it until now is kept in {kept}."))
    elif kept is not None:
        print(f"  How it was until now is kept: sam3-studio restore … {kept.stem}")


def _line(copy: Copy) -> str:
    return f"{copy.name:40} {_moment(copy)}  {readable(copy.size):>10}"


def _moment(copy: Copy) -> str:
    return f"{datetime.fromtimestamp(copy.time).astimezone():%Y-%m-%d %H:%M}"
