"""`sam3-studio convert`: label files of one format as those of another."""

import argparse

from sam3_studio.cli.exit_status import ExitStatus
from sam3_studio.cli.import_labels import add_format_option, read_labels, source_format
from sam3_studio.cli.options import Subparsers, path_argument
from sam3_studio.cli.reports import describe_import, tell
from sam3_studio.cli.writing import add_writing_options, shares_of, write_formats
from sam3_studio.core.errors import DatasetError, UsageError
from sam3_studio.dataset.conversion import (
    named_pictures,
    passing_project,
    photos_beside,
    take_in_named,
    take_in_photos,
)
from sam3_studio.dataset.format_table import ExportFormat
from sam3_studio.dataset.project.importing import Existing, ImportReport, import_labels
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.reading.table import ImportFormat


def add_parser(commands: Subparsers) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "convert",
        help="turn label files of one format into those of another",
        description="Read labels and write them as another format, to a new folder; no project is kept, and nothing "
        "is written beside the pictures or the labels.",
        epilog="For example: sam3-studio convert annotations.json out --format voc --photos photos",
    )
    parser.add_argument("labels", type=path_argument, metavar="LABELS", help="label file, or folder of a dataset")
    parser.add_argument("out", type=path_argument, metavar="OUT", help="the new folder")
    add_format_option(parser)
    parser.add_argument(
        "--format",
        choices=[str(one) for one in ExportFormat],
        default="coco",
        metavar="FORMAT",
        help=f"to write: {', '.join(ExportFormat)}; default: %(default)s",
    )
    parser.add_argument(
        "--photos",
        type=path_argument,
        metavar="FOLDER",
        help="where the pictures are; default: beside the labels; COCO, VOC, labelme and tables do without",
    )
    add_writing_options(parser)
    parser.set_defaults(run=_convert)


def _convert(options: argparse.Namespace) -> int:
    shares_of(options)
    source = source_format(options)
    photos = (options.photos or photos_beside(options.labels, source)).absolute()  # "." tells nobody where that is
    with passing_project(photos) as project:
        if not project.root.is_dir():
            raise UsageError(f"There is no folder {project.root}; say with --photos where the pictures are.")
        tell("Not all that lies there could be taken in", take_in_photos(project, into_results=not options.photos))
        at_hand = bool(project.images.records(limit=1))
        if not at_hand and not _take_in_names(project, options, source):
            raise UsageError(f"There is no picture in {project.root}; say with --photos where the pictures are.")
        report = _read(project, options, source)
        # Pictures that lie there may have nothing to do with the labels.
        strange = at_hand and not (report.images or report.problem_count)
        if strange and _take_in_names(project, options, source):
            report = _read(project, options, source)
        describe_import(report, kept=False)
        if not report.images:
            raise DatasetError("None of the labels belong to a picture in {folder}.", folder=photos)
        status = write_formats(project, {ExportFormat(options.format): options.out}, options, done_only=True)
    if status is ExitStatus.DONE and (report.unknown_count or report.problem_count):
        return ExitStatus.SOME_FAILED
    return status


def _read(project: Project, options: argparse.Namespace, source: ImportFormat) -> ImportReport:
    return read_labels(import_labels(project, options.labels, source, Existing.ADD), source)


def _take_in_names(project: Project, options: argparse.Namespace, source: ImportFormat) -> bool:
    """Take in what the labels say of their pictures, whether that is enough; not where a person says where these are.

    Raises:
        DatasetError: a file of the labels is damaged.
    """
    sizes = {} if options.photos else named_pictures(options.labels, source)
    if sizes:
        take_in_named(project, sizes)
        options.images = "leave"
        print("The pictures are not there, so their names and sizes are taken from the labels.")
    return bool(sizes)
