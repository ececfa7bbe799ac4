"""Large pictures of many small drawings of things, with the exact mask of each."""

import numpy as np

from sam3_studio.core.rle import Rle
from sam3_studio.core.segmenter import Picture
from sam3_studio.training import glyphs
from sam3_studio.training.vocabulary import nouns

_SURROUNDINGS = (176, 190, 150)


def crowd(
    width: int, height: int, wanted: str, others: tuple[str, ...] = (), *, pitch: int, radius: tuple[int, int]
) -> tuple[Picture, list[Rle]]:
    """A picture in which every other thing is the wanted one; its masks.

    Args:
        width: in pixels.
        height: in pixels.
        wanted: a noun of the vocabulary, which names one kind of thing.
        others: what stands between; more of the same where there are none.
        pitch: pixels from one thing to the next.
        radius: of things in pixels, the least and the most.
    """
    rng = np.random.default_rng(6)
    pixels = np.empty((height, width, 3), np.float32)
    pixels[:] = _SURROUNDINGS
    pixels += rng.normal(0, 3, pixels.shape)
    masks = []
    places = [(x, y) for y in range(pitch // 2, height - pitch // 2, pitch) for x in range(pitch // 2, width, pitch)]
    for number, (x, y) in enumerate(places):
        noun = wanted if number % 2 == 0 or not others else others[number // 2 % len(others)]
        (kind,) = nouns()[noun]
        size = rng.uniform(*radius)
        style = glyphs.STYLES[int(rng.integers(len(glyphs.STYLES)))]
        mirrored = bool(rng.random() < 0.5)
        coverage, surface = glyphs.render(kind, style, size, (1.0, 1.0), float(rng.normal(0, 8)), mirrored=mirrored)
        slack = max((pitch - len(coverage)) // 2 - 1, 0)
        left, top = (at - len(coverage) // 2 + int(rng.integers(-slack, slack + 1)) for at in (x, y))
        if min(left, top) < 0 or left + len(coverage) > width or top + len(coverage) > height:
            continue
        there = slice(top, top + len(coverage)), slice(left, left + len(coverage))
        pixels[there] += (surface - pixels[there]) * coverage[..., None]
        if noun == wanted:
            masks.append(Rle.from_crop(coverage > 0.5, left, top, height, width))
    return Picture(f"crowd of {wanted}", pixels.clip(0, 255).astype(np.uint8)), masks


def hits(found: list[Rle], masks: list[Rle], above: float = 0.5) -> int:
    """How many of the masks are among those found, each found one counted once."""
    left = list(found)
    count = 0
    for mask in masks:
        best = max(left, key=mask.iou, default=None)
        if best is not None and mask.iou(best) > above:
            left.remove(best)
            count += 1
    return count
