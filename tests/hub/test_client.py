"""What a caller may ask of the hub."""

import pytest
from hub_repository import NEEDED, contents, download
from loopback_hub import REPOSITORY, TOKEN

from sam3_studio import hub
from sam3_studio.core.errors import DownloadError
from sam3_studio.hub import TokenRequiredError


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


def test_a_token_with_foreign_characters_is_refused_before_it_is_sent(server):
    with pytest.raises(TokenRequiredError, match="copy it again"):
        download(server, token=f"{TOKEN}é")
    assert server.requests == []


@pytest.mark.parametrize("name", ["../model", "a/b/c", "a--b", "/etc", "owner/..", ""])
def test_what_cannot_be_a_models_name_is_refused(server, name):
    with pytest.raises(DownloadError, match="is no model's name"):
        download(server, name)


@pytest.mark.parametrize("revision", ["../main", "/main", "a/../b", ""])
def test_what_cannot_be_a_revision_is_refused(server, revision):
    with pytest.raises(DownloadError, match="cannot be a branch"):
        download(server, revision=revision)


def test_the_address_of_the_hub_is_read_from_the_environment(server, monkeypatch):
    monkeypatch.setenv("HF_ENDPOINT", server.address + "/")
    assert contents(hub.download(REPOSITORY)) == NEEDED
