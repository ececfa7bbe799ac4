"""SAM 3 in plain PyTorch: needs torch and nothing else, and can be lifted into any project.

Source: "SAM 3: Segment Anything with Concepts" (Meta, 2025). Names of classes, arguments, results and weights are
the published ones.
"""

from sam3_studio.model.checkpoint import bytes_to_load, draw_weights, stored_names
from sam3_studio.model.config import (
    Sam3Config,
    Sam3DETRDecoderConfig,
    Sam3DETREncoderConfig,
    Sam3GeometryEncoderConfig,
    Sam3MaskDecoderConfig,
    Sam3TextConfig,
    Sam3VisionConfig,
    Sam3ViTConfig,
)
from sam3_studio.model.detr_decoder import DecoderStart
from sam3_studio.model.errors import CheckpointError
from sam3_studio.model.int8 import hold_in_int8
from sam3_studio.model.location import (
    CONFIG_NAME,
    INDEX_NAME,
    ORIGINAL_NAME,
    WEIGHTS_NAME,
    find_config,
    find_weights,
    locate,
)
from sam3_studio.model.outputs import (
    DetectorOutput,
    PictureFeatures,
    Sam3DecoderOutput,
    Sam3ImageSegmentationOutput,
    Sam3TextOutput,
    Sam3VisionEncoderOutput,
)
from sam3_studio.model.position import cxcywh_to_xyxy
from sam3_studio.model.prompt import PADDING_LABEL, PromptTokens
from sam3_studio.model.sam3 import Sam3Model
from sam3_studio.model.stored import stored_tensors, weight_files
from sam3_studio.model.vision_encoder import Sam3VisionModel, Sam3ViTModel

__all__ = [
    "CONFIG_NAME",
    "INDEX_NAME",
    "ORIGINAL_NAME",
    "PADDING_LABEL",
    "WEIGHTS_NAME",
    "CheckpointError",
    "DecoderStart",
    "DetectorOutput",
    "PictureFeatures",
    "PromptTokens",
    "Sam3Config",
    "Sam3DETRDecoderConfig",
    "Sam3DETREncoderConfig",
    "Sam3DecoderOutput",
    "Sam3GeometryEncoderConfig",
    "Sam3ImageSegmentationOutput",
    "Sam3MaskDecoderConfig",
    "Sam3Model",
    "Sam3TextConfig",
    "Sam3TextOutput",
    "Sam3ViTConfig",
    "Sam3ViTModel",
    "Sam3VisionConfig",
    "Sam3VisionEncoderOutput",
    "Sam3VisionModel",
    "bytes_to_load",
    "cxcywh_to_xyxy",
    "draw_weights",
    "find_config",
    "find_weights",
    "hold_in_int8",
    "locate",
    "stored_names",
    "stored_tensors",
    "weight_files",
]
