"""Whatever is wrong with a file, one sentence says so: files of the embedded model with one value or bit changed."""

import json
import random
from collections.abc import Callable
from pathlib import Path

import golden
import pytest
import torch
from damage import damaged

from sam3_studio.core.resources import embedded_model
from sam3_studio.model import CheckpointError, Sam3Config, Sam3Model, stored_tensors
from sam3_studio.model.checkpoint import load_weights

EMBEDDED = embedded_model()


@pytest.mark.slow
def test_a_config_with_a_wrong_value_is_refused_or_builds_a_model(tmp_path: Path) -> None:
    published = json.loads((EMBEDDED / "config.json").read_text())
    sound = Sam3Config.from_dict(published)
    refusals = []
    for _, content in damaged(sound.to_dict()):
        (tmp_path / "config.json").write_text(json.dumps(content))
        try:
            config = Sam3Config.from_pretrained(tmp_path)
        except CheckpointError as error:
            refusals.append(str(error))
        else:
            if config != sound:
                with torch.device("meta"):
                    Sam3Model(config)
    assert len(refusals) > 200
    assert [text for text in refusals if "config.json" not in text or "\n" in text] == []


@pytest.mark.parametrize("seed", range(4))
def test_weights_with_a_flipped_bit_in_their_header_are_refused(tmp_path: Path, seed: int) -> None:
    """All but those with a bit flipped where nothing is read: in notes, or in names of what is left out."""
    content = bytearray((golden.ROOT / "A" / "model.safetensors").read_bytes())
    header = 8 + int.from_bytes(content[:8], "little")
    with torch.device("meta"):
        model = Sam3Model(Sam3Config.from_pretrained(golden.ROOT / "A"))
    path = tmp_path / "model.safetensors"
    path.write_bytes(content)
    drawn, refusals = random.Random(seed), []
    for position in (seed, *(drawn.randrange(header) for _ in range(24))):
        with path.open("r+b") as file:
            file.seek(position)
            file.write(bytes([content[position] ^ 1 << drawn.randrange(8)]))
        try:
            load_weights(model, path, dtype=None, device=torch.device("meta"))
        except CheckpointError as error:
            refusals.append(str(error))
        with path.open("r+b") as file:
            file.seek(position)
            file.write(content[position : position + 1])
    assert len(refusals) > 20
    assert [text for text in refusals if "\n" in text] == []


@pytest.mark.filterwarnings("ignore")  # PyTorch's own, of kinds of tensors that it gives up
@pytest.mark.parametrize(
    "odd",
    [
        lambda: torch.eye(4).to_sparse(),
        lambda: torch.empty(4, device="meta"),
        lambda: torch.quantize_per_tensor(torch.rand(4, 4), 0.1, 0, torch.quint8),
    ],
    ids=["sparse", "without data", "quantized"],
)
def test_tensors_of_kinds_that_are_no_weights_are_passed_over(tmp_path: Path, odd: Callable[[], torch.Tensor]) -> None:
    torch.save({"weight": torch.ones(8), "odd": odd()}, tmp_path / "sam3.pt")
    assert stored_tensors(tmp_path / "sam3.pt").keys() == {"weight"}
