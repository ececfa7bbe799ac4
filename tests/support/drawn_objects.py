"""Pictures of drawn objects, and a model that finds exactly what a part of one shows."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sam3_studio.core.annotation import Candidate
from sam3_studio.core.errors import CancelledError
from sam3_studio.core.prompt import Prompt
from sam3_studio.core.rle import Rle
from sam3_studio.core.segmenter import SCORE_FLOOR, Picture, Segmentation, Watch


@dataclass(frozen=True)
class Drawn:
    """A disc, a frame or a box of so many pixels each way."""

    kind: str
    x: int
    y: int
    width: int
    height: int

    def covers(self, height: int, width: int) -> NDArray[np.bool_]:
        rows, columns = np.ogrid[:height, :width]
        across, down = (columns - self.x + 0.5) / self.width * 2 - 1, (rows - self.y + 0.5) / self.height * 2 - 1
        if self.kind == "disc":
            return np.asarray(across**2 + down**2 <= 1)
        inside = np.maximum(abs(across), abs(down))
        return np.asarray((inside <= 1) & ((inside > 0.5) | (self.kind != "frame")))


def picture_of(objects: Sequence[Drawn], width: int, height: int) -> Picture:
    """Each object in a colour of its own, later ones over earlier ones."""
    pixels = np.zeros((height, width, 3), dtype=np.uint8)
    for number, one in enumerate(objects, 1):
        pixels[one.covers(height, width)] = number % 256, number // 256, 0
    return Picture("drawn", pixels)


def masks_of(picture: Picture) -> list[Rle]:
    """The visible pixels of each object that shows any."""
    numbers = picture.pixels[..., :2].astype(int) @ (1, 256)
    return [Rle.from_mask(numbers == number) for number in np.unique(numbers) if number]


class ExactModel:
    """Finds every object that a picture shows, or as many as it can; in pictures larger than its input no small ones.

    Attributes:
        side: of its input.
        smallest: what is no larger each way it does not see once pictures are shrunk.
        most: objects that it finds at once, the largest first.
        asked: the pictures and prompts it was asked about.
    """

    description = "exact"

    def __init__(self, side: int, smallest: int = 0, most: int = 0) -> None:
        self.side = side
        self.smallest = smallest
        self.most = most
        self.asked: list[tuple[Picture, tuple[Prompt, ...]]] = []
        self.floors: list[tuple[float, ...]] = []
        self.cancel_after = 0

    def encode(self, picture: Picture, *, cancel: threading.Event | None = None) -> None:
        """Nothing to do."""

    def prepare(self, picture: Picture) -> None:
        """Nothing to do."""

    def segment(
        self,
        picture: Picture,
        prompt: Prompt,
        *,
        floor: float = SCORE_FLOOR,  # noqa: ARG002  # everything is far above it
        cancel: threading.Event | None = None,
        watch: Watch | None = None,
    ) -> Segmentation:
        found = self.segment_all(picture, (prompt,), cancel=cancel)[0]
        if watch:
            watch(found)
        return found

    def segment_all(
        self,
        picture: Picture,
        prompts: Sequence[Prompt],
        *,
        floors: Sequence[float] = (),
        cancel: threading.Event | None = None,
    ) -> tuple[Segmentation, ...]:
        self.asked.append((picture, tuple(prompts)))
        self.floors.append(tuple(floors))
        if cancel is not None and len(self.asked) == self.cancel_after:
            cancel.set()
            raise CancelledError("Stopped.")
        shrunk = max(picture.width, picture.height) > self.side
        found = [
            Candidate(mask.box, 0.6 + 0.3 * mask.area / (mask.height * mask.width), mask)
            for mask in masks_of(picture)
            if mask.box and not (shrunk and max(mask.box.width, mask.box.height) <= self.smallest)
        ]
        found.sort(key=lambda one: -one.score)
        found = found[: self.most or None]
        return tuple(Segmentation(0.9 if found else 0.1, tuple(found)) for _ in prompts)
