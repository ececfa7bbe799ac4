"""What is chosen of a repository's files."""

import json

import pytest
from hub_repository import NEEDED, OTHERS, contents, download

from sam3_studio import model
from sam3_studio.core.errors import DownloadError
from sam3_studio.engine.pretrained import COMPANIONS
from sam3_studio.hub import listing

pytestmark = pytest.mark.slow


def test_a_download_brings_what_segmentation_needs_and_nothing_else(server):
    assert contents(download(server)) == NEEDED


def test_what_model_processor_and_tokenizer_read_is_what_is_fetched():
    assert {model.CONFIG_NAME, *COMPANIONS} == listing.SMALL_FILES
    assert listing.WEIGHTS_NAME == model.WEIGHTS_NAME
    assert listing.INDEX_NAME == model.INDEX_NAME
    assert listing.ORIGINAL_NAME == model.ORIGINAL_NAME


def test_the_original_weights_come_when_asked_for(server):
    assert (download(server, original_weights=True) / "sam3.pt").read_bytes() == OTHERS["sam3.pt"]


def test_weights_in_shards_come_with_their_index(server):
    del server.files["model.safetensors"]
    names = ["model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors"]
    index = json.dumps({"weight_map": dict(zip("ab", names, strict=True))}).encode()
    server.files.update({"model.safetensors.index.json": index, names[0]: b"one", names[1]: b"two"})
    assert {"model.safetensors.index.json", *names} <= set(contents(download(server)))


def test_a_repository_without_weights_is_refused(server):
    del server.files["model.safetensors"]
    with pytest.raises(DownloadError, match=r"offers no model\.safetensors"):
        download(server)


def test_a_page_that_is_no_hub_is_recognised(server):
    server.edit_listing = lambda listing: listing.clear()
    with pytest.raises(DownloadError, match="does not answer like a model hub"):
        download(server)


@pytest.mark.parametrize("digest", ["../../x", "", None])
def test_a_digest_that_is_none_is_refused(server, digest):
    server.edit_listing = lambda listing: listing["siblings"][0].update(blobId=digest)
    with pytest.raises(DownloadError, match="LICENSE without a usable digest"):
        download(server)


def test_a_commit_that_is_none_is_refused(server):
    server.edit_listing = lambda listing: listing.update(sha="../../x")
    with pytest.raises(DownloadError, match="without a usable digest"):
        download(server)


def test_a_name_that_leaves_the_folder_is_never_asked_for(server, tmp_path):
    shard = "model-00001-of-00001.safetensors"
    server.files = {"config.json": b"{}", "model.safetensors.index.json": b"{}", shard: b"weights"}
    kept = set(server.files)
    server.files.update({"../config.json": b"evil", f"../{shard}": b"evil", f"{shard}/../../x": b"evil"})
    assert set(contents(download(server, folder=tmp_path / "a" / "model"))) == kept
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["model"]
