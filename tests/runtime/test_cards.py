"""Asking the driver about cards."""

import ctypes
from typing import Any

import pytest

from sam3_studio.core.errors import GpuError
from sam3_studio.runtime import cards
from sam3_studio.runtime.cards import Card, Driver, find_driver


class StandInNvml:
    """NVML with so many cards; each function may be told to fail."""

    def __init__(self, names: tuple[str, ...] = ("NVIDIA H200",), cuda: int = 13020, **failing: int) -> None:
        self.names, self.cuda, self.failing = names, cuda, failing
        self.open = 0

    def __getattr__(self, name: str) -> Any:
        function = getattr(type(self), f"do_{name.lower()}")

        def call(*arguments: Any) -> int:
            return self.failing.get(name) or function(self, *arguments) or 0

        return call

    def do_nvmlinit_v2(self) -> None:
        self.open += 1

    def do_nvmlshutdown(self) -> None:
        self.open -= 1

    def do_nvmlsystemgetdriverversion(self, text: Any, length: ctypes.c_uint) -> None:
        text.value = b"580.95.05"[: length.value]

    def do_nvmlsystemgetcudadriverversion_v2(self, version: Any) -> None:
        version._obj.value = self.cuda

    def do_nvmldevicegetcount_v2(self, count: Any) -> None:
        count._obj.value = len(self.names)

    def do_nvmldevicegethandlebyindex_v2(self, index: ctypes.c_uint, device: Any) -> None:
        device._obj.value = index.value + 1

    def do_nvmldevicegetmemoryinfo(self, _: Any, memory: Any) -> None:
        memory._obj.total = 140 << 30

    def do_nvmldevicegetcudacomputecapability(self, _: Any, major: Any, minor: Any) -> None:
        major._obj.value, minor._obj.value = 9, 0

    def do_nvmldevicegetname(self, device: Any, text: Any, _: ctypes.c_uint) -> None:
        text.value = self.names[device.value - 1].encode()


def test_driver_and_cards_are_told() -> None:
    nvml = StandInNvml(("NVIDIA H200", "NVIDIA T4"))
    h200, t4 = (Card(name, 140 << 30, (9, 0)) for name in nvml.names)
    assert find_driver(nvml) == Driver("580.95.05", (13, 2), (h200, t4))
    assert nvml.open == 0


def test_a_driver_without_a_card_says_so() -> None:
    with pytest.raises(GpuError, match=r"580\.95\.05 finds no card"):
        find_driver(StandInNvml(()))


@pytest.mark.parametrize("function", ["nvmlInit_v2", "nvmlDeviceGetCount_v2", "nvmlDeviceGetName"])
def test_a_driver_that_fails_says_so(function: str) -> None:
    nvml = StandInNvml(**{function: 999})
    with pytest.raises(GpuError, match=r"does not work \(NVML says 999\)"):
        find_driver(nvml)
    assert nvml.open == 0


def test_no_driver_at_all_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cards, "_ELSEWHERE", ("libof-nobody.so.1",))
    monkeypatch.setattr(cards, "_LIBRARIES", {})
    with pytest.raises(GpuError, match="its driver is not installed"):
        find_driver()
