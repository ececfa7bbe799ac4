"""The prompt panel: what a person does there, and which tool and habits it shows."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Qt, Slot

from sam3_studio.app.actions import Actions
from sam3_studio.app.main_window.models.asking import Asking
from sam3_studio.app.main_window.pictures.desk import Desk
from sam3_studio.app.main_window.prompts.classes import Classes
from sam3_studio.app.panels.prompt.panel import PromptPanel
from sam3_studio.app.session.session import Session
from sam3_studio.app.settings import Settings
from sam3_studio.app.settings.table import AUTO_RUN
from sam3_studio.core.labeling import LabelClass
from sam3_studio.editing import edits


class Prompting(QObject):
    """Connects the prompt panel.

    Args:
        prompt: the panel.
        actions: of the window.
        desk: carries out what is done.
        asking: searches and cancels.
        classes: names one after a concept.
        settings: whether to search by itself.
        parent: of this object.
    """

    def __init__(
        self,
        prompt: PromptPanel,
        actions: Actions,
        desk: Desk,
        asking: Asking,
        classes: Classes,
        settings: Settings,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._prompt = prompt
        self._actions = actions
        self._canvas = desk.canvas
        self._desk = desk
        self._asking = asking
        self._classes = classes
        self._settings = settings
        self._session: Session | None = None
        self._connect_prompt()
        actions["auto_run"].triggered.connect(self._set_auto_run)
        settings.changes_of(AUTO_RUN).connect(self._show_auto_run)
        for tool in ("positive_box", "negative_box"):
            actions[tool].toggled.connect(self._show_tool)
        self._show_auto_run()

    def set_session(self, session: Session | None) -> None:
        """Another project is open, or none."""
        self._session = session

    def _connect_prompt(self) -> None:
        prompt, actions = self._prompt, self._actions
        prompt.concepts_added.connect(self._add_concepts)
        prompt.concept_switched.connect(self._switch_concept)
        prompt.concept_removed.connect(self._remove_concept)
        prompt.box_switched.connect(self._switch_box)
        prompt.box_removed.connect(self._remove_box)
        prompt.tool_chosen.connect(self._choose_tool)
        prompt.tool_dropped.connect(actions["select"].trigger)
        prompt.threshold_changed.connect(self._set_threshold)
        prompt.run_requested.connect(self._asking.run)
        prompt.cancel_requested.connect(self._asking.cancel)
        prompt.clear_requested.connect(actions["clear_prompt"].trigger)
        prompt.auto_run_switched.connect(self._set_auto_run)
        prompt.accept_all_requested.connect(actions["accept_all"].trigger)
        prompt.left.connect(self._leave)

    @Slot(object)
    def _add_concepts(self, concepts: tuple[str, ...]) -> None:
        if self._session is not None:
            with self._desk.telling():
                # A box may have been drawn first; what is typed then says what it shows.
                named = self._classes.name_after(concepts[0])
                self._session.classes.add_concepts(concepts[1:] if named else concepts)
            # The keys that judge what is found are the picture's.
            self._leave()

    @Slot(str, bool)
    def _switch_concept(self, text: str, enabled: bool) -> None:  # noqa: FBT001 - a signal's argument
        if one := self._current():
            self._change(one.with_concept(text, enabled=enabled))

    @Slot(str)
    def _remove_concept(self, text: str) -> None:
        if one := self._current():
            self._change(one.with_concepts(tuple(concept for concept in one.concepts if concept != text)))

    @Slot(str, bool)
    def _switch_box(self, box_id: str, enabled: bool) -> None:  # noqa: FBT001 - a signal's argument
        label = self.tr("Switch a box on") if enabled else self.tr("Switch a box off")
        self._desk.edit(label, partial(edits.set_box_enabled, box_id=box_id, enabled=enabled))

    @Slot(str)
    def _remove_box(self, box_id: str) -> None:
        self._desk.edit(self.tr("Remove a box"), partial(edits.remove_box, box_id=box_id))

    @Slot(float)
    def _set_threshold(self, threshold: float) -> None:
        if one := self._current():
            self._change(replace(one, threshold=threshold))

    @Slot(bool)
    def _choose_tool(self, positive: bool) -> None:  # noqa: FBT001 - a signal's argument
        self._actions["positive_box" if positive else "negative_box"].trigger()

    @Slot(bool)
    def _set_auto_run(self, auto_run: bool) -> None:  # noqa: FBT001 - a signal's argument
        self._settings.set(AUTO_RUN, auto_run)
        self._asking.run_soon()

    @Slot()
    def _show_auto_run(self) -> None:
        auto_run = self._settings.get(AUTO_RUN)
        self._prompt.set_auto_run(auto_run)
        self._actions["auto_run"].setChecked(auto_run)

    @Slot()
    def _show_tool(self) -> None:
        positive, negative = (self._actions[tool].isChecked() for tool in ("positive_box", "negative_box"))
        self._prompt.set_tool(positive if positive or negative else None)

    @Slot()
    def _leave(self) -> None:
        self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _current(self) -> LabelClass | None:
        return self._session.classes.find_current() if self._session else None

    def _change(self, changed: LabelClass) -> None:
        if self._session is not None:
            with self._desk.telling():
                self._session.classes.change(changed)
