"""`sam3-studio gpu`."""

from dataclasses import replace
from pathlib import Path

import pytest
from stand_in_wheels import make_shelf

from sam3_studio.cli import self_test
from sam3_studio.cli.gpu import lines
from sam3_studio.cli.main import main
from sam3_studio.cli.self_test import runtime
from sam3_studio.core.errors import GpuError
from sam3_studio.runtime import cards
from sam3_studio.runtime.cards import Card, Driver
from sam3_studio.runtime.overview import Overview
from sam3_studio.runtime.places import Places
from sam3_studio.runtime.record import Record
from sam3_studio.runtime.start import Standing

DRIVER = Driver("580.95.05", (13, 0), (Card("NVIDIA L4", 24 << 30, (8, 9)),))
RECORD = Record("torch-9.0", "", "9.0", "13.0", "NVIDIA L4", {})


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAM3_STUDIO_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("SAM3_STUDIO_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(cards, "_load", no_driver)


def no_driver() -> None:
    raise GpuError("There is no driver here.")


def test_a_machine_without_a_card_is_told_in_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gpu"]) == 0
    assert "There is no driver here." in capsys.readouterr().out


def test_nothing_is_fetched_for_a_machine_without_a_card(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["gpu", "enable"]) == 2
    assert capsys.readouterr().err == "sam3-studio: There is no driver here.\n"
    assert not list(tmp_path.iterdir())


def test_remove_says_so_and_that_there_was_nothing_where_that_is_so(capsys: pytest.CaptureFixture[str]) -> None:
    wheels = Places.of_user().wheels
    wheels.mkdir(parents=True)
    assert main(["gpu", "remove"]) == 0
    assert "is removed" in capsys.readouterr().out
    assert not wheels.exists()
    assert main(["gpu", "remove"]) == 0
    assert capsys.readouterr().out == "No PyTorch for a graphics card was fetched, so there is none to remove.\n"


def test_what_can_be_enabled_is_told_with_its_size(tmp_path: Path) -> None:
    told = lines(Overview(DRIVER, make_shelf(tmp_path).lock, Standing(), "", "", 3_000_000, tmp_path, can_remove=False))
    assert told == [
        "card      NVIDIA L4, 24 GB",
        "driver    580.95.05, CUDA 13.0",
        "to enable: sam3-studio gpu enable (PyTorch 9.0 for CUDA 13.0, 3 MB to download, 4 MB on the disk)",
    ]


def test_a_size_on_the_disk_that_is_a_guess_is_called_one(tmp_path: Path) -> None:
    lock = replace(make_shelf(tmp_path).lock, unpacked=0)
    told = lines(Overview(DRIVER, lock, Standing(), "", "", 3_000_000, tmp_path, can_remove=False))
    assert told[-1].endswith("3 MB to download, about 6 MB on the disk)")


def test_a_size_that_nobody_tells_is_said_with_the_reason(tmp_path: Path) -> None:
    lock = make_shelf(tmp_path).lock
    found = Overview(DRIVER, lock, Standing(), "", "", 0, tmp_path, can_remove=False, unmeasured="No answer.")
    assert lines(found)[-2:] == [
        "to enable: sam3-studio gpu enable (PyTorch 9.0 for CUDA 13.0, of a size not known)",
        "No answer.",
    ]


def test_what_is_enabled_is_told() -> None:
    told = lines(Overview(DRIVER, None, Standing(RECORD, Path("runtime")), "", "", 0, Path("runtime"), can_remove=True))
    assert told[2:] == ["enabled   PyTorch 9.0 for CUDA 13.0, tried on NVIDIA L4", "          runtime"]


def test_a_torch_that_came_with_cuda_needs_nothing() -> None:
    found = Overview(DRIVER, None, Standing(), "13.0", "", 0, Path("runtime"), can_remove=False)
    assert lines(found)[-1].endswith("there is nothing to enable")


@pytest.mark.parametrize(
    ("driver", "state", "remedy"),
    [
        (DRIVER, "ok", ""),
        (Driver("535.1", (12, 2), DRIVER.cards), "note", "install driver 580 or newer"),
        (Driver("580.1", (13, 0), (Card("GeForce GTX 1080", 8 << 30, (6, 1)),)), "note", "is too old: it has NVIDIA's"),
    ],
)
def test_the_doctor_tells_cards_and_driver_and_why_they_cannot_be_used(
    monkeypatch: pytest.MonkeyPatch, driver: Driver, state: str, remedy: str
) -> None:
    monkeypatch.setattr(self_test, "find_driver", lambda: driver)
    finding = self_test.graphics_card()
    assert finding.detail == f"{driver.cards[0].name}; driver {driver.version}, CUDA {driver.cuda[0]}.{driver.cuda[1]}"
    assert finding.state == state
    assert remedy in finding.remedy


def test_a_machine_without_a_card_is_nothing_to_mend() -> None:
    finding = self_test.graphics_card()
    assert (finding.state, finding.detail, finding.remedy) == ("ok", "There is no driver here.", "")


def test_the_doctor_tells_what_is_not_used_and_what_to_do() -> None:
    assert runtime(Standing()).state == "ok"
    assert runtime(Standing(RECORD, Path("runtime"))).detail.startswith("PyTorch 9.0 for CUDA 13.0, tried on NVIDIA L4")
    finding = runtime(Standing(RECORD, reason="It is for Python 3.12, and this is 3.11."))
    assert (finding.state, finding.detail) == ("note", "not used: It is for Python 3.12, and this is 3.11.")
    assert "gpu enable" in finding.remedy
