"""`training.data`: scenes as tensors."""

import pytest
import torch
import torch.nn.functional as F

from sam3_studio.training.data import SceneSeries, loader

pytestmark = pytest.mark.slow


def series(*, start: int = 0, stop: int = 3, stride: int = 1) -> SceneSeries:
    return SceneSeries(9, 96, 2, share_dense=0.5, start=start, stop=stop, stride=stride)


def test_boxes_are_tight_around_what_is_seen() -> None:
    batch = series()[0]
    for labels, boxes, objects in zip(batch.labels, batch.boxes, batch.objects, strict=True):
        for number in range(len(objects)):
            rows, columns = torch.nonzero(labels == number + 1, as_tuple=True)
            x, y, w, h = (boxes[number] * 96).tolist()
            assert (x - w / 2, x + w / 2) == (int(columns.min()), int(columns.max()) + 1)
            assert (y - h / 2, y + h / 2) == (int(rows.min()), int(rows.max()) + 1)
        assert not boxes[len(objects) :].any()


def test_coverage_is_the_share_of_each_cell_that_an_object_is_seen_in() -> None:
    batch = series()[0]
    coverage = batch.coverage(24)  # of cells of 4 x 4 pixels
    assert coverage.shape == (2, batch.boxes.shape[1], 24, 24)
    for row in range(2):
        seen = batch.labels[row] == 2
        assert torch.equal(coverage[row, 1], F.avg_pool2d(seen[None].float(), 4)[0])


def test_processes_that_train_together_share_the_batches_of_one_series() -> None:
    numbers = [batch.first for rank in range(2) for batch in loader(series(start=rank, stop=4, stride=2), 0)]
    assert sorted(numbers) == [0, 2, 4, 6]


def test_worker_processes_draw_the_same_scenes() -> None:
    for here, there in zip(loader(series(), 0), loader(series(), 1), strict=True):
        assert torch.equal(here.pixels, there.pixels)
        assert here.objects == there.objects
