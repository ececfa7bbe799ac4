"""What is offered: everything that the model found, less what a person has judged already."""

import numpy as np
import pytest

from sam3_studio.core.annotation import Candidate
from sam3_studio.core.candidates import ghosts, not_accepted, not_rejected, shown
from sam3_studio.core.geometry import Box
from sam3_studio.core.rle import Rle


def scores(candidates) -> list[float]:
    return [c.score for c in candidates]


def test_shown_are_those_above_the_threshold_and_large_enough(candidate) -> None:
    found = [candidate(0, 0, score=0.9), candidate(20, 0, score=0.5), candidate(40, 0, side=3, score=0.8)]
    assert scores(shown(found, 0.5, 0)) == [0.9, 0.8]
    assert scores(shown(found, 0.5, 10)) == [0.9]
    assert scores(shown(found, 0.4, 100)) == [0.9, 0.5]


def test_ghosts_miss_the_threshold_by_a_little(candidate) -> None:
    found = [candidate(20 * i, 0, score=score) for i, score in enumerate((0.9, 0.5, 0.36, 0.34))]
    assert scores(ghosts(found, 0.5, 0)) == [0.5, 0.36]
    assert ghosts(found, 0.5, 101) == ()
    assert scores(ghosts(found, 0.5, 0, depth=0.2)) == [0.5, 0.36, 0.34]
    assert ghosts(found, 0.5, 0, depth=0) == ()


def test_a_candidate_without_a_pixel_is_never_offered() -> None:
    empty = Candidate(Box(0, 0, 5, 5), 0.9, Rle.empty(100, 200))
    assert shown([empty], 0.5, 0) == ()
    assert ghosts([empty], 0.95, 0) == ()


def test_an_accepted_object_is_not_offered_again(candidate, labeled) -> None:
    found = [candidate(0, 0), candidate(50, 50)]
    assert not_accepted(found, [labeled(1, 1)]) == (found[1],)
    assert not_accepted(found, []) == tuple(found)


def test_an_object_inside_a_larger_one_is_offered(candidate, labeled) -> None:
    found = [candidate(10, 10, side=20)]
    assert not_accepted(found, [labeled(0, 0, side=60)]) == tuple(found)


def test_a_rejected_candidate_is_recognised_when_it_is_found_again(candidate) -> None:
    rejected = candidate(0, 0, side=20)
    again = [candidate(1, 0, side=20, score=0.7), candidate(8, 0, side=20)]
    assert not_rejected(again, [rejected.mask]) == (again[1],)


def test_masks_of_another_size_have_nothing_in_common(candidate) -> None:
    found = [candidate(0, 0)]
    other = Rle.from_crop(np.ones((10, 10), dtype=bool), 0, 0, 99, 200)
    assert not_rejected(found, [other]) == tuple(found)


def test_empty_masks_are_not_alike() -> None:
    empty = Candidate(Box(0, 0, 5, 5), 0.9, Rle.empty(100, 200))
    assert not_rejected([empty], [Rle.empty(100, 200)]) == (empty,)


@pytest.mark.parametrize("limit", [0.3, 0.5, 0.7])
def test_the_shortcut_by_boxes_and_areas_finds_what_comparing_all_pixels_finds(candidate, labeled, limit) -> None:
    random = np.random.default_rng(7)
    found = [candidate(*random.integers(0, 60, 2).tolist(), int(random.integers(2, 40))) for _ in range(40)]
    objects = [labeled(*random.integers(0, 60, 2).tolist(), int(random.integers(2, 40))) for _ in range(40)]
    expected = tuple(c for c in found if all(c.mask.iou(o.mask) <= limit for o in objects))
    assert not_accepted(found, objects, iou=limit) == expected
