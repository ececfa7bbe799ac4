"""Which keys hold in the window: remembered, shown, and changed."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from sam3_studio.app.actions import Actions, Keymap, shown_key
from sam3_studio.app.dialogs import parts
from sam3_studio.app.dialogs.key_sheet import KeySheet
from sam3_studio.app.dialogs.shortcuts import ShortcutDialog
from sam3_studio.app.panels.instances.panel import InstancesPanel
from sam3_studio.app.panels.prompt.panel import PromptPanel
from sam3_studio.app.settings import Settings
from sam3_studio.app.settings.table import SHORTCUT_PRESET, SHORTCUTS


class Keys(QObject):
    """Keeps actions, hints, sheet and settings to the same keys.

    Args:
        actions: of the window.
        prompt: shows keys on its buttons.
        instances: tells by which key a candidate is accepted.
        settings: remember the keys.
        window: that the sheet and the dialog lie over.
    """

    def __init__(
        self, actions: Actions, prompt: PromptPanel, instances: InstancesPanel, settings: Settings, window: QWidget
    ) -> None:
        super().__init__(window)
        self._actions = actions
        self._prompt = prompt
        self._instances = instances
        self._settings = settings
        self._window = window
        self._sheet: KeySheet | None = None
        actions.set_keymap(Keymap(settings.get(SHORTCUT_PRESET), settings.get(SHORTCUTS)))
        self._show_hints()
        actions.keymap_changed.connect(self._remember)
        actions["keys"].triggered.connect(self._show_sheet)
        actions["change_keys"].triggered.connect(self.change)

    @Slot()
    def change(self) -> None:
        """Let a person change keys."""
        dialog = ShortcutDialog(self._actions.keymap, self._window)
        dialog.keymap_chosen.connect(self._actions.set_keymap)
        parts.open_once(dialog)

    @Slot()
    def _show_sheet(self) -> None:
        if self._sheet is None:
            self._sheet = KeySheet(self._actions.keymap, self._window)
            self._sheet.change_requested.connect(self.change)
            self._actions.keymap_changed.connect(self._sheet.set_keymap)
        parts.bring_forward(self._sheet)

    @Slot(object)
    def _remember(self, keymap: Keymap) -> None:
        self._settings.set(SHORTCUT_PRESET, keymap.preset)
        self._settings.set(SHORTCUTS, keymap.changed)
        self._show_hints()

    def _show_hints(self) -> None:
        keymap = self._actions.keymap
        first = ((action, keymap.keys(action)[:1]) for action in self._actions)
        shown = {action: shown_key(keys[0]) for action, keys in first if keys}
        self._prompt.set_keys(shown)
        self._instances.set_keys(shown)
