"""Measuring time and memory."""

import ctypes
import sys

import numpy as np
import pytest

from sam3_studio.cli.timing import ProcessMemoryCounters, measure, memory_of, peak_memory

pytestmark = pytest.mark.slow


class Device:
    """Does its work only when it is waited for, as a GPU does; one second for each piece."""

    def __init__(self) -> None:
        self.seconds, self.waiting = 0.0, 0

    def tell(self) -> str:
        self.waiting += 1
        return "result"

    def wait(self) -> None:
        self.seconds, self.waiting = self.seconds + self.waiting, 0

    def clock(self) -> float:
        return self.seconds


@pytest.fixture
def device() -> Device:
    return Device()


def test_the_time_ends_when_the_device_is_done(device: Device) -> None:
    assert measure(device.tell, 2, settle=device.wait, clock=device.clock).seconds == (1.0, 1.0)


def test_preparing_a_run_takes_none_of_its_time(device: Device) -> None:
    def prepare() -> None:
        device.tell()

    timing = measure(device.tell, 3, before=prepare, settle=device.wait, clock=device.clock)
    assert timing.seconds == (1.0, 1.0, 1.0)
    assert timing.result == "result"


def test_the_median_is_shown_with_every_run() -> None:
    ticks = iter((0.0, 1.0, 10.0, 12.0, 20.0, 29.0))
    assert str(measure(lambda: None, 3, clock=lambda: next(ticks))).split() == [
        "2.00", "s", "(of", "1.00,", "2.00,", "9.00)",
    ]  # fmt: skip


def test_something_runs_once_at_least(device: Device) -> None:
    measure(device.tell, 0)
    assert device.waiting == 1


def test_the_peak_is_that_of_a_process_with_python_in_it() -> None:
    assert 5e6 < peak_memory() < 1e12


def test_the_structure_has_the_size_that_windows_expects() -> None:
    assert ctypes.sizeof(ProcessMemoryCounters) == 8 + 8 * ctypes.sizeof(ctypes.c_size_t)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not tell the peak of a piece of work")
def test_memory_of_work_is_what_it_takes_at_most_and_not_what_was_freed_before() -> None:
    held = np.ones(60_000_000, dtype=np.uint8)
    del held
    taken = memory_of(lambda: np.ones(40_000_000, dtype=np.uint8).sum())
    assert taken is not None
    assert 39e6 < taken < 50e6
