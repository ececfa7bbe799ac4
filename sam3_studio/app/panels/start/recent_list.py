"""What was open before, on the start page."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDateTime, QEvent, QLocale, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from sam3_studio.app.panels.parts import GAP, title, tool_button
from sam3_studio.app.panels.start.values import RecentProject
from sam3_studio.app.theme import Colors, as_written, colors_of, draw_icon
from sam3_studio.core.folders import written_path

_HEIGHT = 52


class RecentList(QWidget):
    """Projects that were open before, newest first.

    Signals:
        chosen (str): the project at this path is to be opened.
        removed (str): the project at this path is to be forgotten.

    Args:
        after: where Tab comes from; what is made later would be the last of the whole window.
    """

    chosen = Signal(str)
    removed = Signal(str)

    def __init__(self, after: QWidget | None = None) -> None:
        super().__init__()
        self._after = after
        self._rows: dict[RecentProject, QWidget] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(GAP)
        self._layout.addWidget(title(self.tr("Recent")))

    def set_projects(self, projects: Sequence[RecentProject]) -> None:
        """Show these. Of a project that stays as it is, the focus stays, and a button that is being pressed."""
        before, self._rows = self._rows, {}
        last = self._after
        for project in dict.fromkeys(projects):
            row = self._rows[project] = before.pop(project) if project in before else self._row(project)
            self._layout.removeWidget(row)
            self._layout.addWidget(row)
            for button in row.findChildren(QAbstractButton):
                if last is not None:
                    self.setTabOrder(last, button)
                last = button
        for old in before.values():
            self._layout.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.setVisible(bool(projects))

    def _row(self, project: RecentProject) -> QWidget:
        row = QWidget(self)
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        button = RecentButton(project)
        button.clicked.connect(partial(self.chosen.emit, project.path))
        name = Path(project.path).name
        remove = tool_button("close", self.tr("Forget {name}").format(name=name))
        remove.clicked.connect(partial(self.removed.emit, project.path))
        layout.addWidget(button, 1)
        layout.addWidget(remove)
        return row


class RecentButton(QAbstractButton):
    """One project: its name, where it is, when it was open, and how far it is. One that is gone cannot be pressed."""

    def __init__(self, project: RecentProject) -> None:
        super().__init__()
        self.project = project
        self.setEnabled(project.exists)
        self.setText(Path(project.path).name or project.path)
        self.setAccessibleName(self.text())
        self.setAccessibleDescription(", ".join(filter(None, (project.path, self._when(), self._how_far()))))
        self.setToolTip(as_written(project.path))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if project.exists else Qt.CursorShape.ArrowCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Qt's."""
        return QSize(280, max(_HEIGHT, 2 * self.fontMetrics().height() + 16))

    def minimumSizeHint(self) -> QSize:
        """Qt's."""
        return QSize(160, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Qt's."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Qt's."""
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt's."""
        colors = colors_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(QColor(colors.accent_text), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        if self.isEnabled() and (self.underMouse() or self.hasFocus()):
            painter.setBrush(QColor(colors.hover))
        painter.drawRoundedRect(shape, 8, 8)
        ink = colors.text if self.isEnabled() else colors.quiet
        sign = QRectF(12, self.height() / 2 - 9, 18, 18)
        name = "folder" if self.project.exists else "warning"
        draw_icon(painter, name, sign, colors.accent_text if self.isEnabled() else colors.quiet)
        right = self._draw_right(painter, colors)
        room = right - 42 - 12
        middle = self.height() // 2
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        for text, top, own, color in (
            (self.text(), middle - self.fontMetrics().height() - 1, font, ink),
            (written_path(self.project.path), middle + 2, self.font(), colors.quiet),
        ):
            painter.setFont(own)
            painter.setPen(QColor(color))
            metrics = painter.fontMetrics()
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, int(room))
            painter.drawText(42, top + metrics.ascent(), shown)
        painter.end()

    def _draw_right(self, painter: QPainter, colors: Colors) -> float:
        """Draws when and how far; returns where that begins."""
        metrics, middle = self.fontMetrics(), self.height() // 2
        lines = [self._when(), self._how_far()]
        width = min(max(metrics.horizontalAdvance(line) for line in lines), self.width() * 0.45)
        left = self.width() - 14 - width
        painter.setFont(self.font())
        painter.setPen(QColor(colors.quiet))
        for line, top in zip(lines, (middle - metrics.height() - 1, middle + 2), strict=True):
            place = QRectF(left, top, width, metrics.height())
            shown = metrics.elidedText(line, Qt.TextElideMode.ElideRight, int(width) + 1)
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, shown)
        return left

    def _when(self) -> str:
        if not self.project.time:
            return ""
        then = datetime.fromtimestamp(self.project.time, UTC).astimezone()
        days = (datetime.now(UTC).astimezone().date() - then.date()).days
        at = QDateTime.fromSecsSinceEpoch(int(self.project.time))
        if days <= 0:
            return self.tr("today, {time}").format(time=QLocale().toString(at.time(), QLocale.FormatType.ShortFormat))
        if days == 1:
            return self.tr("yesterday")
        return QLocale().toString(at.date(), QLocale.FormatType.ShortFormat)

    def _how_far(self) -> str:
        if not self.project.exists:
            return self.tr("not found")
        if not self.project.total:
            return ""
        locale = QLocale()
        return self.tr("{done} of {total} done").format(
            done=locale.toString(self.project.done), total=locale.toString(self.project.total)
        )
