"""`core.doubles`: what is told after every tile, at the cost of what is new in it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sam3_studio.core.annotation import Candidate
from sam3_studio.core.cropping import Crop
from sam3_studio.core.geometry import Box
from sam3_studio.core.joining import Joining
from sam3_studio.core.rle import Rle
from sam3_studio.core.segmenter import Segmentation
from sam3_studio.core.tiling import tiles

SIDE = 60
PARTS = [Crop(0, 0, SIDE, SIDE), *tiles(SIDE, SIDE, 32)]


def patch(x: int, y: int, width: int, height: int, score: float) -> Candidate:
    mask = Rle.from_crop(np.ones((height, width), dtype=bool), x, y, SIDE, SIDE)
    return Candidate(Box(x, y, x + width, y + height), score, mask)


sides, places = st.integers(1, 24), st.integers(0, SIDE - 24)
patches = st.builds(patch, places, places, sides, sides, st.sampled_from([0.3, 0.6, 0.9]))
looks = st.lists(st.tuples(st.sampled_from(PARTS), st.lists(patches, max_size=6)), max_size=6)


@given(looks)
def test_what_is_told_on_the_way_changes_nothing_of_what_is_told_in_the_end(
    looks: list[tuple[Crop, list[Candidate]]],
) -> None:
    asked = Joining(SIDE, SIDE)
    for number, look in enumerate(looks, 1):
        asked.add(look[0], Segmentation(0.5, tuple(look[1])))
        plain = Joining(SIDE, SIDE)
        for part, candidates in looks[:number]:
            plain.add(part, Segmentation(0.5, tuple(candidates)))
        assert asked.found == plain.found


def test_what_was_compared_is_not_compared_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    joining, compared = Joining(SIDE, SIDE), []
    original = Rle.intersection

    def count(one: Rle, other: Rle) -> int:
        compared.append(one)
        return original(one, other)

    def told() -> int:
        compared.clear()
        assert joining.found.candidates
        return len(compared)

    monkeypatch.setattr(Rle, "intersection", count)
    joining.add(PARTS[0], Segmentation(0.5, tuple(patch(x, 5, 12, 12, 0.9) for x in range(0, 48, 6))))
    assert [told(), told()] == [7, 0]
    joining.add(PARTS[0], Segmentation(0.5, (patch(3, 30, 6, 6, 0.6), patch(6, 30, 6, 6, 0.5))))
    assert told() == 1
