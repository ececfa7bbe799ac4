"""The seam between whatever shows masks and whatever makes them."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from sam3_studio.core.annotation import Candidate
from sam3_studio.core.geometry import Box
from sam3_studio.core.prompt import Prompt

SCORE_FLOOR = 0.05
"""Candidates below this get no mask, unless a person has lowered a threshold under it."""


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Picture:
    """A decoded picture.

    Attributes:
        key: names the content; pictures with equal keys share one cached embedding.
        pixels: (height, width, 3) uint8, RGB, EXIF orientation applied.
        lasting: it is likely to be looked at again on another day, so that its embedding is worth a place on disk.
    """

    key: str
    pixels: NDArray[np.uint8]
    lasting: bool = True

    @property
    def height(self) -> int:
        """In pixels."""
        return int(self.pixels.shape[0])

    @property
    def width(self) -> int:
        """In pixels."""
        return int(self.pixels.shape[1])


@dataclass(frozen=True, slots=True)
class Segmentation:
    """What a segmenter found for one prompt.

    Attributes:
        presence: probability that the concept is in the picture at all, 0 to 1.
        candidates: every candidate above the floor, best first, so that a threshold can be moved above it
            later without asking the model again.
        semantic: (h, w) probability of each cell of a coarse grid over the whole picture to belong to any object of
            the concept, read-only; None where nothing passed the floor. Two segmentations with the same candidates
            are equal whatever it says.
    """

    presence: float
    candidates: tuple[Candidate, ...]
    semantic: NDArray[np.float32] | None = field(default=None, compare=False, repr=False)

    def above(self, threshold: float) -> tuple[Candidate, ...]:
        """The candidates that score more than the threshold, best first."""
        return tuple(c for c in self.candidates if c.score > threshold)


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is known before the first mask is made.

    Attributes:
        presence: as in `Segmentation`.
        boxes: of every candidate above the floor with its score, best first.
    """

    presence: float
    boxes: tuple[tuple[Box, float], ...]


@dataclass(frozen=True, slots=True)
class DiskRoom:
    """What encoded pictures take on disk.

    Attributes:
        picture: bytes of one.
        capacity: bytes that all may take together.
    """

    picture: int
    capacity: int


Watch = Callable[[Sketch | Segmentation], None]
"""Sees a result grow: a sketch, then segmentations of more and more of its candidates, best first.

The complete segmentation is returned, not shown. Where memory runs short and the work begins anew, what is shown does
so, too. It is called in the thread that called the segmenter, and what it raises ends the call.
"""


class Segmenter(Protocol):
    """Finds every object that matches a prompt. Calls come from one thread at a time.

    `cancel`, where given, is polled between stages: once set, the call raises `CancelledError` after at most
    one more stage.
    """

    @property
    def description(self) -> str:
        """Model, device and precision in one line, with the reason for the device."""
        ...

    def encode(self, picture: Picture, *, cancel: threading.Event | None = None) -> None:
        """Prepare a picture so that prompts on it answer quickly; cached, so repeating it costs nothing.

        Raises:
            CancelledError: `cancel` was set.
            MemoryShortageError: the device has too little memory.
            ModelError: the device or the model failed.
        """
        ...

    def segment(
        self,
        picture: Picture,
        prompt: Prompt,
        *,
        floor: float = SCORE_FLOOR,
        cancel: threading.Event | None = None,
        watch: Watch | None = None,
    ) -> Segmentation:
        """Find what the prompt asks for; encodes the picture first where that is still to be done.

        Args:
            picture: where to look.
            prompt: what to look for.
            floor: candidates that score more are returned, 0 to `SCORE_FLOOR`. To ask again with a lower floor right
                afterwards costs the masks that are new, and nothing else.
            cancel: once set, stops the call.
            watch: is shown the result while it grows.

        Raises:
            CancelledError: `cancel` was set.
            PromptError: the prompt cannot be used with this picture or model.
            MemoryShortageError: the device has too little memory.
            ModelError: the device or the model failed.
        """
        ...

    def prepare(self, picture: Picture) -> None:
        """Do ahead of time what `segment_all` does without the device, which may be busy meanwhile.

        It may be called from any thread.
        """
        ...

    def segment_all(
        self,
        picture: Picture,
        prompts: Sequence[Prompt],
        *,
        floors: Sequence[float] = (),
        cancel: threading.Event | None = None,
    ) -> tuple[Segmentation, ...]:
        """Answer several prompts from one encoding, which is not kept for later, as in a run over many pictures.

        Encodings that are kept of other pictures stay.

        Args:
            picture: where to look.
            prompts: what to look for.
            floors: one for each prompt, as in `segment`; none: `SCORE_FLOOR` for all.
            cancel: once set, stops the call.

        Returns:
            For each prompt what `segment` would give.

        Raises:
            CancelledError: `cancel` was set.
            PromptError: a prompt cannot be used with this picture or model.
            MemoryShortageError: the device has too little memory.
            ModelError: the device or the model failed.
        """
        ...
