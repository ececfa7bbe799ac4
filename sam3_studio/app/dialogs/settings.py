"""Settings, made from their table. What is changed holds at once."""

from typing import Any

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from sam3_studio.app.actions import leave_wheel_to_page
from sam3_studio.app.dialogs import parts
from sam3_studio.app.settings import SETTINGS, Group, Setting, Settings


class SettingsDialog(QDialog):
    """All settings, a page for each group.

    Signals:
        model_requested: the person wants to choose another model.
        keys_requested: the person wants to change keys.
    """

    model_requested = Signal()
    keys_requested = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        """Shows the settings and changes them."""
        super().__init__(parent)
        self._settings = settings
        layout = parts.frame(self, self.tr("Settings"), QSize(760, 520))
        self._groups = QListWidget()
        self._groups.setAccessibleName(self.tr("Groups of settings"))
        self._groups.setFixedWidth(160)
        parts.make_roomy(self._groups)
        self._pages = QStackedWidget()
        for group in Group:
            self._groups.addItem(_translated(group.value))
            self._pages.addWidget(self._page(group))
        self._groups.currentRowChanged.connect(self._pages.setCurrentIndex)
        self._groups.setCurrentRow(0)
        both = QHBoxLayout()
        both.setSpacing(parts.MARGIN)
        both.addWidget(self._groups)
        both.addWidget(self._pages, 1)
        layout.addLayout(both, 1)
        box = parts.button_box(self)
        reset = box.addButton(self.tr("Defaults for this page"), parts.ButtonRole.ResetRole)
        reset.clicked.connect(self._reset_page)
        layout.addWidget(box)

    def _page(self, group: Group) -> QWidget:
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, parts.SPACING, 0)
        layout.setSpacing(parts.SPACING)
        layout.addWidget(parts.heading(_translated(group.value)))
        fields = parts.form()
        for setting in SETTINGS:
            if setting.group is group:
                self._add_row(fields, setting)
        layout.addLayout(fields)
        for text, signal in self._links(group):
            button = QPushButton(text)
            button.clicked.connect(signal)
            layout.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(content)
        return area

    def _links(self, group: Group) -> list[tuple[str, Any]]:
        if group is Group.MODEL:
            return [(self.tr("Choose a model…"), self.model_requested)]
        if group is Group.GENERAL:
            return [(self.tr("Change keys…"), self.keys_requested)]
        return []

    def _add_row(self, fields: QFormLayout, setting: Setting[Any]) -> None:
        label = _translated(setting.label)
        editor = _editor_of(setting, self._settings)
        editor.setObjectName(setting.name)
        editor.setAccessibleName(label)
        text = _translated(setting.help) if setting.help else ""
        editor.setAccessibleDescription(text)
        if isinstance(editor, QCheckBox):
            editor.setText(label)
            fields.addRow(parts.below(editor, text))
        else:
            fields.addRow(parts.row_label(label, editor), parts.below(editor, text))

    def _reset_page(self) -> None:
        group = list(Group)[self._groups.currentRow()]
        for setting in SETTINGS:
            if setting.group is group:
                self._settings.reset(setting)


def _editor_of(setting: Setting[Any], settings: Settings) -> QWidget:
    """A widget that shows a setting and changes it."""
    if setting.choices:
        return _ChoiceEditor(setting, settings)
    if isinstance(setting.default, bool):
        return _SwitchEditor(setting, settings)
    if isinstance(setting.default, int):
        return _WholeEditor(setting, settings)
    return _NumberEditor(setting, settings)


class _SwitchEditor(QCheckBox):
    def __init__(self, setting: Setting[bool], settings: Settings) -> None:
        super().__init__()
        self._setting, self._settings = setting, settings
        self.setChecked(settings.get(setting))
        self.toggled.connect(self._store)
        settings.changes_of(setting).connect(self.setChecked)

    def _store(self, value: bool) -> None:  # noqa: FBT001  # a slot
        self._settings.set(self._setting, value)


class _ChoiceEditor(QComboBox):
    def __init__(self, setting: Setting[str], settings: Settings) -> None:
        super().__init__()
        self._setting, self._settings = setting, settings
        leave_wheel_to_page(self)
        for choice in setting.choices:
            self.addItem(_translated(choice.label), choice.value)
        self._show(settings.get(setting))
        self.currentIndexChanged.connect(self._store)
        settings.changes_of(setting).connect(self._show)

    def _show(self, value: str) -> None:
        self.setCurrentIndex(self.findData(value))

    def _store(self) -> None:
        self._settings.set(self._setting, self.currentData())


class _WholeEditor(QSpinBox):
    def __init__(self, setting: Setting[int], settings: Settings) -> None:
        super().__init__()
        self._setting, self._settings = setting, settings
        leave_wheel_to_page(self)
        self.setGroupSeparatorShown(True)
        if setting.range:
            self.setRange(int(setting.range.low), int(setting.range.high))
            self.setSingleStep(int(setting.range.step))
            self.setSuffix(_translated(setting.range.suffix) if setting.range.suffix else "")
        parts.make_room_in(self)
        self.setValue(settings.get(setting))
        self.valueChanged.connect(self._store)
        settings.changes_of(setting).connect(self.setValue)

    def _store(self, value: int) -> None:
        self._settings.set(self._setting, value)


class _NumberEditor(QDoubleSpinBox):
    def __init__(self, setting: Setting[float], settings: Settings) -> None:
        super().__init__()
        self._setting, self._settings = setting, settings
        leave_wheel_to_page(self)
        if setting.range:
            self.setRange(setting.range.low, setting.range.high)
            self.setSingleStep(setting.range.step)
        parts.make_room_in(self)
        self.setValue(settings.get(setting))
        self.valueChanged.connect(self._store)
        settings.changes_of(setting).connect(self.setValue)

    def _store(self, value: float) -> None:
        self._settings.set(self._setting, round(value, 2))


def _translated(text: str) -> str:
    return QCoreApplication.translate("Settings", text)
