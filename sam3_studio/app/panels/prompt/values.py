"""What the prompt panel shows, as frozen values."""

from dataclasses import dataclass

from PySide6.QtGui import QImage

from sam3_studio.app.panels.prompt.stages import Stage


@dataclass(frozen=True, slots=True)
class ConceptEntry:
    """A concept that feeds a class.

    Attributes:
        text: a short noun phrase.
        enabled: whether it takes part.
        read: whether the model reads it to its end.
    """

    text: str
    enabled: bool = True
    read: bool = True


@dataclass(frozen=True, slots=True)
class BoxEntry:
    """A box drawn as an example.

    Attributes:
        id: of the box.
        positive: more like this; False: nothing like this.
        enabled: whether it takes part.
        picture: what is inside it; None shows none.
    """

    id: str
    positive: bool = True
    enabled: bool = True
    picture: QImage | None = None


@dataclass(frozen=True, slots=True)
class PromptStack:
    """What finds the objects of a class in the picture in hand.

    Attributes:
        class_name: of the class; empty where none is chosen.
        color: of the class, red, green and blue, 0 to 255.
        concepts: in the order in which they were added.
        boxes: in the order in which they were drawn.
        threshold: of the class, 0 to 1.
    """

    class_name: str = ""
    color: tuple[int, int, int] | None = None
    concepts: tuple[ConceptEntry, ...] = ()
    boxes: tuple[BoxEntry, ...] = ()
    threshold: float = 0.5


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of a class in the picture in hand.

    Attributes:
        stage: how far the search is.
        presence: of the concept in the picture, 0 to 1; None where it is not known.
        shown: candidates above the threshold.
        ghosts: candidates just below.
        scores: of all candidates, for the histogram.
        failure: why the search failed, a sentence; empty when it has not.
        offered: candidates of all classes that can be accepted at once.
        limit: how many objects a search can find, where it has found nearly as many; 0 where it has not.
        rejected: what a person has rejected of the class, or deleted, and can have offered again.
    """

    stage: Stage = Stage.NONE
    presence: float | None = None
    shown: int = 0
    ghosts: int = 0
    scores: tuple[float, ...] = ()
    failure: str = ""
    offered: int = 0
    limit: int = 0
    rejected: int = 0
