"""SAM 3 for images: every part, put together as published."""

from collections.abc import Callable
from pathlib import Path

import torch
from torch import Tensor

from sam3_studio.model.checkpoint import load_weights
from sam3_studio.model.config import Sam3Config
from sam3_studio.model.device import named_device
from sam3_studio.model.int8 import hold_in_int8
from sam3_studio.model.layers import Trace
from sam3_studio.model.outputs import (
    DetectorOutput,
    PictureFeatures,
    Sam3ImageSegmentationOutput,
    Sam3TextOutput,
    Sam3VisionEncoderOutput,
)
from sam3_studio.model.position import cxcywh_to_xyxy
from sam3_studio.model.prompt import PromptTokens
from sam3_studio.model.stages import Sam3Stages


class Sam3Model(Sam3Stages):
    """Promptable concept segmentation on images.

    Call it for everything at once, or stage by stage: `get_vision_features`, `prepare`, `get_text_features`,
    `encode_prompt`, `detect`, `mask_decoder`.
    """

    @classmethod
    def from_pretrained(
        cls,
        source: str | Path,
        *,
        config: Sam3Config | None = None,
        dtype: torch.dtype | None = None,
        int8: bool = False,
        device: torch.device | str | None = None,
        device_map: str | None = None,
        poll: Callable[[], object] | None = None,
    ) -> "Sam3Model":
        """Load weights, ready for inference.

        Args:
            source: a checkpoint folder or file, or the name of a downloaded Hub repository ("facebook/sam3").
            config: replaces the checkpoint's own, for another resolution say.
            dtype: of the large matrices; None keeps the file's. What needs float32 stays in it.
            int8: keep the large matrices in eight bits, which `dtype` is made from as they are used: half the memory.
            device: where they go; the CPU by default.
            device_map: another name for `device`; "auto" takes CUDA, then Apple's GPU, then the CPU.
            poll: called before each weight is read; what it raises ends the loading.

        Raises:
            CheckpointError: the weights cannot be found or do not fit.
        """
        with torch.device("meta"):
            model = cls(config or Sam3Config.from_pretrained(source))
            if int8:
                hold_in_int8(model)
        load_weights(model, source, dtype=dtype, device=named_device(device or device_map), poll=poll)
        return model.eval()

    @property
    def device(self) -> torch.device:
        """Where the weights are."""
        return self._a_matrix.device

    @property
    def dtype(self) -> torch.dtype:
        """Precision of the large matrices; some small weights are float32 regardless."""
        return self._a_matrix.dtype

    @property
    def _a_matrix(self) -> Tensor:
        """One weight that stands for all when device and precision are asked for."""
        return self.vision_encoder.backbone.embeddings.patch_embeddings.projection.weight

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
        traces = [Trace(output_hidden_states, output_attentions) for _ in range(3)]
        picture = self.prepare(vision, traces[0])
        prompt = self.encode_prompt(picture, text, attention_mask, input_boxes, input_boxes_labels)
        found = self.detect(picture, prompt, traces[0], traces[1])
        return self._segment(vision, picture, prompt, found, traces)

    def _segment(
        self,
        vision: Sam3VisionEncoderOutput,
        picture: PictureFeatures,
        prompt: PromptTokens,
        found: DetectorOutput,
        traces: list[Trace],
    ) -> Sam3ImageSegmentationOutput:
        """Make every query's mask and gather the results."""
        batch = found.memory.shape[0]
        prompt = prompt.for_batch(batch)
        masks, semantic = self.mask_decoder(
            found.decoded.queries,
            found.memory,
            picture.convolved,
            prompt.tokens,
            prompt.mask,
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
