"""`sam3-studio benchmark model`: how fast the model is on this machine, and how much memory it takes."""

import argparse
import os
import platform
import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TypeVar

from sam3_studio.cli.exit_status import ExitStatus
from sam3_studio.cli.options import Subparsers, add_compile_option, add_device_options
from sam3_studio.cli.peer import PEER
from sam3_studio.cli.timing import measure, nothing, peak_memory

if TYPE_CHECKING:
    from sam3_studio.core.prompt import Prompt
    from sam3_studio.core.segmenter import Picture
    from sam3_studio.engine import Predictor

Result = TypeVar("Result")

_CONCEPTS = ("bus", "person", "tree", "dog", "bicycle", "red car", "traffic light", "window")

REFERENCE = """\
For comparison, transformers 5.8.0 with the same random weights at 1008 px on 2 x86 cores with AMX, torch 2.13:
  float32   encode 23.3 s, text prompt after it 2.5 to 3.1 s, peak 5.6 GB
  bfloat16  encode  6.2 s, text prompt after it 1.24 s, peak 3.7 GB
  post-processing of 100 objects: 7 s at 1080p (+2.6 GiB), 29 s at 4K (+10.1 GiB)
Another processor gives other times; compare ratios measured on one machine."""
"""Published beside our own figures so that a reader knows what they mean."""


def add_model_parser(parts: Subparsers) -> "Callable[[argparse.Namespace], int]":
    """Add the part; what it does with nothing said."""
    model = parts.add_parser("model", help="annotate one photo with the full-size model, weights random or yours")
    model.add_argument("--model", metavar="SOURCE", help="weights to use; default: random ones of full size")
    model.add_argument("--photo", type=Path, help="default: a generated 1920 x 1080 picture")
    model.add_argument("--resolution", type=int, help="side in pixels; default: the model's own")
    model.add_argument(
        "--repeat", type=int, default=3, help="runs of which the median is printed; default: %(default)s"
    )
    model.add_argument(
        "--against",
        choices=[PEER],
        help=f"time {PEER} too, in turns, in its best setting and its default; needs the extra `compare`",
    )
    add_compile_option(model)
    add_device_options(model)
    model.set_defaults(run=_model)
    return lambda _: _model(model.parse_args([]))


def _model(options: argparse.Namespace) -> int:
    from sam3_studio.core.geometry import Box
    from sam3_studio.core.prompt import ExemplarBox, Prompt
    from sam3_studio.engine.device import synchronize

    if options.against:
        return _against_peer(options)
    picture = _picture(options.photo)
    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, {platform.system()}")
    loading = measure(lambda: _predictor(options), 1)
    predictor = loading.result
    print(f"{'model ready':<28} {loading.seconds[0]:8.2f} s   {predictor.description}")
    _print_memory("peak memory so far", predictor)

    text, other = Prompt("yellow school bus"), Prompt("person")
    box = Box(picture.width * 0.2, picture.height * 0.2, picture.width * 0.5, picture.height * 0.6)
    both = Prompt("person", (ExemplarBox(box),))

    def show(name: str, work: Callable[[], Result], before: Callable[[], None]) -> Result:
        settle = partial(synchronize, predictor.choice.device)
        timing = measure(work, options.repeat, before=before, settle=settle)
        print(f"{name:<28} {timing}", flush=True)
        return timing.result

    show("encode the picture", partial(predictor.encode, picture), predictor.free_memory)
    for name, prompt in (("text prompt", text), ("another text prompt", other), ("text and box", both)):
        found = show(name, partial(predictor.segment, picture, prompt), predictor.prompts.forget)
        print(f"  {len(found.candidates)} candidates with masks of {picture.width} x {picture.height}")
    concepts = [Prompt(name) for name in _CONCEPTS]
    show(
        f"{len(concepts)} texts on one picture",
        partial(predictor.segment_all, picture, concepts),
        predictor.prompts.forget,
    )
    show("whole picture, end to end", partial(predictor.segment, picture, text), predictor.free_memory)
    _print_revisit(predictor, picture, text, options.repeat)
    _print_memory("peak memory", predictor)
    print(REFERENCE)
    return ExitStatus.DONE


def _print_revisit(predictor: "Predictor", picture: "Picture", prompt: "Prompt", repeat: int) -> None:
    """How soon the first boxes of a picture are there that was encoded on another day, beside one that is ready."""
    from sam3_studio.engine.trunk_store import TrunkStore

    def seconds() -> float:
        seen: list[float] = []
        start = time.perf_counter()
        predictor.segment(picture, prompt, watch=lambda _: seen.append(time.perf_counter()))
        return seen[0] - start

    with TemporaryDirectory(prefix="sam3-studio-") as place:
        predictor.pictures.store = TrunkStore(Path(place), 1 << 30)
        predictor.encode_to_disk(picture)
        for name, before in (("ready", nothing), ("on disk", predictor.pictures.clear)):
            taken = []
            for _ in range(1 + max(1, repeat)):
                before()
                taken.append(seconds())
            print(f"{f'first boxes, picture {name}':<28} {statistics.median(taken[1:]):8.2f} s")
        predictor.pictures.store = None


def _against_peer(options: argparse.Namespace) -> int:
    from sam3_studio.cli.comparison import compare

    predictor = _predictor(options)
    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, {predictor.description}")
    compare(predictor, (2160, 3840), options.repeat)
    return ExitStatus.DONE


def _print_memory(name: str, predictor: "Predictor") -> None:
    """What the process has held at most, and what tensors have taken on a GPU."""
    from sam3_studio.engine.memory import peak_on_device

    print(f"{name:<28} {peak_memory() / 1e9:8.2f} GB")
    taken = peak_on_device(predictor.choice.device)
    if taken is not None:
        print(f"{'  on the GPU':<28} {taken / 1e9:8.2f} GB")


def _picture(path: Path | None) -> "Picture":
    """The photo, or noise smoothed into blobs: its content does not change the time."""
    import numpy as np

    from sam3_studio.core.segmenter import Picture

    if path is not None:
        from sam3_studio.dataset.images import load_picture

        return load_picture(path)
    coarse = np.random.default_rng(0).integers(0, 256, (27, 48, 3), dtype=np.uint8)
    return Picture("generated", coarse.repeat(40, axis=0).repeat(40, axis=1))


def _predictor(options: argparse.Namespace) -> "Predictor":
    from sam3_studio.engine import Predictor

    load = partial(Predictor.load, options.model) if options.model else Predictor.with_random_weights
    return load(device=options.device, dtype=options.dtype, resolution=options.resolution, compiled=options.compile)
