"""`sam3-studio benchmark load`: how long a checkpoint of full size takes to load, and how much memory."""

import argparse
import os
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from sam3_studio.cli.exit_status import ExitStatus
from sam3_studio.cli.options import Subparsers, add_device_options, path_argument
from sam3_studio.cli.timing import peak_memory

Result = TypeVar("Result")

_PIECE = 1 << 26


def add_load_parser(parts: Subparsers) -> None:
    """Add the part."""
    parser = parts.add_parser(
        "load",
        help="loading a checkpoint of full size: time, against reading its bytes, and memory, against the model's",
        description="Writes random weights of full size in float32, 3.4 GB, unless a checkpoint is given, and loads "
        "them in processes of their own, in turns with one that only reads as many bytes.",
    )
    parser.add_argument("--model", metavar="SOURCE", help="a checkpoint to load in the place of random weights")
    parser.add_argument("--folder", type=path_argument, help="where weights are written; default: the system's place")
    parser.add_argument("--repeat", type=int, default=3, help="default: %(default)s")
    add_device_options(parser, dtype="bfloat16")
    parser.set_defaults(run=_load)


def _load(options: argparse.Namespace) -> int:
    with TemporaryDirectory(prefix="sam3-studio-", dir=options.folder) as place:
        source = options.model or _alone(_written, Path(place, "model"))
        choice = options.device, options.dtype
        turns = [(_alone(_read, source), _alone(_loaded, source, *choice)) for _ in range(max(1, options.repeat))]
    reading = statistics.median(seconds for (seconds, _), _ in turns)
    size = turns[0][0][1]
    loading = statistics.median(seconds for _, (seconds, _, _) in turns)
    ratio = statistics.median(load[0] / read[0] for read, load in turns)
    peak = statistics.median(share for _, (_, share, _) in turns)
    print(f"{'reading the bytes':<28} {reading:8.2f} s   {size / 1e9:.2f} GB")
    print(f"{'loading it':<28} {loading:8.2f} s   {ratio:.2f} x the reading")
    print(f"{'peak memory':<28} {peak:8.2f} x the model's {turns[0][1][2] / 1e9:.2f} GB")
    return ExitStatus.DONE


def _alone(work: Callable[..., Result], *arguments: object) -> Result:
    """In a process of its own, which has held nothing before."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *arguments).result()


def _written(folder: Path) -> str:
    """The folder, with a random model of full size."""
    from sam3_studio.core.resources import resource_path
    from sam3_studio.engine import Predictor
    from sam3_studio.engine.convert import save_checkpoint

    model = Predictor.with_random_weights(device="cpu", dtype="float32").model
    return str(save_checkpoint(model, folder, companions=resource_path("tokenizer/clip")))


def _read(source: str) -> tuple[float, int]:
    """Seconds that reading the image model's bytes takes, and how many they are; files may hold a tracker's, too."""
    from sam3_studio.model import bytes_to_load, find_weights, weight_files

    space = memoryview(bytearray(_PIECE))
    total = left = bytes_to_load(source)
    _drop_from_memory(source)
    start = time.perf_counter()
    for path in weight_files(find_weights(source)):
        with path.open("rb", buffering=0) as file:
            while count := file.readinto(space[:left]):
                left -= count
    return time.perf_counter() - start, total


def _loaded(source: str, device: str, dtype: str) -> tuple[float, float, int]:
    """Seconds that loading takes, the peak of memory as a multiple of the model's bytes, and those bytes."""
    import torch

    from sam3_studio.engine.device import choose_device
    from sam3_studio.model import Sam3Model

    choice = choose_device(device, dtype)
    torch.ones(64, 64, dtype=choice.dtype, device=choice.device).sum().item()  # what libraries load at first use
    _drop_from_memory(source)
    before = peak_memory()
    start = time.perf_counter()
    model = Sam3Model.from_pretrained(source, dtype=choice.dtype, int8=choice.int8, device=choice.device)
    seconds = time.perf_counter() - start
    size = sum(weight.nbytes for weight in model.parameters())
    return seconds, (peak_memory() - before) / size, size


def _drop_from_memory(source: str) -> None:
    """Have the weights' files come from the disk again, where the system can be asked for that."""
    from sam3_studio.model import find_weights, weight_files

    if not hasattr(os, "posix_fadvise"):
        return
    for path in weight_files(find_weights(source)):
        with path.open("rb") as file:
            os.fsync(file.fileno())
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
