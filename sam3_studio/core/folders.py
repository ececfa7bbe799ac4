"""Where the program keeps what belongs to the person and not to a project."""

import os
from pathlib import Path

import platformdirs

CONFIG_VARIABLE = "SAM3_STUDIO_CONFIG"
"""Environment variable that names another folder for the settings."""


def config_folder() -> Path:
    """Where settings belong on this system; it may not exist yet."""
    chosen = os.environ.get(CONFIG_VARIABLE)
    return Path(chosen) if chosen else platformdirs.user_config_path("sam3_studio", appauthor=False)
