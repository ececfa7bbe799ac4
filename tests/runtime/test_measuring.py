"""Sizes that a list leaves out, asked of a real server on the loopback address."""

import pytest
from huggingface_hub import constants
from loopback_hub import LoopbackHub
from stand_in_wheels import LIBRARY, TORCH, Shelf

from sam3_studio.core.errors import GpuError
from sam3_studio.runtime.lock import Lock
from sam3_studio.runtime.measuring import measured, measured_in
from sam3_studio.runtime.places import Places

pytestmark = pytest.mark.slow


@pytest.fixture
def lock(shelf: Shelf) -> Lock:
    shelf.forget_sizes()
    return shelf.lock


def sizes(lock: Lock) -> dict[str, int]:
    return {wheel.file.name: wheel.file.size for wheel in lock.wheels}


def real_sizes(shelf: Shelf) -> dict[str, int]:
    return {name: len(content) for name, content in shelf.contents.items()}


def test_the_server_tells_them_and_sends_nothing(lock: Lock, shelf: Shelf, places: Places, server: LoopbackHub) -> None:
    found = measured(lock, places.wheels)
    assert sizes(found) == real_sizes(shelf)
    assert found.is_measured
    assert {request.method for request in server.requests} == {"HEAD"}


def test_what_it_takes_once_installed_is_guessed_from_them(lock: Lock, places: Places) -> None:
    found = measured(lock, places.wheels)
    assert found.disk == 2 * found.size > 0


def test_the_list_stays_the_same_so_that_what_is_made_from_it_is_found_again(lock: Lock, places: Places) -> None:
    assert measured(lock, places.wheels).folder == lock.folder


def test_a_list_that_tells_sizes_needs_no_server(shelf: Shelf, places: Places, server: LoopbackHub) -> None:
    assert measured(shelf.lock, places.wheels) == shelf.lock
    assert server.requests == []


def test_a_server_that_tells_no_length_is_told_in_a_sentence(lock: Lock, places: Places, server: LoopbackHub) -> None:
    server.lengths = False
    with pytest.raises(GpuError, match=r"127\.0\.0\.1 does not tell how large .*\.whl is, so it is not downloaded"):
        measured(lock, places.wheels)


def test_a_server_that_lacks_the_wheel_is_told_in_a_sentence(lock: Lock, places: Places, server: LoopbackHub) -> None:
    server.files.clear()
    with pytest.raises(GpuError, match=r"does not answer how large .*\.whl is \(.*404.*\); check the network"):
        measured(lock, places.wheels)


def test_a_server_that_is_away_is_told_in_a_sentence(lock: Lock, places: Places, server: LoopbackHub) -> None:
    server.content_address = "http://127.0.0.1:9"
    with pytest.raises(GpuError, match=r"127\.0\.0\.1 does not answer how large .*\.whl is \([^\n]+\); check"):
        measured(lock, places.wheels)


def test_downloads_that_are_switched_off_are_told(lock: Lock, places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    with pytest.raises(GpuError, match="HF_HUB_OFFLINE is set"):
        measured(lock, places.wheels)


def test_what_has_arrived_whole_needs_no_server(lock: Lock, shelf: Shelf, places: Places, server: LoopbackHub) -> None:
    places.wheels.mkdir(parents=True)
    for name, content in shelf.contents.items():
        (places.wheels / name).write_bytes(content)
    server.files.clear()
    assert sizes(measured(lock, places.wheels)) == real_sizes(shelf)


def test_what_went_bad_since_is_not_measured(lock: Lock, shelf: Shelf, places: Places, server: LoopbackHub) -> None:
    places.wheels.mkdir(parents=True)
    for name, content in shelf.contents.items():
        (places.wheels / name).write_bytes(content[:-1])
    server.files.clear()
    with pytest.raises(GpuError, match="does not answer how large"):
        measured(lock, places.wheels)


def test_wheels_that_were_brought_are_measured_where_they_lie(lock: Lock, shelf: Shelf, server: LoopbackHub) -> None:
    (shelf.folder / LIBRARY).unlink()
    assert sizes(measured_in(lock, shelf.folder)) == {**real_sizes(shelf), LIBRARY: 0}
    assert server.requests == []


def test_a_folder_in_the_place_of_a_wheel_is_no_wheel(lock: Lock, places: Places, server: LoopbackHub) -> None:
    (places.wheels / TORCH).mkdir(parents=True)
    server.files.clear()
    with pytest.raises(GpuError, match="does not answer how large"):
        measured(lock, places.wheels)
