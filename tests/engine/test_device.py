"""The choice of device and precision, with its reason."""

import pytest
import torch

from sam3_studio.core.errors import UsageError
from sam3_studio.engine.device import choose_device, synchronize
from sam3_studio.engine.memory import peak_on_device


def capabilities(monkeypatch: pytest.MonkeyPatch, *, cuda: bool = False, mps: bool = False, **units: bool) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: cuda)
    monkeypatch.setattr(torch.cuda, "device_count", lambda: int(cuda))
    monkeypatch.setattr(torch.cuda, "get_device_name", lambda *_: "NVIDIA H100")
    monkeypatch.setattr(torch.cuda, "get_device_capability", lambda *_: (9, 0))
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: mps)
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: units)


def test_cuda_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    capabilities(monkeypatch, cuda=True, mps=True)
    choice = choose_device()
    assert (choice.device.type, choice.dtype, choice.reason) == ("cuda", torch.bfloat16, "NVIDIA H100")


def test_apples_gpu_comes_second(monkeypatch: pytest.MonkeyPatch) -> None:
    capabilities(monkeypatch, mps=True)
    assert choose_device().device.type == "mps"


@pytest.mark.parametrize("unit", ["amx_bf16", "avx512_bf16"])
def test_a_cpu_that_multiplies_bfloat16_computes_in_it(monkeypatch: pytest.MonkeyPatch, unit: str) -> None:
    capabilities(monkeypatch, **{unit: True})
    assert choose_device().dtype == torch.bfloat16


def test_any_other_cpu_computes_in_float32_and_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    capabilities(monkeypatch)
    choice = choose_device()
    assert choice.dtype == torch.float32
    assert "no bfloat16 units" in str(choice)


def test_what_was_asked_for_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    capabilities(monkeypatch, cuda=True)
    choice = choose_device("cpu", "float16")
    assert (choice.device.type, choice.dtype) == ("cpu", torch.float16)


@pytest.mark.parametrize(
    ("device", "dtype"),
    [("cuda", "auto"), ("cuda:7", "auto"), ("mps", "auto"), ("xpu", "auto"), ("tpu!", "auto"), ("cpu", "int3")],
)
def test_what_is_not_there_is_refused_in_a_sentence(monkeypatch: pytest.MonkeyPatch, device: str, dtype: str) -> None:
    capabilities(monkeypatch)
    with pytest.raises(UsageError, match="choose"):
        choose_device(device, dtype)


def test_a_gpu_is_waited_for_and_tells_its_peak(monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[torch.device] = []
    monkeypatch.setattr(torch.cuda, "synchronize", waited.append)
    monkeypatch.setattr(torch.cuda, "max_memory_allocated", lambda _: 7)
    gpu = torch.device("cuda:1")
    synchronize(gpu)
    assert waited == [gpu]
    assert peak_on_device(gpu) == 7


def test_a_cpu_is_done_when_a_call_returns() -> None:
    synchronize(torch.device("cpu"))
    assert peak_on_device(torch.device("cpu")) is None
