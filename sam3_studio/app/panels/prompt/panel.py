"""The prompt of the current class: concepts, boxes, threshold, and what was found."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from sam3_studio.app.panels.flow import FlowLayout
from sam3_studio.app.panels.parts import (
    GAP,
    MARGIN,
    SPACING,
    ElidedLabel,
    KeyButton,
    Swatch,
    fill,
    quiet,
    tool_button,
)
from sam3_studio.app.panels.prompt.box_tools import BoxTools
from sam3_studio.app.panels.prompt.chip_stack import ChipStack
from sam3_studio.app.panels.prompt.closer import CloserLook
from sam3_studio.app.panels.prompt.concept_field import ConceptField
from sam3_studio.app.panels.prompt.found import FoundView
from sam3_studio.app.panels.prompt.run_button import RunButton
from sam3_studio.app.panels.prompt.stages import Stage
from sam3_studio.app.panels.prompt.threshold import ThresholdControl
from sam3_studio.app.panels.prompt.values import Finding, PromptStack
from sam3_studio.app.panels.start.values import ModelCard
from sam3_studio.app.theme.scrolling import Column, scrolling
from sam3_studio.app.theme.texts import make_title

_BUSY = (Stage.ENCODING, Stage.WAITING, Stage.BOXES, Stage.MASKS)


class PromptPanel(QWidget):
    """Asks for objects of one class, and tells what was found.

    Signals:
        concepts_added (tuple[str, ...]): Enter was pressed in the concept field.
        concept_switched (str, bool), concept_removed (str): a concept is to take part, or not; or to go.
        box_switched (str, bool), box_removed (str): the same for a box, by its id.
        tool_chosen (bool): boxes are to be drawn, positive (True) or negative ones.
        tool_dropped: the button of the tool in use was pressed again.
        run_requested: search now.
        cancel_requested: stop searching.
        clear_requested: remove all boxes.
        auto_run_switched (bool): whether to search by itself.
        threshold_changed (float): of the current class, 0 to 1; comes while dragging, too.
        accept_all_requested: accept everything that is shown.
        left: Escape was pressed in the concept field, or a threshold was set; the focus belongs to the picture.
    """

    concepts_added = Signal(object)
    concept_switched = Signal(str, bool)
    concept_removed = Signal(str)
    box_switched = Signal(str, bool)
    box_removed = Signal(str)
    tool_chosen = Signal(bool)
    tool_dropped = Signal()
    run_requested = Signal()
    cancel_requested = Signal()
    clear_requested = Signal()
    auto_run_switched = Signal(bool)
    threshold_changed = Signal(float)
    accept_all_requested = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.field = ConceptField()
        self.field.setPlaceholderText(self.tr("Find, e.g. duck, red apple"))
        self.field.setAccessibleName(self.tr("Concepts to find, with commas between them"))
        self._name = QWidget()
        self._swatch = Swatch()
        self._class_name = ElidedLabel()
        make_title(self._class_name)
        self._chips = ChipStack(self.field)
        self._empty = quiet()
        self._tools = BoxTools()
        self._clear = tool_button("clear", self.tr("Remove all boxes"))
        self._auto = tool_button("auto-run", self.tr("Search by itself after every change"))
        self._auto.setCheckable(True)
        self._run = RunButton()
        self._found = FoundView()
        self.closer = CloserLook()
        self._threshold = ThresholdControl()
        self._accept = KeyButton(self.tr("Accept all shown"))
        self._accept.setProperty("primary", True)
        self._connect()
        self._lay_out()
        self.set_prompt(PromptStack())
        self.set_finding(Finding())

    def set_known_concepts(self, concepts: Sequence[str]) -> None:
        """What the concept field completes from."""
        self.field.set_known(concepts)

    def set_keys(self, keys: Mapping[str, str]) -> None:
        """Keys as the system writes them, by the ids of their actions; they are shown on the buttons."""
        self._tools.set_keys(keys)
        self.closer.set_keys(keys)
        self._accept.set_key(keys.get("accept_all", ""))
        clear = self.tr("Remove all boxes")
        self._clear.setToolTip(f"{clear} ({keys['clear_prompt']})" if keys.get("clear_prompt") else clear)
        self._run.set_keys(keys)

    def set_prompt(self, stack: PromptStack) -> None:
        """Show the prompt of the current class."""
        chosen = bool(stack.class_name)
        self._name.setVisible(chosen)
        self._swatch.set_color(stack.color)
        self._class_name.set_text(stack.class_name)
        self._chips.set_stack(stack.concepts, stack.boxes)
        self._empty.setText(
            self.tr("Nothing finds this class yet: type a concept, or draw a box around an example.")
            if chosen
            else self.tr("Type what to find, and press Enter. A class of that name is made for it.")
        )
        self._empty.setVisible(not stack.concepts and not stack.boxes)
        self._clear.setEnabled(bool(stack.boxes))
        self._threshold.setEnabled(chosen)
        self._threshold.set_threshold(stack.threshold)

    def set_finding(self, finding: Finding) -> None:
        """Show what was found."""
        self._found.set_finding(finding)
        self._threshold.set_scores(finding.scores)
        self._accept.setEnabled(finding.offered > 0)
        accept = self.tr("Accept all shown ({n})").format(n=self.locale().toString(finding.offered))
        self._accept.set_name(accept if finding.offered else self.tr("Accept all shown"))
        self._run.set_busy(busy=finding.stage in _BUSY)

    def set_model(self, card: ModelCard) -> None:
        """Tell whether the model can search."""
        self._found.set_model(card.state)

    def set_tool(self, positive: bool | None) -> None:  # noqa: FBT001 - None is a third
        """Which boxes are being drawn: positive, negative, or (None) none."""
        self._tools.set_tool(positive)

    def set_auto_run(self, auto_run: bool) -> None:  # noqa: FBT001 - a slot
        """Whether searches start by themselves."""
        self._auto.setChecked(auto_run)

    def focus_concepts(self) -> None:
        """Let a person type concepts."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def _connect(self) -> None:
        self.field.concepts_added.connect(self.concepts_added)
        self.field.run_requested.connect(self.run_requested)
        self.field.left.connect(self.left)
        self._chips.concept_switched.connect(self.concept_switched)
        self._chips.concept_removed.connect(self.concept_removed)
        self._chips.box_switched.connect(self.box_switched)
        self._chips.box_removed.connect(self.box_removed)
        self._tools.tool_chosen.connect(self.tool_chosen)
        self._tools.tool_dropped.connect(self.tool_dropped)
        self._clear.clicked.connect(self.clear_requested)
        self._auto.clicked.connect(self.auto_run_switched)
        self._run.run_requested.connect(self.run_requested)
        self._run.cancel_requested.connect(self.cancel_requested)
        self._threshold.changed.connect(self.threshold_changed)
        self._threshold.left.connect(self.left)
        self._accept.clicked.connect(self.accept_all_requested)

    def _lay_out(self) -> None:
        content = Column()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(MARGIN, SPACING, MARGIN, SPACING)
        layout.setSpacing(SPACING)
        name = QHBoxLayout(self._name)
        name.setContentsMargins(0, 0, 0, 0)
        name.setSpacing(SPACING)
        name.addWidget(self._swatch)
        name.addWidget(self._class_name, 1)
        stack = QVBoxLayout()
        stack.setSpacing(SPACING)
        stack.addWidget(self._name)
        stack.addWidget(self._empty)
        stack.addWidget(self._chips)
        buttons = QVBoxLayout()
        buttons.setSpacing(GAP)
        buttons.addWidget(self._tools)
        buttons.addWidget(self._search_row())
        layout.addWidget(self.field)
        layout.addLayout(stack)
        layout.addLayout(buttons)
        for part in (self._found, self._threshold, self._accept, self.closer):
            layout.addWidget(part)
        layout.addStretch(1)
        fill(self, scrolling(content))

    def _search_row(self) -> QWidget:
        """The button, and beside it or below it, where it would be cut, how it searches."""
        ways = QWidget()
        row = QHBoxLayout(ways)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        for part in (self.closer.view, self.closer.tiles, self._auto, self._clear):
            row.addWidget(part)
        ways.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        search = QWidget()
        both = FlowLayout(search, spacing=GAP, fill=True)
        both.addWidget(self._run)
        both.addWidget(ways)
        return search
