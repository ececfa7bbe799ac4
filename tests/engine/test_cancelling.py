"""Stopping a request between two stages."""

import threading

import golden
import pytest
import torch

from sam3_studio.core.errors import CancelledError
from sam3_studio.engine.cancelling import cancellable
from sam3_studio.model import Sam3Model

PIXELS = torch.zeros(1, 3, 168, 168)


@pytest.fixture(scope="module")
def model() -> Sam3Model:
    return Sam3Model.from_pretrained(golden.ROOT / "A")


def hooks(model: Sam3Model) -> int:
    return sum(len(module._forward_pre_hooks) for module in model.modules())


def test_nothing_stays_behind_on_the_model(model: Sam3Model) -> None:
    with cancellable(model, threading.Event()):
        assert hooks(model) > 0
    assert hooks(model) == 0


def test_nothing_stays_behind_after_a_stop(model: Sam3Model) -> None:
    cancel = threading.Event()
    setter = model.vision_encoder.backbone.embeddings.register_forward_hook(lambda *_: cancel.set())
    with pytest.raises(CancelledError), cancellable(model, cancel), setter:
        model.get_vision_features(PIXELS)
    assert hooks(model) == 0


def test_what_was_stopped_before_does_not_begin(model: Sam3Model) -> None:
    cancel = threading.Event()
    cancel.set()
    begun = False
    with pytest.raises(CancelledError), cancellable(model, cancel):
        begun = True
    assert not begun


def test_without_an_event_the_model_stays_as_it_is(model: Sam3Model) -> None:
    with cancellable(model, None):
        assert hooks(model) == 0
