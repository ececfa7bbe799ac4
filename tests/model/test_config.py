"""Configurations: public defaults, published files, sizes."""

import json
from pathlib import Path
from typing import Any

import golden
import pytest
import torch

from sam3_studio.model import (
    CheckpointError,
    Sam3Config,
    Sam3DETRDecoderConfig,
    Sam3DETREncoderConfig,
    Sam3GeometryEncoderConfig,
    Sam3MaskDecoderConfig,
    Sam3Model,
    Sam3VisionConfig,
    Sam3VisionModel,
    Sam3ViTConfig,
    Sam3ViTModel,
)


def differences(ours: dict[str, Any], published: dict[str, Any], path: str = "") -> list[str]:
    """Where a published value that we know differs from ours."""
    found = []
    for key in ours.keys() & published.keys():
        if isinstance(ours[key], dict):
            found += differences(ours[key], published[key], f"{path}{key}.")
        elif ours[key] != published[key]:
            found.append(f"{path}{key}: {ours[key]} instead of {published[key]}")
    return found


def test_defaults_are_the_public_models() -> None:
    published = json.loads((golden.ROOT / "default_config.json").read_text())
    assert not differences(Sam3Config().to_dict(), published)


@pytest.mark.parametrize("name", ["A", "B", "B_plain", "A_original"])
def test_a_published_file_is_read_and_unknown_keys_are_ignored(name: str) -> None:
    published = json.loads((golden.ROOT / name / "config.json").read_text())
    published = published.get("detector_config", published)
    assert not differences(Sam3Config.from_pretrained(golden.ROOT / name).to_dict(), published)


def test_a_config_survives_being_written_and_read() -> None:
    config = Sam3Config.from_pretrained(golden.ROOT / "B")
    assert Sam3Config.from_dict(json.loads(json.dumps(config.to_dict()))) == config


def test_image_size_reaches_the_trunk() -> None:
    config = Sam3Config()
    config.image_size = 560
    assert config.vision_config.backbone_config.image_size == 560


def test_a_checkpoint_without_config_has_the_public_one(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").touch()
    assert Sam3Config.from_pretrained(tmp_path) == Sam3Config()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "cannot be read as JSON"),
        ("[1]", "holds no configuration"),
        ('{"model_type": "bert"}', "type 'bert'"),
        ('{"model_type": "sam3_lite_text"}', "type 'sam3_lite_text'"),
        ('{"detr_decoder_config": {"num_attention_heads": 7}}', "7 attention heads"),
        ('{"vision_config": 3}', "cannot be used"),
        ('{"detr_decoder_config": {"num_queries": -1}}', "num_queries should be a positive whole number"),
        ('{"text_config": {"hidden_size": "256"}}', "hidden_size should be a positive whole number"),
        ('{"vision_config": {"backbone_config": {"patch_size": 0}}}', "patch_size should be a positive whole number"),
        (
            '{"vision_config": {"backbone_config": {"global_attn_indexes": null}}}',
            "global_attn_indexes should be a list",
        ),
        ('{"vision_config": {"scale_factors": [3.0]}}', "scale"),
        ('{"detector_config": 5}', "type"),
        ('{"model_type": []}', "type"),
        ("[" * 100_000, "cannot be read as JSON"),
        (
            '{"vision_config": {"backbone_config": {"image_size": 1000}}}',
            "image_size 1000 is no multiple of patch_size",
        ),
        ('{"vision_config": {"backbone_config": {"pretrain_image_size": 9}}}', "less than one patch"),
        ('{"vision_config": {"backbone_config": {"rope_theta": 0}}}', "rope_theta should not be 0"),
        ('{"vision_config": {"backbone_config": {"layer_norm_eps": -1e-6}}}', "layer_norm_eps should be a number"),
        ('{"vision_config": {"scale_factors": [2.0, 4.0, 1.0]}}', "in this order"),
        ('{"vision_config": {"scale_factors": []}}', "all but 1 may be left out"),
        ('{"text_config": {"hidden_act": ["gelu"]}}', "hidden_act should be a word"),
        ('{"text_config": {"layer_norm_eps": NaN}}', "layer_norm_eps should be a number"),
        ('{"text_config": {"num_hidden_layers": 1000000}}', "whole number up to 1000"),
    ],
)
def test_a_file_that_describes_no_such_model_is_named(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "config.json").write_text(text)
    with pytest.raises(CheckpointError, match=message) as error:
        Sam3Config.from_pretrained(tmp_path)
    assert "config.json" in str(error.value)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Sam3ViTConfig(hidden_size=30, num_attention_heads=5), "multiple of 4"),
        (lambda: Sam3ViTConfig(layer_scale_init_value=0.1), "layer_scale_init_value"),
        (lambda: Sam3Config(mask_decoder_config={"hidden_size": 64}), "must be the same"),
        (lambda: Sam3GeometryEncoderConfig(hidden_act="swish"), "swish"),
        (lambda: Sam3MaskDecoderConfig(hidden_size=12, num_attention_heads=2), "no multiple of 8"),
    ],
)
def test_values_that_no_model_can_be_built_from_are_refused(make: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        make()


def small() -> Sam3Config:
    trunk = Sam3ViTConfig(
        hidden_size=32, num_hidden_layers=2, num_attention_heads=2, intermediate_size=48, image_size=64,
        patch_size=8, window_size=4, global_attn_indexes=[1], pretrain_image_size=32,
    )  # fmt: skip
    detector = {"hidden_size": 16, "num_attention_heads": 2, "intermediate_size": 24}
    return Sam3Config(
        vision_config=Sam3VisionConfig(backbone_config=trunk, fpn_hidden_size=16),
        text_config={
            "vocab_size": 99, "hidden_size": 20, "num_hidden_layers": 1, "num_attention_heads": 2,
            "intermediate_size": 24, "max_position_embeddings": 32, "hidden_act": "gelu", "projection_dim": 8,
        },
        geometry_encoder_config=Sam3GeometryEncoderConfig(num_layers=1, **detector),
        detr_encoder_config=Sam3DETREncoderConfig(num_layers=1, **detector),
        detr_decoder_config=Sam3DETRDecoderConfig(num_layers=1, num_queries=5, **detector),
        mask_decoder_config=Sam3MaskDecoderConfig(hidden_size=16, num_attention_heads=2),
    )  # fmt: skip


def test_a_trunk_is_built_from_its_configuration() -> None:
    trunk = Sam3ViTModel(small().vision_config.backbone_config)
    assert trunk(torch.zeros(2, 3, 64, 64)).last_hidden_state.shape == (2, 64, 32)


def test_a_vision_model_is_built_from_its_configuration() -> None:
    levels = Sam3VisionModel(small().vision_config)(torch.zeros(2, 3, 64, 64)).fpn_hidden_states
    assert [tuple(level.shape) for level in levels] == [(2, 16, 32, 32), (2, 16, 16, 16), (2, 16, 8, 8)]


def test_a_model_is_built_from_its_configuration() -> None:
    ids = torch.zeros(2, 32, dtype=torch.long)
    outputs = Sam3Model(small())(pixel_values=torch.zeros(2, 3, 64, 64), input_ids=ids)
    assert {name: tuple(outputs[name].shape) for name in ("pred_masks", "pred_boxes", "semantic_seg")} == {
        "pred_masks": (2, 5, 32, 32),
        "pred_boxes": (2, 5, 4),
        "semantic_seg": (2, 1, 32, 32),
    }


def test_the_full_size_model_has_the_public_names_and_shapes() -> None:
    published = json.loads((golden.ROOT / "checkpoint_keys.json").read_text())
    prefix = "detector_model."
    wanted = {name.removeprefix(prefix): shape for name, (shape, _) in published.items() if name.startswith(prefix)}
    with torch.device("meta"):
        model = Sam3Model(Sam3Config())
    assert {name: list(weight.shape) for name, weight in model.state_dict().items()} == wanted
    assert len(wanted) == 1468


def test_the_full_size_model_has_the_public_number_of_parameters() -> None:
    with torch.device("meta"):
        model = Sam3Model(Sam3Config())
    assert sum(weight.numel() for weight in model.parameters()) == 840_376_374
