"""Which picture the canvas holds: one comes, is left for another, or gives way to a sentence."""

import numpy as np
from numpy.typing import NDArray

from sam3_studio.app.canvas.contents import Contents
from sam3_studio.app.canvas.hand import Hand
from sam3_studio.app.canvas.insets import Insets
from sam3_studio.app.canvas.showing import Showing
from sam3_studio.app.canvas.sight import Sight
from sam3_studio.app.canvas.stage import Stage
from sam3_studio.app.canvas.tracking import Tracking


class Easel:
    """Puts pictures up and takes them down, with all that belongs to them.

    Args:
        sight: of the picture.
        showing: draws it.
        insets: small map and legend.
        contents: of the picture.
        tracking: tells that another picture is under the mouse.
        hand: that may be at work.
    """

    def __init__(
        self,
        sight: Sight,
        showing: Showing,
        insets: Insets,
        contents: Contents,
        tracking: Tracking,
        hand: Hand,
    ) -> None:
        self._sight = sight
        self._showing = showing
        self._insets = insets
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
        self._insets.set_picture(stage)
        self._sight.begin(stage)

    def leave(self) -> None:
        """Another picture is about to be shown. Until then this one stays in sight, but nothing can be done to it."""
        if self._sight.stage is not None:
            self._clear()

    def show_message(self, text: str) -> None:
        """Show a sentence instead of a picture: that there is none, that it is being read, or why it cannot be."""
        self._clear()
        self._insets.hide()
        self._showing.set_message(text)

    def _clear(self) -> None:
        """Forget what belonged to the picture before."""
        self._hand.interrupt()
        self._showing.leave()
        self._sight.forget()
        self._contents.forget()
        self._tracking.cursor_left.emit()
