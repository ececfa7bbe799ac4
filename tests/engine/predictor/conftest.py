"""A small model, and predictors with it."""

from collections.abc import Iterator

import golden
import pytest

from sam3_studio.engine import Predictor
from sam3_studio.engine.image_processor import Sam3ImageProcessor
from sam3_studio.engine.loading import Loaded

A = golden.ROOT / "A"


@pytest.fixture(scope="module")
def loaded() -> Predictor:
    return Predictor.load(A, device="cpu", dtype="float32")


@pytest.fixture
def predictor(loaded: Predictor) -> Iterator[Predictor]:
    """With caches of its own, and a model that loses its hooks afterwards; its weights are for reading."""
    processor = Sam3ImageProcessor.from_pretrained(A)
    yield Predictor(Loaded(loaded.model, loaded.tokenizer, processor, loaded.name, loaded.choice))
    for module in loaded.model.modules():
        module._forward_hooks.clear()
        module._forward_pre_hooks.clear()


@pytest.fixture
def own_predictor() -> Predictor:
    """With a model of its own, to change."""
    return Predictor.load(A, device="cpu", dtype="float32")
