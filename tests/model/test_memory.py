"""How much memory loading takes."""

import json
import subprocess
import sys
from pathlib import Path

import golden
import pytest
import torch
from safetensors.torch import save_file

from sam3_studio.model import Sam3Config, Sam3Model

MEASURE = """
import sys, torch
from sam3_studio.model import Sam3Model
Sam3Model.from_pretrained(sys.argv[2], dtype=torch.bfloat16)  # whatever libraries load at first use
def kilobytes(field):
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith(field))
before = kilobytes("VmRSS:")
model = Sam3Model.from_pretrained(sys.argv[1], dtype=torch.bfloat16)
finished = sum(weight.nbytes for weight in model.parameters())
print((kilobytes("VmHWM:") - before) * 1024 / finished)
"""


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Float32 weights of 100 million parameters, 400 MB."""
    folder = tmp_path_factory.mktemp("checkpoint")
    config = Sam3Config(
        vision_config={"backbone_config": {"num_hidden_layers": 4}}, text_config={"num_hidden_layers": 1}
    )
    with torch.device("meta"):
        model = Sam3Model(config)
    weights = {name: torch.ones(weight.shape) for name, weight in model.named_parameters()}
    save_file(weights, folder / "model.safetensors")
    torch.save(weights, folder / "sam3.pt")
    (folder / "config.json").write_text(json.dumps(config.to_dict()))
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("name", ["model.safetensors", "sam3.pt"])
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads Linux's account of memory")
def test_loading_peaks_at_little_more_than_the_finished_model(checkpoint: Path, name: str) -> None:
    result = subprocess.run(
        [sys.executable, "-c", MEASURE, str(checkpoint / name), str(golden.ROOT / "A")],
        check=True,
        capture_output=True,
        text=True,
    )
    assert float(result.stdout) <= 1.15
