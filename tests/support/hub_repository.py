"""A repository on the loopback hub: what it offers, and what a download of it brings."""

import os
from pathlib import Path
from typing import Any

from loopback_hub import REPOSITORY, LoopbackHub

from sam3_studio import hub

NEEDED = {
    "LICENSE": b"the licence",
    "config.json": b"{}",
    "model.safetensors": os.urandom(3 << 20),
    "processor_config.json": b'{"p": 1}',
    "tokenizer.json": b'{"a": 1}',
}
OTHERS = {"README.md": b"hello", "sam3.pt": b"pickle", "pytorch_model.bin": b"pickle"}
SIZE = sum(map(len, NEEDED.values()))


def download(server: LoopbackHub, repo_id: str = REPOSITORY, **options: Any) -> Path:
    return hub.download(repo_id, endpoint=server.address, **options)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
