"""What a project holds: classes, labeled objects and where they come from, boxes that prompts are made of."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from sam3_studio.core.geometry import Box
from sam3_studio.core.rle import Rle

DEFAULT_THRESHOLD = 0.5
"""Candidates that score more are shown, as in the published post-processing."""


def new_id() -> str:
    """A name that nothing else has: objects and boxes keep theirs through undo, redo and on disk."""
    return uuid.uuid4().hex


@dataclass(frozen=True, slots=True)
class Attribute:
    """Something that is to be said of every object of a class, such as its colour.

    Attributes:
        name: unique in the class.
        values: to choose from; none where any text will do.
        default: what new objects get; "" for nothing.
    """

    name: str
    values: tuple[str, ...] = ()
    default: str = ""


@dataclass(frozen=True, slots=True)
class LabelClass:
    """A class of objects, and what finds them. A class is not its prompt: several concepts may feed one class.

    Attributes:
        id: unique in the project, 1 or more, never given again.
        name: as label files call it.
        color: (red, green, blue), 0 to 255 each.
        concepts: short noun phrases that find its objects; none for a class that only exemplars or hands fill.
        digit: 1 to 9, the key that chooses it; None for no key.
        threshold: candidates that score more are shown, 0 to 1.
        minimum_area: candidates with fewer pixels are not shown.
        active: whether its concepts are looked for in pictures that are opened.
        concepts_off: those of its concepts that are kept, but not looked for.
        attributes: what is to be said of its objects, in order.
    """

    id: int
    name: str
    color: tuple[int, int, int]
    concepts: tuple[str, ...] = ()
    digit: int | None = None
    threshold: float = DEFAULT_THRESHOLD
    minimum_area: int = 0
    active: bool = True
    concepts_off: tuple[str, ...] = ()
    attributes: tuple[Attribute, ...] = ()

    @property
    def searched(self) -> tuple[str, ...]:
        """The concepts that are looked for, in order."""
        return tuple(concept for concept in self.concepts if concept not in self.concepts_off)

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands among others in a list: those with a key come first, by their keys."""
        return 10 if self.digit is None else self.digit, self.id

    def with_concepts(self, concepts: tuple[str, ...]) -> "LabelClass":
        """The same class with other concepts; those that were switched off stay so."""
        return replace(self, concepts=concepts, concepts_off=tuple(c for c in concepts if c in self.concepts_off))

    def with_concept(self, concept: str, *, enabled: bool = True) -> "LabelClass":
        """The same class with one of its concepts switched on or off; a new one is added."""
        off = {*self.concepts_off, concept} if not enabled else {*self.concepts_off} - {concept}
        concepts = self.concepts if concept in self.concepts else (*self.concepts, concept)
        return replace(self, concepts=concepts, concepts_off=tuple(c for c in concepts if c in off))


class Source(StrEnum):
    """Where an object's mask comes from."""

    MODEL = "model"
    PERSON = "person"
    EDITED = "model, then edited"

    @property
    def once_edited(self) -> "Source":
        """That of the same mask after a person has changed it: the model alone does not answer for it any more."""
        return Source.EDITED if self is Source.MODEL else self


@dataclass(frozen=True, slots=True)
class Origin:
    """How the model found an object.

    Attributes:
        prompt: in words, such as "duck + 1 box − 2 boxes".
        score: 0 to 1, presence included.
        presence: 0 to 1.
        model: fingerprint of the weights; "" where a label file told the score alone.
    """

    prompt: str
    score: float
    presence: float
    model: str

    @property
    def is_score_alone(self) -> bool:
        """Whether nothing but the score is known; prompt and presence say nothing then."""
        return not self.model


@dataclass(frozen=True, slots=True)
class Details:
    """What a person says of an object besides its class and mask.

    Attributes:
        attributes: names and values, each name once, in order.
        occluded: something lies in front of it.
        truncated: the picture's border cuts it off.
        note: any text.
    """

    attributes: tuple[tuple[str, str], ...] = ()
    occluded: bool = False
    truncated: bool = False
    note: str = ""


NO_DETAILS = Details()
"""Of an object of which nothing more is said."""


YES = frozenset({"1", "true", "yes"})
"""What attributes of label files have, in small letters, where they say that something holds."""


def together(details: Sequence[Details]) -> Details:
    """What is said of an object that several are parts of, one or more; of an attribute the first value counts."""
    if all(one == details[0] for one in details):
        return details[0]
    attributes: dict[str, str] = {}
    for name, value in (pair for one in details for pair in one.attributes):
        attributes.setdefault(name, value)
    return Details(
        tuple(attributes.items()),
        any(one.occluded for one in details),
        any(one.truncated for one in details),
        "\n".join(dict.fromkeys(one.note for one in details if one.note)),
    )


@dataclass(frozen=True, slots=True)
class LabeledObject:
    """An object that a person has accepted or drawn.

    Attributes:
        class_id: of its `LabelClass`.
        mask: of the whole picture; box, area and contours derive from it.
        source: of the mask.
        origin: how the model found it; None for one that a person drew.
        time: seconds since 1970 when its mask was made, or changed last.
        hidden: not drawn.
        locked: not to be edited.
        details: what else is said of it.
        edits: how often a person has changed its mask or its class since it was made; what was undone does not count.
        id: unique.
    """

    class_id: int
    mask: Rle
    source: Source
    origin: Origin | None = None
    time: float = 0.0
    hidden: bool = False
    locked: bool = False
    details: Details = NO_DETAILS
    edits: int = 0
    id: str = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class PromptBox:
    """A box that a person drew in a picture as an example for a class.

    Attributes:
        class_id: of the class it finds objects of.
        box: in pixels of the picture; inside it.
        positive: more like this; False: nothing like this.
        enabled: whether it takes part.
        id: unique.
    """

    class_id: int
    box: Box
    positive: bool = True
    enabled: bool = True
    id: str = field(default_factory=new_id)


class ImageState(StrEnum):
    """How far a picture is. What a person has said of it (`DECIDED`) outlasts every edit, and a disk that fails."""

    NEW = "new"
    CANDIDATES = "candidates"
    IN_WORK = "in work"
    DONE = "done"
    SECOND_LOOK = "needs another look"
    FAILED = "failed"


NOT_BEGUN = frozenset({ImageState.NEW, ImageState.CANDIDATES, ImageState.FAILED})
"""States that follow from the file and from what is found in it; the others are a person's."""

DECIDED = frozenset({ImageState.DONE, ImageState.SECOND_LOOK})
"""What a person has said of a picture."""
