"""What is offered to a person, of all that the model has found. No function here asks the model.

The steps, for one class of one picture: `not_rejected` and `not_accepted` leave out what a person has judged already,
once for every change of the document; `shown` and `ghosts` follow a threshold slider as it moves, and cost next to
nothing.
"""

from collections.abc import Sequence

from sam3_studio.core.annotation import Candidate
from sam3_studio.core.labeling import LabeledObject
from sam3_studio.core.merging import SAME_MASK
from sam3_studio.core.overlap import is_like, suspects
from sam3_studio.core.rle import Rle

GHOST_DEPTH = 0.15
"""Candidates that miss the threshold by no more than this are hinted at."""

SAME_OBJECT = 0.5
"""Above this IoU a candidate is the object that was accepted, its outline perhaps corrected since."""


def shown(candidates: Sequence[Candidate], threshold: float, minimum_area: int) -> tuple[Candidate, ...]:
    """The candidates that score more than the threshold and have at least `minimum_area` pixels, in the same order.

    Args:
        candidates: of one class.
        threshold: 0 to 1.
        minimum_area: in pixels; one without a single pixel is never shown.
    """
    least = max(minimum_area, 1)
    return tuple(c for c in candidates if c.score > threshold and c.mask.area >= least)


def ghosts(
    candidates: Sequence[Candidate], threshold: float, minimum_area: int, *, depth: float = GHOST_DEPTH
) -> tuple[Candidate, ...]:
    """The candidates that miss the threshold by `depth` or less, and are large enough, in the same order.

    Args:
        candidates: of one class.
        threshold: 0 to 1.
        minimum_area: in pixels, as in `shown`.
        depth: as a difference of scores; with 0 there are none.
    """
    least = max(minimum_area, 1)
    lowest = threshold - depth
    return tuple(c for c in candidates if depth and lowest <= c.score <= threshold and c.mask.area >= least)


def not_accepted(
    candidates: Sequence[Candidate], objects: Sequence[LabeledObject], *, iou: float = SAME_OBJECT
) -> tuple[Candidate, ...]:
    """The candidates that are not among the accepted objects yet, in the same order.

    Args:
        candidates: of one class.
        objects: of the same class.
        iou: masks with a higher IoU are the same object.
    """
    return _unlike(candidates, [item.mask for item in objects], iou)


def not_rejected(candidates: Sequence[Candidate], rejected: Sequence[Rle]) -> tuple[Candidate, ...]:
    """The candidates that a person has not rejected, in the same order: found again, they are recognised.

    Args:
        candidates: of one class.
        rejected: masks of the candidates of this class that were rejected, whatever prompt had found them.
    """
    return _unlike(candidates, rejected, SAME_MASK)


def _unlike(candidates: Sequence[Candidate], masks: Sequence[Rle], iou: float) -> tuple[Candidate, ...]:
    possible = suspects([c.mask for c in candidates], masks, iou)
    return tuple(
        c for c, near in zip(candidates, possible, strict=True) if not any(is_like(c.mask, masks[j], iou) for j in near)
    )
