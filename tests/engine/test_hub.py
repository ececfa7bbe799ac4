import errno
import json
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import huggingface_hub
import pytest
from huggingface_hub import constants
from loopback_hub import COMMIT, REPOSITORY, STRANGER, TOKEN, LoopbackHub

from sam3_studio.core.errors import CancelledError, DownloadError
from sam3_studio.engine import hub
from sam3_studio.engine.hub import TokenRequiredError, transfer

WEIGHTS = os.urandom(3 << 20)
NEEDED = {
    "LICENSE": b"the licence",
    "config.json": b"{}",
    "model.safetensors": WEIGHTS,
    "processor_config.json": b'{"p": 1}',
    "tokenizer.json": b'{"a": 1}',
}
OTHERS = {"README.md": b"hello", "sam3.pt": b"pickle", "pytorch_model.bin": b"pickle"}
SIZE = sum(map(len, NEEDED.values()))


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees this machine's cache, tokens or proxies, waits, or speaks to the public hub."""
    for name in list(os.environ):
        if name.startswith(("HF_", "HUGGING")):
            monkeypatch.delenv(name)
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(constants, "HF_TOKEN_PATH", str(tmp_path / "token"))
    monkeypatch.setattr(constants, "HF_STORED_TOKENS_PATH", str(tmp_path / "stored_tokens"))
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", False)
    monkeypatch.setattr(constants, "HF_HUB_DISABLE_TELEMETRY", True)
    monkeypatch.setattr(transfer, "PAUSE", 0)


@pytest.fixture(autouse=True, scope="module")
def own_connections() -> Iterator[None]:
    """The client reads the proxies when it is made, which takes too long to be done for each test."""
    huggingface_hub.close_session()
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("NO_PROXY", "127.0.0.1")
        yield
    huggingface_hub.close_session()


@pytest.fixture
def server() -> Iterator[LoopbackHub]:
    with LoopbackHub({**NEEDED, **OTHERS}) as server:
        yield server


def download(server: LoopbackHub, repo_id: str = REPOSITORY, **options) -> Path:
    return hub.download(repo_id, endpoint=server.address, **options)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_download_brings_what_segmentation_needs_and_nothing_else(server):
    assert contents(download(server)) == NEEDED


def test_a_download_lies_where_other_hugging_face_programs_look(server):
    folder = download(server)
    found = huggingface_hub.hf_hub_download(REPOSITORY, "model.safetensors", local_files_only=True)
    assert Path(found) == folder / "model.safetensors"


def test_the_original_weights_come_when_asked_for(server):
    assert (download(server, original_weights=True) / "sam3.pt").read_bytes() == OTHERS["sam3.pt"]


def test_weights_in_shards_come_with_their_index(server):
    del server.files["model.safetensors"]
    names = ["model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors"]
    index = json.dumps({"weight_map": dict(zip("ab", names, strict=True))}).encode()
    server.files.update({"model.safetensors.index.json": index, names[0]: b"one", names[1]: b"two"})
    assert {"model.safetensors.index.json", *names} <= set(contents(download(server)))


def test_progress_rises_from_nothing_to_the_size_of_all_files(server):
    told: list[tuple[int, int]] = []
    download(server, progress=lambda done, total: told.append((done, total)))
    assert told[0] == (0, SIZE)
    assert told[-1] == (SIZE, SIZE)
    assert told == sorted(told)
    assert len(told) > 3


def test_the_bar_counts_what_was_there_as_done_before(capsys):
    with hub.progress_bar() as show:
        show(1_000_000, 4_000_000)
        show(4_000_000, 4_000_000)
    assert "4.00M/4.00M" in capsys.readouterr().err


def test_a_second_download_fetches_no_file_again(server):
    first = download(server)
    server.requests.clear()
    assert download(server) == first
    assert server.file_requests == []


def test_a_commit_can_be_named_instead_of_a_branch(server):
    assert contents(download(server, revision=COMMIT)) == NEEDED


def test_a_broken_connection_is_taken_up_within_the_same_call(server):
    del server.files["LICENSE"], server.files["config.json"]
    server.cuts = [1 << 20]
    download(server)
    ranges = [request.headers.get("range") for request in server.file_requests[:2]]
    assert ranges == [None, f"bytes={1 << 20}-"]


def test_after_a_failed_download_the_next_asks_only_for_the_rest(server):
    server.cuts = [len(NEEDED["LICENSE"]), len(NEEDED["config.json"]), 2 << 20, *[0] * transfer.ATTEMPTS]
    with pytest.raises(DownloadError, match=r"broke off after 2 MB of 3 MB .* Run the same command again"):
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

    with pytest.raises(CancelledError, match="Stopped after 1 MB of 3 MB; the same command goes on from there"):
        download(server, progress=press)


def test_a_gated_model_asks_visitors_for_licence_and_token(server):
    server.gated = True
    with pytest.raises(TokenRequiredError) as caught:
        download(server)
    assert f"{server.address}/{REPOSITORY}" in str(caught.value)
    assert "accept it; then create a token with read access" in str(caught.value)


def test_a_gated_model_asks_a_stranger_to_accept_the_licence(server):
    server.gated = True
    with pytest.raises(DownloadError, match="accept the licence") as caught:
        download(server, token=STRANGER)
    assert not isinstance(caught.value, TokenRequiredError)


def test_a_gated_model_comes_with_the_right_token(server):
    server.gated = True
    assert contents(download(server, token=f" {TOKEN}\n")) == NEEDED


def test_the_token_is_read_from_the_environment(server, monkeypatch):
    server.gated = True
    monkeypatch.setenv("HF_TOKEN", TOKEN)
    assert contents(download(server)) == NEEDED


def test_the_token_that_was_saved_is_used(server, tmp_path):
    server.gated = True
    (tmp_path / "token").write_text(TOKEN)
    assert contents(download(server)) == NEEDED


def test_the_token_is_not_sent_to_the_host_that_stores_the_content(server):
    with LoopbackHub(server.files) as storage:
        server.content_address = storage.address
        assert contents(download(server, token=TOKEN)) == NEEDED
        assert all("authorization" not in request.headers for request in storage.requests)
    assert all(request.headers["authorization"] == f"Bearer {TOKEN}" for request in server.requests)


def test_a_token_the_hub_does_not_know_is_asked_for_again(server):
    with pytest.raises(TokenRequiredError, match="does not know this token"):
        download(server, token=TOKEN[:-1])


def test_a_token_with_foreign_characters_is_refused_before_it_is_sent(server):
    with pytest.raises(TokenRequiredError, match="copy it again"):
        download(server, token=f"{TOKEN}é")
    assert server.requests == []


@pytest.mark.parametrize("token", [None, TOKEN])
def test_a_model_that_does_not_exist_is_named(server, token):
    with pytest.raises(DownloadError, match="has no model owner/other, or hides it"):
        download(server, "owner/other", token=token)


def test_a_revision_that_does_not_exist_is_named(server):
    with pytest.raises(DownloadError, match="no branch, tag or commit v9"):
        download(server, revision="v9")


@pytest.mark.parametrize("name", ["../model", "a/b/c", "a--b", "/etc", "owner/..", ""])
def test_what_cannot_be_a_models_name_is_refused(server, name):
    with pytest.raises(DownloadError, match="is no model's name"):
        download(server, name)


@pytest.mark.parametrize("revision", ["../main", "/main", "a/../b", ""])
def test_what_cannot_be_a_revision_is_refused(server, revision):
    with pytest.raises(DownloadError, match="cannot be a branch"):
        download(server, revision=revision)


def test_a_repository_without_weights_is_refused(server):
    del server.files["model.safetensors"]
    with pytest.raises(DownloadError, match=r"offers no model\.safetensors"):
        download(server)


def test_no_network_is_one_sentence():
    with LoopbackHub({}) as gone:
        address = gone.address
    with pytest.raises(DownloadError, match=rf"{address} cannot be reached .* check the network"):
        hub.download(REPOSITORY, endpoint=address)


def test_the_address_of_the_hub_is_read_from_the_environment(server, monkeypatch):
    monkeypatch.setenv("HF_ENDPOINT", server.address + "/")
    assert contents(hub.download(REPOSITORY)) == NEEDED


def test_offline_mode_is_respected(server, monkeypatch):
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    with pytest.raises(DownloadError, match="HF_HUB_OFFLINE is set"):
        download(server)


def test_a_page_that_is_no_hub_is_recognised(server):
    server.edit_listing = lambda listing: listing.clear()
    with pytest.raises(DownloadError, match="does not answer like a model hub"):
        download(server)


def test_too_little_space_is_said_before_anything_is_fetched(server):
    with pytest.raises(DownloadError, match=r"needs 3 MB at .*, where 1 MB are free; make room"):
        download(server, free_space=lambda _: 1_000_000)
    assert server.file_requests == []


def test_space_for_what_is_still_missing_is_enough(server):
    cancel = threading.Event()
    with pytest.raises(CancelledError):
        download(server, cancel=cancel, progress=lambda done, _: cancel.set() if done > 2 << 20 else None)
    assert contents(download(server, free_space=lambda _: (1 << 20) + 100)) == NEEDED


def test_a_disk_that_fills_up_is_one_sentence(server):
    def fill(done: int, _: int) -> None:
        if done > 1 << 20:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.raises(DownloadError, match=r"is full after 1 MB of 3 MB\. Make room"):
        download(server, progress=fill)


def test_two_downloads_of_one_model_do_not_mix(server):
    with pytest.raises(DownloadError, match="Another program is downloading owner/model"):
        download(server, progress=lambda *_: download(server))


def test_a_name_that_leaves_the_folder_is_never_asked_for(server, tmp_path):
    shard = "model-00001-of-00001.safetensors"
    server.files = {"config.json": b"{}", "model.safetensors.index.json": b"{}", shard: b"weights"}
    kept = set(server.files)
    server.files.update({"../config.json": b"evil", f"../{shard}": b"evil", f"{shard}/../../x": b"evil"})
    assert set(contents(download(server, folder=tmp_path / "a" / "model"))) == kept
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["model"]


@pytest.mark.parametrize("digest", ["../../x", "", None])
def test_a_digest_that_is_none_is_refused(server, digest):
    server.edit_listing = lambda listing: listing["siblings"][0].update(blobId=digest)
    with pytest.raises(DownloadError, match="LICENSE without a usable digest"):
        download(server)


def test_a_commit_that_is_none_is_refused(server):
    server.edit_listing = lambda listing: listing.update(sha="../../x")
    with pytest.raises(DownloadError, match="without a usable digest"):
        download(server)


def test_a_folder_gets_the_files_and_nothing_else(server, tmp_path):
    folder = tmp_path / "m é"
    assert download(server, folder=folder) == folder
    assert contents(folder) == NEEDED


def test_a_file_in_the_folder_that_differs_is_replaced(server, tmp_path):
    (tmp_path / "m").mkdir()
    (tmp_path / "m" / "config.json").write_bytes(b"[]")
    assert contents(download(server, folder=tmp_path / "m")) == NEEDED


def test_a_folder_that_cannot_be_written_is_one_sentence(server, tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(DownloadError, match="choose another folder"):
        download(server, folder=tmp_path / "file")
