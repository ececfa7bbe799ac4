"""Configurations of SAM 3's parts, with the public model's values as defaults.

Field names and meanings are those of the published `config.json`. Keys that a file has and these classes do not
know are ignored: published files carry many that describe training or a video tracker.
"""

import dataclasses
import json
from pathlib import Path
from typing import ClassVar

from sam3_studio.model.config_base import Config
from sam3_studio.model.errors import CheckpointError
from sam3_studio.model.location import find_config

NORM_GROUPS = 8
"""Groups of channels that the mask decoder normalises together (published constant)."""


@dataclasses.dataclass(kw_only=True)
class Sam3ViTConfig(Config):
    """The image trunk: a plain ViT with windowed attention and rotary positions.

    Attributes:
        image_size: side of the square input in pixels.
        patch_size: side of one patch in pixels; the token grid is image_size // patch_size.
        window_size: side of an attention window in tokens.
        global_attn_indexes: layers that attend over the whole grid instead of windows.
        pretrain_image_size: side in pixels for which the position table was learned; it is tiled over the grid.
        rope_theta: base of the rotary frequencies.
    """

    model_type: ClassVar[str] = "sam3_vit_model"

    hidden_size: int = 1024
    intermediate_size: int = 4736
    num_hidden_layers: int = 32
    num_attention_heads: int = 16
    num_channels: int = 3
    image_size: int = 1008
    patch_size: int = 14
    hidden_act: str = "gelu"
    layer_norm_eps: float = 1e-6
    attention_dropout: float = 0.0
    hidden_dropout: float = 0.0
    rope_theta: float = 10000.0
    window_size: int = 24
    global_attn_indexes: list[int] = dataclasses.field(default_factory=lambda: [7, 15, 23, 31])
    layer_scale_init_value: float | None = None
    pretrain_image_size: int = 336

    def _check(self) -> None:
        super()._check()
        if self.hidden_size // self.num_attention_heads % 4:
            raise self._refusal("hidden_size / num_attention_heads should be a multiple of 4 for rotary positions")
        if self.image_size % self.patch_size:
            raise self._refusal(f"image_size {self.image_size} is no multiple of patch_size {self.patch_size}")
        if self.pretrain_image_size < self.patch_size:
            raise self._refusal(f"pretrain_image_size {self.pretrain_image_size} is less than one patch")
        if not self.rope_theta:
            raise self._refusal("rope_theta should not be 0")
        if self.layer_scale_init_value is not None:
            raise self._refusal("layer_scale_init_value is not supported; no published SAM 3 weights use it")


@dataclasses.dataclass(kw_only=True)
class Sam3VisionConfig(Config):
    """Trunk and neck.

    Attributes:
        fpn_hidden_size: width of the neck's levels.
        scale_factors: sizes of the neck's levels relative to the token grid, finest first.
        backbone_feature_sizes: published but never used: the sizes follow from the input.
        layer_norm_eps: published but never used: the neck has no norm.
    """

    model_type: ClassVar[str] = "sam3_vision_model"

    backbone_config: Sam3ViTConfig = dataclasses.field(default_factory=Sam3ViTConfig)
    fpn_hidden_size: int = 256
    scale_factors: list[float] = dataclasses.field(default_factory=lambda: [4.0, 2.0, 1.0, 0.5])
    backbone_feature_sizes: list[list[int]] = dataclasses.field(
        default_factory=lambda: [[288, 288], [144, 144], [72, 72]]
    )
    hidden_act: str = "gelu"
    layer_norm_eps: float = 1e-6

    def _check(self) -> None:
        super()._check()
        # The detector reads the last level that is not smaller than the trunk's grid, which it takes for that grid.
        falling = sorted(set(self.scale_factors), reverse=True)
        if not set(self.scale_factors) <= {4, 2, 1, 0.5} or self.scale_factors != falling or 1 not in falling:
            raise self._refusal("scale_factors should be 4, 2, 1 and 0.5 in this order; all but 1 may be left out")

    @property
    def image_size(self) -> int:
        """Side of the square input in pixels."""
        return self.backbone_config.image_size

    @image_size.setter
    def image_size(self, value: int) -> None:
        self.backbone_config.image_size = value


@dataclasses.dataclass(kw_only=True)
class Sam3TextConfig(Config):
    """The CLIP text encoder. `projection_dim` belongs to CLIP's pooled output, which SAM 3 never uses."""

    model_type: ClassVar[str] = "clip_text_model"

    vocab_size: int = 49408
    hidden_size: int = 1024
    intermediate_size: int = 4096
    projection_dim: int = 512
    num_hidden_layers: int = 24
    num_attention_heads: int = 16
    max_position_embeddings: int = 32
    hidden_act: str = "gelu"
    layer_norm_eps: float = 1e-5
    attention_dropout: float = 0.0


@dataclasses.dataclass(kw_only=True)
class _TransformerConfig(Config):
    """What the detector's three transformers have in common.

    Attributes:
        dropout: of training; this model is built without.
        hidden_dropout: likewise.
        layer_norm_eps: published but never used: every norm outside the image trunk has 1e-5.
    """

    hidden_size: int = 256
    num_layers: int = 6
    num_attention_heads: int = 8
    intermediate_size: int = 2048
    hidden_act: str = "relu"
    dropout: float = 0.1
    hidden_dropout: float = 0.0
    layer_norm_eps: float = 1e-6


@dataclasses.dataclass(kw_only=True)
class Sam3GeometryEncoderConfig(_TransformerConfig):
    """The encoder of exemplar boxes. `roi_size` is the side of the grid that a box is pooled to."""

    model_type: ClassVar[str] = "sam3_geometry_encoder"

    num_layers: int = 3
    roi_size: int = 7


@dataclasses.dataclass(kw_only=True)
class Sam3DETREncoderConfig(_TransformerConfig):
    """The encoder that fuses the prompt into the image features."""

    model_type: ClassVar[str] = "sam3_detr_encoder"


@dataclasses.dataclass(kw_only=True)
class Sam3DETRDecoderConfig(_TransformerConfig):
    """The decoder that turns object queries into boxes. `num_queries` bounds the objects found in one picture."""

    model_type: ClassVar[str] = "sam3_detr_decoder"

    num_queries: int = 200


@dataclasses.dataclass(kw_only=True)
class Sam3MaskDecoderConfig(Config):
    """The decoder of masks.

    Attributes:
        num_upsampling_stages: the last stage carries weights that inference never uses.
        dropout: of training; this model is built without.
        layer_norm_eps: published but never used: its norms have 1e-5.
    """

    model_type: ClassVar[str] = "sam3_mask_decoder"

    hidden_size: int = 256
    num_upsampling_stages: int = 3
    num_attention_heads: int = 8
    dropout: float = 0.0
    layer_norm_eps: float = 1e-6

    def _check(self) -> None:
        super()._check()
        if self.hidden_size % NORM_GROUPS:
            raise self._refusal(f"hidden_size {self.hidden_size} is no multiple of {NORM_GROUPS}")


@dataclasses.dataclass(kw_only=True)
class Sam3Config(Config):
    """All parts of the image model. Parts may be given as dictionaries; parts left out are the public ones."""

    model_type: ClassVar[str] = "sam3"

    vision_config: Sam3VisionConfig = dataclasses.field(default_factory=Sam3VisionConfig)
    text_config: Sam3TextConfig = dataclasses.field(default_factory=Sam3TextConfig)
    geometry_encoder_config: Sam3GeometryEncoderConfig = dataclasses.field(default_factory=Sam3GeometryEncoderConfig)
    detr_encoder_config: Sam3DETREncoderConfig = dataclasses.field(default_factory=Sam3DETREncoderConfig)
    detr_decoder_config: Sam3DETRDecoderConfig = dataclasses.field(default_factory=Sam3DETRDecoderConfig)
    mask_decoder_config: Sam3MaskDecoderConfig = dataclasses.field(default_factory=Sam3MaskDecoderConfig)

    def _check(self) -> None:
        super()._check()
        widths = {
            self.vision_config.fpn_hidden_size,
            self.geometry_encoder_config.hidden_size,
            self.detr_encoder_config.hidden_size,
            self.detr_decoder_config.hidden_size,
            self.mask_decoder_config.hidden_size,
        }
        if len(widths) > 1:
            raise self._refusal(
                f"fpn_hidden_size and the hidden_size of encoders and decoders must be the same, not {sorted(widths)}"
            )

    @property
    def image_size(self) -> int:
        """Side of the square input in pixels; setting it changes the resolution of models built from this."""
        return self.vision_config.image_size

    @image_size.setter
    def image_size(self, value: int) -> None:
        self.vision_config.image_size = value

    @classmethod
    def from_pretrained(cls, source: str | Path) -> "Sam3Config":
        """From a checkpoint folder, a file in one, or the name of a downloaded Hub repository.

        The public repository nests the image model's configuration under `detector_config`; image-only
        repositories have it at the top. A checkpoint without `config.json` has the public configuration.

        Raises:
            CheckpointError: there is no such checkpoint, or its `config.json` cannot be used.
        """
        path = find_config(source)
        return cls() if path is None else cls.from_json(path)

    @classmethod
    def from_json(cls, path: Path) -> "Sam3Config":
        """From a `config.json`.

        Raises:
            CheckpointError: the file is no JSON, or describes another kind of model.
        """
        try:
            values = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError) as error:
            raise CheckpointError(
                "{path} cannot be read as JSON ({reason}); download it again.", path=path, reason=error
            ) from error
        if not isinstance(values, dict):
            raise CheckpointError("{path} holds no configuration; download it again.", path=path)
        values = values.get("detector_config", values)
        kind = values.get("model_type", cls.model_type) if isinstance(values, dict) else None
        if kind not in (cls.model_type, "sam3_video"):
            raise CheckpointError(
                "{path} describes a model of type {kind!r}, not SAM 3; choose a folder with SAM 3 weights.",
                path=path,
                kind=kind,
            )
        try:
            return cls.from_dict(values)
        except ValueError as error:
            raise CheckpointError("{path} cannot be used: {reason}.", path=path, reason=error) from error
