"""What a person asks for: a concept in words, exemplar boxes, or both."""

from collections.abc import Iterable
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


def in_words(concepts: Iterable[str], boxes: Iterable[ExemplarBox] = ()) -> str:
    """A prompt as a person would note it, such as "duck, goose + 1 box − 2 boxes"."""
    signs = [box.positive for box in boxes]
    words = ", ".join(concepts)
    for sign, count in (("+", signs.count(True)), ("−", signs.count(False))):
        if count:
            words += f" {sign} {count} {'box' if count == 1 else 'boxes'}"
    return words.strip()
