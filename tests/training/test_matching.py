"""`training.matching`: which query answers for which object."""

import pytest
import torch

from sam3_studio.training.matching import giou, match

WANTED = torch.tensor([[[0.2, 0.2, 0.2, 0.2], [0.8, 0.8, 0.2, 0.2], [0.5, 0.5, 0.9, 0.9]]])


def test_each_object_gets_the_query_whose_box_fits_best() -> None:
    boxes = WANTED[:, [1, 0]].repeat(1, 1, 1)
    found = match(torch.zeros(1, 2), boxes, WANTED, [(0, 1)])
    assert dict(zip(found.objects.tolist(), found.queries.tolist(), strict=True)) == {0: 1, 1: 0}


def test_between_equal_boxes_the_higher_score_wins() -> None:
    boxes = WANTED[:, [0, 0]]
    found = match(torch.tensor([[-2.0, 2.0]]), boxes, WANTED, [(0,)])
    assert found.queries.tolist() == [1]


def test_objects_that_are_not_asked_for_get_no_query() -> None:
    found = match(torch.zeros(1, 3), WANTED.clone(), WANTED, [(2,)])
    assert found.objects.tolist() == [2]


def test_with_more_objects_than_queries_every_query_is_used_once() -> None:
    found = match(torch.zeros(1, 2), WANTED[:, :2], WANTED, [(0, 1, 2)])
    assert sorted(found.queries.tolist()) == [0, 1]


def test_a_repeated_match_gives_each_object_several_queries() -> None:
    boxes = WANTED.repeat(1, 2, 1)
    found = match(None, boxes, WANTED, [(0,)], repeat=2)
    assert sorted(found.queries.tolist()) == [0, 3]


@pytest.mark.parametrize(
    ("second", "expected"),
    [([0, 0, 2, 2], 1.0), ([0, 0, 1, 2], 0.5), ([4, 0, 6, 2], -1 / 3)],
)
def test_giou_is_that_of_the_paper(second: list[float], expected: float) -> None:
    value = giou(torch.tensor([0.0, 0, 2, 2]), torch.tensor(second, dtype=torch.float32))
    assert float(value) == pytest.approx(expected)
