"""Prompts on encoded pictures, put through the detector together, and what comes of them."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass

from torch import Tensor

from sam3_studio.core.annotation import Candidate
from sam3_studio.core.byte_cache import ByteCache
from sam3_studio.core.errors import ModelError
from sam3_studio.core.prompt import Prompt
from sam3_studio.core.segmenter import SCORE_FLOOR, Picture, Segmentation, Watch
from sam3_studio.engine.answering import complete, read_sketch
from sam3_studio.engine.cancelling import stop_if_set
from sam3_studio.engine.prompt_encoding import PromptEncoder
from sam3_studio.engine.stages import Stages
from sam3_studio.model import DetectorOutput, PictureFeatures, PromptTokens

_MASKS_AT_ONCE = 32
"""Coarse masks brought to the host together; bounds memory when hundreds of candidates pass the floor."""

_MASKS_WHEN_SHORT = 4
"""The same after memory ran short once."""

_KEPT_BYTES = 96 << 20
"""Bound of what is kept on the model's device to lower the floor under an answer: one takes 90 MB at full size."""


@dataclass(frozen=True, slots=True)
class PicturePrompt:
    """A question: a prompt on an encoded picture.

    Attributes:
        picture: where to look.
        features: of the picture.
        prompt: what to look for.
        floor: candidates that score more get a mask.
    """

    picture: Picture
    features: PictureFeatures
    prompt: Prompt
    floor: float = SCORE_FLOOR


@dataclass(slots=True)
class _Detected:
    """What the detector found for a question; more of its candidates can get masks later.

    Attributes:
        found: for this question alone.
        tokens: its prompt.
        pixels: (1, D, h, w) what queries are compared with; None as long as nothing passed the floor.
        candidates: those that have masks, best first.
    """

    found: DetectorOutput
    tokens: PromptTokens
    pixels: Tensor | None = None
    candidates: tuple[Candidate, ...] = ()

    @property
    def nbytes(self) -> int:
        return self.found.memory.nbytes + (0 if self.pixels is None else self.pixels.nbytes)


class Answerer:
    """Answers questions; to be called inside `torch.inference_mode`.

    Args:
        stages: of the model.
        prompts: encodes them.
        name: of the weights, for people.
    """

    def __init__(self, stages: Stages, prompts: PromptEncoder, name: str) -> None:
        self._stages = stages
        self._prompts = prompts
        self._name = name
        self._kept: ByteCache[_Detected] = ByteCache(_KEPT_BYTES)

    def forget(self) -> None:
        """Give back what is kept of answers."""
        self._kept.clear()

    def answer_one(
        self,
        question: PicturePrompt,
        *,
        sparing: bool = False,
        watch: Watch | None = None,
        cancel: threading.Event | None = None,
    ) -> Segmentation:
        """Answer a question, and keep what it takes to answer it with a lower floor later without the detector.

        Args:
            question: to be answered; with a floor below `SCORE_FLOOR` the answer goes on from the one before.
            sparing: as in `answer`.
            watch: is shown the answer while it grows.
            cancel: once set, stops the call; errors as of `answer`.
        """
        key = question.picture.key, question.prompt
        detected = self._kept.get(key) if question.floor < SCORE_FLOOR else None
        if detected is None:
            (detected,) = self._detect([question], cancel)
        answer = self._complete(detected, question, sparing=sparing, watch=watch, cancel=cancel)
        self._kept.put(key, detected, detected.nbytes)
        return answer

    def answer(
        self,
        questions: Sequence[PicturePrompt],
        *,
        sparing: bool = False,
        cancel: threading.Event | None = None,
    ) -> list[Segmentation]:
        """Detect for all questions together, then make masks for what passes each one's floor only.

        Args:
            questions: one or more.
            sparing: make fewer masks at once, as memory is short.
            cancel: once set, stops the call.

        Raises:
            CancelledError: `cancel` was set.
            PromptError: a prompt cannot be used with its picture.
            ModelError: the results are not numbers.
        """
        detected = self._detect(questions, cancel)
        return [
            self._complete(found, one, sparing=sparing, watch=None, cancel=cancel)
            for found, one in zip(detected, questions, strict=True)
        ]

    def _detect(self, questions: Sequence[PicturePrompt], cancel: threading.Event | None) -> list[_Detected]:
        tokens = [self._prompts.encode(one.features, one.picture, one.prompt) for one in questions]
        stop_if_set(cancel)
        found = self._stages.detect(_together(questions), PromptTokens.stacked(tokens))
        return [_Detected(found.row(index), one) for index, one in enumerate(tokens)]

    def _complete(
        self,
        detected: _Detected,
        question: PicturePrompt,
        *,
        sparing: bool,
        watch: Watch | None,
        cancel: threading.Event | None,
    ) -> Segmentation:
        """Masks for all that passes the floor; those made before are not made again."""
        read = read_sketch(detected.found, question.picture, question.floor)
        if read is None:
            raise ModelError(
                "{name} gives results that are not numbers; check it with `sam3-studio model verify`, or compute "
                "in float32.",
                name=self._name,
            )
        sketch, kept = read
        if watch:
            watch(sketch)
        if not sketch.boxes:
            return Segmentation(sketch.presence, ())
        if detected.pixels is None:
            detected.pixels = self._stages.embed_pixels(detected.found, question.features, detected.tokens)
        answer = complete(
            sketch,
            detected.found.decoded.queries[:, kept],
            detected.pixels,
            self._stages.model,
            question.picture,
            at_once=_MASKS_WHEN_SHORT if sparing else _MASKS_AT_ONCE,
            known=detected.candidates[: len(sketch.boxes)],
            watch=watch,
            cancel=cancel,
        )
        detected.candidates = max(detected.candidates, answer.candidates, key=len)
        return answer


def _together(questions: Sequence[PicturePrompt]) -> PictureFeatures:
    """The features of all pictures as one batch, or of the one picture that all questions are about."""
    features = [one.features for one in questions]
    return features[0] if all(one is features[0] for one in features) else PictureFeatures.stacked(features)
