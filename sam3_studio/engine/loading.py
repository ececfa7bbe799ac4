"""A model that is ready for inference, with what prepares its inputs: from a checkpoint, or with random weights."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import torch

from sam3_studio.core.errors import ModelError, UsageError
from sam3_studio.engine.cancelling import stop_if_set
from sam3_studio.engine.device import DeviceChoice
from sam3_studio.engine.failures import checkpoint_errors_explained, failures_explained
from sam3_studio.engine.image_processor import LARGEST_SIDE, Sam3ImageProcessor
from sam3_studio.engine.tokenizer import Tokenizer
from sam3_studio.model import Sam3Config, Sam3Model, draw_weights, hold_in_int8


def _always() -> bool:
    """Weights that come from no file stay what they are."""
    return True


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a predictor works with.

    Attributes:
        model: ready for inference.
        tokenizer: of the model's checkpoint.
        image_processor: of the model's checkpoint, at the model's resolution.
        name: of the weights, for people.
        choice: where the model is and why.
        is_current: tells, in any thread, whether the weights are still those of their files.
    """

    model: Sam3Model
    tokenizer: Tokenizer
    image_processor: Sam3ImageProcessor
    name: str
    choice: DeviceChoice
    is_current: Callable[[], bool] = _always


def load_checkpoint(
    source: str | Path, choice: DeviceChoice, resolution: int | None, cancel: threading.Event | None = None
) -> Loaded:
    """Load weights, tokenizer and processor; arguments and errors as in `Predictor.load`."""
    config = config_at(source, resolution)
    with checkpoint_errors_explained(), failures_explained(choice):
        model = Sam3Model.from_pretrained(
            source,
            config=config,
            dtype=choice.dtype,
            int8=choice.int8,
            device=choice.device,
            poll=partial(stop_if_set, cancel),
        )
    tokenizer = Tokenizer.from_pretrained(source)
    if tokenizer.vocab_size > config.text_config.vocab_size:
        raise ModelError(
            "{source} knows {expected:,} tokens and its tokenizer has {found:,}; put the tokenizer.json that "
            "belongs to these weights beside them.",
            source=source,
            expected=config.text_config.vocab_size,
            found=tokenizer.vocab_size,
        )
    image_processor = Sam3ImageProcessor.from_pretrained(source, size=_square(config))
    return Loaded(model, tokenizer, image_processor, str(source), choice)


def make_random(
    config: Sam3Config | None, choice: DeviceChoice, resolution: int | None, cancel: threading.Event | None = None
) -> Loaded:
    """Draw weights, the same every time; arguments and errors as in `Predictor.with_random_weights`."""
    config = _at_resolution(config or Sam3Config(), resolution)
    with torch.device("meta"):
        model = Sam3Model(config)
        if choice.int8:
            hold_in_int8(model)
    with failures_explained(choice):
        draw_weights(
            model,
            config.initializer_range,
            dtype=choice.dtype,
            device=choice.device,
            poll=partial(stop_if_set, cancel),
        )
    image_processor = Sam3ImageProcessor(size=_square(config))
    return Loaded(model.eval(), Tokenizer.clip(), image_processor, "random weights", choice)


def config_at(source: str | Path, resolution: int | None) -> Sam3Config:
    """The configuration of a checkpoint at a resolution; None for its own.

    Raises:
        ModelError: it cannot be found or read.
        UsageError: the resolution cannot be used.
    """
    with checkpoint_errors_explained():
        config = Sam3Config.from_pretrained(source)
    return _at_resolution(config, resolution)


def _at_resolution(config: Sam3Config, resolution: int | None) -> Sam3Config:
    """The configuration with its input size replaced, rounded up to whole patches."""
    if resolution is not None:
        patch = config.vision_config.backbone_config.patch_size
        if not patch <= resolution <= LARGEST_SIDE:
            raise UsageError(
                "A resolution has to lie between {patch} and {largest} px; {resolution} px does not.",
                patch=patch,
                largest=LARGEST_SIDE,
                resolution=resolution,
            )
        config.image_size = -(-resolution // patch) * patch
    return config


def _square(config: Sam3Config) -> dict[str, int]:
    return {"height": config.image_size, "width": config.image_size}
