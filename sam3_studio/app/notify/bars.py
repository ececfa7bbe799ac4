"""Notices as bars at the top of a window, over what it shows; nothing waits for them."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QEnterEvent, QFont, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from sam3_studio.app.notify.notifier import Notice, Severity

_MOST = 3
_LEFT, _ABOVE = 44, 10  # px, around the text
_WIDEST = 640
_FROM_TOP = 12
_STAYS = {Severity.INFORMATION: 5_000, Severity.WARNING: 12_000, Severity.FAILURE: 0}  # ms, 0 until it is closed
# Readable as a sign on light and on dark ground alike.
_COLORS = {
    Severity.INFORMATION: QColor(45, 125, 210),
    Severity.WARNING: QColor(214, 140, 20),
    Severity.FAILURE: QColor(211, 60, 60),
}
_OF_WINDOW = {QEvent.Type.Resize, QEvent.Type.FontChange}
_OF_OTHERS = {QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide}
_SIGNS = {Severity.INFORMATION: "i", Severity.WARNING: "!", Severity.FAILURE: "×"}
_TINT = 0.12
"""Share of its colour in the ground of a bar."""


class NoticeBars(QWidget):
    """The newest notices, three at most, at the top of a widget and over it."""

    def __init__(self, over: QWidget, *, below: Sequence[QWidget] = ()) -> None:
        """Lies over a widget, but not over those at its top that are to stay in reach."""
        super().__init__(over)
        self._over = over
        self._below = below
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self._bars: list[_Bar] = []
        for one in (over, *below):
            one.installEventFilter(self)
        self.hide()

    def show_notice(self, notice: Notice) -> None:
        """Show one more; to be connected to `Notifier.told`."""
        for bar in self._bars:
            if (bar.notice.severity, bar.notice.text) == (notice.severity, notice.text):
                bar.renew(notice)
                return
        if len(self._bars) == _MOST:
            # What passes makes way before what has to be closed.
            self._remove(min(self._bars, key=_weight))
        bar = _Bar(notice, self)
        bar.closed.connect(self._close)
        self._bars.append(bar)
        self._layout.addWidget(bar)
        bar.begin()
        self._place()

    def withdraw(self, notice: Notice) -> None:
        """Show a notice no more; to be connected to `Notifier.withdrawn`. One that was told again since stays."""
        for bar in [one for one in self._bars if one.notice is notice]:
            self._remove(bar)
        self._place()

    @property
    def texts(self) -> tuple[str, ...]:
        """What is to be read now, from top to bottom."""
        return tuple(bar.notice.text for bar in self._bars)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's."""
        # What is to stay in reach may come, or go, while a notice is read: with the project that is opened.
        if event.type() in (_OF_WINDOW if watched is self._over else _OF_OTHERS):
            self._place()
        return False

    def _close(self) -> None:
        bar = self.sender()
        if isinstance(bar, _Bar) and bar in self._bars:
            self._remove(bar)
            self._place()

    def _remove(self, bar: "_Bar") -> None:
        self._bars.remove(bar)
        self._layout.removeWidget(bar)
        bar.hide()
        bar.deleteLater()

    def _place(self) -> None:
        if not self._bars:
            self.hide()
            return
        width = min(_WIDEST, self._over.width() - 24)
        heights = [bar.height_for(width) for bar in self._bars]
        for bar, height in zip(self._bars, heights, strict=True):
            bar.setFixedHeight(height)
        self.resize(QSize(width, sum(heights) + self._layout.spacing() * (len(heights) - 1)))
        bottoms = [one.mapTo(self._over, one.rect().bottomLeft()).y() for one in self._below if one.isVisible()]
        self.move(QPoint((self._over.width() - width) // 2, max(bottoms, default=0) + _FROM_TOP))
        self.raise_()
        self.show()


def _weight(bar: "_Bar") -> tuple[int, float]:
    return bar.notice.severity.value, bar.notice.time


class _Bar(QFrame):
    """One notice, with a sign of its kind and a button that closes it."""

    closed = Signal()

    def __init__(self, notice: Notice, parent: QWidget) -> None:
        super().__init__(parent)
        self.notice = notice
        self._timer = QTimer(self, singleShot=True, interval=_STAYS[notice.severity])
        self._timer.timeout.connect(self.closed)
        self._text = QLabel(notice.text, self)
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._close = close = QToolButton(self)
        close.setText("×")
        close.setAutoRaise(True)
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close.setToolTip(self.tr("Close"))
        close.setAccessibleName(self.tr("Close this message"))
        close.clicked.connect(self.closed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(_LEFT, _ABOVE, 8, _ABOVE)
        layout.setSpacing(8)
        layout.addWidget(self._text)
        self._choices = [QPushButton(notice.choice.text, self)] if notice.choice else []
        for choice in self._choices:
            choice.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            choice.clicked.connect(self._take_choice)
            layout.addWidget(choice, alignment=Qt.AlignmentFlag.AlignVCenter)
        middle = Qt.AlignmentFlag.AlignVCenter if self._choices else Qt.AlignmentFlag.AlignTop
        layout.addWidget(close, alignment=middle)
        self.setAccessibleName(notice.text)

    def renew(self, notice: Notice) -> None:
        """Say the same again; what can be done about it is what can be done now."""
        self.notice = notice
        self.begin()

    def begin(self) -> None:
        """Count its time from now."""
        if self._timer.interval():
            self._timer.start()

    @Slot()
    def _take_choice(self) -> None:
        if self.notice.choice is not None:
            self.notice.choice.take()
        self.closed.emit()

    def height_for(self, width: int) -> int:
        """In pixels, for a width in pixels."""
        buttons = self._close.sizeHint().width() + sum(8 + one.sizeHint().width() for one in self._choices)
        text = width - _LEFT - 16 - buttons
        least = max((one.sizeHint().height() for one in self._choices), default=0)
        return max(max(self._text.heightForWidth(text), least) + 2 * _ABOVE, 44)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Qt's: who points at it is reading it."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Qt's."""
        self.begin()
        super().leaveEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt's."""
        color = _COLORS[self.notice.severity]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color, 1))
        painter.setBrush(_tinted(self.palette().color(QPalette.ColorRole.Base), color))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        sign = QRectF(14, self.height() / 2 - 10, 20, 20)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawEllipse(sign)
        font = QFont(self.font())
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(Qt.GlobalColor.white))
        painter.drawText(sign, Qt.AlignmentFlag.AlignCenter, _SIGNS[self.notice.severity])
        painter.end()


def _tinted(ground: QColor, color: QColor) -> QColor:
    """The ground with a little of a colour."""
    pairs = ((ground.red(), color.red()), (ground.green(), color.green()), (ground.blue(), color.blue()))
    return QColor(*(round(own * (1 - _TINT) + other * _TINT) for own, other in pairs))
