"""Large pictures in tiles: where the tiles lie, and what can be asked of each."""

from dataclasses import replace
from itertools import product
from math import ceil

from sam3_studio.core.cropping import Crop
from sam3_studio.core.prompt import ExemplarBox, Prompt

OVERLAP = 0.25
"""Neighbouring tiles share at least this much of their side: what is smaller is seen whole by one of them."""

EXAMPLE_SEEN = 0.5
"""A tile that shows less of an exemplar box than this cannot go by it."""


def tile_side(width: int, height: int, input_side: int) -> int:
    """The side of the tiles for a picture: what the model takes in without shrinking it, but half the picture at most.

    Half, so that tiles find more than the picture as a whole also where it is small and full of small objects.

    Args:
        width: of the picture in pixels.
        height: of the picture in pixels.
        input_side: side in pixels that the model resizes pictures to.
    """
    return max(min(input_side, ceil(max(width, height) / 2)), 1)


def tiles(width: int, height: int, side: int) -> tuple[Crop, ...]:
    """Tiles that cover a picture, row by row, spread evenly, neighbours overlapping by `OVERLAP` or more.

    Args:
        width: of the picture in pixels.
        height: of the picture in pixels.
        side: of the tiles in pixels; they are smaller where the picture is.
    """
    return tiles_of(Crop(0, 0, width, height), side)


def tiles_of(part: Crop, side: int) -> tuple[Crop, ...]:
    """The same for a part of a picture."""
    across, down = min(side, part.width), min(side, part.height)
    places = product(_starts(part.height, down), _starts(part.width, across))
    return tuple(Crop(part.x + x, part.y + y, across, down) for y, x in places)


def asked_in(tile: Crop, prompt: Prompt, whole: Crop) -> Prompt | None:
    """A prompt about the whole picture as one about a tile.

    Boxes that the tile does not show to `EXAMPLE_SEEN` are left out: there is nothing to go by. Words hold everywhere.

    Args:
        tile: of the picture.
        prompt: boxes in pixels of the picture; of those that leave it, what is inside counts.
        whole: all of the picture.

    Returns:
        None where nothing is left that could be looked for: no words, and no positive box.
    """
    boxes = tuple(box for box in prompt.boxes if _share_seen(tile, box, whole) >= EXAMPLE_SEEN)
    if not prompt.text and not any(box.positive for box in boxes):
        return None
    return tile.asked(replace(prompt, boxes=boxes))


def _starts(length: int, side: int) -> list[int]:
    """Where tiles begin along one side of a picture."""
    step = max(side - ceil(side * OVERLAP), 1)
    gaps = ceil((length - side) / step)
    return [0] if gaps == 0 else [round(number * (length - side) / gaps) for number in range(gaps + 1)]


def _share_seen(tile: Crop, example: ExemplarBox, whole: Crop) -> float:
    there = example.box.intersection(whole.box)
    return example.box.intersection(tile.box) / there if there else 0.0
