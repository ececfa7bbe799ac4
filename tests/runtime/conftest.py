"""Small wheels, a server that offers them, and folders of nobody."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from huggingface_hub import constants
from loopback_hub import LoopbackHub, fresh_connections
from stand_in_wheels import Shelf, make_shelf

from sam3_studio.core import transfer
from sam3_studio.core.errors import GpuError
from sam3_studio.runtime.enabling import Enabling
from sam3_studio.runtime.installer import find_uv
from sam3_studio.runtime.places import Places
from sam3_studio.runtime.record import Record
from sam3_studio.runtime.trial import Trial

Enable = Callable[..., Record]


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test waits, or sees this machine's folders and proxies."""
    monkeypatch.setenv("SAM3_STUDIO_DATA", str(tmp_path / "data é 中文"))
    monkeypatch.setenv("SAM3_STUDIO_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("SAM3_STUDIO_GPU", raising=False)
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", False)
    monkeypatch.setattr(transfer, "PAUSE", 0)


own_connections = pytest.fixture(fresh_connections, autouse=True, scope="package")


@pytest.fixture
def places() -> Places:
    return Places.of_user()


@pytest.fixture
def server() -> Iterator[LoopbackHub]:
    with LoopbackHub({}) as server:
        yield server


@pytest.fixture
def shelf(tmp_path: Path, server: LoopbackHub) -> Shelf:
    shelf = make_shelf(tmp_path, server.address)
    server.files.update(shelf.contents)
    return shelf


@pytest.fixture(scope="session")
def uv() -> Path:
    try:
        return find_uv()
    except GpuError:
        pytest.skip("the installer uv is missing: pip install uv")


@pytest.fixture
def enable(places: Places, shelf: Shelf, uv: Path) -> Enable:  # noqa: ARG001 - skips where it is missing
    """Everything with small wheels and the real installer; what tries the runtime is satisfied with anything."""

    def run(brought: Path | None = None, trial: Callable[..., Trial] = contented) -> Record:
        enabling = Enabling(places, shelf.lock, brought, trial)
        return enabling.run(lambda _: None, lambda *_: None, threading.Event())

    return run


def contented(_: Path, __: threading.Event) -> Trial:
    return Trial("a card", "9.0")
