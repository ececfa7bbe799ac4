"""Which picture the canvas holds: one comes, is left for another, or gives way to a sentence."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtWidgets import QWidget

from sam3_studio.app.canvas.contents import Contents
from sam3_studio.app.canvas.corners import Corners
from sam3_studio.app.canvas.hand import Hand
from sam3_studio.app.canvas.showing import Showing
from sam3_studio.app.canvas.sight import Sight
from sam3_studio.app.canvas.stage import Stage
from sam3_studio.app.canvas.tracking import Tracking


class Easel:
    """Puts pictures up and takes them down, with all that belongs to them.

    Args:
        widget: that shows the picture.
        sight: of the picture.
        showing: draws it.
        corners: of the widget.
        contents: of the picture.
        tracking: tells that another picture is under the mouse.
        hand: that may be at work.
    """

    def __init__(
        self,
        widget: QWidget,
        sight: Sight,
        showing: Showing,
        corners: Corners,
        contents: Contents,
        tracking: Tracking,
        hand: Hand,
    ) -> None:
        self._widget = widget
        self._sight = sight
        self._showing = showing
        self._corners = corners
        self._contents = contents
        self._tracking = tracking
        self._hand = hand

    def set_picture(self, pixels: NDArray[np.uint8]) -> None:
        """Show a picture as a whole, with nothing on it.

        Args:
            pixels: (height, width, 3) uint8, RGB, EXIF orientation applied. They are not copied, and must not change.
        """
        self._clear()
        stage = Stage(pixels)
        self._contents.dress(stage)
        self._showing.set_stage(stage)
        self._corners.set_picture()
        self._sight.begin(stage.size)
        self._widget.update()

    def leave(self) -> None:
        """Another picture is about to be shown. Until then this one stays in sight, but nothing can be done to it."""
        if self._showing.stage is not None:
            left = self._showing.seen
            self._clear()
            self._showing.set_message("", left)

    def show_message(self, text: str) -> None:
        """Show a sentence instead of a picture: that there is none, that it is being read, or why it cannot be."""
        self._clear()
        self._corners.hide()
        self._showing.set_message(text)
        self._widget.update()

    def _clear(self) -> None:
        """Forget what belonged to the picture before."""
        self._hand.interrupt()
        self._showing.forget()
        self._sight.forget()
        self._contents.forget()
        self._tracking.cursor_left.emit()
