"""`sam3-studio benchmark ui`: how fast the window is on this machine."""

import argparse
import json
import os
import platform
from pathlib import Path

from sam3_studio.cli.exit_status import ExitStatus
from sam3_studio.cli.options import Subparsers, add_device_options
from sam3_studio.cli.timing import peak_memory
from sam3_studio.cli.window import has_screen
from sam3_studio.core.errors import DatasetError, UsageError


def add_ui_parser(parts: Subparsers) -> None:
    """Add the part."""
    parser = parts.add_parser(
        "ui",
        help="start, frames, a huge folder, and how long the window stands still while a model works",
        description="Opens windows of its own and measures them; let nothing else run meanwhile.",
    )
    parser.add_argument("--model", metavar="SOURCE", help="model to work meanwhile; default: random ones of full size")
    parser.add_argument("--pictures", type=int, default=100_000, help="in the huge folder; default: %(default)s")
    parser.add_argument("--out", type=Path, metavar="FILE", help="also write the figures as JSON")
    add_device_options(parser)
    parser.set_defaults(run=_ui)


def _ui(options: argparse.Namespace) -> int:
    if options.pictures < 1:
        raise UsageError("A folder has at least 1 picture.")
    if not has_screen():
        raise UsageError("There is no screen to measure a window on; start one, for example with xvfb-run.")
    # Qt loads here: no other command waits for it.
    from sam3_studio.app.benchmark.ui import Plan, measure_ui
    from sam3_studio.app.inference.messages import ModelChoice

    machine = f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, {platform.system()}"
    print(machine)
    plan = Plan(ModelChoice(options.model, options.device, options.dtype), options.pictures, peak_memory)
    figures = []
    for figure in measure_ui(plan):
        figures.append(figure)
        print(figure, flush=True)
    missed = sum(not figure.is_met for figure in figures)
    print(f"{missed} of {sum(figure.target is not None for figure in figures)} targets missed")
    if options.out:
        text = json.dumps({"machine": machine, "figures": [figure.as_dict() for figure in figures]}, indent=1)
        try:
            options.out.write_text(text + "\n", encoding="utf-8")
        except OSError as error:
            raise DatasetError(f"{options.out} cannot be written ({error.strerror}).") from error
    return ExitStatus.DONE
