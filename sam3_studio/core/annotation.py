"""Objects found in or drawn on a picture."""

from dataclasses import dataclass

from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import NO_DETAILS, Details
from sam3_studio.core.rle import Rle


@dataclass(frozen=True, slots=True)
class Candidate:
    """An object the model proposes.

    Attributes:
        box: in pixels of the whole picture, as the model drew it; the mask has its own tight box.
        score: probability that it matches the prompt, presence included, 0 to 1.
        mask: of the whole picture; may be empty when the model found no pixel for it.
    """

    box: Box
    score: float
    mask: Rle


@dataclass(frozen=True, slots=True)
class Annotation:
    """A labeled object.

    Attributes:
        label: name of its class.
        mask: of the whole picture; the box, area and contours derive from it.
        score: the model's probability, None for an object that a person drew.
        details: what a person says of it besides.
    """

    label: str
    mask: Rle
    score: float | None = None
    details: Details = NO_DETAILS


@dataclass(frozen=True, slots=True)
class AnnotatedImage:
    """A picture and the objects labeled in it; without objects it is a negative example.

    Attributes:
        path: relative to the dataset's folder, with forward slashes.
        width: in pixels, after EXIF transposition.
        height: in pixels, after EXIF transposition.
        annotations: in no particular order.
    """

    path: str
    width: int
    height: int
    annotations: tuple[Annotation, ...] = ()
