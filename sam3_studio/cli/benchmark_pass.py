"""`sam3-studio benchmark pass`: a run over the pictures of a project, against asking for each by itself."""

import argparse
import os
import platform
import sys
import time
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from sam3_studio.cli.exit_status import ExitStatus
from sam3_studio.cli.options import Subparsers, add_device_options, add_model_option
from sam3_studio.cli.timing import measure
from sam3_studio.core.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from sam3_studio.engine import Predictor

_CONCEPTS = ("panda", "ladybug", "soccer ball", "butterfly")
_SIZE = 4000, 3000  # a photo of 12 megapixels


class _Usual(NamedTuple):
    """How many there are of something; of full size a picture takes a processor some ten seconds."""

    small: int
    full: int

    def of(self, options: argparse.Namespace) -> int:
        return self.full if options.full_size else self.small


_PICTURES, _REPEAT = _Usual(8, 2), _Usual(5, 1)


def add_pass_parser(parts: Subparsers) -> None:
    """Add the part."""
    parser = parts.add_parser(
        "pass",
        help="a run over a project, against a loop that asks for one thing after the other",
        description="Times three ways to the same answers, in turns: single calls, each of which reads and encodes its "
        "picture; single calls that find it encoded where it just was; and the run over a project that "
        "`annotate --project` and the window make, with everything written to the project.",
    )
    parser.add_argument(
        "--pictures",
        type=int,
        metavar="N",
        help=f"photos drawn; default: {_PICTURES.small}, or {_PICTURES.full} of full size",
    )
    parser.add_argument("--photos", type=Path, metavar="FOLDER", help="use the photos in a folder instead")
    parser.add_argument(
        "--repeat",
        type=int,
        help=f"runs of each, in turns; the best counts; default: {_REPEAT.small}, {_REPEAT.full} of full size",
    )
    add_model_option(parser)
    parser.add_argument("--full-size", action="store_true", help="random weights of full size, whatever the --model")
    parser.add_argument("--resolution", type=int, help="side in pixels; default: the model's own")
    add_device_options(parser)
    parser.set_defaults(run=_pass)


def _pass(options: argparse.Namespace) -> int:
    from sam3_studio.dataset.images import find_images
    from sam3_studio.engine import Predictor

    pictures = _PICTURES.of(options) if options.pictures is None else options.pictures
    repeat = _REPEAT.of(options) if options.repeat is None else options.repeat
    if min(pictures, repeat) < 1:
        raise UsageError("At least 1 picture and 1 run are needed.")
    load = Predictor.with_random_weights if options.full_size else partial(Predictor.load, options.model)
    predictor = load(device=options.device, dtype=options.dtype, resolution=options.resolution)
    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, {predictor.description}")
    with TemporaryDirectory(prefix="sam3-studio-") as place:
        folder = options.photos or _draw(Path(place, "photos"), pictures)
        paths = [Path(folder, name) for name in find_images([folder]).names]
        for count in (1, len(_CONCEPTS)):
            _compare(predictor, paths, _CONCEPTS[:count], Path(place), repeat)
    return ExitStatus.DONE


def _compare(predictor: "Predictor", paths: list[Path], concepts: tuple[str, ...], place: Path, repeat: int) -> None:
    """Time the three ways in turns, and print what they took and how they compare."""
    ways: dict[str, Callable[[list[Path]], object]] = {
        "single calls": partial(_ask_singly, predictor, concepts, keep=False),
        "single calls, encodings kept": partial(_ask_singly, predictor, concepts, keep=True),
        "run over a project": partial(_run, predictor, concepts, place),
    }
    what = f"{_counted(len(paths), 'picture')}, {_counted(len(concepts), 'concept')}"
    if len(concepts) == 1:
        for work in ways.values():
            work(paths[:1])  # what is slow the first time is nobody's merit
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    computed: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(repeat):
        for name, work in ways.items():
            predictor.free_memory()
            before = time.process_time()
            seconds[name] += measure(partial(work, paths), 1).seconds
            computed[name].append(time.process_time() - before)
            # At full size the next line may be a quarter of an hour away.
            print(f"{what}, {name}: {seconds[name][-1] / len(paths):.3f} s per picture", file=sys.stderr, flush=True)
    print(f"\n{what}")
    # What else the machine does makes runs slower and never faster: the best of each tells most.
    best = min(seconds["run over a project"])
    for name, taken in seconds.items():
        each, cores = (min(values) / len(paths) for values in (taken, computed[name]))
        ratio = f"run is {min(taken) / best:5.2f} x as fast"
        print(f"{name:<30} {each:8.3f} s per picture, {cores:8.3f} s of cores   {ratio}", flush=True)


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _ask_singly(predictor: "Predictor", concepts: tuple[str, ...], paths: list[Path], *, keep: bool) -> None:
    """A plain loop."""
    from sam3_studio.core.prompt import Prompt
    from sam3_studio.dataset.images import load_picture

    for path in paths:
        picture = load_picture(path)
        for number, concept in enumerate(concepts):
            if number and not keep:
                picture = load_picture(path)
                predictor.free_memory()
            predictor.segment(picture, Prompt(concept))


def _run(predictor: "Predictor", concepts: tuple[str, ...], place: Path, paths: list[Path]) -> None:
    """Everything that `annotate --project` does once the model is loaded."""
    from sam3_studio.cli.annotate_project import asked_in_turn
    from sam3_studio.dataset.journal import FileState
    from sam3_studio.dataset.project.pictures.scan import ScannedImage
    from sam3_studio.dataset.project.planning import Scope
    from sam3_studio.dataset.project.project import Project
    from sam3_studio.dataset.project.runs.project_pass import ProjectPass

    root = Path(os.path.commonpath([path.parent for path in paths]))
    with TemporaryDirectory(dir=place) as folder, Project.open(Path(folder)) as project:
        project.root = root
        project.images.update().add(
            ScannedImage(path.relative_to(root).as_posix(), FileState.of(path)) for path in paths
        )
        work = ProjectPass(project, predictor.fingerprint)
        work.begin([project.classes.for_concept(concept).id for concept in concepts], Scope())
        for _ in asked_in_turn(work, project, predictor):
            pass


def _draw(folder: Path, count: int) -> Path:
    """Photos of noise smoothed into blobs: their content does not change the time."""
    import numpy as np
    from PIL import Image

    folder.mkdir()
    for number in range(count):
        coarse = np.random.default_rng(number).integers(0, 256, (300, 400, 3), dtype=np.uint8)
        Image.fromarray(coarse).resize(_SIZE, Image.Resampling.BICUBIC).save(folder / f"{number}.jpg", quality=92)
    return folder
