"""Candidates become objects that a person answers for."""

from collections.abc import Iterable

from sam3_studio.core.annotation import Candidate
from sam3_studio.core.labeling import NO_DETAILS, Details, LabeledObject, Origin, Source


def accepted(
    candidates: Iterable[Candidate],
    class_id: int,
    *,
    prompt: str,
    presence: float,
    model: str,
    time: float,
    details: Details = NO_DETAILS,
) -> tuple[LabeledObject, ...]:
    """Labeled objects with the candidates' masks, in the same order; what has no pixel is left out.

    Args:
        candidates: of one prompt.
        class_id: what they are.
        prompt: that found them, in words.
        presence: of the prompt's concept in the picture, 0 to 1.
        model: fingerprint of the weights.
        time: now, in seconds since 1970.
        details: that each begins with.
    """
    return tuple(
        LabeledObject(
            class_id,
            candidate.mask,
            Source.MODEL,
            Origin(prompt, candidate.score, presence, model),
            time,
            details=details,
        )
        for candidate in candidates
        if candidate.mask.area
    )
