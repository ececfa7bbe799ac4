"""The parts of SAM 3, and how each feeds the next."""

import torch
from torch import Tensor, nn

from sam3_studio.model.config import Sam3Config
from sam3_studio.model.detr_decoder import DecoderStart, DetrDecoder
from sam3_studio.model.detr_encoder import DetrEncoder
from sam3_studio.model.geometry_encoder import GeometryEncoder
from sam3_studio.model.layers import Float32Linear, Trace
from sam3_studio.model.mask_decoder import MaskDecoder
from sam3_studio.model.outputs import DetectorOutput, PictureFeatures, Sam3TextOutput, Sam3VisionEncoderOutput
from sam3_studio.model.prompt import PromptTokens, common_batch, padding_last
from sam3_studio.model.scoring import DotProductScoring
from sam3_studio.model.text_encoder import TextEncoder
from sam3_studio.model.vision_encoder import Sam3VisionModel


class Sam3Stages(nn.Module):
    """From pictures and prompts to detections, one stage at a time."""

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

    def get_vision_features(
        self, pixel_values: Tensor, *, output_hidden_states: bool = False, output_attentions: bool = False
    ) -> Sam3VisionEncoderOutput:
        """Features of pictures, (B, 3, height, width) in [-1, 1]; see `Sam3ViTModel.forward` for the rest."""
        return self.vision_encoder(
            pixel_values, output_hidden_states=output_hidden_states, output_attentions=output_attentions
        )

    def prepare(self, vision: Sam3VisionEncoderOutput, trace: Trace | None = None) -> PictureFeatures:
        """What prompts on pictures read, computed once; `trace` sees what the DETR encoder begins with."""
        level, encoding = vision.fpn_hidden_states[-1], vision.fpn_position_encoding[-1]
        positions = encoding.flatten(2).transpose(1, 2)  # (1, H·W, D)
        return PictureFeatures(
            level,
            encoding,
            self.detr_encoder.prepare(level.flatten(2).transpose(1, 2), positions, trace),
            self.mask_decoder.pixel_decoder.prepare(vision.fpn_hidden_states[:-1]),
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
        picture: PictureFeatures,
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
            picture: features of B pictures, or of one that all prompts share.
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
        batch = common_batch(pictures=picture.level, texts=text, boxes=boxes)
        if box_labels is None:
            box_labels = torch.ones(boxes.shape[:2], dtype=torch.long, device=boxes.device)
        # The class token follows the last valid box.
        boxes, box_labels, valid = padding_last(boxes, box_labels)
        tokens, token_mask = self.geometry_encoder(
            boxes.expand(batch, -1, -1),
            box_labels.expand(batch, -1),
            valid.expand(batch, -1),
            picture.level.expand(batch, -1, -1, -1),
            picture.positions,
        )
        if mask is None:
            mask = torch.ones(text.shape[:2], dtype=torch.bool, device=text.device)
        return PromptTokens(
            torch.cat((text.float().expand(batch, -1, -1), tokens), dim=1),  # (B, T + N + 1, D)
            torch.cat((mask.expand(batch, -1), token_mask), dim=1),
        )

    def detect(
        self,
        picture: PictureFeatures,
        prompt: PromptTokens,
        encoder_trace: Trace | None = None,
        decoder_trace: Trace | None = None,
        start: DecoderStart | None = None,
    ) -> DetectorOutput:
        """Boxes, scores and presence for a prompt.

        Args:
            picture: features of B pictures, or of one for all prompts.
            prompt: B prompts, or one for all pictures.
            encoder_trace: the one given to `prepare`.
            decoder_trace: sees what the decoder computes.
            start: what `DetrDecoder.begin` gave, where it is at hand.

        Raises:
            ValueError: the batch sizes do not fit together.
        """
        batch = common_batch(pictures=picture.level, prompts=prompt.tokens)
        prompt = prompt.for_batch(batch)
        prepared = picture.attended.expand(batch, -1, -1)  # (B, H·W, D)
        positions = picture.positions.flatten(2).transpose(1, 2)  # (1, H·W, D)
        memory = self.detr_encoder(prepared, positions, prompt.tokens, prompt.mask, encoder_trace)
        grid = (picture.level.shape[-2], picture.level.shape[-1])
        decoded = self.detr_decoder(memory, positions, grid, prompt.tokens, prompt.mask, decoder_trace, start)
        logits = self.dot_product_scoring(decoded.queries, prompt.tokens, prompt.mask)
        return DetectorOutput(decoded, logits, memory)
