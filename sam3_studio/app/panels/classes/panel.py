"""The classes of a project."""

from collections.abc import Collection, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from sam3_studio.app.panels.classes.model import ClassCounts, ClassModel, ClassRow
from sam3_studio.app.panels.classes.view import ClassView
from sam3_studio.app.panels.parts import GAP, SPACING, open_row_menu, tool_button
from sam3_studio.app.theme import icon
from sam3_studio.core.labeling import LabelClass


class ClassesPanel(QWidget):
    """Lists the classes, in the order of their digits.

    Signals:
        class_chosen (int): a class is to be the current one.
        add_requested: a person wants a new class.
        import_requested: classes are to come from a file.
        edit_requested (int): a class is to be edited.
        remove_requested (int): a class is to be removed.
        renamed (int, str): a class is to have another name.
        active_changed (int, bool): whether a class is looked for in pictures that are opened.
        visible_changed (int, bool): whether objects of a class are drawn.
        digit_changed (int, int | None): a class is to have this key, 1 to 9, or none.
    """

    class_chosen = Signal(int)
    add_requested = Signal()
    import_requested = Signal()
    edit_requested = Signal(int)
    remove_requested = Signal(int)
    renamed = Signal(int, str)
    active_changed = Signal(int, bool)
    visible_changed = Signal(int, bool)
    digit_changed = Signal(int, object)

    def __init__(self) -> None:
        super().__init__()
        self._current: int | None = None
        self._model = ClassModel(self)
        self._model.renamed.connect(self.renamed)
        self._list = ClassView(self._model)
        self._list.setAccessibleName(self.tr("Classes"))
        self._list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._list.customContextMenuRequested.connect(self._open_menu)
        self._list.chosen.connect(self._choose)
        self._list.sign_clicked.connect(self._take_sign)
        self._add = tool_button("add", self.tr("New class"))
        self._edit = tool_button("edit", self.tr("Edit class"))
        self._remove = tool_button("delete", self.tr("Remove class"))
        self._import = tool_button("import", self.tr("Import classes"))
        self._add.clicked.connect(self.add_requested)
        self._import.clicked.connect(self.import_requested)
        self._edit.clicked.connect(self._edit_current)
        self._remove.clicked.connect(self._remove_current)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(SPACING, GAP, SPACING, GAP)
        buttons.setSpacing(GAP)
        for button in (self._add, self._edit, self._remove):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self._import)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._list, 1)
        layout.addLayout(buttons)
        self._enable()

    def set_classes(self, classes: Sequence[LabelClass], current: int | None) -> None:
        """Show these classes, and which is the current one."""
        self._model.set_classes(classes)
        self._current = current
        self._list.show_current(self._model.row_of(current))
        self._enable()

    def set_counts(self, counts: Mapping[int, ClassCounts]) -> None:
        """Objects in the picture in hand, by the ids of classes; those without any can be left out."""
        self._model.set_counts(counts)

    def set_hidden(self, hidden: Collection[int]) -> None:
        """Ids of the classes whose objects are not drawn."""
        self._model.set_hidden(hidden)

    def begin_renaming(self, class_id: int) -> None:
        """Open the name of a class for typing, as F2 does."""
        row = self._model.row_of(class_id)
        if row >= 0:
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)
            self._list.show_current(row)
            self._list.edit(self._model.index(row))

    def menu_for(self, row: ClassRow) -> QMenu:
        """Everything that can be done with a class."""
        one = row.label_class
        menu = QMenu(self)
        menu.addAction(icon("edit"), self.tr("Edit…")).triggered.connect(partial(self.edit_requested.emit, one.id))
        menu.addAction(self.tr("Rename")).triggered.connect(self._rename_current)
        keys = menu.addMenu(self.tr("Key"))
        for digit in (*range(1, 10), None):
            action = keys.addAction(self.tr("None") if digit is None else str(digit))
            action.setCheckable(True)
            action.setChecked(digit == one.digit)
            action.triggered.connect(partial(self.digit_changed.emit, one.id, digit))
        menu.addSeparator()
        active = menu.addAction(self.tr("Look for it in every picture"))
        active.setCheckable(True)
        active.setChecked(one.active)
        active.triggered.connect(partial(self.active_changed.emit, one.id, not one.active))
        visible = menu.addAction(self.tr("Show its objects"))
        visible.setCheckable(True)
        visible.setChecked(row.visible)
        visible.triggered.connect(partial(self.visible_changed.emit, one.id, not row.visible))
        menu.addSeparator()
        remove = menu.addAction(icon("delete"), self.tr("Remove…"))
        remove.triggered.connect(partial(self.remove_requested.emit, one.id))
        return menu

    def _menu_of(self, row: int) -> QMenu:
        return self.menu_for(self._model.row(row))

    @Slot(QPoint)
    def _open_menu(self, at: QPoint) -> None:
        open_row_menu(self._list, at, self._menu_of)

    @Slot(int)
    def _choose(self, row: int) -> None:
        self._current = self._model.row(row).label_class.id
        self._enable()
        self.class_chosen.emit(self._current)

    @Slot(int, str)
    def _take_sign(self, row: int, sign: str) -> None:
        shown = self._model.row(row)
        if sign == "active":
            self.active_changed.emit(shown.label_class.id, not shown.label_class.active)
        else:
            self.visible_changed.emit(shown.label_class.id, not shown.visible)

    @Slot()
    def _rename_current(self) -> None:
        self._list.edit(self._list.currentIndex())

    @Slot()
    def _edit_current(self) -> None:
        if self._current is not None:
            self.edit_requested.emit(self._current)

    @Slot()
    def _remove_current(self) -> None:
        if self._current is not None:
            self.remove_requested.emit(self._current)

    def _enable(self) -> None:
        for button in (self._edit, self._remove):
            button.setEnabled(self._model.row_of(self._current) >= 0)
