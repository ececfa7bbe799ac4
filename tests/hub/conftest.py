"""A hub on the loopback address, and none of this machine's settings."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hub_repository import NEEDED, OTHERS
from huggingface_hub import constants
from loopback_hub import LoopbackHub, fresh_connections

from sam3_studio.core import transfer


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


own_connections = pytest.fixture(fresh_connections, autouse=True, scope="package")


@pytest.fixture
def server() -> Iterator[LoopbackHub]:
    with LoopbackHub({**NEEDED, **OTHERS}) as server:
        yield server
