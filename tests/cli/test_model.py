"""`sam3-studio model`."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import golden
import pytest
import torch
from PIL import Image

from sam3_studio.cli.main import main
from sam3_studio.engine import Sam3Processor, verification
from sam3_studio.model import Sam3Model, checkpoint

pytestmark = pytest.mark.slow

A = str(golden.ROOT / "A")


def test_info_tells_what_a_checkpoint_holds(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["model", "info", "--model", A, "--json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    assert facts["resolution"] == "168 px"
    assert facts["stored as"] == "float32"
    assert "for video" in facts["tensors"]


def test_info_is_readable_by_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["model", "info"]) == 0
    assert re.search(r"parameters +\d,\d{3},\d{3}\n", capsys.readouterr().out)


def test_verify_passes_sound_weights(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["model", "verify", "--model", A]) == 0
    assert "Everything agrees." in capsys.readouterr().out


def test_verify_without_the_photos_says_which_are_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["model", "verify", "--model", A, "--photos", str(tmp_path)]) == 2
    assert "000000077595.jpg" in capsys.readouterr().err


def test_published_numbers_are_compared_with_the_weights_that_they_are_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    for name in ("000000077595.jpg", "000000136466.jpg"):
        Image.new("RGB", (64, 48), "gray").save(tmp_path / name)
    assert main(["model", "verify", "--photos", str(tmp_path)]) == 2
    assert "facebook/sam3 is neither a folder nor a downloaded repository" in capsys.readouterr().err


def test_weights_are_verified_in_the_precision_that_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    held: set[torch.dtype] = set()

    def check(model: Sam3Model, processor: Sam3Processor) -> Iterator[verification.Check]:
        held.update(weight.dtype for weight in model.parameters())
        return original(model, processor)

    original = verification.check_itself
    monkeypatch.setattr(verification, "check_itself", check)
    assert main(["model", "verify", "--model", A, "--device", "cpu", "--dtype", "int8"]) == 0
    assert "cpu in int8" in capsys.readouterr().out
    assert torch.int8 in held


def test_convert_writes_a_folder_that_works(tmp_path: Path) -> None:
    assert main(["model", "convert", "--model", A, "--out", str(tmp_path / "out")]) == 0
    assert main(["model", "verify", "--model", str(tmp_path / "out")]) == 0


@pytest.mark.parametrize("command", ["info", "verify"])
def test_a_folder_that_is_no_checkpoint_is_told_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    assert main(["model", command, "--model", str(tmp_path)]) == 2
    errors = capsys.readouterr().err
    assert "holds no weights" in errors
    assert errors.count("\n") == 1


def test_a_truncated_file_is_told_with_its_tensor(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = (golden.ROOT / "A" / "model.safetensors").read_bytes()
    (tmp_path / "model.safetensors").write_bytes(content[: len(content) // 2])
    assert main(["model", "verify", "--model", str(tmp_path)]) == 2
    assert "cut short: tensor" in capsys.readouterr().err


@pytest.mark.parametrize("command", [["verify"], ["convert", "--out"]])
def test_weights_that_do_not_fit_into_memory_are_told_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("DefaultCPUAllocator: can't allocate memory: full")

    monkeypatch.setattr(checkpoint, "_read", fail)
    place = [str(tmp_path / "out")] if "--out" in command else ["--device", "cpu"]
    assert main(["model", *command, *place, "--model", A]) == 2
    errors = capsys.readouterr().err
    assert "too little free memory" in errors
    assert errors.count("\n") == 1


def test_help_names_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    assert "annotate" in capsys.readouterr().out
