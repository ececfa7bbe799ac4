"""Prompts as the model reads them; texts are encoded once."""

import torch
from torch import Tensor

from sam3_studio.core.byte_cache import ByteCache
from sam3_studio.core.prompt import Prompt
from sam3_studio.core.segmenter import Picture
from sam3_studio.engine.box_prompts import VISUAL_PROMPT, encode_boxes, read_exemplars
from sam3_studio.engine.device import send
from sam3_studio.engine.stages import Stages
from sam3_studio.engine.tokenizer import Tokenizer
from sam3_studio.model import PADDING_LABEL, PictureFeatures, PromptTokens

_TEXT_BYTES = 16 << 20
"""Bound of the encoded texts that are kept, on the model's device."""


class PromptEncoder:
    """Encodes prompts.

    Args:
        stages: of the model.
        tokenizer: of the model's checkpoint.
    """

    def __init__(self, stages: Stages, tokenizer: Tokenizer) -> None:
        self._stages = stages
        self._tokenizer = tokenizer
        self._texts: ByteCache[Tensor] = ByteCache(_TEXT_BYTES)

    def encode(self, features: PictureFeatures, picture: Picture, prompt: Prompt) -> PromptTokens:
        """A prompt as the detector reads it.

        Args:
            features: of the picture.
            picture: that the prompt's boxes are in.
            prompt: with words, boxes, or both.

        Raises:
            PromptError: a box cannot be used with this picture.
        """
        model = self._stages.model
        text = self._text(prompt.text.strip() if prompt.text and prompt.text.strip() else VISUAL_PROMPT)
        if not prompt.boxes:
            return model.encode_prompt(features, text)
        row = read_exemplars(prompt.boxes, picture.height, picture.width)
        boxes, labels = encode_boxes([row], [(picture.height, picture.width)], PADDING_LABEL)
        boxes, labels = send(boxes, model.device), send(labels, model.device)
        return model.encode_prompt(features, text, boxes=boxes, box_labels=labels)

    def forget(self) -> None:
        """Encode texts anew from here on."""
        self._texts.clear()

    def _text(self, text: str) -> Tensor:
        """Features of a text without padding, (1, T, D), from the cache where possible."""
        cached = self._texts.get(text)
        if cached is not None:
            return cached
        ids = send(torch.tensor([self._tokenizer.encode(text)]), self._stages.model.device)
        features = self._stages.text(ids)
        self._texts.put(text, features, features.nbytes)
        return features
