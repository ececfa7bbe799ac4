"""`editing.redrawing`: rings in the place of others, by one sweep."""

import numpy as np
import pytest

from sam3_studio.core.mask_algebra import intersected, subtracted, united
from sam3_studio.core.rle import Rle
from sam3_studio.editing.redrawing import _exchanged


@pytest.mark.parametrize("is_hole", [False, True])
def test_one_sweep_gives_what_sets_of_pixels_give(is_hole: bool) -> None:
    random = np.random.default_rng(7)
    for _ in range(200):
        height, width = random.integers(1, 9, 2)
        mask, gone, come = (Rle.from_mask(random.random((height, width)) < random.random()) for _ in range(3))
        # A hole that goes is like an outer ring that comes.
        out, into = (come, gone) if is_hole else (gone, come)
        expected = united([subtracted(united([mask, into]), out), intersected(mask, into)])
        assert _exchanged(mask, gone, come, -1 if is_hole else 1) == expected
