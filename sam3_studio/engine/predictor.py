"""SAM 3 behind the `Segmenter` seam: encode a picture once, prompt it many times."""

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice, repeat
from pathlib import Path
from typing import TypeVar

import torch

from sam3_studio.core.errors import ModelError
from sam3_studio.core.prompt import Prompt
from sam3_studio.core.segmenter import SCORE_FLOOR, DiskRoom, Picture, Segmentation, Watch
from sam3_studio.engine.cancelling import cancellable
from sam3_studio.engine.device import DeviceChoice, choose_device
from sam3_studio.engine.failures import failures_explained
from sam3_studio.engine.fingerprint import fingerprint, watched
from sam3_studio.engine.loading import Loaded, load_checkpoint, make_random
from sam3_studio.engine.memory import give_back, is_shortage
from sam3_studio.engine.picture_tiers import PictureTiers
from sam3_studio.engine.prompt_encoding import PromptEncoder
from sam3_studio.engine.questions import Answerer, PicturePrompt
from sam3_studio.engine.stages import stages_for
from sam3_studio.model import Sam3Config

Result = TypeVar("Result")

_QUESTIONS_AT_ONCE = 8
"""Prompts, or pictures, that go through the detector together on a graphics card."""


class Predictor:
    """Implements `core.segmenter.Segmenter` with SAM 3.

    Args:
        loaded: what it works with.
        fingerprint: of the weights, or another name for them, under which what they give is kept on disk; "" for none.
        compiled: as in `engine.stages.recorder`; counts on CUDA alone.

    Attributes:
        model: ready for inference.
        tokenizer: of the model's checkpoint.
        name: of the weights, for people.
        choice: device and precision, and why.
        is_current: as in `Loaded`.
        stages: of the model, as they are run where it is.
        pictures: those that are encoded, in memory and, where it has a store, on disk.
        prompts: with the texts that are encoded.
        shortages: how often memory ran short, so that everything encoded was forgotten and the work done again.
    """

    def __init__(self, loaded: Loaded, fingerprint: str = "", *, compiled: bool = False) -> None:
        self.model = loaded.model
        self.tokenizer = loaded.tokenizer
        self.name = loaded.name
        self.choice = loaded.choice
        self.fingerprint = fingerprint
        self.is_current = loaded.is_current
        self.shortages = 0
        self.stages = stages_for(self.model, compiled=compiled)
        self.pictures = PictureTiers(self.stages, loaded.image_processor, fingerprint)
        self.prompts = PromptEncoder(self.stages, self.tokenizer)
        self._answerer = Answerer(self.stages, self.prompts, self.name)

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
            ModelError: the weights cannot be used, or were replaced meanwhile.
            UsageError: the device, precision or resolution cannot be used.
        """
        return cls(*_load_whole(source, choose_device(device, dtype), resolution, cancel), compiled=compiled)

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
        return cls(loaded, "random weights", compiled=compiled)

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
        self._run(lambda: self.pictures.features(picture), cancel)

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
            question = PicturePrompt(picture, self.pictures.features(picture), prompt, floor)
            return self._answerer.answer_one(question, sparing=self.shortages > 0, watch=watch, cancel=cancel)

        return self._run(answer, cancel)

    def prepare(self, picture: Picture) -> None:
        """See `Segmenter.prepare`."""
        self.pictures.prepare(picture)

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
            features = self.pictures.passing_features(picture)
            asked = zip(prompts, floors or repeat(SCORE_FLOOR, len(prompts)), strict=True)
            return self._answer((PicturePrompt(picture, features, *one) for one in asked), cancel)

        return self._run(answer, cancel)

    def segment_pictures(
        self, pictures: Sequence[Picture], prompt: Prompt, *, cancel: threading.Event | None = None
    ) -> tuple[Segmentation, ...]:
        """Ask one thing about several pictures, boxes in pixels of every one; otherwise as `segment_all`.

        At most `at_once` of their encodings are in memory at a time; none is kept. The program itself does not use it:
        a run that is killed would lose what was found in all of them.
        """

        def answer() -> tuple[Segmentation, ...]:
            return self._answer((PicturePrompt(p, self.pictures.passing_features(p), prompt) for p in pictures), cancel)

        return self._run(answer, cancel)

    @property
    def at_once(self) -> int:
        """How many questions, each a prompt on a picture, go through the detector together.

        A processor's caches hold the work of one; a graphics card has room, and half its units to spare.
        """
        return _QUESTIONS_AT_ONCE if self.choice.device.type == "cuda" and not self.shortages else 1

    def _answer(self, questions: Iterator[PicturePrompt], cancel: threading.Event | None) -> tuple[Segmentation, ...]:
        """`at_once` questions at a time; the pictures of later ones are not encoded before."""
        found: list[Segmentation] = []
        while some := list(islice(questions, self.at_once)):
            found += self._answerer.answer(some, sparing=self.shortages > 0, cancel=cancel)
        return tuple(found)

    def is_encoded(self, picture: Picture) -> bool:
        """Whether a prompt on this picture would find it encoded."""
        return picture.key in self.pictures

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
        self.pictures.clear()
        self.prompts.forget()
        self._answerer.forget()
        self.stages.forget()
        give_back(self.choice.device)

    def limit_memory(self, picture_bytes: int, disk_bytes: int = 0) -> None:
        """Keep encoded pictures up to this many bytes from here on: see `PictureTiers.limit` and `limit_disk`."""
        self.pictures.limit(picture_bytes)
        self.pictures.limit_disk(disk_bytes)

    def encode_to_disk(self, picture: Picture, *, cancel: threading.Event | None = None) -> bool:
        """Have a picture encoded on disk; whether that was still to be done. Errors: `PictureTiers.keep_on_disk`."""
        return self._run(lambda: self.pictures.keep_on_disk(picture), cancel)

    def disk_room(self) -> DiskRoom:
        """How much room encoded pictures take on disk, by the size of the last one; zeros where none are kept there."""
        return self.pictures.store.room if self.pictures.store else DiskRoom(0, 0)


def _load_whole(
    source: str | Path, choice: DeviceChoice, resolution: int | None, cancel: threading.Event | None
) -> tuple[Loaded, str]:
    """A checkpoint and its fingerprint; arguments and errors as in `Predictor.load`."""
    is_current, weights = watched(source), fingerprint(source)
    loaded = load_checkpoint(source, choice, resolution, cancel)
    if not is_current() and fingerprint(source) != weights:  # some may be the old ones; what they give has no name
        raise ModelError(
            "{source} was written to while it was loaded; load it again once nobody writes to it any more.",
            source=source,
        )
    return replace(loaded, is_current=is_current), weights
