"""`sam3-studio import`: labels that others have written, into a project."""

import argparse
from collections.abc import Generator
from datetime import datetime
from pathlib import Path

from tqdm import tqdm

from sam3_studio.cli.asked_pictures import check_pictures
from sam3_studio.cli.exit_status import ExitStatus
from sam3_studio.cli.options import Subparsers, path_argument
from sam3_studio.cli.projects import opened_project, percent_bar
from sam3_studio.cli.reports import describe_import, many, tell
from sam3_studio.core.errors import UsageError
from sam3_studio.core.folders import is_there
from sam3_studio.dataset.project.importing import Existing, ImportReport, import_undoably, run_import
from sam3_studio.dataset.project.location import locate
from sam3_studio.dataset.project.taking_in import take_in_pictures
from sam3_studio.dataset.project.undoing import asked_since_import, changed_since_import, last_import, undo_import
from sam3_studio.dataset.reading.parsing import nothing_imported
from sam3_studio.dataset.reading.table import ImportFormat, format_of
from sam3_studio.dataset.report import shown


def add_parser(commands: Subparsers) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "import",
        help="read labels of other programs into a project",
        description="Read labels into a project, joined with its pictures by relative path or file name. All of them, "
        "or none where a file is damaged or Ctrl+C stops it. Pictures that have objects are left as they are unless "
        "--existing says otherwise. An import can be undone as a whole.",
        epilog="For example: sam3-studio import photos labels/annotations.json",
    )
    parser.add_argument(
        "project",
        type=path_argument,
        metavar="PROJECT",
        help="folder of pictures, which gets a project if it has none, or project file",
    )
    parser.add_argument(
        "labels", type=path_argument, metavar="LABELS", nargs="?", help="label file, or folder of a dataset"
    )
    add_format_option(parser)
    parser.add_argument(
        "--existing",
        choices=[str(one) for one in Existing],
        default=str(Existing.LEAVE),
        help="what becomes of pictures that have objects: left as they are, the new ones added, or the old ones "
        "replaced; default: %(default)s",
    )
    parser.add_argument("--not-done", action="store_true", help="do not mark the pictures as done")
    parser.add_argument(
        "--undo",
        action="store_true",
        help="in the place of LABELS: have the project be what it was before its last import; what was done since goes "
        "too, and stays in a copy",
    )
    parser.set_defaults(run=_import)


def add_format_option(parser: argparse.ArgumentParser) -> None:
    """Add --from, what the labels are."""
    parser.add_argument(
        "--from",
        dest="source",
        choices=[str(one) for one in ImportFormat],
        metavar="FORMAT",
        help=f"format of the labels: {', '.join(ImportFormat)}; default: told by what lies there",
    )


def source_format(options: argparse.Namespace) -> ImportFormat:
    """The format of the labels.

    Raises:
        DatasetError: it is not named, and cannot be told.
        UsageError: there are no labels.
    """
    if not is_there(options.labels):
        raise UsageError(f"{options.labels} does not exist; check the spelling. Nothing was imported.")
    if options.source:
        return ImportFormat(options.source)
    with nothing_imported():
        return format_of(options.labels)


def read_labels(running: Generator[int, None, ImportReport], format_: ImportFormat) -> ImportReport:
    """Import with a bar; nothing counts after any error, nor after Ctrl+C.

    Args:
        running: the import.
        format_: of the labels.

    Raises:
        DatasetError: a file of the labels is damaged, or the project cannot be written.
    """
    with tqdm(desc=str(format_), unit="image", smoothing=0.1, disable=None) as bar:
        return run_import(running, lambda done: bar.update(done - bar.n))


def _import(options: argparse.Namespace) -> int:
    if options.undo == bool(options.labels):
        raise UsageError("Name the labels to import, or say --undo to take back the last import; one of the two.")
    if options.undo:
        return _undo(options.project)
    format_ = source_format(options)
    location = locate(options.project)
    new = not is_there(location.file)
    if new and location.root is not None:
        with nothing_imported(UsageError):
            check_pictures(location.root)
    with opened_project(options.project) as project:
        problems = take_in_pictures(project)
        if new:
            print(f"{project.root} has a project now.")
        tell("Not all that lies there could be taken in", problems)
        existing = Existing(options.existing)
        running = import_undoably(project, options.labels, format_, existing, done=not options.not_done)
        report = read_labels(running, format_)
    describe_import(report)
    return ExitStatus.SOME_FAILED if report.unknown_count or report.problem_count else ExitStatus.DONE


def _undo(path: Path) -> int:
    """Take back the last import."""
    file = locate(path).file
    if not is_there(file):
        raise UsageError(f"{path} has no project, so nothing was imported into it.")
    with opened_project(path) as project:
        last = last_import(project)
        changed, asked = changed_since_import(project), asked_since_import(project)
    with percent_bar("undoing") as progress:
        copy = undo_import(file, progress)
    if last is not None:
        when = f"{datetime.fromtimestamp(last.time).astimezone():%Y-%m-%d %H:%M}"
        what = f"{many(last.images, 'image')}, {many(last.objects, 'object')}"
        print(shown(f"The import of {last.labels} of {when} is undone: {what}."))
        if changed:
            print("  Objects, classes, states, notes or tags were changed since; that is undone, too.")
        if asked:
            print("  The model has searched pictures since; what it found is undone, too.")
    print(shown(f"  How the project was until now is kept in {copy}."))
    return ExitStatus.DONE
