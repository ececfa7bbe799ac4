"""What is offered to a person, of all that the model has found. No function here asks the model.

The steps, for one class of one picture: `merged` joins what its concepts found; `not_rejected` and `not_accepted` leave
out what a person has judged already, once for every change of the document; `shown` and `ghosts` follow a threshold
slider as it moves, and cost next to nothing.
"""

from collections.abc import Sequence

from sam3_studio.core.annotation import Candidate
from sam3_studio.core.labeling import LabeledObject
from sam3_studio.core.rle import Rle
from sam3_studio.core.segmenter import Segmentation
from sam3_studio.editing.overlap import is_like, suspects

GHOST_DEPTH = 0.15
"""Candidates that miss the threshold by no more than this are hinted at."""

SAME_OBJECT = 0.5
"""Above this IoU a candidate is the object that was accepted, its outline perhaps corrected since."""

SAME_MASK = 0.7
"""Above this IoU two masks of the model are two drawings of one object."""


def shown(candidates: Sequence[Candidate], threshold: float, minimum_area: int) -> tuple[Candidate, ...]:
    """The candidates that score more than the threshold and have at least so many pixels, in the same order.

    One without a single pixel is never shown.
    """
    least = max(minimum_area, 1)
    return tuple(c for c in candidates if c.score > threshold and c.mask.area >= least)


def ghosts(candidates: Sequence[Candidate], threshold: float, minimum_area: int) -> tuple[Candidate, ...]:
    """The candidates that miss the threshold by `GHOST_DEPTH` or less, and are large enough, in the same order."""
    least = max(minimum_area, 1)
    return tuple(c for c in candidates if threshold - GHOST_DEPTH <= c.score <= threshold and c.mask.area >= least)


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


def not_rejected(
    candidates: Sequence[Candidate], rejected: Sequence[Rle], *, iou: float = SAME_MASK
) -> tuple[Candidate, ...]:
    """The candidates that a person has not rejected, in the same order: found again, they are recognised.

    Args:
        candidates: of one class.
        rejected: masks of the candidates of this class that were rejected, whatever prompt had found them.
        iou: masks with a higher IoU are the same candidate.
    """
    return _unlike(candidates, rejected, iou)


def merged(found: Sequence[Segmentation], *, iou: float = SAME_MASK) -> Segmentation:
    """What several concepts of one class found in a picture, as if one had found it.

    Where two concepts found the same object, the candidate with the better score stays. What one concept found stays
    as the model gave it.

    Args:
        found: by each concept.
        iou: masks with a higher IoU are the same object.

    Returns:
        The presence of the concept that is most likely there, 0 for no concept; the candidates, best first.
    """
    ranked = sorted(
        ((candidate, concept) for concept, one in enumerate(found) for candidate in one.candidates), key=_worst_last
    )
    masks, concepts = [candidate.mask for candidate, _ in ranked], [concept for _, concept in ranked]
    dropped: set[int] = set()
    for i, possible in enumerate(suspects(masks, masks, iou)):
        # Better ones alone count, and of those it is known whether they stay.
        better = (j for j in possible if j < i and j not in dropped and concepts[j] != concepts[i])
        if any(is_like(masks[i], masks[j], iou) for j in better):
            dropped.add(i)
    presence = max((one.presence for one in found), default=0.0)
    return Segmentation(presence, tuple(candidate for i, (candidate, _) in enumerate(ranked) if i not in dropped))


def _worst_last(ranked: tuple[Candidate, int]) -> float:
    return -ranked[0].score


def _unlike(candidates: Sequence[Candidate], masks: Sequence[Rle], iou: float) -> tuple[Candidate, ...]:
    possible = suspects([c.mask for c in candidates], masks, iou)
    return tuple(
        c for c, near in zip(candidates, possible, strict=True) if not any(is_like(c.mask, masks[j], iou) for j in near)
    )
