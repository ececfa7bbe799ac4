"""`sam3-studio model download` from a hub on the loopback address."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import golden
import pytest
from loopback_hub import REPOSITORY, STRANGER, TOKEN, LoopbackHub

from sam3_studio.cli.main import main

pytestmark = pytest.mark.slow  # each test starts a process

FILES = ("config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json", "processor_config.json")
Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def hub() -> Iterator[LoopbackHub]:
    with LoopbackHub({name: (golden.ROOT / "A" / name).read_bytes() for name in FILES}) as server:
        yield server


@pytest.fixture
def command(hub: LoopbackHub, tmp_path: Path) -> Command:
    """Runs the program with a home of its own."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("HF_", "HUGGING"))}
    environment |= {"HF_ENDPOINT": hub.address, "HF_HOME": str(tmp_path / "home"), "NO_PROXY": "127.0.0.1"}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        program = [sys.executable, "-m", "sam3_studio", *arguments]
        return subprocess.run(
            program, check=False, capture_output=True, text=True, stdin=subprocess.DEVNULL, env=environment
        )

    return run


def test_what_was_downloaded_is_found_by_its_name(command: Command) -> None:
    assert command("model", "download", REPOSITORY).returncode == 0
    info = command("model", "info", "--model", REPOSITORY)
    assert "168 px" in info.stdout


def test_a_folder_can_be_named(command: Command, tmp_path: Path) -> None:
    result = command("model", "download", REPOSITORY, "--to", str(tmp_path / "weights"))
    assert result.returncode == 0
    assert f"--model {tmp_path / 'weights'}" in result.stdout
    assert {path.name for path in (tmp_path / "weights").glob("*.json")} == {name for name in FILES if "json" in name}


def test_the_original_weights_come_when_asked_for(
    hub: LoopbackHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub.files["sam3.pt"] = b"pickle"
    for name, value in {"HF_ENDPOINT": hub.address, "HF_TOKEN": "", "NO_PROXY": "127.0.0.1"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("huggingface_hub.constants.HF_TOKEN_PATH", str(tmp_path / "no token"))
    folder = tmp_path / "weights"
    assert main(["model", "download", REPOSITORY, "--original", "--to", str(folder)]) == 0
    assert (folder / "sam3.pt").read_bytes() == b"pickle"


def test_behind_a_licence_gate_a_sentence_says_what_to_do(hub: LoopbackHub, command: Command) -> None:
    hub.gated = True
    result = command("model", "download", REPOSITORY)
    assert result.returncode == 2
    assert "licence" in result.stderr
    assert f"{hub.address}/{REPOSITORY}" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_token_without_access_is_told_apart_from_none(hub: LoopbackHub, command: Command) -> None:
    hub.gated = True
    result = command("model", "download", REPOSITORY, "--token", STRANGER)
    assert result.returncode == 2
    assert "accept" in result.stderr


def test_at_a_terminal_the_token_is_asked_for(
    hub: LoopbackHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub.gated = True
    for name, value in {"HF_ENDPOINT": hub.address, "HF_TOKEN": "", "NO_PROXY": "127.0.0.1"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("huggingface_hub.constants.HF_TOKEN_PATH", str(tmp_path / "no token"))
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("sam3_studio.cli.model.getpass", lambda _: TOKEN)
    assert main(["model", "download", REPOSITORY, "--to", str(tmp_path / "weights")]) == 0
    assert (tmp_path / "weights" / "model.safetensors").stat().st_size == len(hub.files["model.safetensors"])


def test_a_repository_that_is_not_there_is_named(command: Command) -> None:
    result = command("model", "download", "no/such")
    assert result.returncode == 2
    assert "Traceback" not in result.stderr
    assert "no/such" in result.stderr
