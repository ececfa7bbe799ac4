"""A small field with a list below it: type a part of a class's name, or a new name, and press Enter."""

from collections.abc import Sequence
from operator import attrgetter

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from sam3_studio.app.dialogs import parts
from sam3_studio.app.dialogs.class_editor import color_icon
from sam3_studio.app.theme import as_written
from sam3_studio.core.labeling import LabelClass

_WIDTH = 300
_ROWS = range(3, 11)
"""So many rows are shown at once."""
_SWATCH = 16
_NEW = 0
"""In the place of an id: what is typed becomes a class."""
_MOVING = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class ClassChooser(QFrame):
    """Closes as soon as a class is chosen, or anything else is clicked; Escape chooses nothing.

    Signals:
        class_chosen (int): a class of the list, by its id.
        name_entered (str): a class of that name, which there is not yet, is to be made.

    Args:
        classes: to choose from, those with a key first.
        current: id of the one that Enter chooses as long as nothing is typed.
        parent: the window.
    """

    class_chosen = Signal(int)
    name_entered = Signal(str)

    def __init__(self, classes: Sequence[LabelClass], current: int | None, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._classes = sorted(classes, key=attrgetter("place"))
        self._current = current
        self.field = QLineEdit(clearButtonEnabled=True)
        self.field.setPlaceholderText(self.tr("Class, or a new name"))
        self.field.setAccessibleName(self.tr("Class"))
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Classes"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setIconSize(QSize(_SWATCH, _SWATCH))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        parts.make_roomy(self.list)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(parts.SPACING, parts.SPACING, parts.SPACING, parts.SPACING)
        layout.setSpacing(parts.GAP * 2)
        layout.addWidget(self.field)
        layout.addWidget(self.list)
        self.field.textChanged.connect(self._fill)
        self.field.returnPressed.connect(self._take_current)
        self.list.itemClicked.connect(self._take)
        self._fill()
        rows = min(max(len(classes), _ROWS.start), _ROWS.stop - 1)
        row = max(self.list.sizeHintForRow(0), self.fontMetrics().height() + 2 * parts.GAP)
        self.list.setFixedHeight(rows * row + 2 * self.list.frameWidth())
        self.setFixedWidth(_WIDTH)
        self.adjustSize()

    def show_over(self, widget: QWidget) -> None:
        """Open in the upper part of a widget, in its middle."""
        corner = QPoint((widget.width() - self.width()) // 2, max((widget.height() - self.height()) // 3, 0))
        self.move(widget.mapToGlobal(corner))
        self.show()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    @property
    def shown(self) -> tuple[str, ...]:
        """What there is to choose from now."""
        return tuple(self.list.item(row).text() for row in range(self.list.count()))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Qt's: Up and Down go through the list while the field has the focus."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _MOVING:
            self.list.keyPressEvent(event)
            return True
        return False

    @Slot()
    def _fill(self) -> None:
        typed = " ".join(self.field.text().split())
        self.list.clear()
        for one in self._classes:
            if typed.casefold() in one.name.casefold():
                text = self.tr("{name}  ({digit})").format(name=one.name, digit=one.digit) if one.digit else one.name
                self._add(text, one.id).setIcon(color_icon(one.color, _SWATCH))
        if typed and typed.casefold() not in {one.name.casefold() for one in self._classes}:
            self._add(self.tr("New class “{name}”").format(name=typed), _NEW)
        ids = [self.list.item(row).data(Qt.ItemDataRole.UserRole) for row in range(self.list.count())]
        # Enter means the very class that is typed, though others have its name as a part of theirs.
        same = (one.id for one in self._classes if one.name.casefold() == typed.casefold())
        wanted = next(same, None) if typed else self._current
        self.list.setCurrentRow(ids.index(wanted) if wanted in ids else 0)

    def _add(self, text: str, class_id: int) -> QListWidgetItem:
        item = QListWidgetItem(text, self.list)
        item.setData(Qt.ItemDataRole.UserRole, class_id)
        item.setToolTip(as_written(text))
        return item

    @Slot()
    def _take_current(self) -> None:
        if item := self.list.currentItem():
            self._take(item)

    @Slot(QListWidgetItem)
    def _take(self, item: QListWidgetItem) -> None:
        class_id, typed = int(item.data(Qt.ItemDataRole.UserRole)), " ".join(self.field.text().split())
        self.close()
        if class_id == _NEW:
            self.name_entered.emit(typed)
        else:
            self.class_chosen.emit(class_id)
