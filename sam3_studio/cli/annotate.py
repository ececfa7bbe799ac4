"""`sam3-studio annotate`: pictures and concepts in, label files out."""

import argparse
import sys
import unicodedata
from collections.abc import Mapping
from contextlib import closing
from typing import get_args

from tqdm import tqdm

from sam3_studio.cli.annotate_project import ELSEWHERE, annotate_project
from sam3_studio.cli.asked_model import asked_model, tile_use
from sam3_studio.cli.asked_pictures import asked_pictures
from sam3_studio.cli.exit_status import ExitStatus
from sam3_studio.cli.options import Subparsers, add_compile_option, add_device_options, add_model_option, path_argument
from sam3_studio.cli.reports import describe_export, many, tell
from sam3_studio.core.errors import CancelledError, UsageError
from sam3_studio.core.folders import is_there
from sam3_studio.core.geometry import Box
from sam3_studio.core.prompt import ExemplarBox, Prompt
from sam3_studio.core.segmenter import SCORE_FLOOR
from sam3_studio.core.tiled import TileUse
from sam3_studio.dataset.annotation_pass import AnnotationPass, Step, open_journal
from sam3_studio.dataset.export import check_export, export_formats
from sam3_studio.dataset.files import check_folder
from sam3_studio.dataset.format_table import ExportFormat
from sam3_studio.dataset.images import ImageSet
from sam3_studio.dataset.overlay_folder import OverlayFolder
from sam3_studio.dataset.pictures import Placement
from sam3_studio.dataset.report import shown

BOXES_ONLY_LABEL = "object"
"""Name of the class when exemplar boxes come without words."""


def add_parser(commands: Subparsers) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "annotate",
        help="find concepts in pictures and write label files",
        description="Find every object of each concept in each picture. A second run does only what is missing.",
    )
    parser.add_argument("paths", nargs="*", type=path_argument, metavar="PATH", help="pictures, or folders of pictures")
    parser.add_argument(
        "--project",
        type=path_argument,
        help="look for the classes of a project in all its pictures instead; what is found waits there to be accepted",
    )
    parser.add_argument(
        "--class", action="append", default=[], dest="classes", metavar="NAME", help="of the project; repeatable"
    )
    parser.add_argument("--reviewed", action="store_true", help="also in pictures of the project that are done")
    parser.add_argument(
        "--retry-failed",
        action="store_true",
        help="only in pictures of the project that failed before",
    )
    parser.add_argument("--concept", action="append", default=[], help='what to find, "yellow school bus"; repeatable')
    parser.add_argument("--box", action="append", default=[], metavar="X1,Y1,X2,Y2", help="an example, in pixels")
    parser.add_argument("--negative-box", action="append", default=[], metavar="X1,Y1,X2,Y2", help="a counterexample")
    add_model_option(parser)
    parser.add_argument("--threshold", type=float, help="score to exceed, 0.05 to 1; default: %(default)s")
    parser.add_argument(
        "--format", action="append", choices=[str(name) for name in ExportFormat], help="repeatable; default: coco"
    )
    parser.add_argument("--out", type=path_argument, help="default: %(default)s")
    parser.add_argument(
        "--images",
        choices=get_args(Placement),
        help="what becomes of the pictures in a YOLO dataset; default: copy",
    )
    parser.add_argument("--resolution", type=int, help="side in pixels the model sees; default: the model's own")
    parser.add_argument(
        "--tiles",
        choices=[str(use) for use in TileUse],
        help="look at pictures in overlapping tiles too, which finds small and many objects and takes as many times as "
        "long as there are tiles; auto: where a search comes near the most objects the model can find, and in pictures "
        "whose longer side is 4 times its resolution or more; default: never",
    )
    parser.add_argument("--recursive", action="store_true", help="look into sub-folders too")
    parser.add_argument("--overlay", action="store_true", help="also write PNGs with the masks drawn")
    add_device_options(parser)
    add_compile_option(parser)
    parser.set_defaults(run=_annotate, **ELSEWHERE)


def _annotate(options: argparse.Namespace) -> int:
    if options.project is not None:
        return annotate_project(options)
    if options.classes or options.reviewed or options.retry_failed:
        raise UsageError("--class, --reviewed and --retry-failed are about a project; name it with --project.")
    if not options.paths:
        raise UsageError("Say where to look: give at least one PATH, or a --project.")
    prompts = _prompts(options)
    if not SCORE_FLOOR <= options.threshold < 1:
        raise UsageError(f"A threshold lies between {SCORE_FLOOR} and 1, {options.threshold} does not.")
    if is_there(options.out) and not options.out.is_dir():
        raise UsageError(f"{options.out} is a file; choose another --out.")
    images = _images(options)
    from sam3_studio.engine.fingerprint import fingerprint

    overlays = None
    if options.overlay:
        overlays = OverlayFolder(options.out / "overlays", images, tuple(prompts), options.threshold)
    model, resolution = fingerprint(options.model), options.resolution
    with closing(
        open_journal(options.out, images, prompts, model=model, resolution=resolution, tiles=tile_use(options))
    ) as journal:
        check_export(tuple(prompts), options.out, _formats(options))
        if overlays:
            check_folder(overlays.folder)
        journal.claim()
        return _carry_out(AnnotationPass(images, prompts, options.threshold, journal, overlays), model, options)


def _carry_out(work: AnnotationPass, model: str, options: argparse.Namespace) -> int:
    """Find what is missing, write the label files, and say what failed."""
    failed: dict[str, str] = {}
    stopped = False
    try:
        _find_objects(work, model, options, failed)
    except (KeyboardInterrupt, CancelledError):
        stopped = True
    tell("Not all that lies there could be taken in", work.images.problems)
    tell(f"{len(failed)} of {len(work.images.names)} pictures could not be annotated", _named(failed))
    written = _write_labels(work, options)
    undrawn = _draw_overlays(work)
    if stopped:
        print(f"Stopped; {len(work.journal)} pictures are kept, and the same command goes on.", file=sys.stderr)
        return ExitStatus.INTERRUPTED
    if not written:
        return ExitStatus.MENDABLE
    return ExitStatus.SOME_FAILED if failed or undrawn or work.images.problems else ExitStatus.DONE


def _formats(options: argparse.Namespace) -> list[ExportFormat]:
    """What labels are written as, each format once."""
    return list(dict.fromkeys(map(ExportFormat, options.format or ["coco"])))


def _prompts(options: argparse.Namespace) -> dict[str, Prompt]:
    """What to find, by class name."""
    boxes = [ExemplarBox(_box(text)) for text in options.box]
    boxes += [ExemplarBox(_box(text), positive=False) for text in options.negative_box]
    concepts = [" ".join(concept.split()) for concept in options.concept]
    if "" in concepts or not (concepts or boxes):
        raise UsageError("Say what to find: give at least one --concept, or a --box around an example.")
    for concept in concepts:
        # Control characters, and bytes that are no letters in this terminal's encoding.
        if any(unicodedata.category(letter) in {"Cc", "Cs"} for letter in concept):
            raise UsageError(f"The concept {concept!r} is not plain text; type it anew.")
    if boxes and len(concepts) > 1:
        raise UsageError("Boxes belong to one concept; run once for each concept that has boxes.")
    prompts = {concept: Prompt(concept, tuple(boxes)) for concept in concepts}
    return prompts or {BOXES_ONLY_LABEL: Prompt(None, tuple(boxes))}


def _box(text: str) -> Box:
    try:
        x1, y1, x2, y2 = (float(part) for part in text.split(","))
        box = Box(x1, y1, x2, y2)
    except ValueError:
        raise UsageError(f"{text!r} is no box; give X1,Y1,X2,Y2 in pixels, the upper left corner first.") from None
    if not box.area:
        raise UsageError(f"The box {text} has no area; draw it around an object.")
    return box


def _images(options: argparse.Namespace) -> ImageSet:
    """The pictures asked for, the program's own output left out."""
    images = asked_pictures(options).outside(options.out)
    if not images.names:
        raise UsageError(f"All pictures lie in {options.out}, where results go; choose another --out.")
    for folder in images.results:
        left_out = f"{folder} holds results of an earlier run, so its pictures are left out; name it to annotate them."
        print(shown(left_out))
    return images


def _find_objects(work: AnnotationPass, model: str, options: argparse.Namespace, failed: dict[str, str]) -> None:
    """Annotate the pictures that are missing, by the model of a fingerprint; notes why some could not be, by name."""
    missing, asked = work.missing(), len(work.images.names)
    if not missing:
        return
    if len(missing) < asked:
        print(f"{asked - len(missing)} of {asked} pictures are done already.")
    segmenter = asked_model(options, model)
    print(segmenter.description)
    objects = 0
    with tqdm(total=len(missing), unit="image", smoothing=0.1, disable=None) as bar:

        def show(step: Step) -> None:
            nonlocal objects
            objects = step.objects
            if step.failure:
                failed[step.name] = step.failure
            bar.set_postfix(objects=step.objects, failed=step.failed, refresh=False)
            bar.update()

        work.run(segmenter, missing, progress=show)
    print(f"{many(len(missing) - len(failed), 'picture')}, {many(objects, 'object')} above {work.threshold}.")


def _named(failed: Mapping[str, str]) -> list[str]:
    """Why pictures failed, each with its name."""
    return [f"{name}: {reason}" for name, reason in failed.items()]


def _write_labels(work: AnnotationPass, options: argparse.Namespace) -> bool:
    """Write every format, say what was written and what could not be; whether all of it could."""
    if not len(work.journal):
        return True
    outcome = export_formats(
        work.labeled(),
        tuple(work.prompts),
        options.out,
        _formats(options),
        image_root=work.images.root,
        pictures=options.images,
    )
    for report in outcome.reports:
        describe_export(report)
    for sentence in outcome.failures:
        print(f"sam3-studio: {shown(sentence)}", file=sys.stderr)
    return not outcome.failures


def _draw_overlays(work: AnnotationPass) -> bool:
    """Draw those of earlier runs too, or for another threshold; whether some could not be."""
    if not work.overlays or not len(work.journal):
        return False
    failed = work.overlays.draw_missing(work.labeled())
    print(shown(f"{work.overlays.folder}: pictures with masks drawn"))
    tell(f"{len(failed)} of {len(work.journal)} overlays could not be drawn", _named(failed))
    return bool(failed)
