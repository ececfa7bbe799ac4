"""What several concepts of one class found in a picture, as one finding."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sam3_studio.core.annotation import Candidate
from sam3_studio.core.overlap import is_like, suspects
from sam3_studio.core.segmenter import Segmentation

SAME_MASK = 0.7
"""Above this IoU two masks of the model are two drawings of one object."""


def merged(found: Sequence[Segmentation]) -> Segmentation:
    """What several concepts of one class found in a picture, as if one had found it.

    Where two concepts found the same object, the candidate with the better score stays. What one concept found stays
    as the model gave it.

    Args:
        found: by each concept.

    Returns:
        The presence of the concept that is most likely there, 0 for no concept; the candidates, best first; where any
        concept has a map, the highest value of each cell.
    """
    ranked = sorted(
        ((candidate, concept) for concept, one in enumerate(found) for candidate in one.candidates), key=_worst_last
    )
    masks, concepts = [candidate.mask for candidate, _ in ranked], [concept for _, concept in ranked]
    dropped: set[int] = set()
    for i, possible in enumerate(suspects(masks, masks, SAME_MASK)):
        # Better ones alone count, and of those it is known whether they stay.
        better = (j for j in possible if j < i and j not in dropped and concepts[j] != concepts[i])
        if any(is_like(masks[i], masks[j], SAME_MASK) for j in better):
            dropped.add(i)
    presence = max((one.presence for one in found), default=0.0)
    kept = tuple(candidate for i, (candidate, _) in enumerate(ranked) if i not in dropped)
    return Segmentation(presence, kept, _highest([one.semantic for one in found if one.semantic is not None]))


def _highest(maps: Sequence[NDArray[np.float32]]) -> NDArray[np.float32] | None:
    """Of each cell; all maps are of one picture by one model, and have the same cells."""
    if not maps:
        return None
    highest: NDArray[np.float32] = np.maximum.reduce(maps)
    highest.flags.writeable = False
    return highest


def _worst_last(ranked: tuple[Candidate, int]) -> float:
    return -ranked[0].score
