"""Questions, each a prompt on an encoded picture, through the detector together, and what comes of them."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass

from sam3_studio.core.errors import ModelError
from sam3_studio.core.prompt import Prompt
from sam3_studio.core.segmenter import Picture, Segmentation, Watch
from sam3_studio.engine.answering import complete, read_sketch
from sam3_studio.engine.cancelling import stop_if_set
from sam3_studio.engine.prompt_encoding import PromptEncoder
from sam3_studio.engine.stages import Stages
from sam3_studio.model import DetectorOutput, PictureFeatures, PromptTokens

_MASKS_AT_ONCE = 32
"""Coarse masks brought to the host together; bounds memory when hundreds of candidates pass the floor."""

_MASKS_WHEN_SHORT = 4
"""The same after memory ran short once."""


@dataclass(frozen=True, slots=True)
class Question:
    """A prompt on a picture.

    Attributes:
        picture: where to look.
        features: of the picture.
        prompt: what to look for.
    """

    picture: Picture
    features: PictureFeatures
    prompt: Prompt


class Answerer:
    """Answers questions; inside `torch.inference_mode`.

    Args:
        stages: of the model.
        prompts: encodes them.
        name: of the weights, for people.
    """

    def __init__(self, stages: Stages, prompts: PromptEncoder, name: str) -> None:
        self._stages = stages
        self._prompts = prompts
        self._name = name

    def answer(
        self,
        questions: Sequence[Question],
        *,
        sparing: bool = False,
        watch: Watch | None = None,
        cancel: threading.Event | None = None,
    ) -> list[Segmentation]:
        """Detect for all questions together, then make masks for what passes the floor only.

        Args:
            questions: one or more.
            sparing: make fewer masks at once, as memory is short.
            watch: is shown each answer while it grows.
            cancel: once set, stops the call.

        Raises:
            CancelledError: `cancel` was set.
            PromptError: a prompt cannot be used with its picture.
            ModelError: the results are not numbers.
        """
        tokens = [self._prompts.encode(one.features, one.picture, one.prompt) for one in questions]
        stop_if_set(cancel)
        found = self._stages.detect(_together(questions), PromptTokens.stacked(tokens))
        at_once = _MASKS_WHEN_SHORT if sparing else _MASKS_AT_ONCE
        return [
            self._complete(found.row(index), one, tokens[index], at_once, watch, cancel)
            for index, one in enumerate(questions)
        ]

    def _complete(
        self,
        found: DetectorOutput,
        question: Question,
        tokens: PromptTokens,
        at_once: int,
        watch: Watch | None,
        cancel: threading.Event | None,
    ) -> Segmentation:
        read = read_sketch(found, question.picture)
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
        pixels = self._stages.embed_pixels(found, question.features, tokens)
        queries = found.decoded.queries[:, kept]
        model = self._stages.model
        return complete(sketch, queries, pixels, model, question.picture, at_once=at_once, watch=watch, cancel=cancel)


def _together(questions: Sequence[Question]) -> PictureFeatures:
    """The features of all pictures as one batch, or of the one picture that all questions are about."""
    features = [one.features for one in questions]
    return features[0] if all(one is features[0] for one in features) else PictureFeatures.stacked(features)
