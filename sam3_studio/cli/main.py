"""`sam3-studio`: the commands, and what happens when one fails."""

import argparse
import sys
import warnings
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import sam3_studio
from sam3_studio.cli import (
    annotate,
    benchmark,
    convert,
    doctor,
    encode,
    evaluate,
    export,
    gpu,
    import_labels,
    model,
    restore,
    stats,
    window,
)
from sam3_studio.cli.console import consoles
from sam3_studio.cli.exit_status import ExitStatus
from sam3_studio.cli.options import Subparsers
from sam3_studio.cli.termination import ended_in_order
from sam3_studio.core.errors import CancelledError, Sam3StudioError, UsageError
from sam3_studio.dataset.report import shown


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: without the program's name; those of the process by default.

    Returns:
        An `ExitStatus`.
    """
    warnings.formatwarning = _one_line
    with consoles() as (out, _):
        status = _run(arguments)
        out.flush()
        if out.failure and status == ExitStatus.DONE:
            print(f"sam3-studio: the output could not be written ({out.failure.strerror}).", file=sys.stderr)
            return ExitStatus.MENDABLE
    return status


def _run(arguments: Sequence[str] | None) -> int:
    words = list(sys.argv[1:] if arguments is None else arguments)
    parser, commands = command_line()
    if window.asks_for_window(words, commands.choices):
        # Nothing interrupts Qt: a signal ends the window at once, whose project holds all that was done.
        return _status_of(partial(window.show, words))
    options = parser.parse_args(words)
    with ended_in_order() as is_terminated:
        status = _status_of(partial(options.run, options))
    return ExitStatus.TERMINATED if status == ExitStatus.INTERRUPTED and is_terminated() else status


def _status_of(command: Callable[[], int]) -> int:
    """Run a command; whatever ends it early is told in a sentence."""
    try:
        _check_place()
        return command()
    except (KeyboardInterrupt, EOFError):
        print("sam3-studio: stopped.", file=sys.stderr)
        return ExitStatus.INTERRUPTED
    except CancelledError as error:
        print(f"sam3-studio: {error}", file=sys.stderr)
        return ExitStatus.INTERRUPTED
    except Sam3StudioError as error:
        print(f"sam3-studio: {shown(str(error))}", file=sys.stderr)
        return ExitStatus.MENDABLE


def _check_place() -> None:
    """Make sure of the folder that relative paths start from, without which libraries cannot even be loaded.

    Raises:
        UsageError: it was deleted, and maybe made anew, since somebody changed to it.
    """
    try:
        Path.cwd()
    except OSError as error:
        raise UsageError("The current folder is gone; change to another one, or to it once more.") from error


def command_line() -> tuple[argparse.ArgumentParser, Subparsers]:
    """The parser, and its commands."""
    parser = argparse.ArgumentParser(
        prog="sam3-studio",
        usage="%(prog)s [-h] [--version] [FOLDER | PROJECT | --samples | COMMAND ...]",
        description="Turn photos into training data: name a concept, and SAM 3 marks every matching object. Without a "
        "command the window opens, on a folder of photos or a project if one is named, or on a copy of the samples.",
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {sam3_studio.__version__}")
    # Without a name of their own, they would be called by the whole usage line above.
    commands = parser.add_subparsers(
        prog=parser.prog, dest="command", metavar="COMMAND", title="commands", required=True
    )
    annotate.add_parser(commands)
    export.add_parser(commands)
    import_labels.add_parser(commands)
    convert.add_parser(commands)
    encode.add_parser(commands)
    model.add_parser(commands)
    stats.add_parser(commands)
    restore.add_parser(commands)
    evaluate.add_parser(commands)
    benchmark.add_parser(commands)
    gpu.add_parser(commands)
    doctor.add_parser(commands)
    return parser, commands


def _one_line(message: Warning | str, category: type[Warning], *_: object, **__: object) -> str:
    """A warning as a sentence; where in the code it arose helps no user."""
    return f"sam3-studio: {message}\n" if issubclass(category, UserWarning) else f"{category.__name__}: {message}\n"
