"""The start page: what a labeler sees first."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from sam3_studio.app.panels.flow import FlowLayout
from sam3_studio.app.panels.parts import SPACING, fill, quiet
from sam3_studio.app.panels.start.model_card import ModelCardView, display_font
from sam3_studio.app.panels.start.recent_list import RecentList
from sam3_studio.app.panels.start.values import ModelCard, RecentProject
from sam3_studio.app.theme import application_icon, colors_of, draw_icon, icon
from sam3_studio.app.theme.scrolling import Column, scrolling
from sam3_studio.core.folders import is_there

_TWO_COLUMNS = 820  # px, from this width on
_WIDEST = 1000
_CARD = 320
_MARGIN = 32


class StartPage(QWidget):
    """Offers folders, projects, samples and what was open before; tells about the model. Folders can be dropped on it.

    Signals:
        folder_requested: a folder is to be chosen and opened.
        project_requested: a project is to be chosen and opened.
        samples_requested: the sample pictures are to be opened.
        path_dropped (str): a folder or project was dropped.
        recent_chosen (str): a project that was open before is to be opened.
        recent_removed (str): a project is to be forgotten.
        model_requested: another model is to be chosen.
        weights_requested: the public weights are to be fetched.
    """

    folder_requested = Signal()
    project_requested = Signal()
    samples_requested = Signal()
    path_dropped = Signal(str)
    recent_chosen = Signal(str)
    recent_removed = Signal(str)
    model_requested = Signal()
    weights_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self._place = DropPlace()
        self._place.folder_requested.connect(self.folder_requested)
        self._place.project_requested.connect(self.project_requested)
        self._place.samples_requested.connect(self.samples_requested)
        self._recent = RecentList(after=self._place.last)
        self._recent.chosen.connect(self.recent_chosen)
        self._recent.removed.connect(self.recent_removed)
        self._card = ModelCardView()
        self._card.model_requested.connect(self.model_requested)
        self._card.weights_requested.connect(self.weights_requested)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        self.set_recent(())

    def set_recent(self, projects: Sequence[RecentProject]) -> None:
        """Projects that were open before, newest first."""
        self._recent.set_projects(projects)

    def set_model(self, card: ModelCard) -> None:
        """Tell about the model."""
        self._card.set_card(card)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's: the model comes below where there is no room beside."""
        super().resizeEvent(event)
        wide = self.width() >= _TWO_COLUMNS
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._columns.direction() != direction:
            self._columns.setDirection(direction)
        self._card.setMaximumWidth(_CARD if wide else _WIDEST)
        self._card.setMinimumWidth(_CARD if wide else 0)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Qt's."""
        if dropped_path(event.mimeData()) and leave_in_place(event):
            self._place.set_aimed_at(True)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Qt's."""
        leave_in_place(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Qt's."""
        self._place.set_aimed_at(False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Qt's."""
        self._place.set_aimed_at(False)
        path = dropped_path(event.mimeData())
        if leave_in_place(event) and path:
            self.path_dropped.emit(path)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(24)
        left.addWidget(self._place)
        left.addWidget(self._recent)
        left.addStretch(1)
        right = QVBoxLayout()
        right.addWidget(self._card)
        right.addStretch(1)
        self._columns.setSpacing(24)
        self._columns.addLayout(left, 1)
        self._columns.addLayout(right)
        middle = QWidget()
        middle.setMaximumWidth(_WIDEST)
        middle.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        inner = QVBoxLayout(middle)
        inner.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        inner.setSpacing(24)
        inner.addLayout(self._head())
        inner.addLayout(self._columns)
        page = Column()
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(middle, 1000)
        across.addStretch(1)
        outer = QVBoxLayout(page)
        outer.setContentsMargins(0, 0, 0, 0)
        # In a high window it stands where one looks first.
        outer.addStretch(1)
        outer.addLayout(across)
        outer.addStretch(3)
        fill(self, scrolling(page))

    def _head(self) -> QHBoxLayout:
        sign = QLabel()
        sign.setPixmap(application_icon().pixmap(QSize(48, 48), self.devicePixelRatio()))
        name = QLabel("sam3_studio")
        name.setFont(display_font(self.font(), 1.8))
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(name)
        texts.addWidget(quiet(self.tr("Turn photos into training data: name it, show it, keep what is right.")))
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(sign, alignment=Qt.AlignmentFlag.AlignTop)
        head.addLayout(texts, 1)
        return head


class DropPlace(QFrame):
    """Where to begin: buttons, and a place to drop a folder.

    Signals:
        folder_requested: a folder is to be chosen and opened.
        project_requested: a project is to be chosen and opened.
        samples_requested: the sample pictures are to be opened.
    """

    folder_requested = Signal()
    project_requested = Signal()
    samples_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._aimed_at = False
        head = QLabel(self.tr("Open a folder of photos"))
        head.setFont(display_font(self.font(), 1.25))
        head.setWordWrap(True)
        hint = quiet(self.tr("Choose one, or drop it here. Your pictures are never changed, and every step is saved."))
        folder = QPushButton(icon("folder-open", "on_accent"), self.tr("Open folder…"))
        project = QPushButton(icon("project"), self.tr("Open project…"))
        samples = QPushButton(icon("samples"), self.tr("Try the samples"))
        self.last = samples
        """To which Tab comes last."""
        folder.setProperty("primary", True)
        for button, signal in (
            (folder, self.folder_requested),
            (project, self.project_requested),
            (samples, self.samples_requested),
        ):
            button.setText(f" {button.text()}")
            button.setAccessibleName(button.text().strip())
            button.setMinimumHeight(36)
            button.setAutoDefault(True)
            button.clicked.connect(signal)
        buttons = FlowLayout(spacing=SPACING)
        for button in (folder, project, samples):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 76, 24, 24)
        layout.setSpacing(SPACING)
        layout.addWidget(head)
        layout.addWidget(hint)
        layout.addSpacing(SPACING)
        layout.addLayout(buttons)

    def set_aimed_at(self, aimed_at: bool) -> None:  # noqa: FBT001 - a slot
        """Whether something that can be dropped is over the page."""
        self._aimed_at = aimed_at
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt's."""
        colors = colors_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color = QColor(colors.accent_text if self._aimed_at else colors.edge)
        painter.setPen(QPen(color, 2 if self._aimed_at else 1, Qt.PenStyle.DashLine))
        painter.setBrush(QColor(colors.selected if self._aimed_at else colors.base))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 12, 12)
        draw_icon(painter, "folder-open", QRectF(24, 24, 36, 36), colors.accent_text)
        painter.end()


def dropped_path(data: QMimeData) -> str:
    """The folder or file that is dropped; empty where it is anything else, or more than one."""
    urls = data.urls()
    path = urls[0].toLocalFile() if len(urls) == 1 else ""
    return path if path and is_there(Path(path)) else ""


def leave_in_place(event: QDropEvent) -> bool:
    """Accept what is dragged as a copy; whether it may be one.

    Taken as moved, as it is proposed where Shift is held, it would be deleted by whoever it comes from: Explorer does.
    """
    may_be = Qt.DropAction.CopyAction in event.possibleActions()
    event.setDropAction(Qt.DropAction.CopyAction if may_be else Qt.DropAction.IgnoreAction)
    event.setAccepted(may_be)
    return may_be
