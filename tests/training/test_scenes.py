"""`training.scenes`: pictures with exact masks."""

import numpy as np
import pytest

from sam3_studio.training.objects import MOST_OBJECTS, SIZE_RANGES
from sam3_studio.training.scenes import draw_scene

pytestmark = pytest.mark.slow

SIDE = 168


def test_the_same_number_draws_the_same_scene() -> None:
    first, second = draw_scene(3, 5, SIDE), draw_scene(3, 5, SIDE)
    np.testing.assert_array_equal(first.pixels, second.pixels)
    np.testing.assert_array_equal(first.labels, second.labels)
    assert first.objects == second.objects


def test_another_number_draws_another_scene() -> None:
    assert not np.array_equal(draw_scene(3, 5, SIDE).pixels, draw_scene(3, 6, SIDE).pixels)


@pytest.mark.parametrize("dense", [False, True])
def test_every_object_listed_can_be_seen_and_nothing_else_is_labelled(dense: bool) -> None:
    for number in range(12):
        scene = draw_scene(4, number, SIDE, dense=dense)
        assert set(np.unique(scene.labels)) - {0} == set(range(1, len(scene.objects) + 1))
        assert len(scene.objects) <= MOST_OBJECTS


def test_small_objects_are_smaller_than_large_ones() -> None:
    areas: dict[str, list[int]] = {size: [] for size in SIZE_RANGES}
    for number in range(40):
        scene = draw_scene(5, number, SIDE)
        for label, found in enumerate(scene.objects, 1):
            areas[found.size].append(int((scene.labels == label).sum()))
    assert np.median(areas["small"]) < np.median(areas["medium"]) < np.median(areas["large"])


def test_scenes_of_any_size_can_be_drawn() -> None:
    scene = draw_scene(6, 0, 300)
    assert scene.pixels.shape == (300, 300, 3)
    assert scene.labels.shape == (300, 300)
