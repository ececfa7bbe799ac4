"""`sam3-studio annotate`: pictures and concepts in, label files out."""

import argparse
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from tqdm import tqdm

from sam3_studio.cli.exit_status import ExitStatus
from sam3_studio.cli.options import Subparsers, add_device_options, add_model_option
from sam3_studio.core.annotation import AnnotatedImage, Annotation
from sam3_studio.core.errors import CancelledError, ModelError, Sam3StudioError, UsageError
from sam3_studio.core.geometry import Box
from sam3_studio.core.prompt import ExemplarBox, Prompt
from sam3_studio.core.segmenter import SCORE_FLOOR
from sam3_studio.dataset.export import ExportFormat, export_dataset
from sam3_studio.dataset.files import relative_name
from sam3_studio.dataset.images import ImageSet, find_images, load_picture
from sam3_studio.dataset.journal import FileState, Journal
from sam3_studio.dataset.overlay import draw_overlay, save_overlay, shows
from sam3_studio.dataset.pictures import Placement

if TYPE_CHECKING:
    from sam3_studio.core.segmenter import Picture, Segmenter

BOXES_ONLY_LABEL = "object"
"""Name of the class when exemplar boxes come without words."""


@dataclass(frozen=True)
class Run:
    """What one call asks for.

    Attributes:
        images: the pictures.
        prompts: by class name.
        threshold: candidates must score more.
        out: folder of the results.
        formats: of the label files, each in a folder of its name.
        placement: what becomes of the pictures in a YOLO dataset: copied, linked or left.
        overlay: draw the masks on the pictures too.
    """

    images: ImageSet
    prompts: dict[str, Prompt]
    threshold: float
    out: Path
    formats: tuple[ExportFormat, ...]
    placement: Placement
    overlay: bool

    @property
    def class_names(self) -> list[str]:
        """In the order of the label files' numbers."""
        return list(self.prompts)

    def shown(self, image: AnnotatedImage) -> AnnotatedImage:
        """The picture with the objects that pass the threshold."""
        passing = tuple(a for a in image.annotations if a.score is None or a.score > self.threshold)
        return replace(image, annotations=passing)

    def overlay_path(self, name: str) -> Path:
        """Where a picture's overlay goes."""
        return self.out / "overlays" / f"{name}.png"

    def overlay_note(self, name: str) -> str:
        """Marks overlays drawn for this threshold and this state of the picture."""
        state = FileState.of(self.images.path(name))
        return f"{', '.join(self.class_names)} above {self.threshold} in {state.size} bytes of {state.modified}"


def add_parser(commands: Subparsers) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "annotate",
        help="find concepts in pictures and write label files",
        description="Find every object of each concept in each picture. A second run does only what is missing.",
    )
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="pictures, or folders of pictures")
    parser.add_argument("--concept", action="append", default=[], help='what to find, "yellow school bus"; repeatable')
    parser.add_argument("--box", action="append", default=[], metavar="X1,Y1,X2,Y2", help="an example, in pixels")
    parser.add_argument("--negative-box", action="append", default=[], metavar="X1,Y1,X2,Y2", help="a counterexample")
    add_model_option(parser)
    parser.add_argument("--threshold", type=float, default=0.5, help="score to exceed, 0.05 to 1; default: %(default)s")
    parser.add_argument("--format", action="append", choices=list(ExportFormat), help="repeatable; default: coco")
    parser.add_argument("--out", type=Path, default=Path("sam3-studio-output"), help="default: %(default)s")
    parser.add_argument(
        "--images",
        choices=get_args(Placement),
        default="copy",
        help="what becomes of the pictures in a YOLO dataset; default: copy",
    )
    parser.add_argument("--resolution", type=int, help="side in pixels the model sees; default: the model's own")
    parser.add_argument("--recursive", action="store_true", help="look into sub-folders too")
    parser.add_argument("--overlay", action="store_true", help="also write PNGs with the masks drawn")
    add_device_options(parser)
    parser.set_defaults(run=_annotate)


def _annotate(options: argparse.Namespace) -> int:
    run = _read(options)
    with closing(_journal(run, options)) as journal:
        return _carry_out(run, journal, options)


def _carry_out(run: Run, journal: Journal, options: argparse.Namespace) -> int:
    """Find what is missing, write the label files, and say what failed."""
    missing = [name for name in run.images.names if not _is_done(run, journal, name)]
    failed: dict[str, str] = {}
    stopped = False
    if missing:
        if len(missing) < len(run.images.names):
            print(f"{len(run.images.names) - len(missing)} of {len(run.images.names)} pictures are done already.")
        from sam3_studio.engine import Predictor

        segmenter = Predictor.load(
            options.model, device=options.device, dtype=options.dtype, resolution=options.resolution
        )
        print(segmenter.description)
        try:
            _find_objects(run, segmenter, journal, missing, failed)
        except (KeyboardInterrupt, CancelledError):
            stopped = True
    if failed:
        print(f"{len(failed)} of {len(run.images.names)} pictures could not be annotated:", file=sys.stderr)
        for name, reason in failed.items():
            print(f"  {name}: {reason}", file=sys.stderr)
    _write_labels(run, journal)
    if stopped:
        print(f"Stopped; {len(journal)} pictures are kept, and the same command goes on.", file=sys.stderr)
        return ExitStatus.INTERRUPTED
    return ExitStatus.SOME_FAILED if failed else ExitStatus.DONE


def _read(options: argparse.Namespace) -> Run:
    """Check everything that can be checked before the model is loaded."""
    boxes = [ExemplarBox(_box(text)) for text in options.box]
    boxes += [ExemplarBox(_box(text), positive=False) for text in options.negative_box]
    concepts = [" ".join(concept.split()) for concept in options.concept]
    if "" in concepts or not (concepts or boxes):
        raise UsageError("Say what to find: give at least one --concept, or a --box around an example.")
    if boxes and len(concepts) > 1:
        raise UsageError("Boxes belong to one concept; run once for each concept that has boxes.")
    if not SCORE_FLOOR <= options.threshold < 1:
        raise UsageError(f"A threshold lies between {SCORE_FLOOR} and 1, {options.threshold} does not.")
    if options.out.exists() and not options.out.is_dir():
        raise UsageError(f"{options.out} is a file; choose another --out.")
    return Run(
        images=_images(options),
        prompts={concept: Prompt(concept, tuple(boxes)) for concept in concepts}
        or {BOXES_ONLY_LABEL: Prompt(None, tuple(boxes))},
        threshold=options.threshold,
        out=options.out,
        formats=tuple(dict.fromkeys(map(ExportFormat, options.format or ["coco"]))),
        placement=options.images,
        overlay=options.overlay,
    )


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
    found = find_images(options.paths, recursive=options.recursive)
    out = options.out.resolve()
    names = tuple(name for name in found.names if not found.path(name).resolve().is_relative_to(out))
    if not names:
        where = ", ".join(str(path) for path in options.paths)
        hint = "" if options.recursive else "; --recursive looks into sub-folders too"
        raise UsageError(f"There is no picture in {where}{hint}.")
    return replace(found, names=names)


def _journal(run: Run, options: argparse.Namespace) -> Journal:
    """What earlier runs with the same prompts and weights have found."""
    from sam3_studio.engine.fingerprint import fingerprint

    boxes = next(iter(run.prompts.values())).boxes
    settings = {
        "concept": run.class_names,
        "box": [[*example.box.as_tuple(), example.positive] for example in boxes],
        "model": fingerprint(options.model),
        "resolution": options.resolution,
        "folder": str(run.images.root.resolve()),
    }
    return Journal(run.out / "journal.jsonl", settings)


def _is_done(run: Run, journal: Journal, name: str) -> bool:
    try:
        return journal.has(name, FileState.of(run.images.path(name)))
    except OSError:
        return False


def _find_objects(run: Run, segmenter: "Segmenter", journal: Journal, names: list[str], failed: dict[str, str]) -> None:
    """Annotate pictures one after the other; notes why some could not be, by name."""
    objects = 0
    with tqdm(names, unit="image", smoothing=0.1, disable=None) as progress:
        for name in progress:
            path = run.images.path(name)
            try:
                relative_name(name)
                state = FileState.of(path)
                picture = load_picture(path)
                image = _annotated(name, picture, segmenter, run.prompts)
            except (CancelledError, ModelError):
                raise
            except Sam3StudioError as error:
                failed[name] = str(error)
            except OSError as error:
                failed[name] = f"{path} cannot be read ({error.strerror})."
            else:
                journal.add(image, state)
                shown = run.shown(image)
                objects += len(shown.annotations)
                if run.overlay:
                    _draw(run, shown, picture)
            progress.set_postfix(objects=objects, failed=len(failed))
    print(f"{len(names) - len(failed)} pictures, {objects} objects above {run.threshold}.")


def _annotated(name: str, picture: "Picture", segmenter: "Segmenter", prompts: dict[str, Prompt]) -> AnnotatedImage:
    """Every candidate of every prompt."""
    found = [
        Annotation(label, candidate.mask, candidate.score)
        for label, prompt in prompts.items()
        for candidate in segmenter.segment(picture, prompt).candidates
    ]
    return AnnotatedImage(name, picture.width, picture.height, tuple(found))


def _draw(run: Run, image: AnnotatedImage, picture: "Picture") -> None:
    overlay = draw_overlay(picture.pixels, image.annotations, run.class_names)
    save_overlay(overlay, run.overlay_path(image.path), run.overlay_note(image.path))


@dataclass(frozen=True)
class _ShownImages:
    """What the label files are to hold, as often as asked: every picture that is still as it was when annotated.

    Pictures of earlier calls with the same output folder stay in.
    """

    run: Run
    journal: Journal

    def __iter__(self) -> Iterator[AnnotatedImage]:
        return (
            self.run.shown(image) for image in self.journal.images() if _is_done(self.run, self.journal, image.path)
        )


def _write_labels(run: Run, journal: Journal) -> None:
    """Write every format, and say what was written."""
    if not len(journal):
        return
    shown = _ShownImages(run, journal)
    for kind in run.formats:
        report = export_dataset(
            shown, run.class_names, run.out / kind, kind, image_root=run.images.root, pictures=run.placement
        )
        compared = "" if report.lowest_iou is None else f"; read back with a lowest IoU of {report.lowest_iou:.4f}"
        print(f"{report.folder}: {report.images} images, {report.objects} objects{compared}")
        for skipped in report.skipped:
            print(f"  {skipped.image}: one {skipped.label} left out, {skipped.reason}.")
        for old, new in report.renamed:
            print(f"  {old} is called {new} there.")
        for sentence in report.notes:
            print(f"  {sentence}")
    if run.overlay:
        _draw_missing(run, shown)
        print(f"{run.out / 'overlays'}: pictures with masks drawn")


def _draw_missing(run: Run, shown: Iterable[AnnotatedImage]) -> None:
    """Overlays of pictures that an earlier run annotated, or that another threshold calls for anew."""
    for image in shown:
        if not shows(run.overlay_path(image.path), run.overlay_note(image.path)):
            _draw(run, image, load_picture(run.images.path(image.path)))
