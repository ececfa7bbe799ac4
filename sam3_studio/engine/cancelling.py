"""Stopping a request between two stages of the model."""

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from torch import nn

from sam3_studio.core.errors import CancelledError
from sam3_studio.model import Sam3Model


def stop_if_set(cancel: threading.Event | None) -> None:
    """Raise `CancelledError` once the event is set."""
    if cancel is not None and cancel.is_set():
        raise CancelledError("Stopped.")


@contextmanager
def cancellable(model: Sam3Model, cancel: threading.Event | None) -> Iterator[None]:
    """Let whatever the model computes inside the block be stopped; nothing stays behind on the model.

    Args:
        model: computes in this thread.
        cancel: once set, the block ends with `CancelledError` before the next stage; None changes nothing.
    """
    with ExitStack() as hooks:
        if cancel is not None and model.device.type == "cuda":
            stop_if_set(cancel)  # there, stages take milliseconds and do not run as modules
        elif cancel is not None:

            def poll(*_: object) -> None:
                stop_if_set(cancel)

            poll()
            for stage in _stages(model):
                hooks.enter_context(stage.register_forward_pre_hook(poll))
        yield


def _stages(model: Sam3Model) -> Iterator[nn.Module]:
    """The modules between which a request can be stopped: each takes about a second at most."""
    yield from model.vision_encoder.backbone.layers
    yield from model.vision_encoder.neck.fpn_layers
    yield model.text_encoder
    yield from model.detr_encoder.layers
    yield from model.detr_decoder.layers
    yield from model.mask_decoder.pixel_decoder.norms
    yield model.mask_decoder.mask_embedder
