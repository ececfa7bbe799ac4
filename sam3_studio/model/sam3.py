"""SAM 3 for images: every part, put together as published."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

from sam3_studio.model.checkpoint import load_weights
from sam3_studio.model.config import Sam3Config
from sam3_studio.model.detr_decoder import DetrDecoder
from sam3_studio.model.detr_encoder import DetrEncoder
from sam3_studio.model.geometry_encoder import GeometryEncoder
from sam3_studio.model.layers import Float32Linear, Trace
from sam3_studio.model.mask_decoder import MaskDecoder
from sam3_studio.model.outputs import (
    Sam3DecoderOutput,
    Sam3ImageSegmentationOutput,
    Sam3TextOutput,
    Sam3VisionEncoderOutput,
)
from sam3_studio.model.position import cxcywh_to_xyxy
from sam3_studio.model.scoring import DotProductScoring
from sam3_studio.model.text_encoder import TextEncoder
from sam3_studio.model.vision_encoder import Sam3VisionModel

PADDING_LABEL = -10
"""Label of boxes that only fill up a batch (published constant)."""


@dataclass
class PromptTokens:
    """A prompt as the detector reads it: text tokens, then box tokens.

    Attributes:
        tokens: (B, P, D).
        mask: (B, P) bool, False for padding; None when every token counts.
    """

    tokens: Tensor
    mask: Tensor | None


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


class Sam3Model(nn.Module):
    """Promptable concept segmentation on images.

    Call it for everything at once, or stage by stage: `get_vision_features`, `get_text_features`,
    `encode_prompt`, `detect`, `mask_decoder`.
    """

    def __init__(self, config: Sam3Config) -> None:
        super().__init__()
        self.config = config
        self.vision_encoder = Sam3VisionModel(config.vision_config)
        self.text_encoder = TextEncoder(config.text_config)
        self.text_projection = Float32Linear(config.text_config.hidden_size, config.detr_encoder_config.hidden_size)
        self.geometry_encoder = GeometryEncoder(config.geometry_encoder_config)
        self.detr_encoder = DetrEncoder(config.detr_encoder_config)
        self.detr_decoder = DetrDecoder(config.detr_decoder_config)
        self.mask_decoder = MaskDecoder(config.mask_decoder_config)
        self.dot_product_scoring = DotProductScoring(config.detr_decoder_config)

    @classmethod
    def from_pretrained(
        cls,
        source: str | Path,
        *,
        config: Sam3Config | None = None,
        dtype: torch.dtype | None = None,
        device: torch.device | str | None = None,
        device_map: str | None = None,
    ) -> "Sam3Model":
        """Load weights, ready for inference.

        Args:
            source: a checkpoint folder or file, or the name of a downloaded Hub repository ("facebook/sam3").
            config: replaces the checkpoint's own, for another resolution say.
            dtype: of the large matrices; None keeps the file's. What needs float32 stays in it.
            device: where they go; the CPU by default.
            device_map: another name for `device`; "auto" takes CUDA, then Apple's GPU, then the CPU.

        Raises:
            CheckpointError: the weights cannot be found or do not fit.
        """
        with torch.device("meta"):
            model = cls(config or Sam3Config.from_pretrained(source))
        load_weights(model, source, dtype=dtype, device=torch.device(_device_name(device or device_map)))
        return model.eval()

    @property
    def device(self) -> torch.device:
        """Where the weights are."""
        return self.a_matrix.device

    @property
    def dtype(self) -> torch.dtype:
        """Precision of the large matrices; some small weights are float32 regardless."""
        return self.a_matrix.dtype

    @property
    def a_matrix(self) -> Tensor:
        """One weight that stands for all when device and precision are asked for."""
        return self.vision_encoder.backbone.embeddings.patch_embeddings.projection.weight

    def get_vision_features(
        self, pixel_values: Tensor, *, output_hidden_states: bool = False, output_attentions: bool = False
    ) -> Sam3VisionEncoderOutput:
        """Features of pictures, (B, 3, height, width) in [-1, 1]; see `Sam3ViTModel.forward` for the rest."""
        return self.vision_encoder(
            pixel_values, output_hidden_states=output_hidden_states, output_attentions=output_attentions
        )

    def get_text_features(self, input_ids: Tensor, attention_mask: Tensor | None = None) -> Sam3TextOutput:
        """Features of texts: ids (B, T) and mask (B, T), 0 for padding.

        Raises:
            ValueError: T is more than the text encoder reads.
        """
        hidden = self.text_encoder(input_ids, attention_mask)
        return Sam3TextOutput(pooler_output=self.text_projection(hidden), last_hidden_state=hidden)

    def encode_prompt(
        self,
        vision: Sam3VisionEncoderOutput,
        text: Tensor,
        text_mask: Tensor | None = None,
        boxes: Tensor | None = None,
        box_labels: Tensor | None = None,
        *,
        always_class_token: bool = False,
    ) -> PromptTokens:
        """Text and exemplar boxes as one prompt.

        As published, a batch without any box has no class token, and a batch with one has it in every row.

        Args:
            vision: features of B pictures, or of one that all prompts share.
            text: (B, T, D) projected text features, or one row that all pictures share.
            text_mask: (B, T), 0 for padding.
            boxes: (B, N, 4), (cx, cy, w, h) relative to the picture.
            box_labels: (B, N), 1 examples, 0 counterexamples, -10 padding; all examples by default.
            always_class_token: add the class token even without boxes, as Meta's own code does; it changes scores.

        Raises:
            ValueError: the batch sizes do not fit together.
        """
        mask = None if text_mask is None else text_mask.bool()
        if boxes is None or boxes.numel() == 0:
            if not always_class_token:
                return PromptTokens(text, mask)
            boxes, box_labels = text.new_zeros(len(text), 0, 4), None
        features, positions = vision.fpn_hidden_states[-1], vision.fpn_position_encoding[-1]
        batch = _batch_size(pictures=features, texts=text, boxes=boxes)
        if box_labels is None:
            box_labels = torch.ones(boxes.shape[:2], dtype=torch.long, device=boxes.device)
        valid = box_labels != PADDING_LABEL
        # The class token follows the last valid box, so padding has to stand at the end.
        order = (~valid).int().argsort(dim=1, stable=True)  # (B, N)
        boxes, box_labels, valid = (
            boxes.gather(1, order[..., None].expand(-1, -1, 4)),
            box_labels.gather(1, order),
            valid.gather(1, order),
        )
        tokens, token_mask = self.geometry_encoder(
            boxes.expand(batch, -1, -1),
            torch.where(valid, box_labels, 0).long().expand(batch, -1),
            valid.expand(batch, -1),
            features.expand(batch, -1, -1, -1),
            positions,
        )
        if mask is None:
            mask = torch.ones(text.shape[:2], dtype=torch.bool, device=text.device)
        return PromptTokens(
            torch.cat((text.float().expand(batch, -1, -1), tokens), dim=1),  # (B, T + N + 1, D)
            torch.cat((mask.expand(batch, -1), token_mask), dim=1),
        )

    def detect(
        self,
        vision: Sam3VisionEncoderOutput,
        prompt: PromptTokens,
        encoder_trace: Trace | None = None,
        decoder_trace: Trace | None = None,
    ) -> DetectorOutput:
        """Boxes, scores and presence for a prompt. One picture serves many prompts, one prompt many pictures.

        Raises:
            ValueError: the batch sizes do not fit together.
        """
        level, encoding = vision.fpn_hidden_states[-1], vision.fpn_position_encoding[-1]
        batch = _batch_size(pictures=level, prompts=prompt.tokens)
        tokens = prompt.tokens.expand(batch, -1, -1)
        mask = None if prompt.mask is None else prompt.mask.expand(batch, -1)
        features = level.expand(batch, -1, -1, -1).flatten(2).transpose(1, 2)  # (B, H·W, D)
        positions = encoding.flatten(2).transpose(1, 2)  # (1, H·W, D)
        memory = self.detr_encoder(features, positions, tokens, mask, encoder_trace)
        grid = (level.shape[-2], level.shape[-1])
        decoded = self.detr_decoder(memory, positions, grid, tokens, mask, decoder_trace)
        return DetectorOutput(decoded, self.dot_product_scoring(decoded.queries, tokens, mask), memory)

    def forward(
        self,
        pixel_values: Tensor | None = None,
        vision_embeds: Sam3VisionEncoderOutput | None = None,
        input_ids: Tensor | None = None,
        attention_mask: Tensor | None = None,
        text_embeds: Tensor | Sam3TextOutput | None = None,
        input_boxes: Tensor | None = None,
        input_boxes_labels: Tensor | None = None,
        *,
        output_hidden_states: bool = False,
        output_attentions: bool = False,
        original_sizes: object = None,  # noqa: ARG002  # lets `model(**processor(...))` pass everything on
        labels: object = None,  # noqa: ARG002  # likewise
    ) -> Sam3ImageSegmentationOutput:
        """Segment.

        Batches broadcast: one picture with N prompts, or N pictures with one prompt.

        Args:
            pixel_values: (B, 3, height, width) in [-1, 1].
            vision_embeds: instead of pixels, what `get_vision_features` returned.
            input_ids: (B, T) token ids.
            attention_mask: (B, T), 0 for padding; goes along with `text_embeds` too.
            text_embeds: instead of ids, what `get_text_features` returned, or its `pooler_output`.
            input_boxes: (B, N, 4) exemplars, (cx, cy, w, h) relative to the picture.
            input_boxes_labels: (B, N), 1 examples, 0 counterexamples, -10 padding.
            output_hidden_states: also return what each layer of every part computed.
            output_attentions: also return attention weights.
            original_sizes: ignored; the processor returns it for post-processing.
            labels: ignored; the processor returns it for segmentation maps.

        Raises:
            ValueError: pictures or texts are missing or given twice, or batch sizes do not fit together.
        """
        if pixel_values is not None and vision_embeds is None:
            vision = self.get_vision_features(
                pixel_values, output_hidden_states=output_hidden_states, output_attentions=output_attentions
            )
        elif vision_embeds is not None and pixel_values is None:
            vision = vision_embeds
        else:
            raise ValueError("give either pixel_values or vision_embeds")
        if input_ids is not None and text_embeds is None:
            text = self.get_text_features(input_ids, attention_mask).pooler_output
        elif text_embeds is not None and input_ids is None:
            text = text_embeds.pooler_output if isinstance(text_embeds, Sam3TextOutput) else text_embeds
        else:
            raise ValueError("give either input_ids or text_embeds")
        prompt = self.encode_prompt(vision, text, attention_mask, input_boxes, input_boxes_labels)
        traces = [Trace(output_hidden_states, output_attentions) for _ in range(3)]
        found = self.detect(vision, prompt, *traces[:2])
        return self._segment(vision, prompt, found, traces)

    def _segment(
        self, vision: Sam3VisionEncoderOutput, prompt: PromptTokens, found: DetectorOutput, traces: list[Trace]
    ) -> Sam3ImageSegmentationOutput:
        """Make every query's mask and gather the results."""
        batch = found.memory.shape[0]
        masks, semantic = self.mask_decoder(
            found.decoded.queries,
            found.memory,
            tuple(level.expand(batch, -1, -1, -1) for level in vision.fpn_hidden_states),
            prompt.tokens.expand(batch, -1, -1),
            None if prompt.mask is None else prompt.mask.expand(batch, -1),
            traces[2],
        )
        return Sam3ImageSegmentationOutput(
            pred_masks=masks,
            pred_boxes=cxcywh_to_xyxy(found.decoded.pred_boxes),
            pred_logits=found.logits,
            presence_logits=found.decoded.presence_logits,
            semantic_seg=semantic,
            decoder_hidden_states=traces[1].seen_hidden_states(),
            decoder_reference_boxes=found.decoded.reference_boxes,
            encoder_hidden_states=traces[0].seen_hidden_states(),
            vision_hidden_states=vision.hidden_states,
            vision_attentions=vision.attentions,
            detr_encoder_attentions=traces[0].seen_attentions(),
            detr_decoder_attentions=traces[1].seen_attentions(),
            mask_decoder_attentions=traces[2].seen_attentions(),
        )


def _batch_size(**parts: Tensor) -> int:
    """The one batch size that parts of size 1 or B share."""
    sizes = {name: len(part) for name, part in parts.items()}
    batch = max(sizes.values())
    if any(size not in {1, batch} for size in sizes.values()):
        listed = ", ".join(f"{size} {name}" for name, size in sizes.items())
        raise ValueError(f"{listed} do not fit together; give equally many, or one of a kind for all")
    return batch


def _device_name(asked: torch.device | str | None) -> torch.device | str:
    if asked != "auto":
        return asked or "cpu"
    return next(_accelerators(), "cpu")


def _accelerators() -> Iterator[str]:
    if torch.cuda.is_available():
        yield "cuda"
    if torch.backends.mps.is_available():
        yield "mps"
