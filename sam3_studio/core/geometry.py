"""Boxes in pixels."""

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """An axis-aligned box in pixels, (x1, y1) top left, (x2, y2) bottom right.

    Coordinates count pixel *edges*: the box of the single pixel at column 3, row 5 is (3, 5, 4, 6). A box may
    leave the image; `clipped` brings it back.

    Raises:
        ValueError: a coordinate is not finite, or the corners are swapped.
    """

    x1: float
    y1: float
    x2: float
    y2: float

    def __post_init__(self) -> None:
        if not all(map(math.isfinite, (self.x1, self.y1, self.x2, self.y2))):
            raise ValueError(f"a box needs finite coordinates, got {self.as_tuple()}")
        if self.x2 < self.x1 or self.y2 < self.y1:
            raise ValueError(f"a box needs x1 <= x2 and y1 <= y2, got {self.as_tuple()}")

    @property
    def width(self) -> float:
        """Width in pixels, 0 or more."""
        return self.x2 - self.x1

    @property
    def height(self) -> float:
        """Height in pixels, 0 or more."""
        return self.y2 - self.y1

    @property
    def area(self) -> float:
        """Area in square pixels."""
        return self.width * self.height

    def as_tuple(self) -> tuple[float, float, float, float]:
        """(x1, y1, x2, y2)."""
        return self.x1, self.y1, self.x2, self.y2

    def clipped(self, width: float, height: float) -> "Box":
        """The part inside an image of this size; of no area when the box lies outside."""
        x1, x2 = (min(max(x, 0.0), width) for x in (self.x1, self.x2))
        y1, y2 = (min(max(y, 0.0), height) for y in (self.y1, self.y2))
        return Box(x1, y1, x2, y2)

    def iou(self, other: "Box") -> float:
        """Intersection over union with another box, 0 to 1."""
        width = min(self.x2, other.x2) - max(self.x1, other.x1)
        height = min(self.y2, other.y2) - max(self.y1, other.y1)
        shared = max(width, 0.0) * max(height, 0.0)
        union = self.area + other.area - shared
        return shared / union if union > 0 else 0.0
