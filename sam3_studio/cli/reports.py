"""What label commands print of what they have done."""

import sys
from collections.abc import Sequence

from sam3_studio.dataset.project.importing import ImportReport
from sam3_studio.dataset.report import ExportReport, shown
from sam3_studio.dataset.verification.comparison import LOWEST_IOU


def tell(what: str, problems: Sequence[str]) -> None:
    """List what failed on standard error, if anything did."""
    if problems:
        print(f"{what}:", file=sys.stderr)
    for problem in problems:
        print(f"  {shown(problem)}", file=sys.stderr)


def many(count: int, what: str) -> str:
    """So many of something, in words."""
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"


def describe_export(report: ExportReport) -> None:
    """Say what was written, and what its format changed."""
    compared = ""
    if report.lowest_iou is not None:
        compared = f"; read back with a lowest IoU of {report.lowest_iou:.4f}"
    elif report.lowest_box_iou is not None:
        compared = "; read back, every box is the one around its object"
    print(shown(f"{report.folder}: {many(report.images, 'image')}, {many(report.objects, 'object')}{compared}"))
    changes = report.changes
    for count, what, rest in (
        (changes.holes, "object", "with holes, which hang on key-holes"),
        (changes.parts, "object", "of several parts, which hang together by bridges"),
        (changes.simplified, "outline", "with more corners than the format's readers take, now simplified"),
        (changes.overlong, "outline", "with more corners than readers take, as fewer would cost too much"),
        (changes.covered, "object", "partly under others, without that part now"),
        (changes.hidden, "object", "wholly under others, of which nothing is left"),
        (changes.filled, "object", "with holes, which are filled"),
        (changes.split, "object", "with holes, which are cut into pieces, each an object of its own"),
        (changes.twins, "object", "with the class and box of another one, of which Ultralytics reads one alone"),
        (changes.unsaid, "object", "without their attributes, notes and flags, which the format does not hold"),
        (changes.boxes, "object", "of which a box alone is written, as the format holds no shapes"),
    ):
        if count:
            print(f"  {many(count, what)} {rest}.")
    for skipped in report.skipped:
        print(shown(f"  {skipped.image}: one {skipped.label} left out, {skipped.reason}."))
    for old, new in report.renamed:
        print(shown(f"  {old} is called {new} there."))
    for sentence in report.notes:
        print(shown(f"  {sentence}"))
    if report.lowest_iou is not None and report.lowest_iou < LOWEST_IOU:
        tell(f"{report.folder}: not all shapes are their masks", ["The formats coco and coco-rle keep every pixel."])


def describe_import(report: ImportReport, *, kept: bool = True) -> None:
    """Say what was read, and what was not and why; `kept` where it is part of a project from now on."""
    print(f"{many(report.images, 'image')}, {many(report.objects, 'object')} {'imported' if kept else 'read'}.")
    if report.classes and kept:
        print(shown(f"  New classes: {', '.join(report.classes)}."))
    if report.left:
        were = "was left as it is" if report.left == 1 else "were left as they are"
        print(f"  {many(report.left, 'image')} that had objects {were}; see --existing.")
    if report.twins:
        were = "was" if report.twins == 1 else "were"
        print(f"  {many(report.twins, 'object')} {were} there already, and not added again.")
    if report.filled:
        were, have = ("was", "has") if report.filled == 1 else ("were", "have")
        print(f"  {many(report.filled, 'image')} that {were} done without objects {have} some now.")
    if report.elsewhere:
        were = "was" if report.elsewhere == 1 else "were"
        print(f"  {many(report.elsewhere, 'image')} {were} found by file name, in another folder than the labels say.")
    _tell_first("Images that are not there", report.unknown, report.unknown_count)
    _tell_first("What did not fit", report.problems, report.problem_count)


def _tell_first(what: str, first: Sequence[str], count: int) -> None:
    more = [f"and {count - len(first)} more"] if count > len(first) else []
    tell(f"{what} ({count})", [*first, *more])
