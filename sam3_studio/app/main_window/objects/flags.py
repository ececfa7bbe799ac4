"""Objects hidden and locked, by keys and by the signs in their list."""

from collections.abc import Collection
from functools import partial

from PySide6.QtCore import QObject, Slot

from sam3_studio.app.actions import Actions
from sam3_studio.app.main_window.connecting import connect_actions
from sam3_studio.app.main_window.objects.objects import Objects
from sam3_studio.app.main_window.pictures.desk import Desk
from sam3_studio.app.panels.instances.panel import InstancesPanel
from sam3_studio.editing import edits


class Flags(QObject):
    """Connects what hides objects and locks them, and what takes that back.

    Args:
        actions: of the window.
        instances: lists them, with an eye and a lock each.
        objects: for what is selected.
        desk: carries out what is done.
        parent: of this object.
    """

    def __init__(
        self, actions: Actions, instances: InstancesPanel, objects: Objects, desk: Desk, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._objects = objects
        self._desk = desk
        connect_actions(actions, {"hide": self._toggle_hidden, "lock": self._toggle_locked}, self)
        instances.hidden_changed.connect(self._set_hidden)
        instances.locked_changed.connect(self._set_locked)

    def _toggle_hidden(self) -> None:
        marked = self._objects.marked()
        self._hide([item.id for item in marked], hidden=not all(item.hidden for item in marked))

    @Slot(str, bool)
    def _set_hidden(self, object_id: str, hidden: bool) -> None:  # noqa: FBT001 - a signal's argument
        self._hide(self._objects.meant(object_id), hidden=hidden)

    def _hide(self, ids: Collection[str], *, hidden: bool) -> None:
        label = self.tr("Hide objects") if hidden else self.tr("Show objects")
        self._desk.edit(label, partial(edits.set_hidden, ids=ids, hidden=hidden))

    def _toggle_locked(self) -> None:
        marked = self._objects.marked()
        self._lock([item.id for item in marked], locked=not all(item.locked for item in marked))

    @Slot(str, bool)
    def _set_locked(self, object_id: str, locked: bool) -> None:  # noqa: FBT001 - a signal's argument
        self._lock(self._objects.meant(object_id), locked=locked)

    def _lock(self, ids: Collection[str], *, locked: bool) -> None:
        label = self.tr("Lock objects") if locked else self.tr("Unlock objects")
        self._desk.edit(label, partial(edits.set_locked, ids=ids, locked=locked))
