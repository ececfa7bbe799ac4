"""Actions: one frozen table, presets of keys, and what Qt makes of both."""

from sam3_studio.app.actions.action import Action, Context, Menu
from sam3_studio.app.actions.gestures import GESTURES
from sam3_studio.app.actions.hints import hint_of
from sam3_studio.app.actions.key_guard import KeyGuard, claims, takes_text
from sam3_studio.app.actions.keymap import CVAT, PRESETS, STANDARD, Conflict, Keymap, normalized, shown_key
from sam3_studio.app.actions.recent import RecentMenu
from sam3_studio.app.actions.registry import Actions, menu_text, title_of, tooltip, translated
from sam3_studio.app.actions.table import ACTIONS, BY_ID, TOOLS
from sam3_studio.app.actions.telling_menu import TellingMenu, told_by
from sam3_studio.app.actions.wheel_guard import leave_wheel_to_page

__all__ = [
    "ACTIONS",
    "BY_ID",
    "CVAT",
    "GESTURES",
    "PRESETS",
    "STANDARD",
    "TOOLS",
    "Action",
    "Actions",
    "Conflict",
    "Context",
    "KeyGuard",
    "Keymap",
    "Menu",
    "RecentMenu",
    "TellingMenu",
    "claims",
    "hint_of",
    "leave_wheel_to_page",
    "menu_text",
    "normalized",
    "shown_key",
    "takes_text",
    "title_of",
    "told_by",
    "tooltip",
    "translated",
]
