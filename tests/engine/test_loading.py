"""Models that are ready for inference: from checkpoints, or with random weights."""

import json
import shutil
import threading
from pathlib import Path

import golden
import pytest
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

from sam3_studio.core.errors import CancelledError, ModelError, UsageError
from sam3_studio.engine import Predictor
from sam3_studio.engine.fingerprint import fingerprint
from sam3_studio.model import Sam3Config

pytestmark = pytest.mark.slow

A = golden.ROOT / "A"


def test_a_resolution_is_rounded_up_to_whole_patches() -> None:
    assert Predictor.load(A, device="cpu", resolution=130).resolution == 140


def test_a_resolution_below_one_patch_is_refused() -> None:
    with pytest.raises(UsageError, match="has to lie between"):
        Predictor.load(A, resolution=3)


def test_weights_that_cannot_be_read_are_a_model_error(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="holds no weights"):
        Predictor.load(tmp_path)


def test_weights_without_their_tokenizer_are_told() -> None:
    with pytest.raises(ModelError, match=r"knows 844 tokens and its tokenizer has 49,408"):
        Predictor.load(golden.ROOT / "A_original")


def test_loading_can_be_cancelled() -> None:
    cancel = threading.Event()
    cancel.set()
    with pytest.raises(CancelledError):
        Predictor.load(A, device="cpu", cancel=cancel)


def test_loading_is_cancelled_between_two_weights() -> None:
    weights = 0

    class SetAfterThree(threading.Event):
        def is_set(self) -> bool:
            nonlocal weights
            weights += 1
            return weights > 3

    with pytest.raises(CancelledError):
        Predictor.with_random_weights(Sam3Config.from_pretrained(A), device="cpu", cancel=SetAfterThree())
    assert weights == 4


def test_a_loaded_predictor_knows_the_fingerprint_of_its_weights() -> None:
    assert Predictor.load(A, device="cpu").fingerprint == fingerprint(A)


def test_weights_that_are_replaced_while_they_are_loaded_are_refused(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(A, tmp_path / "model"))
    weights = folder / "model.safetensors"
    others = {name: -tensor for name, tensor in load_file(weights).items()}

    class ReplaceAtTheThird(threading.Event):
        polled = 0

        def is_set(self) -> bool:
            self.polled += 1
            if self.polled == 3:
                save_file(others, weights, metadata={"format": "pt"})
            return False

    with pytest.raises(ModelError, match="was written to while it was loaded"):
        Predictor.load(folder, device="cpu", cancel=ReplaceAtTheThird())


def test_a_loaded_predictor_knows_whether_its_files_are_others_by_now(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(A, tmp_path / "model"))
    predictor = Predictor.load(folder, device="cpu")
    assert predictor.is_current()
    weights = load_file(folder / "model.safetensors")
    save_file({name: -tensor for name, tensor in weights.items()}, folder / "new", metadata={"format": "pt"})
    (folder / "new").replace(folder / "model.safetensors")
    assert not predictor.is_current()
    later = Predictor.load(folder, device="cpu")
    assert later.is_current()
    assert later.fingerprint != predictor.fingerprint
    shutil.rmtree(folder)
    assert not later.is_current()


def random_weights(dtype: str) -> dict[str, Tensor]:
    predictor = Predictor.with_random_weights(Sam3Config.from_pretrained(A), device="cpu", dtype=dtype)
    return dict(predictor.model.named_parameters())


@pytest.mark.slow
def test_random_weights_are_the_same_every_time() -> None:
    first, second = random_weights("float32"), random_weights("float32")
    assert [name for name, weight in first.items() if not torch.equal(weight, second[name])] == []


def test_random_weights_have_the_types_of_loaded_ones() -> None:
    loaded = dict(Predictor.load(A, device="cpu", dtype="bfloat16").model.named_parameters())
    got = random_weights("bfloat16")
    assert {name: weight.dtype for name, weight in got.items()} == {name: w.dtype for name, w in loaded.items()}


def test_a_tokenizer_with_ids_beyond_the_vocabulary_is_refused(tmp_path: Path) -> None:
    for path in A.iterdir():
        if path.suffix in {".json", ".safetensors"} and path.name != "tokenizer.json":
            (tmp_path / path.name).write_bytes(path.read_bytes())
    content = json.loads((A / "tokenizer.json").read_text(encoding="utf-8"))
    content["model"]["vocab"]["a</w>"] = 5000
    (tmp_path / "tokenizer.json").write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(ModelError, match=r"its tokenizer has 5,001"):
        Predictor.load(tmp_path, device="cpu")
