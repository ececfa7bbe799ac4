"""What the start page shows, as frozen values."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class RecentProject:
    """A project that was open before.

    Attributes:
        path: of its folder or file.
        time: seconds since 1970 when it was open last; 0 where that is not known.
        done: pictures that are done.
        total: pictures in it; 0 where that is not known.
        exists: whether it is still there.
    """

    path: str
    time: float = 0.0
    done: int = 0
    total: int = 0
    exists: bool = True


class ModelState(StrEnum):
    """How a model is."""

    OFF = "off"
    LOADING = "loading"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ModelCard:
    """What a person should know about the model.

    Attributes:
        state: how it is.
        name: of the weights; empty while that is not known.
        device: where it computes and in which precision, such as "cuda:0 in bfloat16".
        reason: why there, in words.
        embedded: whether it is the small one that comes with the program.
        problem: why it could not be loaded, a sentence.
    """

    state: ModelState = ModelState.LOADING
    name: str = ""
    device: str = ""
    reason: str = ""
    embedded: bool = True
    problem: str = ""
