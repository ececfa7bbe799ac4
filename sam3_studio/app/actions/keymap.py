"""Which keys start which action: a preset, and what a person has changed about it."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from PySide6.QtGui import QKeySequence

from sam3_studio.app.actions.action import Context
from sam3_studio.app.actions.table import ACTIONS, BY_ID
from sam3_studio.app.language import QT_TRANSLATE_NOOP

STANDARD = "standard"
CVAT = "cvat"

PRESETS: tuple[tuple[str, str], ...] = (
    (STANDARD, QT_TRANSLATE_NOOP("Actions", "Standard")),
    (CVAT, QT_TRANSLATE_NOOP("Actions", "CVAT")),
)
"""Names of the presets, and what they are called in English."""

# What differs from the table. CVAT's fingers: D and F go, N draws, C and V jump, Ctrl+Shift+S leaves the job.
_DIFFERENCES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    STANDARD: {},
    CVAT: {
        "next": ("F", "Right"),
        "previous": ("D", "Left"),
        "next_open": ("V",),
        "previous_open": ("C",),
        "select": ("Ctrl+J", "S"),
        "positive_box": ("N", "Q"),
        "negative_box": ("Shift+N", "E"),
        "next_candidate": ("J",),
        "previous_candidate": ("K",),
        "accept_all": ("Return",),
        "candidates": (),
        "delete": ("Del", "Shift+Del"),
        "finish_shape": ("Return", "N"),
        "fit": ("Ctrl+F", "0"),
    },
}


@dataclass(frozen=True, slots=True)
class Conflict:
    """One key that would start several actions.

    Attributes:
        key: portable.
        actions: their ids, in the order of the table.
    """

    key: str
    actions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Keymap:
    """Which keys start which action.

    Attributes:
        preset: name of the preset that holds where nothing was changed; an unknown one counts as "standard".
        changed: keys by action where they differ from the preset. What no action is called is kept and does nothing.
    """

    preset: str = STANDARD
    changed: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))

    def keys(self, action: str) -> tuple[str, ...]:
        """An action's keys, the one that menus show first."""
        return self.changed.get(action, self.preset_keys(action))

    def preset_keys(self, action: str) -> tuple[str, ...]:
        """An action's keys in the preset."""
        return _DIFFERENCES.get(self.preset, {}).get(action, BY_ID[action].keys)

    def is_changed(self, action: str) -> bool:
        """Whether its keys differ from the preset's."""
        return self.keys(action) != self.preset_keys(action)

    def with_keys(self, action: str, keys: tuple[str, ...]) -> "Keymap":
        """The same with other keys for one action."""
        others = {name: value for name, value in self.changed.items() if name != action}
        normal = tuple(dict.fromkeys(filter(None, map(normalized, keys))))
        if normal != self.preset_keys(action):
            others[action] = normal
        return replace(self, changed=MappingProxyType(others))

    def conflicts(self) -> tuple[Conflict, ...]:
        """Keys that would start several actions at the same time."""
        users: dict[tuple[str, bool], list[str]] = defaultdict(list)
        for action in ACTIONS:
            for key in self.keys(action.id):
                users[key, action.context is Context.DRAWING].append(action.id)
        return tuple(Conflict(key, tuple(ids)) for (key, _), ids in users.items() if len(ids) > 1)

    def users(self, key: str, context: Context) -> tuple[str, ...]:
        """Actions that a key would start in a context."""
        drawing = context is Context.DRAWING
        return tuple(
            action.id
            for action in ACTIONS
            if (action.context is Context.DRAWING) == drawing and normalized(key) in self.keys(action.id)
        )


def normalized(key: str) -> str:
    """A key as it is always written; empty for what is no key."""
    sequence = QKeySequence(key, QKeySequence.SequenceFormat.PortableText)
    text = sequence.toString(QKeySequence.SequenceFormat.PortableText)
    # The two Enter keys are one to a person.
    return text.replace("Enter", "Return")


def shown_key(key: str) -> str:
    """A key in the words of the system and the language; the large key at the right is Enter, as on most keyboards."""
    key = re.sub(r"\bReturn$", "Enter", key)
    return QKeySequence(key, QKeySequence.SequenceFormat.PortableText).toString(QKeySequence.SequenceFormat.NativeText)
