"""`python -m sam3_studio.training`: train the embedded model, look at a run, write its weights."""

import argparse
import sys
from pathlib import Path

from sam3_studio.core.errors import Sam3StudioError
from sam3_studio.core.extras import load_extras
from sam3_studio.training.benchmark_set import write_benchmark_set
from sam3_studio.training.plot import plot
from sam3_studio.training.presets import PRESETS
from sam3_studio.training.run import Run
from sam3_studio.training.train import Order, begin, export, train


def main() -> int:
    """Do what the command line says; returns the exit status."""
    options = _parser().parse_args()
    order = Order(options.preset, options.seed, options.run, options.device, options.processes, options.workers)
    try:
        load_extras()
        if options.command == "train":
            train(order)
        elif options.command == "begin":
            begin(order, options.model, options.stage)
            print(f"{options.run} begins with the stage {options.stage}; `train` goes on with it.")
        elif options.command == "export":
            print(f"Written to {export(order, options.out)}.")
        elif options.command == "scenes":
            print(f"Written to {write_benchmark_set(options.out, options.count, PRESETS[options.preset].side)}.")
        else:
            print(f"Drawn to {plot(Run(options.run), options.out)}.")
    except (OSError, Sam3StudioError) as error:
        print(f"training: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("Stopped; the same command goes on from the last state.", file=sys.stderr)
        return 130
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m sam3_studio.training", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, what in (
        (
            "train",
            "train, or go on with a run that was stopped; `embedded` takes 17 hours with two processes on two cores",
        ),
        ("begin", "make a run that `train` goes on with, from a checkpoint folder instead of from nothing"),
        ("export", "write a run's averaged weights as a checkpoint folder"),
        ("plot", "draw a run's losses and figures as a PNG"),
        ("scenes", "write held-out scenes that `sam3-studio evaluate` reads"),
    ):
        command = commands.add_parser(name, help=what, description=what)
        command.add_argument("--preset", choices=list(PRESETS), default="embedded", help="default: %(default)s")
        command.add_argument("--run", type=Path, default=Path("training-run"), help="its folder; default: %(default)s")
        command.add_argument("--seed", type=int, default=1, help="default: %(default)s")
        command.add_argument("--device", choices=["auto", "cpu", "cuda"], default="auto", help="default: %(default)s")
        command.add_argument("--processes", type=int, default=1, help="that train together; default: %(default)s")
        command.add_argument("--workers", type=int, default=1, help="that draw scenes, each; default: %(default)s")
        if name == "begin":
            command.add_argument("--model", type=Path, required=True, help="folder of the checkpoint")
            command.add_argument("--stage", required=True, help="the stage to begin with")
        elif name != "train":
            command.add_argument("--out", type=Path, required=True, help="where to write")
        if name == "scenes":
            command.add_argument("--count", type=int, default=500, help="how many; default: %(default)s")
    return parser


if __name__ == "__main__":
    sys.exit(main())
