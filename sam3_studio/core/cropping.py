"""Parts of pictures: what a model finds in one, in pixels of the whole."""

from dataclasses import dataclass, replace
from math import ceil, floor

import numpy as np

from sam3_studio.core.annotation import Candidate
from sam3_studio.core.geometry import Box
from sam3_studio.core.prompt import Prompt
from sam3_studio.core.rle import Rle
from sam3_studio.core.segmenter import Picture, Segmentation

LEAST_SIDE = 128
"""A model is shown at least this many pixels each way: fewer would be a blur without surroundings."""


@dataclass(frozen=True, slots=True)
class Crop:
    """Some columns and rows of a picture, all of them inside it.

    Attributes:
        x: first column.
        y: first row.
        width: in pixels, 1 or more.
        height: in pixels, 1 or more.
    """

    x: int
    y: int
    width: int
    height: int

    @classmethod
    def around(cls, box: Box, width: int, height: int, *, least: int = 1) -> "Crop":
        """The smallest crop that holds what of a box is inside a picture.

        Args:
            box: in pixels of the picture.
            width: of the picture.
            height: of the picture.
            least: the crop's sides have at least this many pixels, as far as the picture has.
        """
        x1, x2 = _stretch(box.x1, box.x2, least, width)
        y1, y2 = _stretch(box.y1, box.y2, least, height)
        return cls(x1, y1, x2 - x1, y2 - y1)

    @property
    def box(self) -> Box:
        """In pixels of the picture."""
        return Box(self.x, self.y, self.x + self.width, self.y + self.height)

    def holds(self, box: Box) -> bool:
        """Whether a box of the picture lies inside as a whole."""
        own = self.box
        return own.x1 <= box.x1 and own.y1 <= box.y1 and box.x2 <= own.x2 and box.y2 <= own.y2

    def of(self, picture: Picture) -> Picture:
        """This part as a picture with a key of its own that is not `lasting`; the picture itself if it is all of it."""
        if (self.x, self.y, self.width, self.height) == (0, 0, picture.width, picture.height):
            return picture
        pixels = picture.pixels[self.y : self.y + self.height, self.x : self.x + self.width]
        key = f"{picture.key}@{self.x},{self.y},{self.width}x{self.height}"
        return Picture(key, np.ascontiguousarray(pixels), lasting=False)

    def asked(self, prompt: Prompt) -> Prompt:
        """A prompt about the whole picture as one about the crop."""
        boxes = tuple(replace(one, box=_moved(one.box, -self.x, -self.y)) for one in prompt.boxes)
        return replace(prompt, boxes=boxes)

    def placed(self, found: Segmentation, width: int, height: int) -> Segmentation:
        """What was found in the crop, in pixels of the whole picture; the semantic map, which is of the crop, is not.

        Args:
            found: in pixels of the crop.
            width: of the picture.
            height: of the picture.
        """
        candidates = tuple(self._placed(candidate, width, height) for candidate in found.candidates)
        return replace(found, candidates=candidates, semantic=None)

    def _placed(self, candidate: Candidate, width: int, height: int) -> Candidate:
        piece, x, y = candidate.mask.to_crop()
        mask = Rle.from_crop(piece, x + self.x, y + self.y, height, width)
        return replace(candidate, box=_moved(candidate.box, self.x, self.y), mask=mask)


def _moved(box: Box, dx: float, dy: float) -> Box:
    return Box(box.x1 + dx, box.y1 + dy, box.x2 + dx, box.y2 + dy)


def _stretch(low: float, high: float, least: int, limit: int) -> tuple[int, int]:
    """The whole pixels, first and after the last, that hold an interval: within `limit`, and at least `least`."""
    first = min(max(floor(low), 0), limit - 1)
    last = min(max(ceil(high), first + 1), limit)
    missing = max(min(least, limit) - (last - first), 0)
    first = max(min(first - missing // 2, limit - (last - first) - missing), 0)
    return first, max(last, min(first + least, limit))
