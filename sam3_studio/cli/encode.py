"""`sam3-studio encode`: pictures prepared on disk ahead of time, so that nobody waits for the model's slow half."""

import argparse
import math
import os
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from tqdm import tqdm

from sam3_studio.cli.asked_model import loaded_model
from sam3_studio.cli.asked_pictures import asked_pictures
from sam3_studio.cli.exit_status import ExitStatus
from sam3_studio.cli.options import Subparsers, add_compile_option, add_device_options, add_model_option, path_argument
from sam3_studio.cli.reports import many, tell
from sam3_studio.core.errors import ImageError, ModelError, UsageError
from sam3_studio.core.folders import CACHE_VARIABLE, encoded_folder
from sam3_studio.core.sentence import GIGABYTE, readable_room
from sam3_studio.dataset.asking import FailureCount
from sam3_studio.dataset.images import ImageSet, load_picture
from sam3_studio.dataset.reading_ahead import AHEAD, ReadingAhead

if TYPE_CHECKING:
    from sam3_studio.core.segmenter import Picture
    from sam3_studio.engine import Predictor
    from sam3_studio.engine.trunk_store import TrunkStore

_GIGABYTES = 20


def add_parser(commands: Subparsers) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "encode",
        help="prepare pictures ahead of time",
        description="Have the model look at every picture once and keep what it saw on disk: prompts on them, in the "
        "window or by `annotate`, then answer without the long wait. Stop it at any time; the same command goes on. "
        "What is kept may be deleted at any time.",
    )
    parser.add_argument("paths", nargs="+", type=path_argument, metavar="PATH", help="pictures, or folders of pictures")
    parser.add_argument("--recursive", action="store_true", help="look into sub-folders too")
    add_model_option(parser)
    parser.add_argument("--resolution", type=int, help="side in pixels the model sees; default: the model's own")
    parser.add_argument(
        "--folder",
        type=Path,
        default=encoded_folder(),
        help="where to keep it; default: %(default)s, and nobody looks in another one by itself",
    )
    parser.add_argument(
        "--gigabytes",
        type=float,
        help="kept in that folder at most, also by the window until its setting is lowered; the least recently used "
        f"goes; default: what was given before, or else {_GIGABYTES}",
    )
    add_device_options(parser)
    add_compile_option(parser)
    parser.set_defaults(run=_encode)


def _encode(options: argparse.Namespace) -> int:
    asked = _GIGABYTES if options.gigabytes is None else options.gigabytes
    if not 0 < asked < math.inf:
        raise UsageError(f"{asked} gigabytes cannot be kept; give a number above 0.")
    images = asked_pictures(options)
    if os.path.realpath(options.folder) != os.path.realpath(encoded_folder()):
        print(
            f"The window and `annotate` look in {encoded_folder()} alone: where they are to read what is kept, leave "
            f"out --folder, and have {CACHE_VARIABLE} name the folder that it is to lie in.",
            file=sys.stderr,
        )
    from sam3_studio.engine.trunk_store import TrunkStore

    store = TrunkStore(options.folder, round(asked * GIGABYTE))
    predictor = loaded_model(options)
    store.limit(store.capacity if options.gigabytes is None else round(asked * GIGABYTE))
    predictor.pictures.store = store
    print(predictor.description)
    failed: list[str] = []
    encoded = known = 0
    try:
        for is_new in _each_encoded(predictor, images, failed):
            encoded, known = encoded + is_new, known + (not is_new)
            if is_new and encoded == 1:
                _warn_of_room(store, len(images.names))
        print(_summary(encoded, known, store))
        tell("Not all that lies there could be taken in", images.problems)
    except KeyboardInterrupt:
        print(f"{_summary(encoded, known, store)} Stopped; the same command goes on.", file=sys.stderr)
        return ExitStatus.INTERRUPTED
    finally:
        tell(f"{len(failed)} of {len(images.names)} pictures could not be encoded", failed)
    return ExitStatus.SOME_FAILED if failed or images.problems else ExitStatus.DONE


def _each_encoded(predictor: "Predictor", images: ImageSet, failed: list[str]) -> Iterator[bool]:
    """Have one picture after the other on disk; of each whether it was not there yet.

    What fails is named in `failed`. Where it is not the pictures' doing, it is raised: as in `ask_pictures`, or as the
    folder takes nothing more.
    """

    def read(path: Path) -> "Picture":
        picture = load_picture(path)
        predictor.prepare(picture)
        return picture

    failures = FailureCount()
    with closing(ReadingAhead(read)) as ahead:
        for number, name in enumerate(tqdm(images.names, unit="image", smoothing=0.1, disable=None), 1):
            path = images.path(name)
            try:
                yield predictor.encode_to_disk(
                    ahead.take(path, [images.path(other) for other in images.names[number : number + AHEAD]])
                )
                failures.note()
            except (ImageError, ModelError) as error:
                if isinstance(error, ModelError) and isinstance(error.__cause__, OSError):
                    raise  # the folder takes nothing more, of no picture
                failed.append(f"{name}: {error}")
                failures.take(error, path, images.root)


def _warn_of_room(store: "TrunkStore", count: int) -> None:
    """Once the first picture is there it can be told whether all will fit."""
    needed = count * store.each
    if needed > store.capacity:
        all_take, kept = readable_room(needed), readable_room(store.capacity)
        print(f"All pictures take {all_take}, {kept} are kept: give more --gigabytes.", file=sys.stderr)


def _summary(encoded: int, known: int, store: "TrunkStore") -> str:
    return (
        f"{many(encoded, 'picture')} encoded, {known} were already; {store.folder} holds {readable_room(store.size())}."
    )
