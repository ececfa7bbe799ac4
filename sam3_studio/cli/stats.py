"""`sam3-studio stats`: a project in numbers, and what in it looks like a mistake."""

import argparse
import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tqdm import tqdm

from sam3_studio.cli.exit_status import ExitStatus
from sam3_studio.cli.options import Subparsers, path_argument
from sam3_studio.cli.projects import UPDATE, percent_bar
from sam3_studio.cli.reports import many
from sam3_studio.dataset.report import shown

if TYPE_CHECKING:
    from pathlib import Path

    from sam3_studio.dataset.checks.findings import CheckReport, Finding
    from sam3_studio.dataset.project.statistics import Effort, Statistics

_SHADES = " .:-=+*#%@"
_BAR = 40
_LISTED = 20


def add_parser(commands: Subparsers) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "stats",
        help="count what a project holds, and look for mistakes in it",
        description="Count pictures and objects of a project, their sizes, scores and positions and the work they "
        "took, and look for what may be wrong: duplicates, objects of two classes in one place, islands, objects at "
        "the border, pictures that are done though the model saw what they lack. Nothing is changed; the project may "
        "be open in a window.",
        epilog="For example: sam3-studio stats photos",
    )
    parser.add_argument(
        "project", type=path_argument, metavar="PROJECT", help="folder of pictures that has a project, or project file"
    )
    parser.add_argument("--json", action="store_true", help="print everything as JSON")
    parser.add_argument("--no-checks", action="store_true", help="count only, which takes seconds whatever the size")
    parser.set_defaults(run=_stats)


def _stats(options: argparse.Namespace) -> int:
    from sam3_studio.dataset.project.statistics import read_statistics
    from sam3_studio.dataset.project.versions import readable_project

    with percent_bar(UPDATE) as progress:
        file = readable_project(options.project, progress)
    statistics = read_statistics(file)
    if not options.json:
        print("\n".join(map(shown, _statistics_lines(statistics))))
    report = None if options.no_checks else _check(file)
    if options.json:
        checks = {} if report is None else {"checks": report.as_dict()}
        print(json.dumps(statistics.as_dict() | checks, ensure_ascii=False, indent=1))
    elif report is not None:
        print("\n".join(map(shown, _check_lines(report))))
    return ExitStatus.DONE


def _check(file: "Path") -> "CheckReport":
    from sam3_studio.dataset.checks.project import check_project

    with tqdm(unit="picture", desc="checking", leave=False, disable=None) as bar:

        def progress(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        return check_project(file, progress=progress)


def _statistics_lines(statistics: "Statistics") -> Iterator[str]:
    """A project in numbers, for a terminal."""
    from sam3_studio.dataset.project.statistics import MOST_IN_IMAGE, SCORES, SIDES

    images = ", ".join(f"{count:,} {state}" for state, count in statistics.images.items())
    yield f"{many(sum(statistics.images.values()), 'picture')}: {images or 'none'}"
    if statistics.missing:
        yield f"{many(statistics.missing, 'picture')} without a file"
    yield many(statistics.objects, "object")
    yield from _effort_lines(statistics.effort)
    yield from _class_lines(statistics)
    if not statistics.objects:
        return
    if any(statistics.per_image):
        yield from _bars("Objects in a picture", [f"≤ {most}" for most in MOST_IN_IMAGE], statistics.per_image)
    yield from _bars("Side in pixels", [f"< {side}" for side in SIDES], statistics.sizes)
    if any(statistics.scores):
        yield from _bars("Scores", [f"{i / SCORES:.2f}" for i in range(SCORES)], statistics.scores)
    yield from ("", "Where the middles of objects are")
    most = max(map(max, statistics.positions))
    for row in statistics.positions:
        yield "  " + "".join(2 * _SHADES[-(-count * (len(_SHADES) - 1) // most)] for count in row)


def _effort_lines(effort: "Effort") -> Iterator[str]:
    from sam3_studio.dataset.project.work import LONGEST_GAP

    if effort.seconds_per_object is not None:
        yield (
            f"{effort.seconds_per_object:.1f} s per object, of {many(effort.objects, 'object')}; gaps of more than "
            f"{LONGEST_GAP:.0f} s do not count"
        )
    if effort.seconds_per_picture is not None:
        yield f"{effort.seconds_per_picture:.1f} s per picture, of {effort.done:,} that are done"
    if effort.edits_per_object is not None:
        yield f"{effort.edits_per_object:.2f} edits per object, of {effort.found:,} that the model made"


def _class_lines(statistics: "Statistics") -> Iterator[str]:
    wide = max((len(one.name) for one in statistics.classes), default=0)
    wide = max(wide, len("Class"))
    yield ""
    yield f"{'Class':<{wide}} {'objects':>10} {'pictures':>10} {'mean px':>10} {'mean score':>10}  made by"
    for one in statistics.classes:
        area = "" if one.mean_area is None else f"{one.mean_area:,.0f}"
        score = "" if one.mean_score is None else f"{one.mean_score:.2f}"
        made = ", ".join(f"{source} {count:,}" for source, count in one.by_source.items())
        yield f"{one.name:<{wide}} {one.objects:>10,} {one.images:>10,} {area:>10} {score:>10}  {made}".rstrip()


def _bars(title: str, names: list[str], counts: Sequence[int]) -> Iterator[str]:
    yield from ("", title)
    names = [*names, "more"][: len(counts)]
    most = max(counts)
    for name, count in zip(names, counts, strict=True):
        yield f"  {name:>6} {count:>10,} {'█' * -(-count * _BAR // most)}".rstrip()


def _check_lines(report: "CheckReport") -> Iterator[str]:
    """What looks like a mistake, for a terminal."""
    from sam3_studio.dataset.checks.findings import Kind

    titles = {
        Kind.DUPLICATE: "Pairs of objects that are nearly the same",
        Kind.CLASS_OVERLAP: "Pairs of objects of two classes in one place",
        Kind.ISLANDS: "Objects with small islands",
        Kind.BORDER: "Objects at the border that are not marked as truncated",
        Kind.EMPTY: "Classes that the model saw in pictures that are done without objects",
    }
    yield ""
    yield f"Looked for mistakes; pictures: {report.images:,}, objects: {report.objects:,}"
    if not report.counts:
        yield "  none found"
    for kind, count in report.counts.items():
        yield ""
        yield f"{titles[kind]}: {count:,}"
        listed = [one for one in report.findings if one.kind is kind][:_LISTED]
        yield from (f"  {_described(one)}" for one in listed)
        if count > len(listed):
            yield f"  and {count - len(listed):,} more"


def _described(finding: "Finding") -> str:
    from sam3_studio.dataset.checks.findings import Kind

    what = " / ".join(finding.labels)
    measure = {
        Kind.DUPLICATE: f", IoU {finding.measure:.2f}",
        Kind.CLASS_OVERLAP: f", IoU {finding.measure:.2f}",
        Kind.ISLANDS: f", islands: {finding.measure:.0f}",
        Kind.EMPTY: f", presence {finding.measure:.2f}",
    }.get(finding.kind, "")
    return f"{finding.image}: {what}{measure}"
