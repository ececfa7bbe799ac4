"""A model that finds squares and needs neither Qt nor torch, for runs over many pictures."""

from collections.abc import Callable, Sequence

import numpy as np

from sam3_studio.core.annotation import Candidate
from sam3_studio.core.errors import CancelledError
from sam3_studio.core.geometry import Box
from sam3_studio.core.prompt import Prompt
from sam3_studio.core.rle import Rle
from sam3_studio.core.segmenter import SCORE_FLOOR, Picture, Segmentation


class SquaresModel:
    """Finds a sure and an unsure square wherever it looks; nothing for "nothing".

    Attributes:
        asked: the words of every prompt.
        scores: of what it finds, best first.
        before_answer: called before each answer.
    """

    description = "squares"

    def __init__(self) -> None:
        self.asked: list[str | None] = []
        self.scores: tuple[float, ...] = (0.9, 0.3)
        self.before_answer: Callable[[], object] = lambda: None

    def prepare(self, picture: Picture) -> None:
        """Nothing to do."""

    def segment_all(
        self, picture: Picture, prompts: Sequence[Prompt], *, floors: Sequence[float] = (), cancel=None
    ) -> tuple[Segmentation, ...]:
        asked = zip(prompts, floors or [SCORE_FLOOR] * len(prompts), strict=True)
        return tuple(self.segment(picture, prompt, floor=floor, cancel=cancel) for prompt, floor in asked)

    def segment(self, picture: Picture, prompt: Prompt, *, floor: float = SCORE_FLOOR, cancel=None) -> Segmentation:
        self.asked.append(prompt.text)
        self.before_answer()
        if cancel is not None and cancel.is_set():
            raise CancelledError("Stopped.")
        if prompt.text == "nothing":
            return Segmentation(0.0, ())
        spot = 2 + 6 * len(prompt.boxes)
        masks = [
            Rle.from_crop(np.ones((4, 4), dtype=bool), spot + 8 * number, spot, picture.height, picture.width)
            for number in range(len(self.scores))
        ]
        found = zip(self.scores, masks, strict=True)
        return Segmentation(1.0, tuple(Candidate(Box(2, 2, 6, 6), s, mask) for s, mask in found if s > floor))
