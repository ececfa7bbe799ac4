"""`sam3-studio benchmark`."""

import golden
import pytest

from sam3_studio.cli.main import main
from sam3_studio.engine import memory

ARGUMENTS = ["benchmark", "model", "--model", str(golden.ROOT / "A"), "--device", "cpu", "--repeat", "1"]


@pytest.mark.slow
@pytest.mark.parametrize("on_gpu", [None, 5_250_000_000], ids=["CPU", "GPU"])
def test_times_and_memory_are_printed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, on_gpu: int | None
) -> None:
    monkeypatch.setattr(memory, "peak_on_device", lambda _: on_gpu)
    assert main(ARGUMENTS) == 0
    lines = capsys.readouterr().out.splitlines()
    for name in ("model ready", "encode the picture", "text and box", "whole picture, end to end"):
        assert [line for line in lines if line.startswith(name) and " s " in line]
    assert [line for line in lines if line.startswith("peak memory ") and line.endswith(" GB")]
    assert sum("5.25 GB" in line for line in lines) == (0 if on_gpu is None else 2)
