"""What dialogs are made of, so that all look alike."""

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

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
    return label


def hint(text: str = "") -> QLabel:
    """What is said in a lower voice, on as many lines as it takes."""
    label = paragraph(text)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label


def paragraph(text: str = "") -> QLabel:
    """Plain text on as many lines as it takes, to be selected with the mouse."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def problem_line() -> QLabel:
    """One sentence on what keeps a dialog from being accepted; it keeps its place when there is none."""
    label = paragraph()
    label.setObjectName("problem")
    label.setMinimumHeight(label.fontMetrics().height() * 2)
    label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    return label


def rule() -> QFrame:
    """A quiet line across."""
    line = QFrame()
    line.setFrameShape(QFrame.Shape.HLine)
    line.setFrameShadow(QFrame.Shadow.Plain)
    line.setForegroundRole(QPalette.ColorRole.Mid)
    return line


def below(widget: QWidget, text: str) -> QWidget:
    """A widget with a hint below it; the widget alone where there is none."""
    if not text:
        return widget
    both = QWidget()
    layout = QVBoxLayout(both)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(GAP)
    layout.addWidget(widget)
    layout.addWidget(hint(text))
    return both


def button_box(dialog: QDialog, accept: str = "", cancel: str = "") -> QDialogButtonBox:
    """Buttons that accept and reject a dialog.

    Args:
        dialog: theirs.
        accept: text of the one that accepts; without it there is only one to close the dialog.
        cancel: text of the other one; by default "Cancel", or "Close" where it is alone.
    """
    box = QDialogButtonBox()
    if accept:
        box.addButton(accept, ButtonRole.AcceptRole).setDefault(True)
    default = (
        QCoreApplication.translate("dialogs", "Cancel") if accept else QCoreApplication.translate("dialogs", "Close")
    )
    box.addButton(cancel or default, ButtonRole.RejectRole)
    box.accepted.connect(dialog.accept)
    box.rejected.connect(dialog.reject)
    return box
