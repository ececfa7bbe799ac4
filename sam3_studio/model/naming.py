"""Which stored tensor a weight comes from: the published names, prefixed or not, and Meta's original ones."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

PREFIX = "detector_model."
"""Stands before the image model's weights where a checkpoint also holds a video tracker."""

_LEFT_OUT = ("tracker_model.", "tracker_neck.", "vision_encoder.neck.position_encoding.")
"""Beginnings of names that belong to the video tracker, or hold what is computed here."""

_ORIGINAL_MARK = "backbone.vision_backbone.trunk.pos_embed"


@dataclass(frozen=True)
class Origin:
    """The part of a stored tensor that one weight is.

    Attributes:
        name: of the stored tensor.
        third: which of three equal parts along the first axis (queries, keys, values); None for the whole.
        skip_rows: rows of the stored tensor's second axis to leave out.
        transposed: whether rows and columns are exchanged.
    """

    name: str
    third: int | None = None
    skip_rows: int = 0
    transposed: bool = False


def is_left_out(name: str) -> bool:
    """Whether a stored tensor is none of the image model's, though it stands in the published files."""
    return name.removeprefix(PREFIX).startswith(_LEFT_OUT)


def origins(stored: Collection[str]) -> Callable[[str], Origin]:
    """From the names in a checkpoint, how each weight's name leads to its origin."""
    for name in stored:
        if name.endswith(_ORIGINAL_MARK):
            prefix = name.removesuffix(_ORIGINAL_MARK)
            return lambda weight: _original(weight, prefix, stored)
    if any(name.startswith(PREFIX) for name in stored):
        return lambda weight: Origin(PREFIX + weight)
    return Origin


_RENAMES = [
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        # Image trunk
        (r"^vision_encoder\.backbone\.", "backbone.vision_backbone.trunk."),
        (r"trunk\.embeddings\.position_embeddings$", "trunk.pos_embed"),
        (r"trunk\.embeddings\.patch_embeddings\.projection\.", "trunk.patch_embed.proj."),
        (r"trunk\.layer_norm\.", "trunk.ln_pre."),
        (r"trunk\.layers\.(\d+)\.attention\.o_proj\.", r"trunk.blocks.\1.attn.proj."),
        (r"trunk\.layers\.(\d+)\.attention\.", r"trunk.blocks.\1.attn."),
        (r"trunk\.layers\.(\d+)\.layer_norm", r"trunk.blocks.\1.norm"),
        (r"trunk\.layers\.", "trunk.blocks."),
        # Neck
        (r"^vision_encoder\.neck\.fpn_layers\.", "backbone.vision_backbone.convs."),
        (r"(convs\.\d+)\.scale_layers\.0\.", r"\1.dconv_2x2_0."),
        (r"(convs\.\d+)\.scale_layers\.2\.", r"\1.dconv_2x2_1."),
        (r"(convs\.\d+)\.proj1\.", r"\1.conv_1x1."),
        (r"(convs\.\d+)\.proj2\.", r"\1.conv_3x3."),
        # Text encoder
        (r"^text_projection\.", "backbone.language_backbone.resizer."),
        (r"^text_encoder\.text_projection\.weight$", "backbone.language_backbone.encoder.text_projection"),
        (r"^text_encoder\.text_model\.", "backbone.language_backbone.encoder."),
        (r"encoder\.embeddings\.token_embedding\.", "encoder.token_embedding."),
        (r"encoder\.embeddings\.position_embedding\.weight$", "encoder.positional_embedding"),
        (
            r"language_backbone\.encoder\.encoder\.layers\.",
            "language_backbone.encoder.transformer.resblocks.",
        ),
        (r"(resblocks\.\d+)\.self_attn\.", r"\1.attn."),
        (r"(resblocks\.\d+)\.layer_norm", r"\1.ln_"),
        (r"(resblocks\.\d+)\.mlp\.fc1\.", r"\1.mlp.c_fc."),
        (r"(resblocks\.\d+)\.mlp\.fc2\.", r"\1.mlp.c_proj."),
        (r"encoder\.final_layer_norm\.", "encoder.ln_final."),
        # Geometry encoder
        (r"^geometry_encoder\.layers\.", "geometry_encoder.encode."),
        (r"^geometry_encoder\.vision_layer_norm\.", "geometry_encoder.img_pre_norm."),
        (r"^geometry_encoder\.prompt_layer_norm\.", "geometry_encoder.norm."),
        (r"^geometry_encoder\.output_layer_norm\.", "geometry_encoder.encode_norm."),
        (r"^(geometry_encoder\.encode\.\d+)\.cross_attn\.", r"\1.cross_attn_image."),
        # DETR encoder and decoder
        (r"^detr_encoder\.layers\.(\d+)\.cross_attn\.", r"detr_encoder.layers.\1.cross_attn_image."),
        (r"^detr_(en|de)coder\.", r"transformer.\1coder."),
        (
            r"^transformer\.decoder\.layers\.(\d+)\.self_attn_layer_norm\.",
            r"transformer.decoder.layers.\1.norm2.",
        ),
        (r"^(transformer\.decoder\.layers\.\d+)\.text_cross_attn_layer_norm\.", r"\1.catext_norm."),
        (r"^(transformer\.decoder\.layers\.\d+)\.vision_cross_attn_layer_norm\.", r"\1.norm1."),
        (r"^(transformer\.decoder\.layers\.\d+)\.mlp_layer_norm\.", r"\1.norm3."),
        (r"^(transformer\.decoder\.layers\.\d+)\.text_cross_attn\.", r"\1.ca_text."),
        (r"^(transformer\.decoder\.layers\.\d+)\.vision_cross_attn\.", r"\1.cross_attn."),
        (r"^transformer\.decoder\.output_layer_norm\.", "transformer.decoder.norm."),
        (r"^transformer\.decoder\.box_head\.", "transformer.decoder.bbox_embed."),
        (r"^transformer\.decoder\.presence_head\.", "transformer.decoder.presence_token_head."),
        (r"^transformer\.decoder\.presence_layer_norm\.", "transformer.decoder.presence_token_out_norm."),
        (r"^transformer\.decoder\.box_rpb_embed_", "transformer.decoder.boxRPB_embed_"),
        # Scoring and masks
        (r"^dot_product_scoring\.text_mlp\.", "dot_prod_scoring.prompt_mlp."),
        (r"^dot_product_scoring\.text_mlp_out_norm\.", "dot_prod_scoring.prompt_mlp.out_norm."),
        (r"^dot_product_scoring\.text_proj\.", "dot_prod_scoring.prompt_proj."),
        (r"^dot_product_scoring\.query_proj\.", "dot_prod_scoring.hs_proj."),
        (r"^mask_decoder\.mask_embedder\.", "segmentation_head.mask_predictor.mask_embed."),
        (r"^mask_decoder\.instance_projection\.", "segmentation_head.instance_seg_head."),
        (r"^mask_decoder\.semantic_projection\.", "segmentation_head.semantic_seg_head."),
        (r"^mask_decoder\.prompt_cross_attn\.", "segmentation_head.cross_attend_prompt."),
        (r"^mask_decoder\.prompt_cross_attn_norm\.", "segmentation_head.cross_attn_norm."),
        (r"^mask_decoder\.", "segmentation_head."),
        # Blocks that recur
        (r"^((?:geometry_encoder|transformer)\..*)\.mlp\.fc([12])\.", r"\1.linear\2."),
        (r"^((?:geometry_encoder|transformer)\..*)\.layer_norm([123])\.", r"\1.norm\2."),
        (r"\.o_proj\.", ".out_proj."),
    )
]
"""Applied in this order to a published name, these give the original one (without fused projections)."""

_NUMBERED_LAYER = re.compile(r"\.layer(\d)\.(weight|bias)$")
_PROJECTION = re.compile(r"\.([qkv])_proj\.(weight|bias)$")


def _original(weight: str, prefix: str, stored: Collection[str]) -> Origin:
    """The origin of a weight in a checkpoint with Meta's names."""
    name = weight
    for pattern, replacement in _RENAMES:
        name = pattern.sub(replacement, name)
    name = prefix + _NUMBERED_LAYER.sub(lambda m: f".layers.{int(m[1]) - 1}.{m[2]}", name)
    if projection := _PROJECTION.search(name):
        fused = f".qkv.{projection[2]}" if ".trunk." in name else f".in_proj_{projection[2]}"
        return Origin(name[: projection.start()] + fused, third="qkv".index(projection[1]))
    if name.endswith(".pos_embed"):
        return Origin(name, skip_rows=1)  # the class token's row, which this trunk does not have
    if name.endswith(".text_projection"):
        return Origin(name, transposed=True)
    if name not in stored:
        name = name.replace(".dconv_2x2_0.", ".dconv_2x2.")  # a level with one such layer does not number it
    return Origin(name)
