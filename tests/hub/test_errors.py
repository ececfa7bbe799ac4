"""What goes wrong is told with what to do about it."""

import errno
import os

import pytest
from hub_repository import download
from huggingface_hub import constants
from loopback_hub import REPOSITORY, STRANGER, TOKEN, LoopbackHub

from sam3_studio import hub
from sam3_studio.core.errors import DownloadError
from sam3_studio.hub import TokenRequiredError


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


def test_a_token_the_hub_does_not_know_is_asked_for_again(server):
    with pytest.raises(TokenRequiredError, match="does not know this token"):
        download(server, token=TOKEN[:-1])


@pytest.mark.parametrize("token", [None, TOKEN])
def test_a_model_that_does_not_exist_is_named(server, token):
    with pytest.raises(DownloadError, match="has no model owner/other, or hides it"):
        download(server, "owner/other", token=token)


def test_a_revision_that_does_not_exist_is_named(server):
    with pytest.raises(DownloadError, match="no branch, tag or commit v9"):
        download(server, revision="v9")


def test_no_network_is_one_sentence():
    with LoopbackHub({}) as gone:
        address = gone.address
    with pytest.raises(DownloadError, match=rf"{address} cannot be reached .* check the network"):
        hub.download(REPOSITORY, endpoint=address)


def test_offline_mode_is_respected(server, monkeypatch):
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    with pytest.raises(DownloadError, match="HF_HUB_OFFLINE is set"):
        download(server)


def test_a_disk_that_fills_up_is_one_sentence(server):
    def fill(done: int, _: int) -> None:
        if done > 1 << 20:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.raises(DownloadError, match=r"is full after 1 MB of 3 MB\. Make room"):
        download(server, progress=fill)


def test_a_folder_that_cannot_be_written_is_one_sentence(server, tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(DownloadError, match="choose another folder"):
        download(server, folder=tmp_path / "file")
