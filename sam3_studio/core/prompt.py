"""What a person asks for: a concept in words, exemplar boxes, or both."""

from dataclasses import dataclass

from sam3_studio.core.errors import PromptError
from sam3_studio.core.geometry import Box


@dataclass(frozen=True, slots=True)
class ExemplarBox:
    """A box around an example: more like this, or nothing like this.

    Attributes:
        box: in pixels of the picture; it may leave the picture.
        positive: True finds what looks like the content, False excludes it.
    """

    box: Box
    positive: bool = True


@dataclass(frozen=True, slots=True)
class Prompt:
    """One concept to find in one picture.

    Attributes:
        text: the concept as a short noun phrase, None for exemplars alone.
        boxes: exemplars in the picture at hand.

    Raises:
        PromptError: neither words nor boxes are given.
    """

    text: str | None = None
    boxes: tuple[ExemplarBox, ...] = ()

    def __post_init__(self) -> None:
        if not self.boxes and not (self.text and self.text.strip()):
            raise PromptError("A prompt needs words, a box, or both; type a concept or draw a box.")
