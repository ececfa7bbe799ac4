"""SAM 3 behind the `Segmenter` seam: encode a picture once, prompt it many times."""

import threading
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, repeat
from pathlib import Path
from typing import TypeVar

import torch

from sam3_studio.core.folders import cache_folder
from sam3_studio.core.prompt import Prompt
from sam3_studio.core.segmenter import SCORE_FLOOR, DiskRoom, Picture, Segmentation, Watch
from sam3_studio.engine.cancelling import cancellable
from sam3_studio.engine.device import DeviceChoice, choose_device
from sam3_studio.engine.failures import failures_explained
from sam3_studio.engine.fingerprint import fingerprint
from sam3_studio.engine.image_processor import Sam3ImageProcessor
from sam3_studio.engine.loading import Loaded, load_checkpoint, make_random
from sam3_studio.engine.memory import give_back, is_shortage
from sam3_studio.engine.picture_tiers import PictureTiers
from sam3_studio.engine.prompt_encoding import PromptEncoder
from sam3_studio.engine.questions import Answerer, Question
from sam3_studio.engine.stages import stages_for
from sam3_studio.engine.tokenizer import Tokenizer
from sam3_studio.engine.trunk_store import TrunkStore
from sam3_studio.model import Sam3Config, Sam3Model

Result = TypeVar("Result")

_QUESTIONS_AT_ONCE = 8
"""Prompts, or pictures, that go through the detector together on a graphics card."""


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
        answer_bytes: bound of what is kept of answers, on the model's device; as in `Answerer`.
        fingerprint: of the weights, as in `engine.fingerprint`; empty where they come from no file.
        compiled: as in `engine.stages.recorder`; counts on CUDA alone.

    Attributes:
        tokenizer: as it was given.
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
        answer_bytes: int = 96 << 20,
        fingerprint: str = "",
        compiled: bool = False,
    ) -> None:
        self.model = model
        self.name = name
        self.choice = choice
        self.tokenizer = tokenizer
        self.fingerprint = fingerprint
        self.shortages = 0
        self.stages = stages_for(model, compiled=compiled)
        self._pictures = PictureTiers(
            self.stages, image_processor, fingerprint, hot_bytes=picture_bytes, warm_bytes=trunk_bytes
        )
        self._prompts = PromptEncoder(self.stages, tokenizer, text_bytes)
        self._answerer = Answerer(self.stages, self._prompts, name, answer_bytes)

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
        return cls._of(loaded, "random weights", compiled=compiled)

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
        self,
        picture: Picture,
        prompt: Prompt,
        *,
        floor: float = SCORE_FLOOR,
        cancel: threading.Event | None = None,
        watch: Watch | None = None,
    ) -> Segmentation:
        """See `Segmenter.segment`."""

        def answer() -> Segmentation:
            question = Question(picture, self._pictures.features(picture), prompt, floor)
            sparing = self.shortages > 0
            return self._answerer.answer_one(question, sparing=sparing, watch=watch, cancel=cancel)

        return self._run(answer, cancel)

    def prepare(self, picture: Picture) -> None:
        """See `Segmenter.prepare`."""
        self._pictures.prepare(picture)

    def segment_all(
        self,
        picture: Picture,
        prompts: Sequence[Prompt],
        *,
        floors: Sequence[float] = (),
        cancel: threading.Event | None = None,
    ) -> tuple[Segmentation, ...]:
        """See `Segmenter.segment_all`."""

        def answer() -> tuple[Segmentation, ...]:
            features = self._pictures.passing_features(picture)
            asked = zip(prompts, floors or repeat(SCORE_FLOOR, len(prompts)), strict=True)
            return self._answer((Question(picture, features, *one) for one in asked), cancel)

        return self._run(answer, cancel)

    def segment_pictures(
        self, pictures: Sequence[Picture], prompt: Prompt, *, cancel: threading.Event | None = None
    ) -> tuple[Segmentation, ...]:
        """Ask one thing about several pictures; `at_once` of their encodings are in memory at a time, none is kept.

        Args:
            pictures: where to look.
            prompt: what to look for; its boxes are in pixels of every picture.
            cancel: once set, stops the call.

        Returns:
            For each picture what `segment` would give; errors as of `segment_all`.
        """

        def answer() -> tuple[Segmentation, ...]:
            features = ((picture, self._pictures.passing_features(picture)) for picture in pictures)
            return self._answer((Question(*pair, prompt) for pair in features), cancel)

        return self._run(answer, cancel)

    @property
    def at_once(self) -> int:
        """How many questions, each a prompt on a picture, go through the detector together.

        A processor's caches hold the work of one; a graphics card has room, and half its units to spare.
        """
        return _QUESTIONS_AT_ONCE if self.choice.device.type == "cuda" and not self.shortages else 1

    def _answer(self, questions: Iterator[Question], cancel: threading.Event | None) -> tuple[Segmentation, ...]:
        """As many together as go; what comes later is not encoded before its turn."""
        found: list[Segmentation] = []
        while some := list(islice(questions, self.at_once)):
            found += self._answerer.answer(some, sparing=self.shortages > 0, cancel=cancel)
        return tuple(found)

    def is_encoded(self, picture: Picture) -> bool:
        """Whether a prompt on this picture would find it encoded: whoever encodes ahead asks before loading pixels."""
        return picture.key in self._pictures

    def _run(self, work: Callable[[], Result], cancel: threading.Event | None) -> Result:
        """Do the work with cancelling armed; when memory runs out, free the caches and try again in smaller parts."""
        with torch.inference_mode(), cancellable(self.model, cancel), failures_explained(self.choice):
            try:
                return work()
            except (MemoryError, RuntimeError) as error:
                if not is_shortage(error):
                    raise
            self.shortages += 1
            self.free_memory()
            return work()

    def free_memory(self) -> None:
        """Forget every encoded picture and text, and give their memory back to the device."""
        self._pictures.clear()
        self._prompts.forget()
        self._answerer.forget()
        self.stages.forget()
        give_back(self.choice.device)

    def limit_memory(self, picture_bytes: int, disk_bytes: int = 0) -> None:
        """Keep encoded pictures up to this many bytes from here on, on the device and on disk; the oldest make room.

        On disk there may be more where `encode` was given more, until `disk_bytes` is lowered.
        """
        self._pictures.limit(picture_bytes)
        store = TrunkStore(cache_folder() / "encoded", disk_bytes)
        store.follow(disk_bytes)
        self.use_store(store if disk_bytes else None)

    def use_store(self, store: TrunkStore | None) -> None:
        """Look for encoded pictures on disk from here on, and keep there what took long; None stops that."""
        self._pictures.store = store

    def read_encoded(self) -> None:
        """Find pictures that were encoded ahead where `encode` keeps them by default; keep none there."""
        self.use_store(TrunkStore(cache_folder() / "encoded", 0))

    def encode_to_disk(self, picture: Picture, *, cancel: threading.Event | None = None) -> bool:
        """Have a picture encoded in the store; whether that was still to be done. Errors as of `encode`."""
        return self._run(lambda: self._pictures.keep_on_disk(picture), cancel)

    def disk_room(self) -> DiskRoom:
        """How much room encoded pictures take in the store, by the last one; none without one."""
        store = self._pictures.store
        return DiskRoom(store.each, store.capacity) if store else DiskRoom(0, 0)

    def forget_pictures(self) -> None:
        """Have pictures come from the disk, or encode them anew, from here on, as a benchmark has to."""
        self._pictures.clear()

    def forget_texts(self) -> None:
        """Encode texts anew from here on, as a benchmark of the first prompt has to."""
        self._prompts.forget()
