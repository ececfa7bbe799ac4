"""What a person looks for in the list of pictures: words, a state, and more in a form."""

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QEvent, QSignalBlocker, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from sam3_studio.app.actions import claims
from sam3_studio.app.panels.files.filter import FilterChips, FilterChoices, FilterForm
from sam3_studio.app.panels.files.model import STATE_NAMES, StateFilter
from sam3_studio.app.panels.parts import SPACING, tool_button
from sam3_studio.app.theme import icon
from sam3_studio.dataset.project.filtering import ImageFilter

_TYPING_PAUSE = 120  # ms before a search begins


class FileSearch(QWidget):
    """A field for words, a list of states, a button that opens a form, and chips for what is set there.

    Signals:
        changed: something else is wanted; of what is typed, once there is a pause.
        entered: Enter was pressed in the field.
        left: Escape was pressed in the field.
        choices_needed: the form opens; `set_choices` is to tell what there is to filter by.
        by_need_wanted (bool): whether pictures are to be ordered by how much they need a person.
    """

    changed = Signal()
    entered = Signal()
    left = Signal()
    choices_needed = Signal()
    by_need_wanted = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._more, self._choices = ImageFilter(), FilterChoices()
        self._field = _Field(clearButtonEnabled=True)
        self._field.setPlaceholderText(self.tr("Search names, notes, tags"))
        self._field.setAccessibleName(self.tr("Search names, notes and tags of pictures"))
        self._field.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self._states = self._make_states()
        self._button = tool_button("filter", self.tr("Filter by class, score, tag or note"))
        self._by_need = tool_button("by-need", self.tr("Order by how much pictures need you"))
        self._by_need.setCheckable(True)
        self._chips = FilterChips(self)
        self._pause = QTimer(self, singleShot=True, interval=_TYPING_PAUSE)
        self._pause.timeout.connect(self.changed)
        self._field.textChanged.connect(self._pause.start)
        self._field.returnPressed.connect(self.entered)
        self._field.left.connect(self.left)
        self._states.currentIndexChanged.connect(self._tell)
        self._button.clicked.connect(self._open_form)
        self._by_need.clicked.connect(self.by_need_wanted)
        self._chips.wanted.connect(self.want_more)
        self._lay_out()
        self._form = FilterForm(self)
        self._form.changed.connect(self._take_form)

    @property
    def wanted(self) -> ImageFilter:
        """What the pictures that are shown are to be like."""
        states = StateFilter(self._states.currentData())
        chosen = None if states is StateFilter.ALL else states.value
        return replace(self._more, text=self._field.text(), states=chosen)

    def settle(self) -> None:
        """What was typed a moment ago counts."""
        if self._pause.isActive():
            self._tell()

    def focus(self) -> None:
        """Let a person type."""
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    def set_choices(self, choices: FilterChoices) -> None:
        """What there is to filter by."""
        self._choices = choices
        self._form.show_chosen(self._more, choices)
        self._chips.show_filter(self._more, choices)

    def set_by_need(self, by_need: bool) -> None:  # noqa: FBT001 - a slot
        """Whether pictures are ordered by need, or are soon going to be."""
        self._by_need.setChecked(by_need)

    def want_states(self, states: StateFilter) -> None:
        """Show pictures in these states, whatever their name, class, score, tag and note."""
        self.want(ImageFilter(states=None if states is StateFilter.ALL else states.value))

    def want(self, wanted: ImageFilter) -> None:
        """Show pictures that are like this, whatever was wanted before."""
        states = StateFilter.ALL if wanted.states is None else StateFilter(wanted.states)
        self._field.setText(wanted.text)
        with QSignalBlocker(self._states):
            self._states.setCurrentIndex(self._states.findData(states))
        self._more = replace(wanted, text="", states=None)
        self._chips.show_filter(self._more, self._choices)
        self._tell()

    @Slot(object)
    def want_more(self, more: ImageFilter) -> None:
        """Filter by this class, score, tag and note; its text and states do not count."""
        if more != self._more:
            self._more = more
            self._chips.show_filter(more, self._choices)
            self._tell()

    def _make_states(self) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(self.tr("Show which pictures"))
        box.addItem(self.tr("All"), StateFilter.ALL)
        box.addItem(self.tr("To do"), StateFilter.OPEN)
        box.insertSeparator(2)
        for state, name in STATE_NAMES.items():
            box.addItem(QCoreApplication.translate("Files", name), StateFilter[state.name])
        box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        # Home, End and Space go to the picture, where they are wanted; Tab still leads here.
        box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return box

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(SPACING // 2)
        row.addWidget(self._states, 1)
        row.addWidget(self._by_need)
        row.addWidget(self._button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACING, SPACING, SPACING, SPACING)
        layout.setSpacing(SPACING)
        layout.addWidget(self._field)
        layout.addLayout(row)
        layout.addWidget(self._chips)

    @Slot()
    def _tell(self) -> None:
        self._pause.stop()
        self.changed.emit()

    @Slot()
    def _open_form(self) -> None:
        self.choices_needed.emit()
        self._form.open_below(self._button)

    @Slot()
    def _take_form(self) -> None:
        self.want_more(self._form.chosen)


class _Field(QLineEdit):
    left = Signal()

    def event(self, event: QEvent) -> bool:
        """Qt's: Escape leaves the field, and cancels nothing."""
        return claims(event, Qt.Key.Key_Escape) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
