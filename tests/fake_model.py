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
    """Finds two squares wherever it looks; waits at its gate, like a stage that takes long."""

    description = "fake"

    def __init__(self) -> None:
        self.encoded: list[str] = []
        self.asked: list[str | None] = []
        self.failures: list[Exception] = []
        self.shortages = 0
        self.picture_bytes = 0
        self.gate = threading.Event()
        self.gate.set()

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
        mask = Rle.from_crop(np.ones((4, 4), dtype=bool), 2, 2, picture.height, picture.width)
        candidates = tuple(Candidate(Box(2, 2, 6, 6), score, mask) for score in (0.9, 0.3))
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
