"""How much room encoded pictures take on disk is as it was set."""

from pathlib import Path

import golden
import pytest
import torch
from golden_pictures import picture

from sam3_studio.core import folders
from sam3_studio.engine import Predictor
from sam3_studio.engine.trunk_store import TrunkStore

pytestmark = pytest.mark.slow

A = golden.ROOT / "A"


@pytest.fixture
def disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TrunkStore:
    """Where the window keeps pictures, with ten of them that were prepared with 100 GB of room."""
    monkeypatch.setenv(folders.CACHE_VARIABLE, str(tmp_path))
    store = TrunkStore(tmp_path / "encoded", 20 << 30)
    store.limit(100 * 10**9)
    for number in range(10):
        store.put(str(number), torch.zeros(1 << 18))
    return store


def test_a_window_keeps_to_the_room_that_pictures_were_prepared_with(predictor: Predictor, disk: TrunkStore) -> None:
    predictor.limit_memory(1 << 20, 20 << 30)
    assert predictor.disk_room().capacity == disk.capacity == 100 * 10**9


def test_the_room_that_a_picture_takes_is_not_that_of_another_models(predictor: Predictor, disk: TrunkStore) -> None:
    predictor.limit_memory(1 << 20, 20 << 30)
    predictor.encode_to_disk(picture())
    new = predictor.disk_room().picture
    assert 0 < new < disk.each
    predictor.limit_memory(1 << 20, 20 << 30)
    predictor.encode_to_disk(picture())  # it is there already
    assert predictor.disk_room().picture == new


@pytest.mark.parametrize(("megabytes", "left"), [(5, 4), (0, 0)])
def test_a_setting_that_is_lowered_frees_room_on_disk_at_once(
    predictor: Predictor, disk: TrunkStore, megabytes: int, left: int
) -> None:
    predictor.limit_memory(1 << 20, 20 << 30)
    assert disk.size() > 10 << 20
    predictor.limit_memory(1 << 20, megabytes << 20)
    assert disk.size() // (1 << 20) == left


def test_a_setting_that_was_lowered_while_no_model_was_there_frees_room_with_the_next(
    predictor: Predictor, disk: TrunkStore
) -> None:
    predictor.limit_memory(1 << 20, 20 << 30)
    other = Predictor.with_random_weights(predictor.model.config, device="cpu", dtype="float32")
    other.limit_memory(1 << 20, 5 << 20)
    assert disk.size() <= 5 << 20
