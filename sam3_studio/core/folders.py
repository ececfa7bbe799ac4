"""Where the program keeps what belongs to the person and not to a project."""

import os
import shutil
from pathlib import Path

import platformdirs

CONFIG_VARIABLE = "SAM3_STUDIO_CONFIG"
"""Environment variable that names another folder for the settings."""
DATA_VARIABLE = "SAM3_STUDIO_DATA"
"""Environment variable that names another folder for what the program makes on its own."""

CACHE_VARIABLE = "SAM3_STUDIO_CACHE"
"""Environment variable that names another folder for what can be made again."""


def typed_path(text: str) -> Path:
    """A path as a person types it: `~` is their home; `~name` stays as it is where nobody of that name is known."""
    return Path(os.path.expanduser(text))  # noqa: PTH111  # `Path.expanduser` raises where nobody has that name


def written_path(path: str) -> str:
    """A path as a person writes it: `~` stands for their home."""
    try:
        return f"~/{Path(path).relative_to(Path.home()).as_posix()}"
    except ValueError:
        return path


def is_there(path: Path) -> bool:
    """Whether there is a file or folder; False as well where its name is too long, or its folder may not be read."""
    return os.path.exists(path)  # noqa: PTH110  # `Path.exists` raises for these


def config_folder() -> Path:
    """Where settings belong on this system; it may not exist yet."""
    chosen = os.environ.get(CONFIG_VARIABLE)
    return Path(chosen) if chosen else platformdirs.user_config_path("sam3_studio", appauthor=False)


def data_folder() -> Path:
    """Where projects belong that cannot lie beside their pictures, and the samples; it may not exist yet."""
    chosen = os.environ.get(DATA_VARIABLE)
    return Path(chosen) if chosen else platformdirs.user_data_path("sam3-studio", appauthor=False)


def cache_folder() -> Path:
    """Where things lie that may be removed at any time; it may not exist yet."""
    chosen = os.environ.get(CACHE_VARIABLE)
    return Path(chosen) if chosen else platformdirs.user_cache_path("sam3-studio", appauthor=False)


def encoded_folder() -> Path:
    """Where encoded pictures are kept unless a person names another folder; it may not exist yet."""
    return cache_folder() / "encoded"


def hub_cache() -> Path:
    """Where Hugging Face programs keep what they download, by the published environment variables."""
    set_by_user = os.environ.get
    everything = set_by_user("XDG_CACHE_HOME") or Path.home() / ".cache"
    home = set_by_user("HF_HOME") or Path(everything) / "huggingface"
    cache = set_by_user("HF_HUB_CACHE") or set_by_user("HUGGINGFACE_HUB_CACHE") or Path(home) / "hub"
    return typed_path(os.path.expandvars(cache))


def free_space(path: Path) -> int:
    """Bytes free on the disk where `path` is or will be."""
    existing = next(parent for parent in (path, *path.parents) if is_there(parent))
    return shutil.disk_usage(existing).free
