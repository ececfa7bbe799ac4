"""SAM 3 behind the `Segmenter` seam: encode a picture once, prompt it many times."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import torch
from torch import Tensor

from sam3_studio.core.errors import ModelError
from sam3_studio.core.folders import cache_folder
from sam3_studio.core.prompt import Prompt
from sam3_studio.core.segmenter import Picture, Segmentation, Watch
from sam3_studio.engine.answering import complete, read_sketch
from sam3_studio.engine.box_prompts import VISUAL_PROMPT, encode_boxes, read_exemplars
from sam3_studio.engine.byte_cache import ByteCache
from sam3_studio.engine.cancelling import cancellable, stop_if_set
from sam3_studio.engine.device import DeviceChoice, choose_device
from sam3_studio.engine.fingerprint import fingerprint
from sam3_studio.engine.image_processor import Sam3ImageProcessor
from sam3_studio.engine.loading import Loaded, load_checkpoint, make_random
from sam3_studio.engine.memory import give_back, is_shortage, shortage_explained
from sam3_studio.engine.picture_tiers import PictureTiers
from sam3_studio.engine.stages import stages_for
from sam3_studio.engine.tokenizer import Tokenizer
from sam3_studio.engine.trunk_store import TrunkStore
from sam3_studio.model import (
    PADDING_LABEL,
    PictureFeatures,
    PromptTokens,
    Sam3Config,
    Sam3Model,
)

Result = TypeVar("Result")

_MASKS_AT_ONCE = 32
"""Coarse masks brought to the host together; bounds memory when hundreds of candidates pass the floor."""

_MASKS_WHEN_SHORT = 4
"""The same after memory ran short once."""


class Predictor:
    """Implements `core.segmenter.Segmenter` with SAM 3.

    Args:
        model: ready for inference.
        tokenizer: of the model's checkpoint.
        image_processor: of the model's checkpoint; its size sets the resolution.
        name: of the weights, for people.
        choice: where the model is and why.
        picture_bytes: bound of the cache of encoded pictures, on the model's device.
        trunk_bytes: bound of what is kept of further ones, in the host's memory.
        text_bytes: bound of the cache of encoded texts, on the model's device.
        fingerprint: of the weights, as in `engine.fingerprint`; empty where they come from no file.
        compiled: as in `engine.stages.recorder`; counts on CUDA alone.

    Attributes:
        stages: of the model, as they are run where it is.
        shortages: how often memory ran short, so that everything encoded was forgotten and the work done again.
    """

    def __init__(
        self,
        model: Sam3Model,
        tokenizer: Tokenizer,
        image_processor: Sam3ImageProcessor,
        *,
        name: str,
        choice: DeviceChoice,
        picture_bytes: int = 1 << 30,
        trunk_bytes: int = 512 << 20,
        text_bytes: int = 16 << 20,
        fingerprint: str = "",
        compiled: bool = False,
    ) -> None:
        self.model = model
        self.name = name
        self.choice = choice
        self.fingerprint = fingerprint
        self.shortages = 0
        self._tokenizer = tokenizer
        self.stages = stages_for(model, compiled=compiled)
        self._pictures = PictureTiers(
            self.stages, image_processor, fingerprint, hot_bytes=picture_bytes, warm_bytes=trunk_bytes
        )
        self._texts: ByteCache[Tensor] = ByteCache(text_bytes)

    @classmethod
    def load(
        cls,
        source: str | Path,
        *,
        device: str = "auto",
        dtype: str = "auto",
        resolution: int | None = None,
        compiled: bool = False,
        cancel: threading.Event | None = None,
    ) -> "Predictor":
        """Load a checkpoint.

        Args:
            source: folder, file, or name of a downloaded Hub repository.
            device: as in `choose_device`.
            dtype: as in `choose_device`.
            resolution: side in pixels that pictures are resized to; None takes the checkpoint's own. It is
                rounded up to whole patches.
            compiled: as in `engine.stages.recorder`; counts on CUDA alone.
            cancel: once set, stops between two weights.

        Raises:
            CancelledError: `cancel` was set.
            MemoryShortageError: the device has too little memory for the weights.
            ModelError: the weights cannot be used.
            UsageError: the device, precision or resolution cannot be used.
        """
        loaded = load_checkpoint(source, choose_device(device, dtype), resolution, cancel)
        return cls._of(loaded, fingerprint(source), compiled=compiled)

    @classmethod
    def with_random_weights(
        cls,
        config: Sam3Config | None = None,
        *,
        device: str = "auto",
        dtype: str = "auto",
        resolution: int | None = None,
        compiled: bool = False,
        cancel: threading.Event | None = None,
    ) -> "Predictor":
        """A model that knows nothing but takes the time and memory of a real one; arguments as in `load`."""
        loaded = make_random(config, choose_device(device, dtype), resolution, cancel)
        return cls._of(loaded, "", compiled=compiled)

    @classmethod
    def _of(cls, loaded: Loaded, of_weights: str, *, compiled: bool) -> "Predictor":
        return cls(
            loaded.model,
            loaded.tokenizer,
            loaded.image_processor,
            name=loaded.name,
            choice=loaded.choice,
            fingerprint=of_weights,
            compiled=compiled,
        )

    @property
    def description(self) -> str:
        """Model, device and precision in one line, with the reason for the device."""
        return f"{self.name} at {self.resolution} px on {self.choice}"

    @property
    def resolution(self) -> int:
        """Side in pixels that pictures are resized to."""
        return self.model.config.image_size

    @property
    def most_objects(self) -> int:
        """How many objects one prompt can find in a picture: one for each query of the decoder."""
        return self.model.config.detr_decoder_config.num_queries

    def encode(self, picture: Picture, *, cancel: threading.Event | None = None) -> None:
        """See `Segmenter.encode`."""
        self._run(lambda: self._pictures.features(picture), cancel)

    def segment(
        self, picture: Picture, prompt: Prompt, *, cancel: threading.Event | None = None, watch: Watch | None = None
    ) -> Segmentation:
        """See `Segmenter.segment`."""
        return self._run(lambda: self._segment(picture, prompt, watch, cancel), cancel)

    def is_encoded(self, picture: Picture) -> bool:
        """Whether a prompt on this picture would find it encoded: whoever encodes ahead asks before loading pixels."""
        return picture.key in self._pictures

    def _run(self, work: Callable[[], Result], cancel: threading.Event | None) -> Result:
        """Do the work with cancelling armed; when memory runs out, free the caches and try again in smaller parts."""
        with torch.inference_mode(), cancellable(self.model, cancel):
            try:
                return work()
            except (MemoryError, RuntimeError) as error:
                if not is_shortage(error):
                    raise
            self.shortages += 1
            self.free_memory()
            with shortage_explained(self.choice):
                return work()

    def free_memory(self) -> None:
        """Forget every encoded picture and text, and give their memory back to the device."""
        self._pictures.clear()
        self._texts.clear()
        self.stages.forget()
        give_back(self.choice.device)

    def limit_memory(self, picture_bytes: int, disk_bytes: int = 0) -> None:
        """Keep encoded pictures up to this many bytes from here on, on the device and on disk; the oldest make room."""
        self._pictures.limit(picture_bytes)
        self.use_store(TrunkStore(cache_folder() / "encoded", disk_bytes) if disk_bytes else None)

    def use_store(self, store: TrunkStore | None) -> None:
        """Look for encoded pictures on disk from here on, and keep there what took long; None stops that."""
        self._pictures.store = store

    def encode_to_disk(self, picture: Picture, *, cancel: threading.Event | None = None) -> bool:
        """Have a picture encoded in the store; whether that was still to be done. Errors as of `encode`."""
        return self._run(lambda: self._pictures.keep_on_disk(picture), cancel)

    def forget_texts(self) -> None:
        """Encode texts anew from here on, as a benchmark of the first prompt has to."""
        self._texts.clear()

    def _text(self, text: str) -> Tensor:
        """Features of a text without padding, (1, T, D), from the cache where possible."""
        cached = self._texts.get(text)
        if cached is not None:
            return cached
        ids = torch.tensor([self._tokenizer.encode(text)], device=self.choice.device)
        features = self.stages.text(ids)
        self._texts.put(text, features, features.nbytes)
        return features

    def _prompt(self, features: PictureFeatures, picture: Picture, prompt: Prompt) -> PromptTokens:
        """The prompt as the model reads it."""
        text = self._text(prompt.text.strip() if prompt.text and prompt.text.strip() else VISUAL_PROMPT)
        if not prompt.boxes:
            return self.model.encode_prompt(features, text)
        row = read_exemplars(prompt.boxes, picture.height, picture.width)
        boxes, labels = encode_boxes([row], [(picture.height, picture.width)], PADDING_LABEL)
        device = self.choice.device
        return self.model.encode_prompt(features, text, boxes=boxes.to(device), box_labels=labels.to(device))

    def _segment(
        self, picture: Picture, prompt: Prompt, watch: Watch | None, cancel: threading.Event | None
    ) -> Segmentation:
        """Detect, then make masks for what passes the floor only."""
        features = self._pictures.features(picture)
        tokens = self._prompt(features, picture, prompt)
        stop_if_set(cancel)
        found = self.stages.detect(features, tokens)
        read = read_sketch(found, picture)
        if read is None:
            raise ModelError(
                "{name} gives results that are not numbers; check it with `sam3-studio model verify`, or compute "
                "in float32.",
                name=self.name,
            )
        sketch, kept = read
        if watch:
            watch(sketch)
        if not sketch.boxes:
            return Segmentation(sketch.presence, ())
        pixels = self.stages.embed_pixels(found, features, tokens)
        queries = found.decoded.queries[:, kept]
        at_once = _MASKS_WHEN_SHORT if self.shortages else _MASKS_AT_ONCE
        return complete(sketch, queries, pixels, self.model, picture, at_once=at_once, watch=watch, cancel=cancel)
