"""What the model's parts return: names and shapes as published for SAM 3."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import torch
from torch import Tensor


@dataclass(eq=False)
class ModelOutput(Mapping[str, Any]):
    """Named results; also a mapping, and readable by position, of those that are not None, as published outputs are."""

    def _names(self) -> list[str]:
        return [field.name for field in fields(self) if getattr(self, field.name) is not None]

    def to_tuple(self) -> tuple[Any, ...]:
        """The results that are there, in order."""
        return tuple(getattr(self, name) for name in self._names())

    def __getitem__(self, key: str | int) -> Any:
        if isinstance(key, int):
            return self.to_tuple()[key]
        if key not in self._names():
            raise KeyError(key)
        return getattr(self, key)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names())

    def __len__(self) -> int:
        return len(self._names())


@dataclass(eq=False)
class Sam3ViTOutput(ModelOutput):
    """What the image trunk makes of pictures.

    Attributes:
        last_hidden_state: (B, H·W, C) trunk features, row by row.
        hidden_states: on request, the input of the first layer and every layer's output, each (B, H, W, C).
        attentions: on request, every layer's weights; (B·windows, heads, N, N) in windowed layers.
    """

    last_hidden_state: Tensor
    hidden_states: tuple[Tensor, ...] | None = None
    attentions: tuple[Tensor, ...] | None = None


@dataclass(eq=False)
class Sam3VisionEncoderOutput(ModelOutput):
    """Everything that prompts on a picture need; compute it once, prompt many times.

    Attributes:
        last_hidden_state: (B, H·W, C) trunk features.
        fpn_hidden_states: the neck's levels, finest first, (B, D, H·s, W·s) for each scale s.
        fpn_position_encoding: sine positions of each level, (1, D, H·s, W·s) float32, shared by all pictures; from
            the model they are computed when they are read.
        hidden_states: on request, as in `Sam3ViTOutput`.
        attentions: on request, as in `Sam3ViTOutput`.
    """

    last_hidden_state: Tensor
    fpn_hidden_states: tuple[Tensor, ...]
    fpn_position_encoding: Sequence[Tensor]
    hidden_states: tuple[Tensor, ...] | None = None
    attentions: tuple[Tensor, ...] | None = None


@dataclass(eq=False)
class Sam3TextOutput(ModelOutput):
    """What the text encoder makes of texts.

    Attributes:
        pooler_output: (B, T, D) every token projected to the detector's width: what prompts are made of. The
            published name is kept although nothing is pooled.
        last_hidden_state: (B, T, C) the text encoder's own output.
    """

    pooler_output: Tensor
    last_hidden_state: Tensor


@dataclass(eq=False)
class Sam3DecoderOutput(ModelOutput):
    """What the DETR decoder makes of pictures and prompts.

    Attributes:
        queries: (B, Q, D) normalised queries of the last layer.
        pred_boxes: (B, Q, 4) refined boxes, (cx, cy, w, h) relative to the picture, float32.
        presence_logits: (B, 1) of the last layer, float32.
        reference_boxes: (L, B, Q, 4) the boxes each layer started from, (cx, cy, w, h), float32.
    """

    queries: Tensor
    pred_boxes: Tensor
    presence_logits: Tensor
    reference_boxes: Tensor


@dataclass(frozen=True)
class PictureFeatures:
    """Everything of B pictures that prompts read; it does not depend on any prompt.

    Attributes:
        level: (B, D, H, W) the neck's level at the trunk's own scale.
        positions: (1, D, H, W) its sine encoding, float32.
        attended: (B, H·W, D) the level after the first self-attention of the DETR encoder, float32.
        convolved: the finer levels behind the mask decoder's convolutions, (B, D, 2H, 2W) first, then (B, D, 4H, 4W).
    """

    level: Tensor
    positions: Tensor
    attended: Tensor
    convolved: tuple[Tensor, ...]

    @property
    def nbytes(self) -> int:
        """What it takes to keep them; the encodings of positions are shared."""
        return sum(part.nbytes for part in (self.level, self.attended, *self.convolved))

    def rows(self, index: Tensor) -> "PictureFeatures":
        """The pictures with these numbers (R), each as often as it is named."""
        convolved = tuple(level[index] for level in self.convolved)
        return PictureFeatures(self.level[index], self.positions, self.attended[index], convolved)

    @classmethod
    def stacked(cls, pictures: Sequence["PictureFeatures"]) -> "PictureFeatures":
        """What the detector reads of several pictures of one size, as one batch; without what makes masks alone."""
        if len(pictures) == 1:
            return pictures[0]
        levels, attended = [one.level for one in pictures], [one.attended for one in pictures]
        return cls(torch.cat(levels), pictures[0].positions, torch.cat(attended), ())


@dataclass
class DetectorOutput:
    """What the detector found, masks not made yet.

    Attributes:
        decoded: queries, boxes and presence of the last decoder layer.
        logits: (B, Q) match with the prompt, presence left out.
        memory: (B, H·W, D) image features, conditioned on the prompt.
    """

    decoded: Sam3DecoderOutput
    logits: Tensor
    memory: Tensor

    def row(self, index: int) -> "DetectorOutput":
        """What was found for the prompt with this number."""
        part = slice(index, index + 1)
        decoded = Sam3DecoderOutput(
            self.decoded.queries[part],
            self.decoded.pred_boxes[part],
            self.decoded.presence_logits[part],
            self.decoded.reference_boxes[:, part],
        )
        return DetectorOutput(decoded, self.logits[part], self.memory[part])


@dataclass(eq=False)
class Sam3ImageSegmentationOutput(ModelOutput):
    """What SAM 3 says about a batch of B pictures and prompts, Q queries each.

    Attributes:
        pred_masks: (B, Q, 4H, 4W) mask logits.
        pred_boxes: (B, Q, 4) boxes, (x1, y1, x2, y2) relative to the picture; they may leave it.
        pred_logits: (B, Q) match with the prompt, presence left out.
        presence_logits: (B, 1) whether the concept is in the picture at all. A query's score is
            sigmoid(pred_logits) · sigmoid(presence_logits).
        semantic_seg: (B, 1, 4H, 4W) logits of belonging to any instance of the concept.
        decoder_hidden_states: on request, input of the first decoder layer and every layer's output,
            (B, 1 + Q, D), the presence token first.
        decoder_reference_boxes: (L, B, Q, 4) boxes that each decoder layer started from, (cx, cy, w, h).
        encoder_hidden_states: on request, input of the first encoder layer and every layer's output, (B, H·W, D).
        vision_hidden_states: on request, as in `Sam3ViTOutput`.
        vision_attentions: on request, as in `Sam3ViTOutput`.
        detr_encoder_attentions: on request, per layer over the picture, then over the prompt.
        detr_decoder_attentions: on request, per layer over queries, prompt, picture.
        mask_decoder_attentions: on request, of the picture over the prompt.
    """

    pred_masks: Tensor
    pred_boxes: Tensor
    pred_logits: Tensor
    presence_logits: Tensor
    semantic_seg: Tensor
    decoder_hidden_states: tuple[Tensor, ...] | None = None
    decoder_reference_boxes: Tensor | None = None
    encoder_hidden_states: tuple[Tensor, ...] | None = None
    vision_hidden_states: tuple[Tensor, ...] | None = None
    vision_attentions: tuple[Tensor, ...] | None = None
    detr_encoder_attentions: tuple[Tensor, ...] | None = None
    detr_decoder_attentions: tuple[Tensor, ...] | None = None
    mask_decoder_attentions: tuple[Tensor, ...] | None = None
