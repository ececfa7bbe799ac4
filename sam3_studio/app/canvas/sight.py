"""The picture that the canvas shows, which part of it, and how far that is zoomed."""

from PySide6.QtCore import QObject, QPointF, QRectF, QTimer, Signal
from PySide6.QtWidgets import QWidget

from sam3_studio.app.canvas.stage import Stage
from sam3_studio.app.canvas.view import View
from sam3_studio.core.geometry import Box

_FIT_MARGIN = 12
"""Around a picture that is fitted, in logical pixels."""
_REVEAL_MARGIN = 24
"""Around a box that is brought into view, in logical pixels."""
_SETTLE_MS = 70
"""How long after its last change the zoom counts as settled."""


class Sight(QObject):
    """The picture in a widget, and the view of it.

    Args:
        widget: that shows the picture.

    Attributes:
        stage: the picture and the masks on it; None without a picture.
        view: where the picture lies in the widget; None without a picture.

    Signals:
        view_changed: the zoom, device pixels for one of the picture: 1.0 is 100 %. Sent for pans as well.
    """

    view_changed = Signal(float)

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.stage: Stage | None = None
        self.view: View | None = None
        self._widget = widget
        self._settling = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settling.timeout.connect(widget.update)

    @property
    def ratio(self) -> float:
        """Device pixels for one logical pixel of the screen."""
        return self._widget.devicePixelRatioF()

    @property
    def zoom(self) -> float:
        """Device pixels for one pixel of the picture; 0 without a picture."""
        return self.view.scale if self.view else 0.0

    @property
    def reach(self) -> float:
        """How many pixels of the picture one logical pixel of the screen covers; there has to be a picture."""
        return self.ratio / self.zoom

    @property
    def zooming(self) -> bool:
        """Whether the zoom has changed just now, so that the next change is likely to follow at once."""
        return self._settling.isActive()

    def begin(self, stage: Stage) -> None:
        """Look at another picture as a whole."""
        self.stage = stage
        self.look(View(stage.size, self._room).fit(self._margin))
        self._settling.stop()

    def resume(self, view: View) -> None:
        """Look at the picture as at the one that it was before, unless that had another size."""
        if self.view and self.view.picture == view.picture:
            self.look(view.resized(*self._room, self._margin))

    def forget(self) -> None:
        """There is no picture any more."""
        self.stage = self.view = None

    def look(self, view: View) -> None:
        """Look at the picture that way from now on."""
        before, self.view = self.view, view
        if before == view:
            return
        if before and before.scale != view.scale:
            self._settling.start()
        self.view_changed.emit(view.scale)
        self._widget.update()

    def fit(self) -> None:
        """Show the whole picture, and go on doing so when the window's size changes."""
        if self.view:
            self.look(self.view.fit(self._margin))

    def refit(self) -> None:
        """The widget has another size, or lies on a screen of another density: keep what is in the middle there."""
        if self.view:
            self.look(self.view.resized(*self._room, self._margin))

    def zoom_in(self) -> None:
        """One step in, at the middle."""
        self._step(1)

    def zoom_out(self) -> None:
        """One step out, at the middle."""
        self._step(-1)

    def zoom_to(self, scale: float) -> None:
        """A zoom, at the middle; 1.0 is one pixel of the screen for one of the picture."""
        if self.view:
            self.look(self.view.zoomed(scale, self.view.viewport[0] / 2, self.view.viewport[1] / 2))

    def center_on(self, x: float, y: float) -> None:
        """See a place of the picture in the middle."""
        if self.view:
            self.look(self.view.centered(x, y))

    def reveal(self, box: Box) -> None:
        """See a box of the picture, moving no more than needed."""
        if self.view:
            self.look(self.view.showing(box, round(_REVEAL_MARGIN * self.ratio)))

    def look_closely(self, box: Box) -> None:
        """See a box of the picture in the middle, as large as can be with some of its surroundings."""
        if self.view:
            self.look(self.view.close_to(box))

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

    def _step(self, direction: int) -> None:
        if self.view:
            self.look(self.view.stepped(direction, self.view.viewport[0] / 2, self.view.viewport[1] / 2))

    @property
    def _room(self) -> tuple[int, int]:
        """The widget's width and height in device pixels."""
        size = self._widget.size() * self.ratio
        return max(size.width(), 1), max(size.height(), 1)

    @property
    def _margin(self) -> int:
        return round(_FIT_MARGIN * self.ratio)
