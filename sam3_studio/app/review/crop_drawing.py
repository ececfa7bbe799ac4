"""A candidate cut out of its picture, with its outline."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from sam3_studio.core.rle import Rle
from sam3_studio.dataset.pixels import opened, rgb_pixels, shown_size

MOST_PIXELS = 60_000_000
"""Most pixels that a picture is decoded to: more would take seconds and a gigabyte. A JPEG that has more is decoded
smaller, so that its crops may be blurred; any other picture that has more gets no crops."""
_AROUND = 1.35
"""How much more than the object is seen, across and down."""
_LEAST = 32
"""Pixels of the picture that are seen at least, so that a small object has surroundings."""

Pixels = NDArray[np.uint8]
Marks = NDArray[np.bool_]

_NOTHING: Pixels = np.zeros((0, 0, 3), dtype=np.uint8)


@dataclass(frozen=True, slots=True)
class Frame:
    """What of a picture is seen, in its pixels.

    Attributes:
        x: of the left edge.
        y: of the top edge.
        width: across.
        height: down.
    """

    x: float
    y: float
    width: float
    height: float

    @classmethod
    def around(cls, mask: Rle) -> "Frame":
        """A square around an object and a little more; smaller where the picture is."""
        box = mask.box
        x1, y1, x2, y2 = box.as_tuple() if box else (0.0, 0.0, float(mask.width), float(mask.height))
        side = max(_AROUND * max(x2 - x1, y2 - y1), _LEAST)
        width, height = min(side, mask.width), min(side, mask.height)
        x = min(max((x1 + x2 - width) / 2, 0), mask.width - width)
        y = min(max((y1 + y2 - height) / 2, 0), mask.height - height)
        return cls(x, y, width, height)

    def scale(self, side: int) -> float:
        """Pixels of a crop for one of the picture, where the longer side of the crop has so many."""
        return side / max(self.width, self.height)


def crops(path: Path, masks: list[Rle], side: int, color: tuple[int, int, int]) -> list[Pixels]:
    """Candidates of one picture, each with its outline, none larger than a square.

    Args:
        path: of the picture.
        masks: of the candidates.
        side: of the square, in pixels.
        color: of outlines, red, green, blue, 0 to 255.

    Returns:
        (h, w, 3) of each; without a pixel where the picture is too large to be decoded for that, or is another one by
        now, which these are no candidates of.

    Raises:
        ImageError: the picture cannot be read.
    """
    frames = [Frame.around(mask) for mask in masks]
    scale = min(1.0, max((frame.scale(side) for frame in frames), default=1.0))
    with opened(path) as (file, image):
        width, height = shown_size(file, image)
        image.draft("RGB", _draft_size(image.width, image.height, scale))
        if image.width * image.height > MOST_PIXELS:
            return [_NOTHING for _ in masks]
        pixels = rgb_pixels(file, image)
    return [
        _crop(pixels, mask, frame, side, color) if (mask.width, mask.height) == (width, height) else _NOTHING
        for mask, frame in zip(masks, frames, strict=True)
    ]


def _draft_size(width: int, height: int, scale: float) -> tuple[int, int]:
    """JPEGs are decoded at an eighth to a half of their size where that is enough, or where the whole is too much."""
    divisor = next((one for one in (1, 2, 4) if (width // one + 1) * (height // one + 1) <= MOST_PIXELS), 8)
    across, down = (max(1, min(round(side * scale), side // divisor)) for side in (width, height))
    return across, down


def _crop(pixels: Pixels, mask: Rle, frame: Frame, side: int, color: tuple[int, int, int]) -> Pixels:
    scale = frame.scale(side)
    width, height = max(1, round(frame.width * scale)), max(1, round(frame.height * scale))
    across, down = pixels.shape[1] / mask.width, pixels.shape[0] / mask.height
    left, top = int(frame.x * across), int(frame.y * down)
    right, bottom = int(np.ceil((frame.x + frame.width) * across)), int(np.ceil((frame.y + frame.height) * down))
    piece = Image.fromarray(np.ascontiguousarray(pixels[top : bottom + 1, left : right + 1]))
    box = (
        frame.x * across - left,
        frame.y * down - top,
        min((frame.x + frame.width) * across - left, piece.width),
        min((frame.y + frame.height) * down - top, piece.height),
    )
    made = np.array(piece.resize((width, height), Image.Resampling.BILINEAR, box))
    inside = _sampled(mask, frame, width, height)
    wide = _grown(inside)
    made[_grown(wide) & ~wide] //= 2  # a shade around the line sets it off from what has its colour
    made[wide & ~_shrunk(inside)] = color
    return made


def _sampled(mask: Rle, frame: Frame, width: int, height: int) -> Marks:
    """(height, width) whether the middle of each pixel of a crop is in the mask."""
    piece, left, top = mask.to_crop()
    columns = np.floor(frame.x + (np.arange(width) + 0.5) * frame.width / width).astype(np.int64) - left
    rows = np.floor(frame.y + (np.arange(height) + 0.5) * frame.height / height).astype(np.int64) - top
    made = np.zeros((height, width), dtype=np.bool_)
    down, across = ((values >= 0) & (values < size) for values, size in zip((rows, columns), piece.shape, strict=True))
    made[np.ix_(down, across)] = piece[np.ix_(rows[down], columns[across])]
    return made


def _grown(marks: Marks) -> Marks:
    """With the neighbours at the four sides."""
    made = marks.copy()
    made[1:] |= marks[:-1]
    made[:-1] |= marks[1:]
    made[:, 1:] |= marks[:, :-1]
    made[:, :-1] |= marks[:, 1:]
    return made


def _shrunk(marks: Marks) -> Marks:
    """Without those that have a neighbour at one of the four sides that is not marked."""
    return ~_grown(~marks)
