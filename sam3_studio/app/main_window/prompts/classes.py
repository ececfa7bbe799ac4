"""The classes beside the picture: which is the current one, what is shown, and what becomes of a box without one."""

from collections.abc import Collection
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from sam3_studio.app.dialogs.class_chooser import ClassChooser
from sam3_studio.app.main_window.pictures.desk import Desk
from sam3_studio.app.main_window.prompts.boxes import Boxes
from sam3_studio.app.panels.classes.panel import ClassesPanel
from sam3_studio.app.session.session import Session
from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import LabelClass
from sam3_studio.editing import edits


class Classes(QObject):
    """Connects the list of classes, and the choice of another class.

    Signals:
        refused: objects were to be of another class, and all of them are locked.

    Args:
        panel: lists the classes.
        desk: shows the objects.
        boxes: tells of one without a class.
        parent: of this object.
    """

    refused = Signal()

    def __init__(self, panel: ClassesPanel, desk: Desk, boxes: Boxes, parent: QObject) -> None:
        super().__init__(parent)
        self._panel = panel
        self._canvas = desk.canvas
        self._desk = desk
        self._boxes = boxes
        self._session: Session | None = None
        self._made: dict[int, str] = {}
        panel.class_chosen.connect(self._choose)
        panel.renamed.connect(self._rename)
        panel.active_changed.connect(self._set_active)
        panel.visible_changed.connect(self._set_visible)
        panel.digit_changed.connect(self._set_digit)
        boxes.needs_class.connect(self._make_for_box)

    def set_session(self, session: Session | None) -> None:
        """Another project is open, or none."""
        self._session = session
        self._made = {}
        self._panel.set_hidden(())

    def name_after(self, concept: str) -> bool:
        """Let a concept name and feed the current class, if that was made for a box and nobody has named it yet.

        Returns:
            Whether it does.
        """
        one = self.current()
        taken = {known.casefold() for other in self._classes() for known in (other.name, *other.concepts)}
        if one is None or self._made.get(one.id) != one.name or one.concepts or concept.casefold() in taken:
            return False
        return self._change(replace(one.with_concept(concept), name=concept))

    def ask_for_class(self, ids: Collection[str]) -> None:
        """Have a person choose a class for objects; for none, the one that the next boxes are for."""
        if self._session is None:
            return
        chooser = ClassChooser(self._session.classes.listed, self._session.classes.current, self._canvas.window())
        chooser.class_chosen.connect(partial(self._give, tuple(ids)))
        chooser.name_entered.connect(partial(self._give_new, tuple(ids)))
        chooser.show_over(self._canvas)

    def _give(self, ids: Collection[str], class_id: int) -> None:
        objects = self._desk.picture.document.objects if self._desk.picture else ()
        others = [item for item in objects if item.id in ids and item.class_id != class_id]
        if others and all(item.locked for item in others):
            self.refused.emit()
        elif others:
            change = partial(edits.change_class, ids=ids, class_id=class_id, classes=self._classes())
            self._desk.edit(self.tr("Change class"), change)
        self._choose(class_id)

    def _give_new(self, ids: Collection[str], name: str) -> None:
        if self._session is not None:
            with self._desk.telling():
                self._give(ids, self._session.classes.add(self._session.classes.blank(name)).id)

    def choose_digit(self, digit: int, ids: Collection[str]) -> None:
        """Make the class with a digit the current one, and objects of that class."""
        one = next((one for one in self._classes() if one.digit == digit), None)
        if one is not None:
            self._give(ids, one.id)

    def current(self) -> LabelClass | None:
        """The class that is drawn for; None where there is none yet."""
        return self._session.classes.find_current() if self._session else None

    def name_of(self, class_id: int) -> str:
        """What a class is called; empty for one that there is not."""
        one = self._find(class_id)
        return one.name if one else ""

    def show(self, class_ids: Collection[int]) -> frozenset[int]:
        """Show the objects and candidates of classes again, all at once; those of which they were hidden."""
        were_hidden = self._desk.offering.hidden_classes.intersection(class_ids)
        if were_hidden:
            self._desk.offering.show_classes(were_hidden)
            self._panel.set_hidden(self._desk.offering.hidden_classes)
        return were_hidden

    def begin_naming(self, class_id: int) -> None:
        """Have a person type the name of a class."""
        self._panel.begin_renaming(class_id)

    def make_unnamed(self) -> LabelClass | None:
        """Nobody is kept from drawing for want of a class: its name can be typed at once, or later."""
        session = self._session
        if session is not None:
            with self._desk.telling():
                taken = {one.name for one in session.classes.listed}
                names = (self.tr("object {n}").format(n=number) for number in range(1, len(taken) + 2))
                made = session.classes.add(session.classes.blank(next(name for name in names if name not in taken)))
                self._made[made.id] = made.name
                return made
        return None

    @Slot(object, bool)
    def _make_for_box(self, box: Box, positive: bool) -> None:  # noqa: FBT001 - a signal's argument
        made = self.make_unnamed()
        if made is not None:
            self._boxes.add(box, positive)
            self.begin_naming(made.id)

    @Slot(int)
    def _choose(self, class_id: int) -> None:
        if self._session is not None:
            self._session.classes.choose(class_id)

    @Slot(int, str)
    def _rename(self, class_id: int, name: str) -> None:
        if one := self._find(class_id):
            self._change(replace(one, name=name))

    @Slot(int, bool)
    def _set_active(self, class_id: int, active: bool) -> None:  # noqa: FBT001 - a signal's argument
        if one := self._find(class_id):
            self._change(replace(one, active=active))

    @Slot(int, object)
    def _set_digit(self, class_id: int, digit: int | None) -> None:
        if one := self._find(class_id):
            self._change(replace(one, digit=digit))

    @Slot(int, bool)
    def _set_visible(self, class_id: int, visible: bool) -> None:  # noqa: FBT001 - a signal's argument
        self._desk.offering.hide_class(class_id, hidden=not visible)
        self._panel.set_hidden(self._desk.offering.hidden_classes)

    def _classes(self) -> tuple[LabelClass, ...]:
        return self._session.classes.listed if self._session else ()

    def _find(self, class_id: int) -> LabelClass | None:
        return self._session.classes.find(class_id) if self._session else None

    def _change(self, changed: LabelClass) -> bool:
        if self._session is not None:
            with self._desk.telling():
                self._session.classes.change(changed)
                return True
        return False
