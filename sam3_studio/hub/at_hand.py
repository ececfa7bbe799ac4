"""What of the hub is at hand on this machine: models that were downloaded, and a token."""

import json
import os
from pathlib import Path

from sam3_studio.core.folders import hub_cache, typed_path
from sam3_studio.hub.storage import INDEX_NAME, ORIGINAL_NAME, WEIGHTS_NAME

_KIND = "sam3"
_WEIGHTS = (WEIGHTS_NAME, INDEX_NAME, ORIGINAL_NAME)


def downloaded_models() -> tuple[str, ...]:
    """Names of repositories with weights of SAM 3, such as "facebook/sam3"; the cache is shared with other models."""
    try:
        folders = sorted(hub_cache().glob("models--*--*"))
        return tuple(folder.name.split("--", 1)[1].replace("--", "/", 1) for folder in folders if _is_usable(folder))
    except OSError:
        return ()


def has_token() -> bool:
    """Whether there is one in the places where Hugging Face programs look for it; its worth is the hub's to tell."""
    if os.environ.get("HF_TOKEN") or os.environ.get("HUGGING_FACE_HUB_TOKEN"):
        return True
    home = os.environ.get("HF_HOME")
    named = os.environ.get("HF_TOKEN_PATH")
    return typed_path(named or str((Path(home) if home else hub_cache().parent) / "token")).is_file()


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
