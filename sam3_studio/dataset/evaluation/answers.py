"""What a segmenter answers, compared with what it should."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pycocotools import mask as coco_mask

from sam3_studio.core.errors import DatasetError
from sam3_studio.core.merging import merged
from sam3_studio.core.segmenter import Picture, Segmenter
from sam3_studio.dataset.evaluation.questions import CocoBox, CocoRle, Question
from sam3_studio.dataset.formats.coco_rle import compressed_counts
from sam3_studio.dataset.images import load_picture

_IN_CROWD = 0.5
"""Share of a prediction inside a crowd from which it counts neither way."""


@dataclass(frozen=True)
class Predictions:
    """What was found, best first.

    Attributes:
        scores: (P).
        masks: of each.
        boxes: of each as the segmenter has them, which are not quite those of its masks.
    """

    scores: NDArray[np.float64]
    masks: tuple[CocoRle, ...]
    boxes: tuple[CocoBox, ...]


@dataclass(frozen=True)
class Answer:
    """An answer to a question, best predictions first.

    Attributes:
        question: that was asked.
        presence: probability that there is anything to be found.
        every: all predictions; the others leave out what counts neither way, as it lies in a crowd.
        scores: (P) of the predictions.
        masks: of the predictions.
        ious: (P, G) with each target.
        excluded_ious: (P, E) with each excluded object.
    """

    question: Question
    presence: float
    every: Predictions
    scores: NDArray[np.float64]
    masks: tuple[CocoRle, ...]
    ious: NDArray[np.float64]
    excluded_ious: NDArray[np.float64]

    def shown(self, threshold: float) -> int:
        """How many predictions score more."""
        return int((self.scores > threshold).sum())

    def matched(self, threshold: float) -> NDArray[np.float64]:
        """IoU of every target with the prediction above a threshold that is matched to it best, overall; 0 for none.

        The assignment has the largest sum of IoUs, as in the SA-Co evaluation.
        """
        # Not at module level: installers leave it out, and whoever asks for figures has it (`core.extras`).
        from scipy.optimize import linear_sum_assignment  # noqa: PLC0415

        found = np.zeros(len(self.question.targets))
        rows, columns = linear_sum_assignment(self.ious[: self.shown(threshold)], maximize=True)
        found[columns] = self.ious[rows, columns]
        return found


def ask(
    segmenter: Segmenter,
    questions: Sequence[Question],
    *,
    progress: Callable[[], None] | None = None,
) -> Iterator[Answer]:
    """Ask every question; a picture is read once for all questions in a row about it.

    Args:
        segmenter: that is examined.
        questions: sorted by picture.
        progress: called after each answer.

    Raises:
        ImageError: a picture cannot be read.
        DatasetError: a picture has another size than its labels.
    """
    picture: Picture | None = None
    path = None
    for question in questions:
        if picture is None or question.image != path:
            path = question.image
            picture = load_picture(path)
        if (picture.height, picture.width) != (question.height, question.width):
            raise DatasetError(
                "{path} has {width} × {height} pixels, its labels are for {expected_width} × {expected_height}; "
                "they do not belong together.",
                path=path,
                width=picture.width,
                height=picture.height,
                expected_width=question.width,
                expected_height=question.height,
            )
        parts = [segmenter.segment(picture, prompt) for prompt in question.prompts]
        found = merged(parts) if len(parts) > 1 else parts[0]
        masks = tuple(
            {"size": [c.mask.height, c.mask.width], "counts": compressed_counts(c.mask).encode("ascii")}
            for c in found.candidates
        )
        boxes = tuple((c.box.x1, c.box.y1, c.box.width, c.box.height) for c in found.candidates)
        every = Predictions(np.array([c.score for c in found.candidates]), masks, boxes)
        yield _compared(question, found.presence, every)
        if progress:
            progress()


def _compared(question: Question, presence: float, every: Predictions) -> Answer:
    masks = list(every.masks)
    counts = np.ones(len(masks), bool)
    if question.ignored and masks:
        # For crowds pycocotools divides by the prediction's own area.
        within = coco_mask.iou(masks, list(question.ignored), [1] * len(question.ignored))
        with_targets = _ious(masks, question.targets).max(axis=1, initial=0)
        counts = (within.max(axis=1) < _IN_CROWD) | (with_targets >= _IN_CROWD)
    kept = [mask for mask, counted in zip(masks, counts, strict=True) if counted]
    return Answer(
        question,
        presence,
        every,
        every.scores[counts],
        tuple(kept),
        _ious(kept, question.targets),
        _ious(kept, question.excluded),
    )


def _ious(first: Sequence[CocoRle], second: Sequence[CocoRle]) -> NDArray[np.float64]:
    """IoU of every mask with every other, (P, G)."""
    if not first or not second:
        return np.zeros((len(first), len(second)))
    ious: NDArray[np.float64] = coco_mask.iou(list(first), list(second), [0] * len(second))
    return ious
