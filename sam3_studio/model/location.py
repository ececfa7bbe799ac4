"""Where the files of a checkpoint are."""

import os
import re
from pathlib import Path

from sam3_studio.model.errors import CheckpointError

INDEX_NAME = "model.safetensors.index.json"
"""Lists the tensors of a checkpoint that is split over several files."""

_PREFERRED = (INDEX_NAME, "model.safetensors", "sam3.pt", "sam3.1_multiplex.pt")
_HUB_NAME = re.compile(r"[\w.-]+/[\w.-]+")


def locate(source: str | Path) -> Path:
    """The folder or file that a caller means.

    Args:
        source: a folder, a file, or the name of a Hub repository that was downloaded before.

    Raises:
        CheckpointError: there is no such thing.
    """
    path = Path(source).expanduser()
    if path.exists():
        return path
    name = str(source)
    if not _HUB_NAME.fullmatch(name):
        raise CheckpointError(f"{path} does not exist; give a folder or file with SAM 3 weights.")
    snapshots = _hub_cache() / f"models--{name.replace('/', '--')}" / "snapshots"
    found = sorted(snapshots.glob("*/config.json"), key=lambda config: config.stat().st_mtime)
    if not found:
        raise CheckpointError(
            f"{name} is neither a folder nor a downloaded repository; fetch it with `sam3-studio model download` "
            f"or give a folder."
        )
    return found[-1].parent


def _hub_cache() -> Path:
    """The Hub's cache folder, by its published environment variables."""
    home = Path(os.environ.get("HF_HOME") or Path.home() / ".cache" / "huggingface")
    return Path(os.environ.get("HF_HUB_CACHE") or home / "hub").expanduser()


def find_weights(source: str | Path) -> Path:
    """The file that holds the weights, or the index of the files that do.

    Raises:
        CheckpointError: there is none, or there are several and none has a known name.
    """
    path = locate(source)
    if path.is_file():
        return path
    for name in _PREFERRED:
        if (path / name).is_file():
            return path / name
    others = sorted(p for p in path.iterdir() if p.suffix in {".safetensors", ".pt"} and p.is_file())
    if len(others) == 1:
        return others[0]
    if others:
        listed = ", ".join(p.name for p in others[:5])
        raise CheckpointError(f"{path} holds several weight files ({listed}); give the one that is meant.")
    raise CheckpointError(
        f"{path} holds no weights; a SAM 3 folder has model.safetensors or sam3.pt beside its config.json."
    )


def find_config(source: str | Path) -> Path | None:
    """The checkpoint's `config.json`, None when it brings none.

    Raises:
        CheckpointError: there is no such checkpoint.
    """
    path = locate(source)
    config = (path if path.is_dir() else path.parent) / "config.json"
    return config if config.is_file() else None
