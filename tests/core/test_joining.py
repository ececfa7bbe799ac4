"""`core.joining`: what tiles show of objects is put together."""

from collections.abc import Iterable

import numpy as np

from sam3_studio.core.annotation import Candidate
from sam3_studio.core.cropping import Crop
from sam3_studio.core.geometry import Box
from sam3_studio.core.joining import Joining
from sam3_studio.core.rle import Rle
from sam3_studio.core.segmenter import Segmentation


def square(x: int, y: int, side: int, score: float = 0.9) -> Candidate:
    mask = Rle.from_crop(np.ones((side, side), dtype=bool), x, y, 100, 100)
    return Candidate(Box(x, y, x + side, y + side), score, mask)


def joined(*parts: tuple[Crop, Iterable[Candidate]]) -> list[tuple[float, Box | None]]:
    joining = Joining(100, 100)
    for part, candidates in parts:
        joining.add(part, Segmentation(0.5, tuple(candidates)))
    return [(one.score, one.mask.box) for one in joining.found.candidates]


WHOLE, LEFT, RIGHT = Crop(0, 0, 100, 100), Crop(0, 0, 60, 100), Crop(40, 0, 60, 100)


def test_a_few_pixels_that_a_neighbour_saw_elsewhere_are_no_more_of_an_object_that_was_seen_whole() -> None:
    stray = Rle.from_mask(strip(42, 60, 0.7).mask.to_mask() | patch(8, 9, 10, 15, 0.7).mask.to_mask())
    seen = Candidate(Box(8, 10, 60, 30), 0.7, stray)
    assert joined((LEFT, [seen]), (RIGHT, [strip(42, 80, 0.9)])) == [(0.9, Box(42, 10, 80, 30))]


def test_who_looked_closest_is_believed_about_mask_and_score() -> None:
    assert joined((WHOLE, [square(10, 10, 20, 0.9)]), (LEFT, [square(11, 10, 19, 0.6)])) == [(0.6, Box(11, 10, 30, 29))]


def test_of_those_who_saw_an_object_equally_well_the_best_score_counts() -> None:
    assert joined((LEFT, [square(42, 10, 14, 0.6)]), (RIGHT, [square(42, 10, 14, 0.8)])) == [(0.8, Box(42, 10, 56, 24))]


def test_what_was_seen_from_afar_alone_goes_where_a_closer_look_finds_nothing() -> None:
    assert joined((WHOLE, [square(10, 10, 20)]), (LEFT, [])) == []
    assert joined((WHOLE, [square(10, 10, 45)]), (LEFT, [])) == [(0.9, Box(10, 10, 55, 55))]


def test_parts_that_add_alone_take_nothing_away() -> None:
    joining = Joining(100, 100, refutes=False)
    joining.add(WHOLE, Segmentation(0.5, (square(10, 10, 20),)))
    joining.add(LEFT, Segmentation(0.5, (square(40, 40, 10, 0.7),)))
    assert [one.score for one in joining.found.candidates] == [0.9, 0.7]


def strip(x1: int, x2: int, score: float) -> Candidate:
    """20 rows of some columns."""
    return patch(x1, x2, 10, 30, score)


def patch(x1: int, x2: int, y1: int, y2: int, score: float) -> Candidate:
    mask = Rle.from_crop(np.ones((y2 - y1, x2 - x1), dtype=bool), x1, y1, 100, 100)
    return Candidate(Box(x1, y1, x2, y2), score, mask)


def test_an_object_cut_by_one_tile_and_whole_in_another_is_the_whole_one_with_its_score() -> None:
    assert joined((LEFT, [strip(50, 60, 0.95)]), (RIGHT, [strip(50, 70, 0.8)])) == [(0.8, Box(50, 10, 70, 30))]


def test_pieces_seen_closer_tell_more_than_who_saw_the_whole_from_afar() -> None:
    whole, pieces = (WHOLE, [strip(30, 80, 0.1)]), [(LEFT, [strip(30, 60, 0.9)]), (RIGHT, [strip(40, 80, 0.8)])]
    assert joined(whole, *pieces) == [(0.9, Box(30, 10, 80, 30))]


def test_a_piece_is_nothing_where_a_neighbour_that_sees_all_around_it_sees_nothing() -> None:
    assert joined((LEFT, [strip(50, 60, 0.9)]), (RIGHT, [])) == []
    assert joined((LEFT, [strip(50, 60, 0.9)])) == [(0.9, Box(50, 10, 60, 30))]


def test_a_piece_that_no_neighbour_sees_all_of_stays() -> None:
    assert joined((LEFT, [strip(35, 60, 0.7)]), (RIGHT, [])) == [(0.7, Box(35, 10, 60, 30))]


def test_what_disagrees_where_two_tiles_overlap_are_two_objects() -> None:
    one, other = square(36, 10, 12), square(46, 10, 12)
    assert len(joined((LEFT, [one]), (RIGHT, [other]))) == 2


def test_a_fragment_inside_a_better_object_goes() -> None:
    assert joined((WHOLE, [square(5, 10, 50, 0.9)]), (LEFT, [square(10, 12, 10, 0.6)])) == [(0.9, Box(5, 10, 55, 60))]


def test_a_blob_over_several_better_objects_goes() -> None:
    small = [square(x, y, 9, 0.8) for x in (5, 15) for y in (5, 15)]
    assert [score for score, _ in joined((WHOLE, [square(5, 5, 20, 0.5)]), (LEFT, small))] == [0.8] * 4


def test_neighbours_that_look_like_one_from_afar_are_the_two_that_tiles_tell_apart() -> None:
    """The left one is seen whole; the right one in pieces alone, which agree with the blob where little else is."""
    blob = (WHOLE, [patch(20, 80, 10, 30, 0.6)])
    both = (Crop(0, 0, 72, 100), [patch(20, 48, 10, 30, 0.8), patch(52, 72, 10, 30, 0.7)])
    above = (Crop(44, 0, 56, 24), [patch(52, 80, 10, 24, 0.9)])
    below = (Crop(44, 16, 56, 84), [patch(52, 80, 16, 30, 0.7)])
    want = [(0.9, Box(52, 10, 80, 30)), (0.8, Box(20, 10, 48, 30))]
    for parts in ((blob, both, above, below), (below, above, both, blob)):
        assert joined(*parts) == want


def test_what_one_tile_shows_of_an_object_that_goes_on_in_the_next_is_not_all_that_was_seen_from_afar() -> None:
    pieces = [(LEFT, [strip(2, 56, 0.9)]), (RIGHT, [strip(40, 80, 0.7)])]
    assert joined((WHOLE, [strip(2, 98, 0.8)]), *pieces) == [(0.9, Box(2, 10, 98, 30))]


def test_half_an_object_with_nothing_in_the_other_half_is_not_the_whole_one() -> None:
    blob = (WHOLE, [patch(20, 80, 10, 30, 0.6)])
    above = (Crop(44, 0, 56, 24), [patch(52, 80, 10, 24, 0.9)])
    below = (Crop(44, 16, 56, 84), [patch(52, 80, 16, 30, 0.7)])
    assert joined(blob, above, below) == [(0.9, Box(20, 10, 80, 30))]


def test_what_one_tile_tells_apart_stays_apart() -> None:
    nested = [square(5, 10, 30, 0.9), square(10, 15, 12, 0.6)]
    assert len(joined((WHOLE, nested), (LEFT, nested))) == 2


def test_candidates_without_pixels_go() -> None:
    assert joined((WHOLE, [Candidate(Box(1, 1, 5, 5), 0.9, Rle.empty(100, 100))])) == []


def test_presence_is_the_highest_of_all_tiles_and_the_map_that_of_the_whole_picture() -> None:
    joining, semantic = Joining(100, 100), np.ones((2, 2), dtype=np.float32)
    joining.add(WHOLE, Segmentation(0.2, (), semantic))
    joining.add(LEFT, Segmentation(0.9, (), np.zeros((2, 2), dtype=np.float32)))
    joining.add(RIGHT, Segmentation(0.4, ()))
    assert joining.found.presence == 0.9
    assert joining.found.semantic is semantic
