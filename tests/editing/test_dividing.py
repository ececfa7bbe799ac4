"""One mask becomes several, and no pixel is lost."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from sam3_studio.core.components import Parts
from sam3_studio.core.mask_algebra import united
from sam3_studio.core.rle import Mask, Rle
from sam3_studio.editing.dividing import cut, sheds, split

MASKS = arrays(np.bool_, array_shapes(min_dims=2, max_dims=2, min_side=2, max_side=16))
LINES = st.lists(st.tuples(*[st.floats(-2, 18).map(lambda value: round(value, 2))] * 2), min_size=1, max_size=4)


def bar() -> Rle:
    """40 pixels wide, 10 high, at (5, 5), in a picture of 60 x 30; and a square of 3 at (5, 20)."""
    mask = np.zeros((30, 60), dtype=bool)
    mask[5:15, 5:45] = True
    mask[20:23, 5:8] = True
    return Rle.from_mask(mask)


def test_split_gives_every_part_the_largest_first() -> None:
    assert [part.area for part in split(bar())] == [400, 9]


def test_a_cut_across_makes_two() -> None:
    first, second = cut(bar(), [(15, 0), (15, 18)])
    assert (first.area + second.area, abs(second.area - 100) <= 10) == (409, True)


def test_parts_that_the_cut_leaves_alone_stay_with_the_largest_piece() -> None:
    first, second = cut(bar(), [(15, 0), (15, 18)])
    assert (len(Parts.of(first).areas), len(Parts.of(second).areas)) == (2, 1)


def test_specks_and_parts_that_the_cut_meets_and_does_not_divide_stay_with_the_largest_piece() -> None:
    mask = bar().to_mask().copy()
    mask[2, 15] = True
    first, second = cut(Rle.from_mask(mask), [(15, 0), (15, 18), (6, 21)])
    assert (len(Parts.of(first).areas), len(Parts.of(second).areas)) == (3, 1)


def test_what_a_ragged_outline_sheds_along_a_cut_is_no_object_of_its_own() -> None:
    mask = bar().to_mask().copy()
    mask[2:5, 6:24:4] = True
    first, second = cut(Rle.from_mask(mask), [(0, 4.5), (25, 4.5), (25, 18)])
    assert first.area + second.area == mask.sum()


def test_a_cut_that_takes_off_a_speck_alone_divides_nothing_and_is_known_to() -> None:
    mask = bar().to_mask().copy()
    mask[2:5, 15] = True
    spiked, above = Rle.from_mask(mask), [(10, 4.5), (20, 4.5)]
    assert (cut(spiked, above), sheds(spiked, above)) == ((spiked,), True)
    assert not sheds(spiked, [(30, 0), (30, 10)])
    assert not sheds(spiked, [(50, 0), (50, 10)])


def test_a_small_part_of_a_small_object_is_cut_off() -> None:
    small = np.zeros((30, 60), dtype=bool)
    small[5:9, 5:13] = True
    assert len(cut(Rle.from_mask(small), [(9, 0), (9, 18)])) == 2


def test_a_cut_that_ends_inside_divides_nothing() -> None:
    assert cut(bar(), [(15, 0), (15, 10)]) == (bar(),)


def test_a_cut_beside_the_object_divides_nothing() -> None:
    assert cut(bar(), [(50, 0), (50, 29)]) == (bar(),)


def test_a_slanted_cut_divides_as_well() -> None:
    assert len(cut(bar(), [(10, 0), (30, 18)])) == 2


@given(MASKS, LINES)
def test_pieces_together_are_the_mask_and_do_not_overlap(mask: Mask, line: list[tuple[float, float]]) -> None:
    whole = Rle.from_mask(mask)
    pieces = cut(whole, line)
    assert united(pieces) == whole
    assert sum(piece.area for piece in pieces) == whole.area
