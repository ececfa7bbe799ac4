"""What the controller asks of the worker, and what the worker answers.

    Request                     Reply, any number of them, then one Done
    ├── LoadModel               ├── ModelChanged     another model answers from here on, or none
    ├── EncodePicture           ├── EncodingStarted, EncodingFinished
    ├── AskPrompt               ├── Sketched, PartlyFound, Found
    ├── AskCrop                 ├── FoundInCrop
    ├── AskTiles                ├── FoundInTiles     (these two in `in_tiles`)
    ├── AskPicture              ├── FoundInPicture   (these two in `background`)
    ├── KeepPicture             ├── PictureKept
    └── LimitMemory             ├── Failed, Cancelled
                                ├── Notice           something that a person should know
                                └── Done             always the last one

Everything is frozen; requests are told apart by identity. The one thing that both threads change is a request's
`cancel`.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from sam3_studio.core.cropping import Crop
from sam3_studio.core.prompt import Prompt
from sam3_studio.core.segmenter import SCORE_FLOOR, DiskRoom, Picture, Segmentation, Segmenter, Sketch
from sam3_studio.dataset.reach import Reach


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """Which model to load, and where to.

    Attributes:
        source: folder, file, or name of a downloaded Hub repository; None for random weights of full size, which
            take the time and memory of real ones.
        device: "auto", or a device's name.
        dtype: "auto", or a precision's name.
        resolution: side in pixels that pictures are resized to; None for the model's own.
        picture_bytes: encoded pictures are kept up to this size in memory.
        disk_bytes: and up to this one on disk; 0 keeps none there.
    """

    source: str | None
    device: str = "auto"
    dtype: str = "auto"
    resolution: int | None = None
    picture_bytes: int = 1 << 30
    disk_bytes: int = 0


def _whatever(_concept: str) -> bool:
    """A model without a bound reads everything."""
    return True


def _always() -> bool:
    """A model without files stays what it is."""
    return True


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """What a person may want to know about a loaded model.

    Attributes:
        name: of the weights.
        fingerprint: changes with the weights; what they find is kept under it.
        device: such as "cpu" or "cuda:0".
        dtype: such as "bfloat16".
        reason: why this device.
        resolution: side in pixels that pictures are resized to.
        most_objects: that one prompt can find in a picture.
        reads_all: whether the model reads a concept to its end. It may be called from any thread, and raise ModelError
            as a search would.
        is_current: whether the weights are still those of their files; it may be called from any thread.
    """

    name: str
    fingerprint: str
    device: str
    dtype: str
    reason: str
    resolution: int
    most_objects: int
    reads_all: Callable[[str], bool] = field(default=_whatever, compare=False, repr=False)
    is_current: Callable[[], bool] = field(default=_always, compare=False, repr=False)


class Model(Segmenter, Protocol):
    """What the worker needs of a model beside answers."""

    @property
    def shortages(self) -> int:
        """How often memory ran short, so that encoded pictures were forgotten and the work done again."""
        ...

    def encode_to_disk(self, picture: Picture, *, cancel: threading.Event | None = None) -> bool:
        """Have a picture encoded on disk, where room was given for that; whether that was still to be done."""
        ...

    def disk_room(self) -> DiskRoom:
        """How much room encoded pictures take on disk."""
        ...

    def is_encoded(self, picture: Picture) -> bool:
        """Whether a prompt on this picture would find it encoded."""
        ...

    def limit_memory(self, picture_bytes: int, disk_bytes: int = 0) -> None:
        """Keep encoded pictures up to this many bytes from here on, in memory and on disk."""
        ...


@dataclass(frozen=True, slots=True)
class LoadedModel:
    """A model and what is known about it."""

    model: Model
    info: ModelInfo


LoadFunction = Callable[[ModelChoice, threading.Event], LoadedModel]
"""Loads a model; polls the event and raises `CancelledError` once it is set. Other errors as in `Predictor.load`."""


@dataclass(frozen=True, slots=True)
class ClassPrompt:
    """What to find in a picture for one class.

    Attributes:
        class_id: of the class.
        key: names the prompt's content; results come back under it.
        prompt: what to ask.
        floor: as in `Segmenter.segment`.
    """

    class_id: int
    key: str
    prompt: Prompt
    floor: float = SCORE_FLOOR


@dataclass(frozen=True, slots=True, eq=False)
class Request:
    """Something for the worker to do.

    Attributes:
        cancel: once set, the worker stops at the next stage.
    """

    cancel: threading.Event = field(default_factory=threading.Event, kw_only=True, repr=False)


@dataclass(frozen=True, slots=True, eq=False)
class LoadModel(Request):
    """Replace the model; the present one stays when that fails."""

    choice: ModelChoice


@dataclass(frozen=True, slots=True, eq=False)
class EncodePicture(Request):
    """Prepare a picture for prompts.

    Attributes:
        path: of its file.
        ahead: nobody looks at it yet.
    """

    path: Path
    ahead: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class AskPrompt(Request):
    """Find objects in a picture."""

    path: Path
    asked: ClassPrompt


@dataclass(frozen=True, slots=True, eq=False)
class AskCrop(Request):
    """Find objects in a part of a picture, which is encoded at its full resolution.

    Attributes:
        path: of the picture's file.
        crop: the part.
        prompts: one or more, boxes in pixels of the whole picture.
        content: names the picture that a person sees, as `Picture.key` does; if the file holds another one by now,
            the request fails. None takes any.
    """

    path: Path
    crop: Crop
    prompts: tuple[Prompt, ...]
    content: str | None = field(default=None, kw_only=True)


@dataclass(frozen=True, slots=True, eq=False)
class LimitMemory(Request):
    """Keep encoded pictures up to these bytes from here on, in memory and on disk, also with another model."""

    picture_bytes: int
    disk_bytes: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Reply:
    """Something that the worker says about a request."""

    request: Request


@dataclass(frozen=True, slots=True, eq=False)
class ModelChanged(Reply):
    """Another model answers from here on; None: no model is left."""

    model: ModelInfo | None


@dataclass(frozen=True, slots=True, eq=False)
class EncodingStarted(Reply):
    """The picture was not encoded yet; this takes a while."""

    path: Path


@dataclass(frozen=True, slots=True, eq=False)
class EncodingFinished(Reply):
    """The picture is encoded; it took `seconds`."""

    path: Path
    seconds: float


@dataclass(frozen=True, slots=True, eq=False)
class Sketched(Reply):
    """Presence and boxes are known."""

    sketch: Sketch


@dataclass(frozen=True, slots=True, eq=False)
class PartlyFound(Reply):
    """Some masks are made."""

    segmentation: Segmentation


@dataclass(frozen=True, slots=True, eq=False)
class Found(Reply):
    """The prompt is answered."""

    segmentation: Segmentation


@dataclass(frozen=True, slots=True, eq=False)
class FoundInCrop(Reply):
    """An answer to each prompt, in pixels of the whole picture."""

    found: tuple[Segmentation, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Failed(Reply):
    """The request could not be carried out.

    Attributes:
        sentence: what happened and what to do.
        details: where in the program, for an error report.
        of_picture: whether the picture cannot be read; that is told where the picture is shown, too.
        of_device: whether the model or its device failed, whatever it was asked.
        reach: what a run can still reach then.
    """

    sentence: str
    details: str
    of_picture: bool = False
    of_device: bool = False
    reach: Reach = Reach.FILE


@dataclass(frozen=True, slots=True, eq=False)
class Cancelled(Reply):
    """The request was stopped as asked."""


@dataclass(frozen=True, slots=True, eq=False)
class Notice(Reply):
    """Something that a person should know, in a sentence."""

    text: str


@dataclass(frozen=True, slots=True, eq=False)
class Done(Reply):
    """The worker is free for another request."""
