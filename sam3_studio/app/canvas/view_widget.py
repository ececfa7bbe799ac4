"""Looking at a picture: zoom, pan, fit, with mouse, trackpad and keyboard. Drawing is up to subclasses."""

import math

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QNativeGestureEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from sam3_studio.app.canvas.view import View
from sam3_studio.core.geometry import Box

FIT_MARGIN = 12
"""Around a picture that is fitted, in logical pixels."""
_NOTCH = 1.25
"""A notch of the wheel zooms by this factor."""
_PIXELS_PER_NOTCH = 60.0
"""How many pixels of scrolling on a trackpad count as a notch."""
_ARROW_STEP = 64
"""How far an arrow key pans, in logical pixels; with Shift four times as far."""
_SETTLE_MS = 70
"""How long after its last change the zoom counts as settled."""
ELSEWHERE = Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason
"""Why a button that is down may be let go where nobody hears of it: in another window, or in a menu."""
_ARROWS = {Qt.Key.Key_Left: (1, 0), Qt.Key.Key_Right: (-1, 0), Qt.Key.Key_Up: (0, 1), Qt.Key.Key_Down: (0, -1)}


class ViewWidget(QWidget):
    """A widget that looks at a picture through a `View`.

    Signals:
        view_changed: the zoom, device pixels for one of the picture: 1.0 is 100 %. Sent for pans as well.
    """

    view_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view: View | None = None
        self._grabbed: QPointF | None = None
        self._space = False
        self._settling = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settling.timeout.connect(self.update)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    @property
    def ratio(self) -> float:
        """Device pixels for one logical pixel of the screen."""
        return self.devicePixelRatioF()

    @property
    def zoom(self) -> float:
        """Device pixels for one pixel of the picture; 0 without a picture."""
        return self.view.scale if self.view else 0.0

    def fit(self) -> None:
        """Show the whole picture, and go on doing so when the window's size changes."""
        if self.view:
            self._look(self.view.fit(round(FIT_MARGIN * self.ratio)))

    def zoom_in(self) -> None:
        """One step in, at the middle."""
        self._step(1)

    def zoom_out(self) -> None:
        """One step out, at the middle."""
        self._step(-1)

    def zoom_to(self, scale: float) -> None:
        """A zoom, at the middle; 1.0 is one pixel of the screen for one of the picture."""
        if self.view:
            self._look(self.view.zoomed(scale, self.view.viewport[0] / 2, self.view.viewport[1] / 2))

    def center_on(self, x: float, y: float) -> None:
        """See a place of the picture in the middle."""
        if self.view:
            self._look(self.view.centered(x, y))

    def reveal(self, box: Box) -> None:
        """See a box of the picture, moving no more than needed."""
        if self.view:
            self._look(self.view.showing(box, round(24 * self.ratio)))

    def visible_box(self) -> Box | None:
        """The part of the picture that is seen."""
        return self.view.visible() if self.view else None

    def to_picture(self, at: QPointF) -> tuple[float, float]:
        """A place in the widget, in pixels of the picture; (0, 0) without one."""
        return self.view.to_picture(at.x() * self.ratio, at.y() * self.ratio) if self.view else (0.0, 0.0)

    def to_widget(self, box: Box) -> QRectF:
        """A box of the picture, in logical pixels of the widget."""
        if not self.view:
            return QRectF()
        x1, y1 = self.view.to_viewport(box.x1, box.y1)
        x2, y2 = self.view.to_viewport(box.x2, box.y2)
        return QRectF(x1 / self.ratio, y1 / self.ratio, (x2 - x1) / self.ratio, (y2 - y1) / self.ratio)

    @property
    def panning(self) -> bool:
        """Whether the mouse pans now, or would if it were pressed."""
        return self._grabbed is not None or self._space

    def _step(self, direction: int) -> None:
        if self.view:
            self._look(self.view.stepped(direction, self.view.viewport[0] / 2, self.view.viewport[1] / 2))

    def _look(self, view: View) -> None:
        """Look at the picture that way from now on."""
        before, self.view = self.view, view
        if before == view:
            return
        if before and before.scale != view.scale:
            self._settling.start()
        self._view_moved()
        self.update()
        self.view_changed.emit(view.scale)

    def _view_moved(self) -> None:
        """For subclasses, which draw: the view has changed."""

    def _pan_changed(self) -> None:
        """For subclasses, which set the cursor: panning begins or ends."""

    def _begin_pan(self, event: QMouseEvent, *, anyway: bool) -> bool:
        """Start to pan with the middle button, with the left one if Space is down or `anyway`, or go on with any."""
        button = event.button()
        left = button == Qt.MouseButton.LeftButton and (self._space or anyway)
        if not self.view or not (left or button == Qt.MouseButton.MiddleButton or self._grabbed is not None):
            return False
        self._grabbed = event.position()
        self._pan_changed()
        return True

    def _pan_to(self, at: QPointF) -> bool:
        """Pan to the pointer; whether it is panning at all."""
        if self._grabbed is None or not self.view:
            return False
        moved = (at - self._grabbed) * self.ratio
        # Whole device pixels are panned; what is left over is kept for the next move.
        whole = QPointF(round(moved.x()), round(moved.y()))
        self._grabbed += whole / self.ratio
        self._look(self.view.panned(whole.x(), whole.y()))
        return True

    def _end_pan(self) -> bool:
        was, self._grabbed = self._grabbed is not None, None
        if was:
            self._pan_changed()
        return was

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the pointer; with Shift, pan sideways."""
        if not self.view:
            event.ignore()
            return
        pixels, angle = event.pixelDelta(), event.angleDelta()
        # Only a trackpad tells the phases of a scroll; the pixels of other devices are guesses.
        is_trackpad = not pixels.isNull() and event.phase() != Qt.ScrollPhase.NoScrollPhase
        across, down = (pixels.x(), pixels.y()) if is_trackpad else (angle.x(), angle.y())
        notches = down / (_PIXELS_PER_NOTCH if is_trackpad else 120.0)
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._look(self.view.panned((down or across) * self.ratio, 0))
        elif notches:
            at = event.position() * self.ratio
            self._look(self.view.zoomed(self.view.scale * _NOTCH**notches, at.x(), at.y()))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows pan, plus and minus zoom, Space lets the mouse pan."""
        key = Qt.Key(event.key())
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if self.view and plain and key in _ARROWS:
            pace = _ARROW_STEP * self.ratio * (4 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            self._look(self.view.panned(_ARROWS[key][0] * pace, _ARROWS[key][1] * pace))
        elif plain and key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_in()
        elif plain and key in (Qt.Key.Key_Minus, Qt.Key.Key_Underscore):
            self.zoom_out()
        elif plain and key == Qt.Key.Key_Space and self.view:
            if not event.isAutoRepeat():
                self._space = True
                self._pan_changed()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Space is let go."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._let_go()
        super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keys that are let go elsewhere are not heard of here, nor buttons of the mouse."""
        self._let_go()
        if event.reason() in ELSEWHERE:
            self._end_pan()
        super().focusOutEvent(event)

    def _let_go(self) -> None:
        if self._space:
            self._space = False
            self._pan_changed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what is in the middle there."""
        super().resizeEvent(event)
        self._refit()

    def event(self, event: QEvent) -> bool:
        """Pinching zooms; a move to a screen of another density keeps what is seen."""
        if event.type() == QEvent.Type.NativeGesture and isinstance(event, QNativeGestureEvent) and self.view:
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                at = event.position() * self.ratio
                factor = math.exp(event.value())
                self._look(self.view.zoomed(self.view.scale * factor, at.x(), at.y()))
                return True
        elif event.type() == QEvent.Type.DevicePixelRatioChange:
            self._refit()
        return super().event(event)

    def _refit(self) -> None:
        if self.view:
            size = self.size() * self.ratio
            self._look(self.view.resized(size.width(), size.height(), round(FIT_MARGIN * self.ratio)))
