"""Rewriting checkpoints in the public layout."""

import json
import struct
from pathlib import Path

import golden
import pytest
import torch

from sam3_studio.core.errors import ModelError, UsageError
from sam3_studio.engine.convert import convert
from sam3_studio.engine.fingerprint import fingerprint, version
from sam3_studio.model import Sam3Config, Sam3Model

pytestmark = pytest.mark.slow

PUBLIC = golden.ROOT / "A"
ORIGINAL = golden.ROOT / "A_original" / "sam3.pt"


@pytest.mark.slow
def test_original_weights_convert_bit_for_bit(tmp_path: Path) -> None:
    converted = Sam3Model.from_pretrained(convert(ORIGINAL, tmp_path / "out")).state_dict()
    published = Sam3Model.from_pretrained(golden.ROOT / "A").state_dict()
    assert [name for name, weight in published.items() if not torch.equal(weight, converted[name])] == []


def test_the_configuration_and_tokenizer_come_along(tmp_path: Path) -> None:
    folder = convert(golden.ROOT / "A", tmp_path / "out")
    assert {"config.json", "tokenizer.json", "processor_config.json"} <= {path.name for path in folder.iterdir()}


def test_another_precision_can_be_asked_for(tmp_path: Path) -> None:
    assert Sam3Model.from_pretrained(convert(PUBLIC, tmp_path / "out", "bfloat16")).dtype == torch.bfloat16


def test_a_folder_with_something_in_it_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("mine")
    with pytest.raises(ModelError, match="not an empty folder"):
        convert(ORIGINAL, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["precious"]


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    assert (convert(PUBLIC, tmp_path) / "model.safetensors").is_file()


def test_a_source_that_cannot_be_read_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(ModelError):
        convert(tmp_path / "absent", tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_a_fingerprint_stays_while_the_weights_do() -> None:
    assert fingerprint(golden.ROOT / "A") == fingerprint(golden.ROOT / "A" / "model.safetensors")


def test_a_fingerprint_changes_with_the_weights(tmp_path: Path) -> None:
    assert fingerprint(convert(PUBLIC, tmp_path / "out", "bfloat16")) != fingerprint(PUBLIC)


def test_one_changed_byte_of_a_small_file_changes_the_fingerprint(tmp_path: Path) -> None:
    weights = tmp_path / "model.safetensors"
    weights.write_bytes(bytes(5 << 20))
    before = fingerprint(tmp_path)
    changed = bytearray(5 << 20)
    changed[70_000] = 1  # between two pieces of a file that is read in pieces
    weights.write_bytes(changed)
    assert fingerprint(tmp_path) != before


@pytest.mark.parametrize("part", ["trunk.weight", "head.bias"])
def test_one_part_of_a_large_file_that_was_trained_further_changes_the_fingerprint(tmp_path: Path, part: str) -> None:
    ends = {"trunk.weight": (0, 40 << 20), "head.bias": (40 << 20, (40 << 20) + 64), "z": ((40 << 20) + 64, 80 << 20)}
    header = json.dumps(
        {name: {"dtype": "F32", "shape": [(b - a) // 4], "data_offsets": [a, b]} for name, (a, b) in ends.items()}
    ).encode()
    begin = 8 + len(header)
    with (tmp_path / "model.safetensors").open("wb") as file:
        file.write(struct.pack("<Q", len(header)) + header)
        file.truncate(begin + (80 << 20))  # zeros that take no room on most disks
        before = fingerprint(tmp_path)
        first, last = ends[part]
        file.seek(begin + first)
        file.write(bytes([1]) * (last - first))
        file.flush()
        assert fingerprint(tmp_path) != before


def test_a_large_file_of_pytorch_may_have_tensors_without_elements(tmp_path: Path) -> None:
    weights = {"first": torch.zeros(20 << 20), "none": torch.empty(0, 4), "last": torch.zeros(4)}
    torch.save(weights, tmp_path / "sam3.pt")
    before = fingerprint(tmp_path / "sam3.pt")
    torch.save(weights | {"last": torch.ones(4)}, tmp_path / "sam3.pt")
    assert fingerprint(tmp_path / "sam3.pt") != before


def test_a_fingerprint_changes_with_any_shard(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors.index.json").write_text(
        '{"weight_map": {"a": "1.safetensors", "b": "2.safetensors"}}'
    )
    for name in ("1.safetensors", "2.safetensors"):
        (tmp_path / name).write_bytes(b"one")
    before = fingerprint(tmp_path)
    (tmp_path / "2.safetensors").write_bytes(b"two")
    assert fingerprint(tmp_path) != before


def test_a_fingerprint_of_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="holds no weights"):
        fingerprint(tmp_path)


@pytest.mark.parametrize("name", ["config.json", "processor_config.json", "vocab.json"])
def test_a_fingerprint_changes_with_every_file_that_results_depend_on(tmp_path: Path, name: str) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"weights")
    before = fingerprint(tmp_path)
    (tmp_path / name).write_text("{}")
    assert fingerprint(tmp_path) != before


def test_a_resolution_is_told_where_it_is_not_the_weights_own() -> None:
    config = Sam3Config.from_pretrained(PUBLIC)
    own, patch = config.image_size, config.vision_config.backbone_config.patch_size
    assert version(PUBLIC) == version(PUBLIC, own) == version(PUBLIC, own - 1) == fingerprint(PUBLIC)
    assert version(PUBLIC, own + 1) == version(PUBLIC, own + patch) == f"{fingerprint(PUBLIC)} at {own + patch} px"


def test_a_version_at_a_resolution_that_no_model_has_is_refused() -> None:
    with pytest.raises(UsageError, match="has to lie between"):
        version(PUBLIC, 1)
