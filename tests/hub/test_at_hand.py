"""`hub.at_hand`: what Hugging Face programs have downloaded, and a token."""

import json
from pathlib import Path

import pytest

from sam3_studio.hub.at_hand import downloaded_models, has_token


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The cache that all of them share."""
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    return tmp_path / "hub"


def download(cache: Path, name: str, kind: str, weights: str = "model.safetensors") -> None:
    snapshot = cache / f"models--{name.replace('/', '--')}" / "snapshots" / "0123"
    snapshot.mkdir(parents=True)
    (snapshot / "config.json").write_text(json.dumps({"model_type": kind}))
    if weights:
        (snapshot / weights).touch()


def test_without_a_cache_there_is_nothing() -> None:
    assert downloaded_models() == ()


def test_only_weights_of_sam_3_are_listed(cache: Path) -> None:
    download(cache, "facebook/sam3", "sam3_video", "model.safetensors.index.json")
    download(cache, "someone/sam3-tuned", "sam3")
    download(cache, "someone/bert", "bert")
    assert downloaded_models() == ("facebook/sam3", "someone/sam3-tuned")


def test_a_download_without_weights_is_passed_over(cache: Path) -> None:
    download(cache, "facebook/sam3", "sam3", weights="")
    (cache / "models--facebook--sam3" / "snapshots" / "0123" / "config.json").write_text("{")
    assert downloaded_models() == ()


def test_a_machine_without_a_token_has_none() -> None:
    assert not has_token()


def test_a_token_beside_the_cache_is_one(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("hf_theirs")
    assert has_token()


@pytest.mark.parametrize("name", ["HF_TOKEN", "HUGGING_FACE_HUB_TOKEN"])
def test_a_token_in_the_environment_is_one(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "hf_theirs")
    assert has_token()


def test_a_file_that_the_environment_names_holds_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("hf_theirs")
    monkeypatch.setenv("HF_TOKEN_PATH", str(tmp_path / "mine"))
    assert has_token()
