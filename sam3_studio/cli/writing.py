"""What commands share that write a project's labels."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import get_args

from tqdm import tqdm

from sam3_studio.cli.exit_status import ExitStatus
from sam3_studio.cli.reports import describe_export, tell
from sam3_studio.core.errors import DatasetError, UsageError
from sam3_studio.dataset.export import ExportOutcome
from sam3_studio.dataset.format_table import FORMATS, ExportFormat
from sam3_studio.dataset.formats.holes import Holes
from sam3_studio.dataset.pictures import Placement
from sam3_studio.dataset.project.labeled_images import LabeledImages
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.report import ExportReport, shown
from sam3_studio.dataset.split import Shares, export_divided
from sam3_studio.dataset.verification.comparison import LOWEST_IOU


def add_writing_options(parser: argparse.ArgumentParser) -> None:
    """Add what can be chosen for label files of any format."""
    parser.add_argument(
        "--images",
        choices=get_args(Placement),
        help="how pictures come to lie beside the labels; default: copy where the format wants them there, leave for "
        "COCO, whose file names them",
    )
    parser.add_argument(
        "--holes",
        choices=get_args(Holes),
        default="keyhole",
        help="where an object is one outline (yolo-seg, coco-polygon): hang them on key-holes, keep the outer outline "
        "only, or split objects into pieces without; default: %(default)s",
    )
    parser.add_argument("--val", type=int, default=0, metavar="PERCENT", help="of the pictures for validation")
    parser.add_argument("--test", type=int, default=0, metavar="PERCENT", help="of the pictures for testing")
    parser.add_argument("--seed", type=int, default=0, help="another one divides in another way; default: %(default)s")
    parser.add_argument(
        "--inexact",
        action="store_true",
        help=f"keep files in which a shape has an IoU below {LOWEST_IOU} with its mask; without it they are removed",
    )


def shares_of(options: argparse.Namespace) -> Shares:
    """How to divide.

    Raises:
        UsageError: that leaves nothing for training, or is no share.
    """
    shares = Shares(options.val, options.test, options.seed)
    if shares.val < 0 or shares.test < 0 or shares.val + shares.test > 99:
        raise UsageError("--val and --test are percents from 0, and leave 1 at least for training.")
    return shares


def write_formats(
    project: Project, targets: Mapping[ExportFormat, Path], options: argparse.Namespace, *, done_only: bool
) -> ExitStatus:
    """Write every format and say what came of it; one that cannot be written does not keep the others from it.

    Args:
        project: whose labels.
        targets: folder of each format.
        options: with those of `add_writing_options`.
        done_only: only pictures that are done.
    """
    shares = shares_of(options)
    class_names = [one.name for one in project.classes.list()]
    status = ExitStatus.DONE
    with project.labeled_images(done_only=done_only) as images:
        for format_, target in targets.items():
            try:
                outcome = _written(images, class_names, project.root, target, format_, shares, options)
            except DatasetError as error:
                print(f"sam3-studio: {shown(str(error))}", file=sys.stderr)
                status = ExitStatus.MENDABLE
            else:
                for report in outcome.reports:
                    describe_export(report)
        tell("Of the pictures", images.warnings)
    return status


def _written(
    images: LabeledImages,
    class_names: list[str],
    root: Path,
    target: Path,
    format_: ExportFormat,
    shares: Shares,
    options: argparse.Namespace,
) -> ExportOutcome:
    with tqdm(desc=str(format_), unit="image", smoothing=0.1, disable=None) as bar:

        def show(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        return export_divided(
            images.names(),
            images.load,
            class_names,
            target,
            format_,
            shares,
            image_root=root,
            pictures=options.images or ("copy" if FORMATS[format_].pictures == "own" else "leave"),
            holes=options.holes,
            agree=None if options.inexact or options.holes == "outer" else partial(_refuse_inexact, target),
            progress=show,
        )


def _refuse_inexact(target: Path, reports: Sequence[ExportReport]) -> None:
    """Say why what was written may not stay, if it may not.

    Raises:
        DatasetError: shapes differ from their masks.
    """
    lowest = min((one.lowest_iou for one in reports if one.lowest_iou is not None), default=1.0)
    if lowest < LOWEST_IOU:
        for report in reports:
            describe_export(report)
        raise DatasetError(
            "A shape in {folder} has an IoU of {iou:.4f} only with its mask, so what was written is removed again; "
            "--inexact keeps it, and the formats coco and coco-rle keep every pixel.",
            folder=target,
            iou=lowest,
        )
