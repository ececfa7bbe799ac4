"""`engine.picture_tiers`: a picture is encoded once, wherever that is kept."""

import os
from pathlib import Path

import golden
import pytest
import torch
from golden_pictures import picture

from sam3_studio.core.cropping import Crop
from sam3_studio.core.errors import ModelError
from sam3_studio.core.segmenter import Picture
from sam3_studio.engine import picture_tiers
from sam3_studio.engine.image_processor import Sam3ImageProcessor
from sam3_studio.engine.picture_tiers import PictureTiers
from sam3_studio.engine.stages import Stages
from sam3_studio.engine.trunk_store import TrunkStore
from sam3_studio.model import Sam3Model

pytestmark = pytest.mark.slow

A = golden.ROOT / "A"


class Bench:
    """Tiers over one model that counts what its trunk does."""

    def __init__(self) -> None:
        self.model = Sam3Model.from_pretrained(A)
        self.encoded = 0
        self.model.vision_encoder.backbone.register_forward_hook(self._count)

    def _count(self, *_: object) -> None:
        self.encoded += 1

    def tiers(self, *, hot: int = 1 << 30, weights: str = "weights") -> PictureTiers:
        processor = Sam3ImageProcessor.from_pretrained(A)
        return PictureTiers(Stages(self.model), processor, weights, hot_bytes=hot)


@pytest.fixture(scope="module")
def loaded() -> Bench:
    return Bench()


@pytest.fixture
def bench(loaded: Bench):
    loaded.encoded = 0
    with torch.inference_mode():
        yield loaded


def test_what_left_the_device_is_made_ready_from_the_trunks_output(bench: Bench) -> None:
    tiers = bench.tiers(hot=0)
    first, other, second = (tiers.features(picture(name)) for name in ("p0.png", "p1.png", "p0.png"))
    assert bench.encoded == 2
    assert not torch.equal(first.attended, other.attended)
    torch.testing.assert_close(first.attended, second.attended)


def test_a_picture_that_has_no_room_is_ready_until_another_one_is(bench: Bench) -> None:
    tiers = bench.tiers(hot=0)
    first = tiers.features(picture("p0.png"))
    assert picture("p0.png").key in tiers
    assert tiers.features(picture("p0.png")) is first
    tiers.features(picture("p1.png"))
    assert picture("p0.png").key not in tiers


def test_what_is_kept_in_one_memory_takes_no_more_of_it_than_it_may(bench: Bench) -> None:
    tiers, names = bench.tiers(), ("p0.png", "p1.png", "p2.png")
    for name in names:
        tiers.features(picture(name))
    limit = 2 * tiers.features(picture("p0.png")).nbytes
    tiers.limit(limit)
    assert tiers._hot.size + tiers._warm.size <= limit
    assert len(tiers._hot) == 1


def test_pictures_of_an_earlier_run_come_from_the_disk_and_are_the_same(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picture_tiers, "_WORTH", 0.0)
    results = []
    for _ in range(2):
        tiers = bench.tiers()
        tiers.store = TrunkStore(tmp_path, 1 << 30)
        results.append(tiers.features(picture()))
    assert bench.encoded == 1
    assert torch.equal(results[0].attended, results[1].attended)


@pytest.mark.parametrize("change", ["weights", "pixels", "precision", "int8"])
def test_other_weights_pixels_or_precision_are_encoded_anew(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    monkeypatch.setattr(picture_tiers, "_WORTH", 0.0)
    store = TrunkStore(tmp_path, 1 << 30)
    before = bench.tiers()
    before.store = store
    before.features(picture())
    after = bench.tiers(weights="others" if change == "weights" else "weights")
    after.store = store
    if change in {"precision", "int8"}:
        held = {"dtype": torch.bfloat16} if change == "precision" else {"int8": True}
        after._stages = Stages(Sam3Model.from_pretrained(A, **held))
        after._model = after._stages.model
    pixels = picture().pixels.copy()
    if change == "pixels":
        pixels[:8] = 0
    after.features(Picture("p0.png", pixels))
    assert len(list(tmp_path.iterdir())) == 2


def test_what_is_computed_as_soon_as_read_is_not_written(bench: Bench, tmp_path: Path) -> None:
    tiers = bench.tiers()
    tiers.store = TrunkStore(tmp_path, 1 << 30)
    tiers.features(picture())
    assert list(tmp_path.iterdir()) == []


def test_weights_without_a_fingerprint_leave_nothing_on_disk(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picture_tiers, "_WORTH", 0.0)
    tiers = bench.tiers(weights="")
    tiers.store = TrunkStore(tmp_path, 1 << 30)
    tiers.features(picture())
    assert list(tmp_path.iterdir()) == []


def test_who_asks_for_it_has_a_picture_on_disk_once_however_quick_it_was(bench: Bench, tmp_path: Path) -> None:
    tiers = bench.tiers()
    tiers.store = TrunkStore(tmp_path, 1 << 30)
    assert tiers.keep_on_disk(picture())
    assert not tiers.keep_on_disk(picture())
    tiers.features(picture())
    assert bench.encoded == 1


def test_room_that_was_taken_away_while_pictures_are_prepared_is_told_in_a_sentence(bench: Bench) -> None:
    with pytest.raises(ModelError, match="no room on disk; give them some in the settings"):
        bench.tiers().keep_on_disk(picture())


def test_who_prepares_pictures_mends_a_damaged_one(bench: Bench, tmp_path: Path) -> None:
    tiers = bench.tiers()
    tiers.store = TrunkStore(tmp_path, 1 << 30)
    tiers.keep_on_disk(picture())
    (path,) = tmp_path.iterdir()
    whole = path.read_bytes()
    path.write_bytes(whole[:-1])
    assert tiers.keep_on_disk(picture())
    assert path.read_bytes() == whole


def test_a_picture_that_is_prepared_once_more_is_the_last_to_make_room(bench: Bench, tmp_path: Path) -> None:
    tiers = bench.tiers()
    tiers.store = TrunkStore(tmp_path, 1 << 30)
    tiers.keep_on_disk(picture())
    (path,) = tmp_path.iterdir()
    os.utime(path, (1, 1))
    tiers.keep_on_disk(picture())
    assert path.stat().st_mtime > 1


def test_a_disk_that_takes_nothing_stops_nobody_who_only_looks(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picture_tiers, "_WORTH", 0.0)
    (tmp_path / "file").write_text("in the way")
    tiers = bench.tiers()
    tiers.store = TrunkStore(tmp_path / "file" / "store", 1 << 30)
    tiers.features(picture())
    assert bench.encoded == 1


def test_a_part_that_is_looked_at_once_takes_no_place_on_disk(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picture_tiers, "_WORTH", 0.0)
    tiers = bench.tiers()
    tiers.store = TrunkStore(tmp_path, 1 << 30)
    whole = picture()
    part = Crop(0, 0, whole.width // 2, whole.height).of(whole)
    tiers.features(part)
    assert list(tmp_path.iterdir()) == []
    tiers.features(part)
    assert bench.encoded == 1
    tiers.features(whole)
    assert len(list(tmp_path.iterdir())) == 1
