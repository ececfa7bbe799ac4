"""Settings: one frozen table, one file, one signal for each."""

from sam3_studio.app.settings.setting import Choice, Group, Range, Setting
from sam3_studio.app.settings.store import Settings
from sam3_studio.app.settings.table import SETTINGS

__all__ = ["SETTINGS", "Choice", "Group", "Range", "Setting", "Settings"]
