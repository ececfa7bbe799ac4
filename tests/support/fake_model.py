"""A model that does as it is told, for tests of what stands around one."""

import threading
from collections.abc import Sequence

import numpy as np

from sam3_studio.app.inference.messages import ClassPrompt, ModelInfo
from sam3_studio.core.annotation import Candidate
from sam3_studio.core.errors import CancelledError
from sam3_studio.core.geometry import Box
from sam3_studio.core.prompt import Prompt
from sam3_studio.core.rle import Rle
from sam3_studio.core.segmenter import SCORE_FLOOR, DiskRoom, Picture, Segmentation, Sketch, Watch

Places = tuple[tuple[int, int, float], ...]


class FakeModel:
    """Finds squares wherever it looks; waits at its gate, like a stage that takes long.

    Attributes:
        places: of what it finds: column and row of the top left pixel, and the score.
        places_of: the same for concepts of which it finds something else.
        shape: of what it finds; a square of 4 x 4 pixels at first.
        most_words: of a concept that it reads to its end.
        prompts: everything that it was asked.
    """

    description = "fake"

    def __init__(self) -> None:
        self.encoded: list[str] = []
        self.prepared: list[str] = []
        self.on_disk: list[str] = []
        self.failures: list[Exception] = []
        self.shortages = 0
        self.picture_bytes = self.disk_bytes = 0
        self.gate = threading.Event()
        self.gate.set()
        self.prompts: list[Prompt] = []
        self._closes_at = 0
        self.places: Places = ((2, 2, 0.9), (2, 2, 0.3))
        self.places_of: dict[str, Places] = {}
        self.shape = np.ones((4, 4), dtype=bool)
        self.most_words = 30

    @property
    def asked(self) -> list[str | None]:
        """The words of every prompt."""
        return [prompt.text for prompt in self.prompts]

    def hold_at(self, number: int) -> None:
        """Close the gate as it is asked the prompt of this number, counted from now on."""
        self._closes_at = len(self.prompts) + number

    def reads_all(self, concept: str) -> bool:
        return len(concept.split()) <= self.most_words

    def is_encoded(self, picture: Picture) -> bool:
        return picture.key in self.encoded

    def encode_to_disk(self, picture: Picture, *, cancel: threading.Event | None = None) -> bool:
        self._pass(cancel)
        self.on_disk.append(picture.key)
        return True

    def disk_room(self) -> DiskRoom:
        return DiskRoom(1 << 30, self.disk_bytes)

    def limit_memory(self, picture_bytes: int, disk_bytes: int = 0) -> None:
        self.picture_bytes = picture_bytes
        self.disk_bytes = disk_bytes

    def encode(self, picture: Picture, *, cancel: threading.Event | None = None) -> None:
        self._pass(cancel)
        self.encoded.append(picture.key)

    def segment(
        self,
        picture: Picture,
        prompt: Prompt,
        *,
        floor: float = SCORE_FLOOR,
        cancel: threading.Event | None = None,
        watch: Watch | None = None,
    ) -> Segmentation:
        self.prompts.append(prompt)
        if len(self.prompts) == self._closes_at:
            self.gate.clear()
        self._pass(cancel)
        (height, width), size = self.shape.shape, (picture.height, picture.width)
        candidates = tuple(
            Candidate(Box(x, y, x + width, y + height), score, Rle.from_crop(self.shape, x, y, *size))
            for x, y, score in self.places_of.get(prompt.text or "", self.places)
            if score > floor
        )
        if watch:
            watch(Sketch(1.0, tuple((c.box, c.score) for c in candidates)))
            watch(Segmentation(1.0, candidates[:1]))
        return Segmentation(1.0, candidates)

    def prepare(self, picture: Picture) -> None:
        self.prepared.append(picture.key)

    def segment_all(
        self,
        picture: Picture,
        prompts: Sequence[Prompt],
        *,
        floors: Sequence[float] = (),
        cancel: threading.Event | None = None,
    ) -> tuple[Segmentation, ...]:
        asked = zip(prompts, floors or [SCORE_FLOOR] * len(prompts), strict=True)
        return tuple(self.segment(picture, prompt, floor=floor, cancel=cancel) for prompt, floor in asked)

    def _pass(self, cancel: threading.Event | None) -> None:
        if self.failures:
            raise self.failures.pop()
        while not self.gate.wait(0.002) and not (cancel and cancel.is_set()):
            pass
        if cancel and cancel.is_set():
            raise CancelledError("Stopped.")


def described(name: str, device: str = "cpu") -> ModelInfo:
    return ModelInfo(name, f"{name} 01", device, "float32", "as asked", 14, 200)


def prompt_for(text: str, class_id: int = 1) -> ClassPrompt:
    return ClassPrompt(class_id, f"{text}, version 1", Prompt(text))
