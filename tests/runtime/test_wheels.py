"""Wheels: downloaded, taken up again, or found in a folder."""

import resource
import sys
import threading
from pathlib import Path

import pytest
from loopback_hub import LoopbackHub
from stand_in_wheels import LIBRARY, TORCH, Shelf

from sam3_studio.core import transfer
from sam3_studio.core.errors import CancelledError, DownloadError, GpuError
from sam3_studio.runtime.measuring import measured
from sam3_studio.runtime.places import Places
from sam3_studio.runtime.wheels import check, download, remaining

pytestmark = pytest.mark.slow


def get(shelf: Shelf, places: Places) -> list[tuple[int, int]]:
    told: list[tuple[int, int]] = []
    download(shelf.lock, places.wheels, lambda *done: told.append(done), threading.Event())
    return told


def test_wheels_arrive_whole_and_the_bytes_are_told(shelf: Shelf, places: Places) -> None:
    told = get(shelf, places)
    assert {path.name: path.read_bytes() for path in places.wheels.iterdir()} == shelf.contents
    assert told[-1] == (shelf.lock.size, shelf.lock.size)
    assert remaining(shelf.lock, places.wheels) == 0


def test_after_an_interruption_only_the_rest_is_fetched(shelf: Shelf, places: Places, server: LoopbackHub) -> None:
    server.cuts = [len(shelf.contents[TORCH]), 2 << 20, *[0] * transfer.ATTEMPTS]
    with pytest.raises(GpuError, match=r"broke off after 2 MB of 3 MB .* it goes on from there"):
        get(shelf, places)
    assert remaining(shelf.lock, places.wheels) == len(shelf.contents[LIBRARY]) - (2 << 20)
    server.requests.clear()
    get(shelf, places)
    asked = [(Path(one.path).name, one.headers.get("range")) for one in server.file_requests]
    assert asked == [(LIBRARY, f"bytes={2 << 20}-")]
    assert (places.wheels / LIBRARY).read_bytes() == shelf.contents[LIBRARY]


def test_a_pause_keeps_what_has_arrived(shelf: Shelf, places: Places) -> None:
    pause = threading.Event()

    def stop_at_two(done: int, _: int) -> None:
        if done >= 2 << 20:
            pause.set()

    with pytest.raises(CancelledError):
        download(shelf.lock, places.wheels, stop_at_two, pause)
    assert 0 < remaining(shelf.lock, places.wheels) < len(shelf.contents[LIBRARY])


def test_a_wheel_with_another_content_is_refused_and_not_kept(
    shelf: Shelf, places: Places, server: LoopbackHub
) -> None:
    server.files[LIBRARY] = shelf.contents[LIBRARY][:-1] + b"!"
    with pytest.raises(DownloadError, match="arrived damaged"):
        get(shelf, places)
    assert [path.name for path in places.wheels.iterdir()] == [TORCH]


def test_a_wheel_that_went_bad_since_is_fetched_again(shelf: Shelf, places: Places) -> None:
    get(shelf, places)
    (places.wheels / TORCH).write_bytes(b"cut")
    get(shelf, places)
    assert (places.wheels / TORCH).read_bytes() == shelf.contents[TORCH]


def test_a_server_that_is_not_there_is_told(shelf: Shelf, places: Places, server: LoopbackHub) -> None:
    server.cuts = [0] * transfer.ATTEMPTS
    with pytest.raises(GpuError, match=r"broke off after 0 MB of 3 MB"):
        get(shelf, places)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no files")
def test_a_full_disk_is_told_and_what_has_arrived_stays(shelf: Shelf, places: Places) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, before[1]))
    try:
        with pytest.raises(GpuError, match=r"cannot be written after 1 MB of 3 MB .* goes on from there"):
            get(shelf, places)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    get(shelf, places)
    assert (places.wheels / LIBRARY).read_bytes() == shelf.contents[LIBRARY]


def get_unlisted(shelf: Shelf, places: Places) -> None:
    """Download by a list that tells no sizes."""
    shelf.forget_sizes()
    download(measured(shelf.lock, places.wheels), places.wheels, lambda *_: None, threading.Event())


def test_without_sizes_on_the_list_the_rest_is_fetched_all_the_same(
    shelf: Shelf, places: Places, server: LoopbackHub
) -> None:
    server.cuts = [len(shelf.contents[TORCH]), 2 << 20, *[0] * transfer.ATTEMPTS]
    with pytest.raises(GpuError, match=r"broke off after 2 MB of 3 MB .* it goes on from there"):
        get_unlisted(shelf, places)
    left = remaining(measured(shelf.lock, places.wheels), places.wheels)
    assert left == len(shelf.contents[LIBRARY]) - (2 << 20)
    server.requests.clear()
    download(measured(shelf.lock, places.wheels), places.wheels, lambda *_: None, threading.Event())
    assert [one.headers.get("range") for one in server.file_requests] == [f"bytes={2 << 20}-"]
    assert (places.wheels / LIBRARY).read_bytes() == shelf.contents[LIBRARY]


@pytest.mark.parametrize("more", [-(2 << 20), 1000], ids=["shorter", "longer"])
def test_a_wheel_whose_length_changes_between_two_calls_is_refused_and_not_kept(
    shelf: Shelf, places: Places, server: LoopbackHub, more: int
) -> None:
    server.cuts = [len(shelf.contents[TORCH]), 2 << 20, *[0] * transfer.ATTEMPTS]
    with pytest.raises(GpuError, match="broke off"):
        get_unlisted(shelf, places)
    there = shelf.contents[LIBRARY]
    server.files[LIBRARY] = there + b"?" * more if more > 0 else there[:more]
    with pytest.raises(DownloadError, match="arrived damaged"):
        download(measured(shelf.lock, places.wheels), places.wheels, lambda *_: None, threading.Event())
    assert [path.name for path in places.wheels.iterdir()] == [TORCH]


@pytest.mark.parametrize("more", [-1000, 1000], ids=["shorter", "longer"])
def test_a_wheel_of_another_length_than_was_told_never_counts(
    shelf: Shelf, places: Places, server: LoopbackHub, more: int
) -> None:
    shelf.forget_sizes()
    lock = measured(shelf.lock, places.wheels)
    there = shelf.contents[LIBRARY]
    server.files[LIBRARY] = there + b"?" * more if more > 0 else there[:more]
    with pytest.raises(DownloadError):
        download(lock, places.wheels, lambda *_: None, threading.Event())
    assert not (places.wheels / LIBRARY).exists()


def test_a_folder_with_all_wheels_is_taken(shelf: Shelf) -> None:
    check(shelf.lock, shelf.folder, lambda *_: None, threading.Event())


def test_a_folder_that_lacks_a_wheel_is_refused(shelf: Shelf) -> None:
    (shelf.folder / LIBRARY).unlink()
    with pytest.raises(GpuError, match=f"lacks 1 of 2 files, such as {LIBRARY}"):
        check(shelf.lock, shelf.folder, lambda *_: None, threading.Event())


@pytest.mark.parametrize("content", [b"", b"cut"], ids=["empty", "cut"])
def test_a_folder_with_a_cut_wheel_is_refused(shelf: Shelf, content: bytes) -> None:
    (shelf.folder / LIBRARY).write_bytes(content)
    with pytest.raises(GpuError, match=f"{LIBRARY} is damaged"):
        check(shelf.lock, shelf.folder, lambda *_: None, threading.Event())


def test_a_folder_with_another_wheel_of_the_same_size_is_refused(shelf: Shelf) -> None:
    (shelf.folder / LIBRARY).write_bytes(b"?" * len(shelf.contents[LIBRARY]))
    with pytest.raises(GpuError, match=f"{LIBRARY} is damaged"):
        check(shelf.lock, shelf.folder, lambda *_: None, threading.Event())
