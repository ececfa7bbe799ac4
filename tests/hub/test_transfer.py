"""One file over HTTP."""

from pathlib import Path

import pytest
from hub_repository import NEEDED, contents, download
from loopback_hub import TOKEN, LoopbackHub

from sam3_studio.core import transfer
from sam3_studio.core.errors import DownloadError

pytestmark = pytest.mark.slow


def test_a_broken_connection_is_taken_up_within_the_same_call(server):
    del server.files["LICENSE"], server.files["config.json"]
    server.cuts = [1 << 20]
    download(server)
    ranges = [request.headers.get("range") for request in server.file_requests[:2]]
    assert ranges == [None, f"bytes={1 << 20}-"]


def test_after_a_failed_download_the_next_asks_only_for_the_rest(server):
    server.cuts = [len(NEEDED["LICENSE"]), len(NEEDED["config.json"]), 2 << 20, *[0] * transfer.ATTEMPTS]
    with pytest.raises(DownloadError, match=r"broke off after 2 MB of 3 MB .* Try again"):
        download(server)
    server.requests.clear()
    assert contents(download(server)) == NEEDED
    asked = [(Path(request.path).name, request.headers.get("range")) for request in server.file_requests]
    assert asked == [
        ("model.safetensors", f"bytes={2 << 20}-"),
        ("processor_config.json", None),
        ("tokenizer.json", None),
    ]


def test_a_hub_that_cannot_resume_sends_the_file_from_the_start(server):
    server.ranges = False
    server.cuts = [11, 2, 1 << 20]
    assert contents(download(server)) == NEEDED


def test_damaged_content_is_not_kept(server):
    server.edit_listing = lambda listing: listing["siblings"][1].update(blobId="0" * 40)
    with pytest.raises(DownloadError, match=r"config\.json arrived damaged and was deleted"):
        download(server)


def test_the_token_is_not_sent_to_the_host_that_stores_the_content(server):
    with LoopbackHub(server.files) as storage:
        server.content_address = storage.address
        assert contents(download(server, token=TOKEN)) == NEEDED
        assert all("authorization" not in request.headers for request in storage.requests)
    assert all(request.headers["authorization"] == f"Bearer {TOKEN}" for request in server.requests)
