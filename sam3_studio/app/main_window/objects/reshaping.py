"""Masks of the objects that are selected, reshaped by a number that is tried in a dialog beside the canvas."""

import time
from collections.abc import Collection
from functools import partial

from PySide6.QtCore import QCoreApplication, QLocale, QObject, QRect, Signal, Slot
from PySide6.QtWidgets import QApplication

from sam3_studio.app.actions import BY_ID, title_of
from sam3_studio.app.canvas.canvas import Canvas
from sam3_studio.app.dialogs.parts import bring_forward
from sam3_studio.app.dialogs.placing import stand_in_quiet_corner
from sam3_studio.app.dialogs.reshape import ReshapeDialog
from sam3_studio.app.main_window.objects.objects import Objects
from sam3_studio.app.main_window.objects.trials import Reshaping, Trial, Trials, Tried
from sam3_studio.app.main_window.pictures.desk import Desk
from sam3_studio.app.notify import Notifier
from sam3_studio.core.rle import Rle
from sam3_studio.editing import combining


class ReshapingByNumber(QObject):
    """One dialog at a time: previews what its number does to the masks, and carries it out.

    Signals:
        useless (str, bool): this action can do nothing with what is selected; whether it is locks that hinder it.

    Args:
        objects: for what is selected.
        desk: shows beforehand what is tried, and carries it out.
        notifier: tells where a number changes nothing.
        parent: of this object.
    """

    useless = Signal(str, bool)

    def __init__(self, objects: Objects, desk: Desk, notifier: Notifier, parent: QObject) -> None:
        super().__init__(parent)
        self._canvas = desk.canvas
        self._objects = objects
        self._desk = desk
        self._notifier = notifier
        self._dialog: ReshapeDialog | None = None
        self._trials = Trials(self)
        self._trials.shown.connect(self._show)
        self._ids: frozenset[str] = frozenset()
        """Of the objects that are reshaped."""
        desk.changed.connect(self._follow)

    def begin(self, action: str, reshaping: Reshaping) -> None:
        """Open the dialog of an action."""
        self.drop()
        highest = _highest(reshaping, self._free_masks().values())
        if not highest:
            every = [item.mask for item in self._objects.selected()]
            self.useless.emit(action, bool(_highest(reshaping, every)))
            return
        title, text = title_of(BY_ID[action]), QCoreApplication.translate("Masks", reshaping.text)
        value = min(reshaping.value, highest)
        counts_pixels = callable(reshaping.highest)
        dialog = ReshapeDialog(title, text, value, highest, self._canvas.window(), geometric=counts_pixels)
        dialog.moved.connect(partial(self._preview, reshaping, rough=True))
        dialog.rested.connect(partial(self._preview, reshaping))
        dialog.accepted.connect(partial(self._accept, action, reshaping))
        dialog.finished.connect(self._forget_dialog)
        self._dialog, self._ids = dialog, frozenset(self._free_masks())
        self._preview(reshaping, value)
        bring_forward(dialog)
        _put_aside(dialog, self._canvas, [item.mask for item in self._objects.selected()])

    def _trial(self, reshaping: Reshaping, value: int, *, rough: bool = False) -> Trial:
        return Trial(reshaping, value, self._free_masks(), rough=rough)

    def _free_masks(self) -> dict[str, Rle]:
        return {item.id: item.mask for item in self._objects.selected() if not item.locked}

    def _preview(self, reshaping: Reshaping, value: int, *, rough: bool = False) -> None:
        self._trials.begin(self._trial(reshaping, value, rough=rough))

    @Slot(object)
    def _show(self, tried: Tried) -> None:
        """What a number does, unless that is not wanted any more; only what is exact is put into words."""
        picture, dialog, masks = self._desk.picture, self._dialog, tried.masks
        if picture is None or dialog is None:
            return
        after = combining.set_masks(picture.document, masks, time.time())
        self._desk.preview(after)
        if not tried.exact or tried.trial.value != dialog.value:
            return
        changed = [item for item in picture.document.objects if after.find_object(item.id) is not item]
        emptied = sum(not mask.area for mask in masks.values())
        spared = self.tr("%Ln object(s) would vanish and stay as they are", "", emptied) if emptied else ""
        if not changed:
            dialog.tell_effect(f"{spared}." if spared else self.tr("This number changes nothing."))
            return
        gained = sum(masks[item.id].area - item.mask.area for item in changed)
        told = self.tr("%Ln object(s) changed", "", len(changed))
        sign = "−" if gained < 0 else "+"
        dialog.tell_effect(f"{told}, {sign}{QLocale().toString(abs(gained))} px" + (f"\n{spared}." if spared else ""))

    def _accept(self, action: str, reshaping: Reshaping) -> None:
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            masks = self._trials.outcome(self._trial(reshaping, dialog.value))
            self._desk.preview(None)
            change = partial(combining.set_masks, masks=masks, time=time.time())
            if self._desk.edit(title_of(BY_ID[action]), change) is False:
                self._notifier.inform(self.tr("This number changes nothing."))

    @Slot()
    def _follow(self) -> None:
        """Close the dialog once one of its objects is hidden or locked: what is not seen is not changed."""
        if self._dialog is not None and self._ids != self._free_masks().keys():
            self.drop()

    @Slot()
    def drop(self) -> None:
        """Whatever is tried is not wanted any more."""
        if self._dialog is not None:
            self._dialog.reject()

    @Slot()
    def _forget_dialog(self) -> None:
        self._dialog = None
        self._trials.forget()
        self._desk.preview(None)
        # The keys go back where no window manager sees to that, unless another window of ours has them.
        if isinstance(QApplication.activeWindow(), ReshapeDialog | None):
            self._canvas.window().activateWindow()


def _put_aside(dialog: ReshapeDialog, canvas: Canvas, masks: Collection[Rle]) -> None:
    """Move a dialog to the corner of the canvas where it hides least of what is reshaped."""
    there = [canvas.to_widget(mask.box).toAlignedRect() for mask in masks if mask.box]
    room, *areas = (QRect(canvas.mapToGlobal(one.topLeft()), one.size()) for one in (canvas.rect(), *there))
    stand_in_quiet_corner(dialog, room, areas, dialog.width())


def _highest(reshaping: Reshaping, masks: Collection[Rle]) -> int:
    """The largest number that makes sense for these masks; 0 where none does."""
    known = reshaping.highest
    return max(map(known, masks), default=0) if callable(known) else known if masks else 0
