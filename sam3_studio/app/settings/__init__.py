"""Settings: one frozen table, one file, one signal for each."""

from sam3_studio.app.settings.recent import MOST_RECENT, Recent, with_recent, without
from sam3_studio.app.settings.setting import Choice, Group, Range, Setting
from sam3_studio.app.settings.store import Settings
from sam3_studio.app.settings.table import SETTINGS

__all__ = [
    "MOST_RECENT",
    "SETTINGS",
    "Choice",
    "Group",
    "Range",
    "Recent",
    "Setting",
    "Settings",
    "with_recent",
    "without",
]
