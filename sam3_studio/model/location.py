"""Where the files of a checkpoint are."""

import os
import re
from pathlib import Path

from sam3_studio.model.errors import CheckpointError

CONFIG_NAME = "config.json"
"""Describes the model."""
WEIGHTS_NAME = "model.safetensors"
"""Holds the weights in the public layout."""
INDEX_NAME = "model.safetensors.index.json"
"""Lists the tensors of a checkpoint that is split over several files."""
ORIGINAL_NAME = "sam3.pt"
"""Holds the weights in Meta's own layout."""

_PREFERRED = (INDEX_NAME, WEIGHTS_NAME, ORIGINAL_NAME, "sam3.1_multiplex.pt")
_HUB_NAME = re.compile(r"[\w.-]+/[\w.-]+")


def locate(source: str | Path) -> Path:
    """The folder or file that a caller means.

    Args:
        source: a folder, a file, or the name of a Hub repository that was downloaded before.

    Raises:
        CheckpointError: there is no such thing.
    """
    path = Path(os.path.expanduser(source))  # noqa: PTH111  # `Path.expanduser` raises where nobody has that name
    if path.exists():
        return path
    name = str(source)
    if not _HUB_NAME.fullmatch(name):
        raise CheckpointError("{path} does not exist; give a folder or file with SAM 3 weights.", path=path)
    snapshot = _newest_snapshot(_hub_cache() / f"models--{name.replace('/', '--')}")
    if snapshot is None:
        raise CheckpointError(
            "{name} is neither a folder nor a downloaded repository; fetch it with `sam3-studio model "
            "download` or give a folder.",
            name=name,
        )
    return snapshot


def _hub_cache() -> Path:
    """The Hub's cache folder, by its published environment variables.

    `core.folders` knows it too; this package does without, so that it can be lifted into any project.
    """
    set_by_user = os.environ.get
    everything = set_by_user("XDG_CACHE_HOME") or Path.home() / ".cache"
    home = set_by_user("HF_HOME") or Path(everything) / "huggingface"
    cache = set_by_user("HF_HUB_CACHE") or set_by_user("HUGGINGFACE_HUB_CACHE") or Path(home) / "hub"
    return Path(os.path.expanduser(os.path.expandvars(cache)))  # noqa: PTH111  # likewise


def _newest_snapshot(repository: Path) -> Path | None:
    """The newest snapshot with weights: what "main" stood for last, else the one made last.

    An interrupted download leaves a snapshot with the small files alone; the one before it still works.
    """
    main = repository / "refs" / "main"
    newest = main.read_text("ascii", errors="replace").strip() if main.is_file() else ""
    snapshots = [path for path in (repository / "snapshots").glob("*") if _is_loadable(path)]
    return max(snapshots, key=lambda path: (path.name == newest, path.stat().st_mtime), default=None)


def _is_loadable(folder: Path) -> bool:
    return (folder / CONFIG_NAME).is_file() and any((folder / name).is_file() for name in _PREFERRED)


def find_weights(source: str | Path) -> Path:
    """The file that holds the weights, or the index of the files that do.

    Raises:
        CheckpointError: there is none, or there are several and none has a known name.
    """
    path = locate(source)
    if path.is_file():
        return path
    if not path.is_dir():
        raise CheckpointError("{path} is neither a folder nor a file; give one with SAM 3 weights.", path=path)
    for name in _PREFERRED:
        if (path / name).is_file():
            return path / name
    others = sorted(p for p in path.iterdir() if p.suffix in {".safetensors", ".pt"} and p.is_file())
    if len(others) == 1:
        return others[0]
    if others:
        listed = ", ".join(p.name for p in others[:5])
        raise CheckpointError(
            "{path} holds several weight files ({listed}); give the one that is meant.", path=path, listed=listed
        )
    raise CheckpointError(
        "{path} holds no weights; a SAM 3 folder has {weights} or {original} beside its {config}.",
        path=path,
        weights=WEIGHTS_NAME,
        original=ORIGINAL_NAME,
        config=CONFIG_NAME,
    )


def find_config(source: str | Path) -> Path | None:
    """The checkpoint's `config.json`, None when it brings none.

    Raises:
        CheckpointError: there is no such checkpoint.
    """
    path = locate(source)
    config = (path if path.is_dir() else path.parent) / CONFIG_NAME
    return config if config.is_file() else None
