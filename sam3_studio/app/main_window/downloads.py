"""Weights from Hugging Face: which are on this machine, and where they are."""

import json
from pathlib import Path

from sam3_studio.core.folders import hub_cache

_KIND = "sam3"
_WEIGHTS = ("model.safetensors", "model.safetensors.index.json", "sam3.pt")


def downloaded_models() -> tuple[str, ...]:
    """Names of repositories with weights of SAM 3, such as "facebook/sam3"; the cache is shared with other models."""
    try:
        folders = sorted(hub_cache().glob("models--*--*"))
        return tuple(folder.name.split("--", 1)[1].replace("--", "/", 1) for folder in folders if _is_usable(folder))
    except OSError:
        return ()


def _is_usable(repository: Path) -> bool:
    """Whether a snapshot holds weights, and says that they are of SAM 3."""
    return any(
        _kind(snapshot / "config.json").startswith(_KIND) and any((snapshot / name).is_file() for name in _WEIGHTS)
        for snapshot in repository.glob("snapshots/*")
    )


def _kind(config: Path) -> str:
    try:
        described = json.loads(config.read_text("utf-8"))
    except (OSError, ValueError):
        return ""
    return str(described.get("model_type", "")) if isinstance(described, dict) else ""
