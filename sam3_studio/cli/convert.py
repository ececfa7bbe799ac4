"""`sam3-studio convert`: label files of one format as those of another."""

import argparse

from sam3_studio.cli.exit_status import ExitStatus
from sam3_studio.cli.import_labels import add_format_option, read_labels, source_format
from sam3_studio.cli.options import Subparsers, path_argument
from sam3_studio.cli.reports import describe_import
from sam3_studio.cli.writing import add_writing_options, shares_of, write_formats
from sam3_studio.core.errors import DatasetError
from sam3_studio.dataset.conversion import passing_project, photos_beside
from sam3_studio.dataset.format_table import ExportFormat
from sam3_studio.dataset.project.importing import Existing


def add_parser(commands: Subparsers) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "convert",
        help="turn label files of one format into those of another",
        description="Read labels and write them as another format, to a new folder; no project is kept, and nothing "
        "is written beside the pictures or the labels.",
    )
    parser.add_argument("labels", type=path_argument, metavar="LABELS", help="label file, or folder of a dataset")
    parser.add_argument("out", type=path_argument, metavar="OUT", help="the new folder")
    add_format_option(parser)
    parser.add_argument(
        "--format", choices=[str(one) for one in ExportFormat], default="coco", help="to write; default: %(default)s"
    )
    parser.add_argument(
        "--photos", type=path_argument, metavar="FOLDER", help="where the pictures are; default: beside the labels"
    )
    add_writing_options(parser)
    parser.set_defaults(run=_convert)


def _convert(options: argparse.Namespace) -> int:
    shares_of(options)
    source = source_format(options)
    photos = options.photos or photos_beside(options.labels)
    with passing_project(photos) as project:
        report = read_labels(project, options.labels, source, Existing.ADD, done=True)
        describe_import(report, kept=False)
        if not report.images:
            raise DatasetError("None of the labels belong to a picture in {folder}.", folder=photos)
        status = write_formats(project, {ExportFormat(options.format): options.out}, options, done_only=True)
    if status is ExitStatus.DONE and (report.unknown_count or report.problem_count):
        return ExitStatus.SOME_FAILED
    return status
