"""`sam3-studio gpu`: have the graphics card compute, in a program that came with PyTorch for processors."""

import argparse
import threading
from typing import TYPE_CHECKING

from sam3_studio.cli.exit_status import ExitStatus
from sam3_studio.cli.options import Subparsers, path_argument

if TYPE_CHECKING:
    from sam3_studio.runtime.enabling import Stage
    from sam3_studio.runtime.overview import Overview


def add_parser(commands: Subparsers) -> None:
    """Add the command."""
    parser = commands.add_parser("gpu", help="let an NVIDIA card compute: fetch, try or remove PyTorch for it")
    parser.add_argument("action", nargs="?", choices=("status", "enable", "remove"), default="status")
    parser.add_argument(
        "--from",
        dest="folder",
        type=path_argument,
        metavar="FOLDER",
        help="with `enable`: take the wheels from this folder, on a machine without a network",
    )
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    actions = {"status": _status, "enable": _enable, "remove": _remove}
    return actions[options.action](options)


def _status(_: argparse.Namespace) -> int:
    from sam3_studio.runtime.overview import take_stock
    from sam3_studio.runtime.places import Places

    for line in lines(take_stock(Places.of_user())):
        print(line)
    return ExitStatus.DONE


def lines(found: "Overview") -> list[str]:
    """What is said about a machine."""
    from sam3_studio.core.sentence import readable

    told = []
    if found.driver:
        told += [f"card      {card.name}, {card.memory / 2**30:.0f} GB" for card in found.driver.cards]
        told.append(f"driver    {found.driver.version}, CUDA {'.'.join(map(str, found.driver.cuda))}")
    record, lock = found.standing.record, found.lock
    if found.standing.folder and record:
        told.append(f"enabled   PyTorch {record.torch} for CUDA {record.cuda}, tried on {record.device}")
        told.append(f"          {found.standing.folder}")
    elif found.standing.reason:
        told.append(f"not used  {found.standing.reason}")
    if found.shipped_cuda:
        told.append(f"PyTorch   came built for CUDA {found.shipped_cuda}; there is nothing to enable")
    elif found.obstacle:
        told.append(found.obstacle)
    elif found.can_enable and lock:
        disk = f"{'' if lock.unpacked else 'about '}{readable(lock.disk)} on the disk"
        sizes = "of a size not known" if found.unmeasured else f"{readable(found.remaining)} to download, {disk}"
        told.append(f"to enable: sam3-studio gpu enable (PyTorch {lock.torch} for CUDA {lock.cuda_name}, {sizes})")
        told += [found.unmeasured] if found.unmeasured else []
    return told


def _enable(options: argparse.Namespace) -> int:
    from sam3_studio.cli.progress import progress_bar
    from sam3_studio.core.errors import CancelledError
    from sam3_studio.runtime.enabling import Enabling
    from sam3_studio.runtime.overview import lock_that_runs
    from sam3_studio.runtime.places import Places

    lock = lock_that_runs(options.folder)
    enabling = Enabling(Places.of_user(), lock, options.folder)
    print(f"PyTorch {lock.torch} for CUDA {lock.cuda_name}; NVIDIA's libraries in it are under NVIDIA's licence.")
    try:
        with progress_bar("PyTorch") as progress:
            record = enabling.run(_say, progress, threading.Event())
    except KeyboardInterrupt:
        raise CancelledError("Stopped; the same command goes on from there.") from None
    print(f"From the next start on, {record.device} computes.")
    return ExitStatus.DONE


def _say(stage: "Stage") -> None:
    print(f"{stage}…", flush=True)


def _remove(_: argparse.Namespace) -> int:
    from sam3_studio.runtime.enabling import remove
    from sam3_studio.runtime.places import Places

    if remove(Places.of_user()):
        print("PyTorch for the graphics card is removed; from the next start on, the program's own computes.")
    else:
        print("No PyTorch for a graphics card was fetched, so there is none to remove.")
    return ExitStatus.DONE
