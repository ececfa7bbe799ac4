"""Pooling inside boxes, against the definition written out sample by sample."""

import math
import random

import pytest
import torch
from torch import Tensor
from torch._subclasses.fake_tensor import FakeTensorMode

from sam3_studio.model.roi_align import roi_align

pytestmark = pytest.mark.slow

Plane = list[list[float]]
"""(H, W) numbers; reading them one by one from a tensor takes fifty times as long."""


def sample(plane: Plane, y: float, x: float) -> float:
    """The bilinear value of a plane at a place, 0 more than one cell outside."""
    height, width = len(plane), len(plane[0])
    if y < -1 or y > height or x < -1 or x > width:
        return 0.0
    y, x = min(max(y, 0.0), height - 1), min(max(x, 0.0), width - 1)
    top, left = int(y), int(x)
    bottom, right = min(top + 1, height - 1), min(left + 1, width - 1)
    down, across = y - top, x - left
    upper = plane[top][left] * (1 - across) + plane[top][right] * across
    lower = plane[bottom][left] * (1 - across) + plane[bottom][right] * across
    return upper * (1 - down) + lower * down


def pooled(plane: Plane, box: tuple[float, ...], size: int) -> Tensor:
    """(size, size) averages, as the published operator defines them."""
    x1, y1, x2, y2 = box
    width, height = max(x2 - x1, 1.0), max(y2 - y1, 1.0)
    across, down = math.ceil(width / size), math.ceil(height / size)
    result = [[0.0] * size for _ in range(size)]
    for row in range(size):
        for column in range(size):
            total = 0.0
            for i in range(down):
                for j in range(across):
                    y = y1 + height / size * (row + (i + 0.5) / down)
                    x = x1 + width / size * (column + (j + 0.5) / across)
                    total += sample(plane, y, x)
            result[row][column] = total / (down * across)
    return torch.tensor(result)


@pytest.mark.parametrize("size", [3, 7])
def test_boxes_anywhere_pool_as_defined(size: int) -> None:
    random.seed(size)
    features = torch.randn(2, 2, 10, 13, generator=torch.Generator().manual_seed(0))
    boxes = []
    for _ in range(24):
        x, y = random.uniform(-6, 15), random.uniform(-6, 12)
        boxes.append((x, y, x + random.uniform(0, 14), y + random.uniform(0, 12)))
    got = roi_align(features, torch.tensor(boxes).reshape(2, 12, 4), size)
    for index, box in enumerate(torch.tensor(boxes).tolist()):
        picture, number = divmod(index, 12)
        for channel in range(2):
            want = pooled(features[picture, channel].tolist(), tuple(box), size)
            torch.testing.assert_close(got[picture, number, channel], want, atol=1e-4, rtol=0)


@pytest.mark.parametrize(
    "box", [(-40.0, -30.0, 60.0, 50.0), (-3.0, -70.0, 9.0, 6.5), (2.0, 3.0, 90.0, 4.0), (-80.0, -80.0, -20.0, -9.0)]
)
def test_boxes_many_times_larger_than_the_map_pool_as_defined(box: tuple[float, ...]) -> None:
    features = torch.randn(1, 1, 5, 6, generator=torch.Generator().manual_seed(1))
    got = roi_align(features, torch.tensor([[box]]), 2)
    torch.testing.assert_close(got[0, 0, 0], pooled(features[0, 0].tolist(), box, 2), atol=1e-5, rtol=0)


def test_a_card_is_not_waited_for_however_large_boxes_are() -> None:
    with FakeTensorMode():  # has no numbers: whoever asks for one fails
        assert roi_align(torch.zeros(1, 2, 5, 5), torch.zeros(1, 3, 4), 7).shape == (1, 3, 2, 7, 7)


def test_no_boxes_pool_to_nothing() -> None:
    assert roi_align(torch.zeros(1, 2, 5, 5), torch.zeros(1, 0, 4), 7).shape == (1, 0, 2, 7, 7)
