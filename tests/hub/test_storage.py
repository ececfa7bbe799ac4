"""Where downloaded files go."""

from pathlib import Path

import huggingface_hub
import pytest
from hub_repository import NEEDED, contents, download
from loopback_hub import REPOSITORY

pytestmark = pytest.mark.slow


def test_a_download_lies_where_other_hugging_face_programs_look(server):
    folder = download(server)
    found = huggingface_hub.hf_hub_download(REPOSITORY, "model.safetensors", local_files_only=True)
    assert Path(found) == folder / "model.safetensors"


def test_a_folder_gets_the_files_and_nothing_else(server, tmp_path):
    folder = tmp_path / "m é"
    assert download(server, folder=folder) == folder
    assert contents(folder) == NEEDED


def test_a_file_in_the_folder_that_differs_is_replaced(server, tmp_path):
    (tmp_path / "m").mkdir()
    (tmp_path / "m" / "config.json").write_bytes(b"[]")
    assert contents(download(server, folder=tmp_path / "m")) == NEEDED


@pytest.mark.parametrize(
    "damage", [lambda content: content[:-5], lambda content: content[:-1] + bytes([content[-1] ^ 1])]
)
@pytest.mark.parametrize("links", [True, False], ids=["with links", "without"])
def test_a_file_in_the_cache_that_a_disk_has_damaged_is_fetched_again(server, monkeypatch, links, damage):
    def refuse(*_):
        raise OSError(1314, "A required privilege is not held by the client")

    if not links:
        monkeypatch.setattr(Path, "symlink_to", refuse)
    folder = download(server)
    weights = folder / "model.safetensors"
    weights.write_bytes(damage(NEEDED["model.safetensors"]))
    server.requests.clear()
    assert contents(download(server)) == NEEDED
    assert [Path(one.path).name for one in server.file_requests] == ["model.safetensors"]


def test_a_file_that_lies_in_the_cache_already_is_linked_and_not_fetched(server):
    folder = download(server)
    (folder / "config.json").unlink()
    server.requests.clear()
    assert contents(download(server)) == NEEDED
    assert server.file_requests == []
