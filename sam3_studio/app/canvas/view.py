"""Where a picture lies in the viewport: zoom and pan as pure functions.

Everything is in device pixels, so that one pixel of the picture at 100 % is one pixel of the screen on any screen.
The picture's corner always lies on a whole device pixel: what was drawn for one place is then right for any other.
"""

from dataclasses import dataclass, replace

from sam3_studio.core.geometry import Box

LARGEST = 64.0
"""No zoom is beyond this many device pixels for one of the picture."""
SMALLEST_SIDE = 32
"""No zoom makes a picture's longer side shorter than this, in device pixels."""
CLOSEST = 16.0
"""No object, however small, is zoomed to beyond this by itself."""
CLOSE_SHARE = 0.6
"""What is looked at closely takes up so much of the viewport's width or height."""
_BELOW = (1 / 64, 1 / 48, 1 / 32, 1 / 24, 1 / 16, 1 / 12, 1 / 8, 1 / 6, 1 / 4, 1 / 3, 1 / 2, 2 / 3)
STEPS = (*_BELOW, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0, 16.0, 24.0, 32.0, 48.0, 64.0)
"""The zooms that stepping in and out stops at."""


@dataclass(frozen=True, slots=True)
class View:
    """A picture in a viewport.

    Attributes:
        picture: (width, height) in pixels.
        viewport: (width, height) in device pixels.
        scale: device pixels for one pixel of the picture.
        left: of the picture's corner, in device pixels from the viewport's left edge.
        top: of the picture's corner, in device pixels from the viewport's top edge.
        fitted: whether the whole picture is to be seen whatever the viewport's size.
    """

    picture: tuple[int, int]
    viewport: tuple[int, int]
    scale: float = 1.0
    left: int = 0
    top: int = 0
    fitted: bool = False

    @property
    def extent(self) -> tuple[int, int]:
        """(width, height) of the picture in device pixels, 1 or more."""
        return max(1, round(self.picture[0] * self.scale)), max(1, round(self.picture[1] * self.scale))

    def to_picture(self, x: float, y: float) -> tuple[float, float]:
        """A place in the viewport, in pixels of the picture."""
        return (x - self.left) / self.scale, (y - self.top) / self.scale

    def to_viewport(self, x: float, y: float) -> tuple[float, float]:
        """A place in the picture, in device pixels of the viewport."""
        return x * self.scale + self.left, y * self.scale + self.top

    def visible(self) -> Box:
        """The part of the picture that is seen; of no size when the picture is out of sight."""
        x1, y1 = self.to_picture(0, 0)
        x2, y2 = self.to_picture(*self.viewport)
        width, height = self.picture
        left, right = (min(max(x, 0.0), float(width)) for x in (x1, x2))
        top, bottom = (min(max(y, 0.0), float(height)) for y in (y1, y2))
        return Box(left, top, right, bottom)

    def fit(self, margin: int = 0) -> "View":
        """The whole picture, in the middle, as large as it can be with a margin."""
        width, height = self.picture
        room = max(self.viewport[0] - 2 * margin, 1), max(self.viewport[1] - 2 * margin, 1)
        scale = self._limited(min(room[0] / width, room[1] / height))
        return _settled(replace(self, scale=scale, fitted=True))

    def zoomed(self, scale: float, x: float, y: float) -> "View":
        """Another zoom that leaves the picture under (x, y) of the viewport where it is, if the limits allow it."""
        scale = self._limited(scale)
        at_x, at_y = self.to_picture(x, y)
        left, top = round(x - at_x * scale), round(y - at_y * scale)
        return _settled(replace(self, scale=scale, left=left, top=top, fitted=False))

    def stepped(self, direction: int, x: float, y: float) -> "View":
        """The next zoom of the steps, in (1) or out (-1), at (x, y) of the viewport."""
        # A hair's breadth from a step counts as on it.
        if direction > 0:
            scale = next((step for step in STEPS if step > self.scale * 1.001), LARGEST)
        else:
            scale = next((step for step in reversed(STEPS) if step < self.scale / 1.001), self.scale / 2)
        return self.zoomed(scale, x, y)

    def panned(self, dx: float, dy: float) -> "View":
        """The picture moved by device pixels, as far as the limits allow it."""
        return _settled(replace(self, left=self.left + round(dx), top=self.top + round(dy), fitted=False))

    def centered(self, x: float, y: float) -> "View":
        """A place of the picture in the middle of the viewport, if the limits allow it."""
        left, top = self.viewport[0] / 2 - x * self.scale, self.viewport[1] / 2 - y * self.scale
        return _settled(replace(self, left=round(left), top=round(top), fitted=False))

    def resized(self, width: int, height: int, margin: int = 0) -> "View":
        """Another viewport with the same place in its middle; a picture that was fitted stays so."""
        x, y = self.to_picture(self.viewport[0] / 2, self.viewport[1] / 2)
        other = replace(self, viewport=(max(width, 1), max(height, 1)))
        return other.fit(margin) if self.fitted else other.centered(x, y)

    def showing(self, box: Box, margin: int = 0) -> "View":
        """Moved no more than needed to see a box; zoomed out if it is larger than the viewport."""
        room = max(self.viewport[0] - 2 * margin, 1), max(self.viewport[1] - 2 * margin, 1)
        if box.width * self.scale > room[0] or box.height * self.scale > room[1]:
            scale = min(room[0] / max(box.width, 1), room[1] / max(box.height, 1))
            return replace(self, scale=self._limited(scale)).centered((box.x1 + box.x2) / 2, (box.y1 + box.y2) / 2)
        x1, y1 = self.to_viewport(box.x1, box.y1)
        x2, y2 = self.to_viewport(box.x2, box.y2)
        dx = max(margin - x1, 0) + min(self.viewport[0] - margin - x2, 0)
        dy = max(margin - y1, 0) + min(self.viewport[1] - margin - y2, 0)
        return self.panned(dx, dy) if dx or dy else self

    def close_to(self, box: Box) -> "View":
        """A box in the middle, zoomed so that it takes up to `CLOSE_SHARE` of the viewport, and no further in than
        `CLOSEST`, or than before.
        """
        width, height = (CLOSE_SHARE * side for side in self.viewport)
        scale = min(width / max(box.width, 1), height / max(box.height, 1), max(CLOSEST, self.scale))
        return replace(self, scale=self._limited(scale)).centered((box.x1 + box.x2) / 2, (box.y1 + box.y2) / 2)

    def _limited(self, scale: float) -> float:
        return min(max(scale, SMALLEST_SIDE / max(self.picture)), LARGEST)


def _settled(view: View) -> View:
    """A picture smaller than the viewport in its middle; a larger one keeps some of itself in the middle."""
    width, height = view.extent
    left, top = _placed(view.left, width, view.viewport[0]), _placed(view.top, height, view.viewport[1])
    return replace(view, left=left, top=top)


def _placed(start: int, length: int, room: int) -> int:
    if length <= room:
        return (room - length) // 2
    return min(max(start, room // 2 - length), room // 2)
