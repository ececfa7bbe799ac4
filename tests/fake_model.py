"""A model that does as it is told, for tests of what stands around one."""

import threading

import numpy as np

from sam3_studio.app.inference.messages import ClassPrompt, ModelInfo
from sam3_studio.core.annotation import Candidate
from sam3_studio.core.errors import CancelledError
from sam3_studio.core.geometry import Box
from sam3_studio.core.prompt import Prompt
from sam3_studio.core.rle import Rle
from sam3_studio.core.segmenter import Picture, Segmentation, Sketch, Watch


class FakeModel:
    """Finds squares wherever it looks; waits at its gate, like a stage that takes long.

    Attributes:
        places: of the squares of 4 x 4 pixels: column and row of the top left one, and its score.
    """

    description = "fake"

    def __init__(self) -> None:
        self.encoded: list[str] = []
        self.asked: list[str | None] = []
        self.failures: list[Exception] = []
        self.shortages = 0
        self.picture_bytes = 0
        self.gate = threading.Event()
        self.gate.set()
        self.places: tuple[tuple[int, int, float], ...] = ((2, 2, 0.9), (2, 2, 0.3))

    def is_encoded(self, picture: Picture) -> bool:
        return picture.key in self.encoded

    def free_memory(self) -> None:
        self.encoded.clear()

    def limit_memory(self, picture_bytes: int) -> None:
        self.picture_bytes = picture_bytes

    def encode(self, picture: Picture, *, cancel: threading.Event | None = None) -> None:
        self._pass(cancel)
        self.encoded.append(picture.key)

    def segment(
        self, picture: Picture, prompt: Prompt, *, cancel: threading.Event | None = None, watch: Watch | None = None
    ) -> Segmentation:
        self.asked.append(prompt.text)
        self._pass(cancel)
        square, size = np.ones((4, 4), dtype=bool), (picture.height, picture.width)
        candidates = tuple(
            Candidate(Box(x, y, x + 4, y + 4), score, Rle.from_crop(square, x, y, *size)) for x, y, score in self.places
        )
        if watch:
            watch(Sketch(1.0, tuple((c.box, c.score) for c in candidates)))
            watch(Segmentation(1.0, candidates[:1]))
        return Segmentation(1.0, candidates)

    def _pass(self, cancel: threading.Event | None) -> None:
        if self.failures:
            raise self.failures.pop()
        while not self.gate.wait(0.002) and not (cancel and cancel.is_set()):
            pass
        if cancel and cancel.is_set():
            raise CancelledError("Stopped.")


def described(name: str, device: str = "cpu") -> ModelInfo:
    return ModelInfo(name, f"{name} on {device}", f"{name} 01", device, "float32", "as asked", 14)


def prompt_for(text: str, class_id: int = 1) -> ClassPrompt:
    return ClassPrompt(class_id, f"{text}, version 1", Prompt(text))
