"""A pass over pictures: every object of every prompt, noted in a journal that label files are written from.

A journal outlives the pass: another one with the same prompts and weights does what is missing.
"""

import os
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from sam3_studio.core.annotation import AnnotatedImage, Annotation
from sam3_studio.core.errors import DatasetError, ImageError
from sam3_studio.core.prompt import Prompt
from sam3_studio.core.segmenter import Segmenter
from sam3_studio.core.tiled import TileUse
from sam3_studio.dataset.asking import PictureAnswers, PictureFailure, PictureQuestions, ask_pictures
from sam3_studio.dataset.images import ImageSet
from sam3_studio.dataset.journal import FILE_NAME, FileState, Journal
from sam3_studio.dataset.overlay_folder import OverlayFolder


@dataclass(frozen=True, slots=True)
class Step:
    """A picture that is done with, and how far the pass is.

    Attributes:
        name: of the picture.
        failure: why it could not be annotated; None where it was.
        done: pictures done with, failed ones included.
        total: pictures to do.
        objects: objects above the threshold in all of them.
        failed: pictures that could not be annotated.
    """

    name: str
    failure: str | None
    done: int
    total: int
    objects: int
    failed: int


@dataclass(frozen=True, slots=True)
class AnnotationPass:
    """What to find, where, and what has been found.

    Attributes:
        images: the pictures.
        prompts: by class name, in the order of the classes' numbers.
        threshold: objects count that score more; the journal keeps every candidate.
        journal: what was found; `open_journal` opens it.
        overlays: where overlays are drawn as pictures are done, if anywhere.
    """

    images: ImageSet
    prompts: Mapping[str, Prompt]
    threshold: float
    journal: Journal
    overlays: OverlayFolder | None = None

    def missing(self) -> list[str]:
        """The pictures that are not in the journal, or changed since."""
        return [name for name in self.images.names if not self._is_done(name)]

    def run(
        self,
        segmenter: Segmenter,
        names: Iterable[str],
        *,
        progress: Callable[[Step], None] | None = None,
        cancel: threading.Event | None = None,
    ) -> None:
        """Annotate pictures one after the other. One that fails stops nothing, `progress` tells.

        An overlay that cannot be drawn is passed over; `OverlayFolder.draw_missing` tries again and tells.

        Args:
            segmenter: finds the objects.
            names: of the pictures, as `missing` gives them.
            progress: called after each picture.
            cancel: once set, the pass ends with the stage the segmenter is in.

        Raises:
            CancelledError: `cancel` was set; the pictures done until then are in the journal.
            ModelError: the device ran out of memory or failed, for several pictures in a row.
            ImageError: the folder of the pictures cannot be reached any more, or many in a row cannot.
            DatasetError: the journal cannot be written.
        """
        todo = tuple(names)
        objects = failed = 0
        outcomes = ask_pictures(segmenter, map(self._questions, todo), self.images.root, cancel=cancel)
        for done, (asked, outcome) in enumerate(outcomes, 1):
            failure = None
            if isinstance(outcome, PictureFailure):
                failure = outcome.reason
            else:
                objects += self._keep(asked.name, outcome)
            failed += failure is not None
            if progress:
                progress(Step(asked.name, failure, done, len(todo), objects, failed))

    def labeled(self) -> "LabeledImages":
        """What label files are to hold: every picture in the journal that is as it was when it was annotated.

        Pictures of earlier passes with the same journal stay in.
        """
        return LabeledImages(self.journal, frozenset(filter(self._is_done, self.journal.names)), self.threshold)

    def _is_done(self, name: str) -> bool:
        try:
            return self.journal.has(name, FileState.of(self.images.path(name)))
        except OSError:
            return False

    def _questions(self, name: str) -> PictureQuestions:
        return PictureQuestions(name, self.images.path(name), tuple(self.prompts.values()))

    def _keep(self, name: str, answers: PictureAnswers) -> int:
        """Note every candidate of every prompt in the journal; the number of objects that count."""
        found = [
            Annotation(label, candidate.mask, candidate.score)
            for label, one in zip(self.prompts, answers.found, strict=True)
            for candidate in one.candidates
        ]
        picture = answers.picture
        image = AnnotatedImage(name, picture.width, picture.height, tuple(found))
        self.journal.add(image, answers.file)
        shown = _above(image, self.threshold)
        if self.overlays:
            with suppress(DatasetError, ImageError):  # at the end all that are missing are drawn, or told of
                self.overlays.draw(shown, picture)
        return len(shown.annotations)


@dataclass(frozen=True, slots=True)
class LabeledImages:
    """Pictures with their objects above a threshold, read from a journal as often as asked, one at a time.

    Attributes:
        journal: where they are.
        names: of the pictures.
        threshold: objects count that score more.
    """

    journal: Journal
    names: frozenset[str]
    threshold: float

    def __iter__(self) -> Iterator[AnnotatedImage]:
        return (_above(image, self.threshold) for image in self.journal.images() if image.path in self.names)


def open_journal(
    folder: Path,
    images: ImageSet,
    prompts: Mapping[str, Prompt],
    *,
    model: str,
    resolution: int | None,
    tiles: TileUse = TileUse.NEVER,
) -> Journal:
    """What earlier passes over these pictures have found with the same prompts and weights.

    Args:
        folder: of the results.
        images: the pictures; their folder counts, so that equal names mean equal pictures.
        prompts: by class name.
        model: names the weights' content.
        resolution: side in pixels that the model sees; None for its own.
        tiles: when it looks at pictures in tiles.

    Raises:
        DatasetError: the folder holds results of other settings, or its journal cannot be read.
    """
    boxes = [(label, example) for label, prompt in prompts.items() for example in prompt.boxes]
    settings: dict[str, object] = {
        "concept": list(prompts),
        "box": [[label, *example.box.as_tuple(), example.positive] for label, example in boxes],
        "model": model,
        "resolution": resolution,
        "folder": os.path.realpath(images.root),
    }
    wording = [prompt.text for prompt in prompts.values()]
    if wording != list(prompts):
        settings["wording"] = wording
    if tiles is not TileUse.NEVER:  # journals from before there were tiles do not name it
        settings["tiles"] = str(tiles)
    return Journal(folder / FILE_NAME, settings)


def _above(image: AnnotatedImage, threshold: float) -> AnnotatedImage:
    return replace(image, annotations=tuple(a for a in image.annotations if a.score is None or a.score > threshold))
