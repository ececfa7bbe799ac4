"""`core.merging`: what several concepts found, as one finding."""

import numpy as np

from sam3_studio.core.annotation import Candidate
from sam3_studio.core.geometry import Box
from sam3_studio.core.merging import merged
from sam3_studio.core.rle import Rle
from sam3_studio.core.segmenter import Segmentation


def candidate(x: int, y: int, side: int = 10, score: float = 0.9) -> Candidate:
    """A square at column x, row y."""
    mask = Rle.from_crop(np.ones((side, side), dtype=bool), x, y, 100, 200)
    return Candidate(Box(x, y, x + side, y + side), score, mask)


def scores(found: Segmentation) -> list[float]:
    return [one.score for one in found.candidates]


def test_of_the_same_object_found_by_two_concepts_the_better_one_stays() -> None:
    duck = Segmentation(0.8, (candidate(0, 0, score=0.9), candidate(50, 0, score=0.3)))
    goose = Segmentation(0.6, (candidate(50, 1, score=0.7), candidate(0, 1, score=0.5), candidate(90, 0, score=0.4)))
    together = merged([duck, goose])
    assert together.presence == 0.8
    assert [(c.score, c.box.x1) for c in together.candidates] == [(0.9, 0), (0.7, 50), (0.4, 90)]


def test_what_one_concept_found_stays_as_it_is() -> None:
    twice = Segmentation(0.8, (candidate(0, 0, score=0.9), candidate(0, 0, score=0.5)))
    assert merged([twice]) == twice
    assert merged([twice, Segmentation(0.1, ())]) == twice


def test_a_candidate_that_was_dropped_drops_no_other() -> None:
    # Neighbours are alike, the first and the last are not.
    chain = [candidate(0, 0, 40, 0.9), candidate(5, 0, 40, 0.8), candidate(10, 0, 40, 0.7)]
    found = [Segmentation(0.5, (one,)) for one in chain]
    assert scores(merged(found)) == [0.9, 0.7]


def test_nothing_was_found_by_no_concept() -> None:
    assert merged([]) == Segmentation(0.0, ())


def test_the_map_has_the_highest_value_of_all_concepts_in_each_cell() -> None:
    maps = [np.array([[0.9, 0.1]], np.float32), np.array([[0.2, 0.6]], np.float32)]
    found = [Segmentation(0.5, (candidate(0, 0),), semantic) for semantic in maps]
    together = merged([*found, Segmentation(0.1, ())])
    assert together.semantic is not None
    assert together.semantic.tolist() == np.array([[0.9, 0.6]], np.float32).tolist()
    assert not together.semantic.flags.writeable
