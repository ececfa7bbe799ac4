"""A download as a whole: what is there already, how far it is, and what stops it."""

import threading

import pytest
from hub_repository import NEEDED, SIZE, contents, download
from loopback_hub import COMMIT

from sam3_studio.core.errors import CancelledError, DownloadError
from sam3_studio.hub import delivery


def test_progress_rises_from_nothing_to_the_size_of_all_files(server):
    told: list[tuple[int, int]] = []
    download(server, progress=lambda done, total: told.append((done, total)))
    assert told[0] == (0, SIZE)
    assert told[-1] == (SIZE, SIZE)
    assert told == sorted(told)
    assert len(told) > 3


def test_a_second_download_fetches_no_file_again(server):
    first = download(server)
    server.requests.clear()
    assert download(server) == first
    assert server.file_requests == []


def test_a_commit_can_be_named_instead_of_a_branch(server):
    assert contents(download(server, revision=COMMIT)) == NEEDED


def test_a_cancelled_download_goes_on_later(server):
    cancel = threading.Event()
    with pytest.raises(CancelledError):
        download(server, cancel=cancel, progress=lambda done, _: cancel.set() if done > 1 << 20 else None)
    server.requests.clear()
    download(server)
    assert "range" in server.file_requests[0].headers


def test_control_c_says_how_far_it_got_and_that_nothing_is_lost(server):
    def press(done: int, _: int) -> None:
        if done > 1 << 20:
            raise KeyboardInterrupt

    with pytest.raises(CancelledError, match="Stopped after 1 MB of 3 MB; started again, it goes on from there"):
        download(server, progress=press)


def test_too_little_space_is_said_before_anything_is_fetched(server, monkeypatch):
    monkeypatch.setattr(delivery, "free_space", lambda _: 1_000_000)
    with pytest.raises(DownloadError, match=r"needs 3 MB at .*, where 1 MB are free; make room, or set"):
        download(server)
    assert server.file_requests == []


def test_space_for_what_is_still_missing_is_enough(server, monkeypatch):
    cancel = threading.Event()
    with pytest.raises(CancelledError):
        download(server, cancel=cancel, progress=lambda done, _: cancel.set() if done > 2 << 20 else None)
    monkeypatch.setattr(delivery, "free_space", lambda _: (1 << 20) + 100)
    assert contents(download(server)) == NEEDED


def test_two_downloads_of_one_model_do_not_mix(server):
    with pytest.raises(DownloadError, match="Another program is downloading owner/model"):
        download(server, progress=lambda *_: download(server))
