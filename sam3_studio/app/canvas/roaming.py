"""By what means a person goes through the picture: wheel, trackpad, arrow keys, and a mouse that grabs it."""

import math

from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from sam3_studio.app.canvas.sight import Sight

ELSEWHERE = Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason
"""Why a button that is down may be let go where nobody hears of it: in another window, or in a menu."""
_NOTCH = 1.25
"""A notch of the wheel zooms by this factor."""
_PIXELS_PER_NOTCH = 60.0
"""How many pixels of scrolling on a trackpad count as a notch."""
_ARROW_STEP = 64
"""How far an arrow key pans, in logical pixels; with Shift four times as far."""
_ARROWS = {Qt.Key.Key_Left: (1, 0), Qt.Key.Key_Right: (-1, 0), Qt.Key.Key_Up: (0, 1), Qt.Key.Key_Down: (0, -1)}
_Shift = Qt.KeyboardModifier.ShiftModifier


class Roaming(QObject):
    """Pans and zooms as events say.

    Args:
        widget: that shows the picture.
        sight: of the picture.

    Signals:
        changed: the mouse begins to pan, or would do so from now on, or neither any more.
    """

    changed = Signal()

    def __init__(self, widget: QWidget, sight: Sight) -> None:
        super().__init__(widget)
        self._widget = widget
        self._sight = sight
        self._grabbed: QPointF | None = None
        self._space = False

    @property
    def grabbing(self) -> bool:
        """Whether the mouse pans now."""
        return self._grabbed is not None

    @property
    def panning(self) -> bool:
        """Whether the mouse pans now, or would if it were pressed."""
        return self._grabbed is not None or self._space

    def grab(self, event: QMouseEvent, *, anyway: bool) -> bool:
        """Start to pan with the middle button, with the left one if Space is down or `anyway`, or go on with any."""
        button = event.button()
        left = button == Qt.MouseButton.LeftButton and (self._space or anyway)
        if not self._sight.view or not (left or button == Qt.MouseButton.MiddleButton or self.grabbing):
            return False
        self._grabbed = event.position()
        self._tell()
        return True

    def pan(self, at: QPointF) -> bool:
        """Pan to the pointer; whether it is panning at all."""
        if self._grabbed is None or not self._sight.view:
            return False
        ratio = self._sight.ratio
        moved = (at - self._grabbed) * ratio
        # Whole device pixels are panned; what is left over is kept for the next move.
        whole = QPointF(round(moved.x()), round(moved.y()))
        self._grabbed += whole / ratio
        self._sight.look(self._sight.view.panned(whole.x(), whole.y()))
        return True

    def let_go(self) -> None:
        """Pan no more."""
        if self.grabbing:
            self._grabbed = None
            self._tell()

    def turn(self, event: QWheelEvent) -> None:
        """Zoom at the pointer; with Shift, pan sideways."""
        view = self._sight.view
        if not view:
            event.ignore()
            return
        pixels, angle = event.pixelDelta(), event.angleDelta()
        # Only a trackpad tells the phases of a scroll; the pixels of other devices are guesses.
        is_trackpad = not pixels.isNull() and event.phase() != Qt.ScrollPhase.NoScrollPhase
        across, down = (pixels.x(), pixels.y()) if is_trackpad else (angle.x(), angle.y())
        notches = down / (_PIXELS_PER_NOTCH if is_trackpad else 120.0)
        if event.modifiers() & _Shift:
            self._sight.look(view.panned((down or across) * self._sight.ratio, 0))
        elif notches:
            self._zoom(_NOTCH**notches, event.position())
        event.accept()

    def pinch(self, event: QNativeGestureEvent) -> bool:
        """Zoom where two fingers are; whether they do that."""
        if not self._sight.view or event.gestureType() != Qt.NativeGestureType.ZoomNativeGesture:
            return False
        self._zoom(math.exp(event.value()), event.position())
        return True

    def press_key(self, event: QKeyEvent) -> bool:
        """Arrows pan, plus and minus zoom, Space lets the mouse pan; whether the key was one of them."""
        key, view = Qt.Key(event.key()), self._sight.view
        if event.modifiers() & ~(_Shift | Qt.KeyboardModifier.KeypadModifier):
            return False
        if view and key in _ARROWS:
            pace = _ARROW_STEP * self._sight.ratio * (4 if event.modifiers() & _Shift else 1)
            self._sight.look(view.panned(_ARROWS[key][0] * pace, _ARROWS[key][1] * pace))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self._sight.zoom_in()
        elif key in (Qt.Key.Key_Minus, Qt.Key.Key_Underscore):
            self._sight.zoom_out()
        elif key == Qt.Key.Key_Space and view:
            if not event.isAutoRepeat():
                self._hold_space(down=True)
        else:
            return False
        return True

    def release_key(self, event: QKeyEvent) -> None:
        """Space is let go."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat() and self._space:
            self._hold_space(down=False)

    def lose_focus(self, event: QFocusEvent) -> None:
        """Keys that are let go elsewhere are not heard of here, nor buttons of the mouse."""
        if self._space:
            self._hold_space(down=False)
        if event.reason() in ELSEWHERE:
            self.let_go()

    def _hold_space(self, *, down: bool) -> None:
        self._space = down
        self._tell()

    def _zoom(self, factor: float, at: QPointF) -> None:
        if view := self._sight.view:
            at = at * self._sight.ratio
            self._sight.look(view.zoomed(view.scale * factor, at.x(), at.y()))

    def _tell(self) -> None:
        self.changed.emit()
        self._widget.update()
