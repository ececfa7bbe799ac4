"""The list of wheels."""

import json
from pathlib import Path
from typing import Any

import pytest
from stand_in_wheels import make_shelf

from sam3_studio.core.errors import GpuError
from sam3_studio.core.resources import resource_path
from sam3_studio.runtime import lock
from sam3_studio.runtime.cards import Card, Driver
from sam3_studio.runtime.lock import lock_for_this_program, read_lock

LISTS = sorted(resource_path("runtime").glob("*.json"))
NEW = Driver("580.95.05", (13, 0), (Card("NVIDIA L4", 24 << 30, (8, 9)),))


@pytest.mark.parametrize("path", LISTS, ids=[path.stem for path in LISTS])
def test_the_lists_that_ship_can_be_read(path: Path) -> None:
    listed = read_lock(path)
    assert "torch" in {wheel.name for wheel in listed.wheels}
    assert all(wheel.file.url.startswith("https://") for wheel in listed.wheels)
    assert len({wheel.file.name for wheel in listed.wheels}) == len(listed.wheels)
    assert listed.obstacle(NEW) == ""


def test_the_list_for_linux_tells_every_size() -> None:
    listed = read_lock(resource_path("runtime/linux-x86_64-3.11.json"))
    assert listed.is_measured
    assert 2e9 < listed.size < listed.unpacked < 6e9


def test_the_list_for_windows_is_one_wheel_of_pytorchs_own_server() -> None:
    (wheel,) = read_lock(resource_path("runtime/win-amd64-3.11.json")).wheels
    assert wheel.requirement.startswith("torch==2.13.0+cu130 --hash=sha256:")
    assert wheel.file.name == "torch-2.13.0+cu130-cp311-cp311-win_amd64.whl"
    assert wheel.file.url.startswith("https://download.pytorch.org/whl/cu130/")


def test_a_list_may_leave_sizes_out(tmp_path: Path) -> None:
    shelf = make_shelf(tmp_path)
    assert shelf.lock.is_measured
    shelf.forget_sizes()
    assert not shelf.lock.is_measured
    assert (shelf.lock.size, shelf.lock.unpacked, shelf.lock.disk) == (0, 0, 0)


def test_a_python_without_a_list_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "LIST_NAME", "abacus-3.99.json")
    with pytest.raises(GpuError, match=r"from a folder that holds the wheels and abacus-3\.99\.json"):
        lock_for_this_program()


def test_a_folder_with_wheels_may_bring_the_list_that_the_program_lacks(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shelf = make_shelf(tmp_path)
    monkeypatch.setattr(lock, "LIST_NAME", shelf.list.name)
    assert lock_for_this_program(shelf.list.parent) == shelf.lock


def test_the_programs_own_list_counts_before_one_that_is_brought(tmp_path: Path) -> None:
    (tmp_path / lock.LIST_NAME).write_text("{}")
    assert lock_for_this_program(tmp_path) == lock_for_this_program()


def test_an_old_driver_is_told_with_the_one_that_is_needed() -> None:
    old = Driver("535.1", (12, 2), NEW.cards)
    assert "runs CUDA 12.2 at most, and 13.0 is needed: install driver 580 or newer" in read_lock(LISTS[0]).obstacle(
        old
    )


def test_the_best_card_counts_and_an_old_one_is_told() -> None:
    old = Card("GeForce GTX 1080", 8 << 30, (6, 1))
    assert read_lock(LISTS[0]).obstacle(Driver("580.1", (13, 0), (old, *NEW.cards))) == ""
    assert "GTX 1080 is too old" in read_lock(LISTS[0]).obstacle(Driver("580.1", (13, 0), (old,)))


def change(where: list[Any], value: object) -> Any:
    def apply(stored: Any) -> None:
        for key in where[:-1]:
            stored = stored[key]
        stored[where[-1]] = value

    return apply


@pytest.mark.parametrize(
    ("where", "value"),
    [
        (["format"], 2),
        (["cuda"], "13"),
        (["unpacked"], "many"),
        (["wheels"], None),
        (["wheels", 0, "url"], "file:///etc/passwd.whl"),
        (["wheels", 0, "url"], "https://host/a/..%2F..%2Fevil.whl"),
        (["wheels", 0, "url"], "https://host/"),
        (["wheels", 0, "sha256"], "0" * 63),
        (["wheels", 0, "name"], "torch --index-url https://host"),
        (["wheels", 0, "version"], "1 @ https://host"),
        (["wheels", 0, "size"], None),
        (["wheels", 0, "size"], "many"),
    ],
)
def test_a_list_that_makes_no_sense_or_leads_elsewhere_is_refused(
    tmp_path: Path, where: list[Any], value: object
) -> None:
    path = make_shelf(tmp_path).list
    stored = json.loads(path.read_text())
    change(where, value)(stored)
    path.write_text(json.dumps(stored))
    with pytest.raises(GpuError, match="is damaged"):
        read_lock(path)
