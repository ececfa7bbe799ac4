"""`sam3-studio export`: the labels of a project as files for training."""

import argparse
from pathlib import Path

from sam3_studio.cli.options import Subparsers, path_argument
from sam3_studio.cli.projects import opened_project
from sam3_studio.cli.reports import tell
from sam3_studio.cli.writing import add_writing_options, shares_of, write_formats
from sam3_studio.core.errors import UsageError
from sam3_studio.core.folders import is_there
from sam3_studio.dataset.format_table import FORMATS, ExportFormat
from sam3_studio.dataset.project.location import locate
from sam3_studio.dataset.project.taking_in import take_in_pictures


def add_parser(commands: Subparsers) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "export",
        help="write the labels of a project as COCO, YOLO, VOC …",
        description="Write the labels of a project, each format to a new folder of its name, read them back and "
        "compare every object. What lies there already stays: the next export goes to coco-2 and so on.",
        epilog="For example: sam3-studio export photos --format yolo-seg --val 20 --out labels",
    )
    parser.add_argument(
        "project", type=path_argument, metavar="PROJECT", help="folder of pictures that has a project, or project file"
    )
    parser.add_argument(
        "--format",
        action="append",
        choices=[str(name) for name in ExportFormat],
        metavar="FORMAT",
        help=f"{', '.join(ExportFormat)}; repeatable; default: coco",
    )
    parser.add_argument(
        "--out", type=path_argument, default=Path("sam3-studio-export"), metavar="FOLDER", help="default: %(default)s"
    )
    parser.add_argument("--all", action="store_true", help="also pictures that have objects but are not done")
    add_writing_options(parser)
    parser.set_defaults(run=_export)


def _export(options: argparse.Namespace) -> int:
    shares_of(options)
    if not is_there(locate(options.project).file):
        raise UsageError(f"{options.project} has no project; open it in the window first, or import labels into it.")
    with opened_project(options.project) as project:
        if project.labeled_images(done_only=not options.all).out_of_step():
            tell("Not all that lies there could be taken in", take_in_pictures(project))
        formats = dict.fromkeys(map(ExportFormat, options.format or ["coco"]))
        drops_twins = any(FORMATS[format_].drops_twins for format_ in formats)
        preview = project.export_preview(done_only=not options.all, drops_twins=drops_twins)
        if not (preview.images and preview.objects):
            raise UsageError(preview.warnings[0])
        tell("Before it is written", preview.warnings)
        targets = {format_: options.out / format_ for format_ in formats}
        return write_formats(project, targets, options, done_only=not options.all)
