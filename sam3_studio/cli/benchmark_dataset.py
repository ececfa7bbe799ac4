"""`sam3-studio benchmark dataset`: how fast projects are on this machine, and how much memory they take."""

import argparse
import os
import platform
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from sam3_studio.cli.exit_status import ExitStatus
from sam3_studio.cli.options import Subparsers, path_argument
from sam3_studio.cli.timing import peak_memory
from sam3_studio.core.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

_LARGE = ("open_and_edit", "filters", "statistics", "review")
_ALL = (*_LARGE, "checks", "export_coco", "export_verified", "export_folders", "import_coco", "import_undone")


def add_dataset_parser(parts: Subparsers) -> None:
    """Add the part."""
    parser = parts.add_parser(
        "dataset",
        help="projects of up to a million objects: opening, edits, filters, statistics, exports, imports; and memory",
        description="Makes three projects, of N pictures, of a tenth and of a hundredth, with ten times as many "
        "objects, and measures each step in a process of its own. All figures of the two smaller ones and those of the "
        "two larger ones show whether memory grows with a project. Exports and imports are measured with the smaller "
        "ones.",
    )
    parser.add_argument("--pictures", type=int, default=100_000, metavar="N", help="default: %(default)s")
    parser.add_argument("--folder", type=path_argument, help="where projects are made; default: the system's own place")
    parser.set_defaults(run=_dataset)


def _dataset(options: argparse.Namespace) -> int:
    if options.pictures < 100:
        raise UsageError("At least 100 pictures are needed.")
    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, {platform.system()}")
    with TemporaryDirectory(prefix="sam3-studio-", dir=options.folder) as place:
        for share, steps in ((100, _ALL), (10, _ALL), (1, _LARGE)):
            images = options.pictures // share
            folder = Path(place, str(images), "project")
            folder.mkdir(parents=True)
            print(f"\n{images:,} pictures, about {10 * images:,} objects")
            for step in ("make", *steps):
                # A process cannot forget the most that it has held.
                with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
                    lines, peak = pool.submit(partial(_measured, step, folder, images)).result()
                for number, line in enumerate(lines):
                    last = number == len(lines) - 1
                    print(f"{line:<100} {f'{peak / 1e6:,.0f} MB at most' if last else ''}".rstrip(), flush=True)
    return ExitStatus.DONE


def _measured(step: str, folder: Path, images: int) -> tuple[list[str], int]:
    """What a step gives in lines, and the most memory that its process has held, in bytes."""
    from sam3_studio.dataset.benchmark.steps import STEPS, Measured, make

    measured: Iterable[Measured] = make(folder, images) if step == "make" else STEPS[step](folder)
    return list(map(str, measured)), peak_memory()
