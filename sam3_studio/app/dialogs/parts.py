"""What dialogs are made of, so that all look alike."""

from functools import partial

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from sam3_studio.app.theme.scrolling import Column, scrolling
from sam3_studio.app.theme.texts import wrapped

MARGIN = 20
"""Around a dialog, in pixels."""
SPACING = 12
"""Between its parts, in pixels."""
GAP = 4
"""Between what belongs together, in pixels."""

StandardButton = QDialogButtonBox.StandardButton
ButtonRole = QDialogButtonBox.ButtonRole


def frame(dialog: QDialog, title: str, size: QSize | None = None) -> QVBoxLayout:
    """Give a dialog its title, its layout, and a size that fits the screen."""
    dialog.setWindowTitle(title)
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
    layout.setSpacing(SPACING)
    if size is not None:
        screen = dialog.screen() or QGuiApplication.primaryScreen()
        dialog.resize(size.boundedTo(screen.availableSize() * 0.95))
    return layout


def fit_height(dialog: QDialog) -> None:
    """Make a dialog as high as its texts need at its width."""
    layout = dialog.layout()
    if layout is not None:
        width = max(dialog.width(), layout.totalMinimumSize().width())
        height = layout.totalHeightForWidth(width)
        # Left alone, Qt would insist on the height that the texts need where they are narrowest.
        layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        dialog.setMinimumSize(width, height)
        dialog.resize(width, height)


def column_in(widget: QWidget, spacing: int = SPACING) -> QVBoxLayout:
    """The layout of a widget whose parts stand one below the other and take all of it, `spacing` pixels apart."""
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    return layout


def scrolled(page: Column) -> QScrollArea:
    """A page that has to be lower than its content on a small screen; it is as wide as that at least."""
    area = scrolling(page)
    area.setMinimumWidth(page.minimumSizeHint().width() + area.verticalScrollBar().sizeHint().width())
    return area


def form() -> QFormLayout:
    """A form with its labels at the left."""
    layout = QFormLayout()
    layout.setHorizontalSpacing(SPACING)
    layout.setVerticalSpacing(SPACING)
    layout.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
    layout.setFormAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
    return layout


def heading(text: str) -> QLabel:
    """What comes below."""
    label = QLabel(text)
    font = label.font()
    font.setBold(True)
    if font.pointSizeF() > 0:
        font.setPointSizeF(font.pointSizeF() * 1.15)
    label.setFont(font)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    return label


def hint(text: str = "") -> QLabel:
    """A side remark in a weaker colour, on as many lines as it takes."""
    label = paragraph(text)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label


def paragraph(text: str = "") -> QLabel:
    """Plain text on as many lines as it takes, to be selected with the mouse."""
    # As high as its lines, not a pixel more: what is left over belongs to lists and stretches.
    label = wrapped(text, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def problem_line() -> QLabel:
    """One sentence on what keeps a dialog from being accepted; it keeps its place when there is none."""
    label = paragraph()
    label.setObjectName("problem")
    label.setMinimumHeight(label.fontMetrics().height() * 2)
    label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    return label


def brief(name: str, most: int = 60) -> str:
    """A name that fits into a sentence or a list of choices: classes are called whatever was typed or pasted."""
    half = most // 2
    return name if len(name) <= most else f"{name[:half]}…{name[1 - half :]}"


class _Roomy(QStyledItemDelegate):
    """Rows with some air."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return super().sizeHint(option, index) + QSize(8, 8)


def make_roomy(view: QAbstractItemView) -> None:
    """Give a list's rows some air."""
    view.setItemDelegate(_Roomy(view))


def accept_button(box: QDialogButtonBox) -> QAbstractButton:
    """The button that accepts the dialog."""
    return next(button for button in box.buttons() if box.buttonRole(button) is ButtonRole.AcceptRole)


def cancel_button(box: QDialogButtonBox) -> QAbstractButton:
    """The button that rejects the dialog."""
    return next(button for button in box.buttons() if box.buttonRole(button) is ButtonRole.RejectRole)


def rule() -> QFrame:
    """A quiet line across."""
    line = QFrame()
    line.setFrameShape(QFrame.Shape.HLine)
    line.setFrameShadow(QFrame.Shadow.Plain)
    line.setForegroundRole(QPalette.ColorRole.Mid)
    return line


def make_room_in(box: QAbstractSpinBox) -> None:
    """Give a number some air at its left, as texts have; style sheets have no say in this."""
    line = box.findChild(QLineEdit)
    if line is not None:
        line.setTextMargins(7, 0, 7, 0)
        box.setMinimumWidth(box.sizeHint().width() + 14)


def row_label(text: str, field: QWidget) -> QLabel:
    """What a field of a form is called, level with its first line, whatever stands below that."""
    label = QLabel(text)
    label.setBuddy(field)
    above = max(0, (field.sizeHint().height() - label.fontMetrics().height()) // 2)
    label.setContentsMargins(0, above, 0, 0)
    # Text with an underlined letter is drawn wider than it is measured: piece by piece, and a pixel besides. What does
    # not fit is cut off, be there a margin or not.
    before, _, after = text.partition("&")
    measure = label.fontMetrics().horizontalAdvance
    parted = sum(map(measure, (before, after[:1], after[1:])))
    label.setMinimumWidth(label.sizeHint().width() + max(0, parted - measure(before + after)) + 2)
    label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    return label


def below(widget: QWidget, text: str) -> QWidget:
    """A widget with a hint below it; the widget alone where there is none."""
    if not text:
        return widget
    both = QWidget()
    both.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    layout = column_in(both, GAP)
    wide = bool(widget.sizePolicy().expandingDirections() & Qt.Orientation.Horizontal)
    layout.addWidget(widget, alignment=Qt.AlignmentFlag(0) if wide else Qt.AlignmentFlag.AlignLeft)
    layout.addWidget(hint(text))
    return both


def open_once(dialog: QDialog) -> None:
    """Show a dialog over its window, which goes on behind it, and forget it once it is closed."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def bring_forward(window: QWidget) -> None:
    """Show a window that others are not to wait for, in front of them; one that is there already comes back."""
    window.show()
    window.raise_()
    window.activateWindow()


def button_box(dialog: QDialog, accept: str = "", cancel: str = "") -> QDialogButtonBox:
    """Buttons that accept and reject a dialog.

    Args:
        dialog: theirs.
        accept: text of the one that accepts; without it there is only one to close the dialog.
        cancel: text of the other one; by default "Cancel", or "Close" where it is alone, and then Enter presses it.

    Enter presses the button that has focus, whatever button that is, and elsewhere the one that accepts.
    """
    box = QDialogButtonBox(dialog)  # so that the dialog knows which one Enter presses after focus was on another
    if accept:
        box.addButton(accept, ButtonRole.AcceptRole).setDefault(True)
    default = (
        QCoreApplication.translate("dialogs", "Cancel") if accept else QCoreApplication.translate("dialogs", "Close")
    )
    box.addButton(cancel or default, ButtonRole.RejectRole).setDefault(not accept)
    box.accepted.connect(dialog.accept)
    box.rejected.connect(dialog.reject)
    return box


def accept_while_writing(dialog: QDialog) -> None:
    """Have Ctrl+Enter press the default button of a dialog, as Enter does, which makes a new line in a note."""
    for key in ("Ctrl+Return", "Ctrl+Enter"):
        QShortcut(QKeySequence(key), dialog).activated.connect(partial(_press_default, dialog))


def _press_default(dialog: QDialog) -> None:
    button = next((one for one in dialog.findChildren(QPushButton) if one.isDefault()), None)
    if button is not None:
        button.click()
