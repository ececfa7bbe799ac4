"""Boxes in pixels."""

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """An axis-aligned box in pixels, (x1, y1) top left, (x2, y2) bottom right.

    Coordinates count pixel *edges*: the box of the single pixel at column 3, row 5 is (3, 5, 4, 6). A box may
    leave the image.

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

    def intersection(self, other: "Box") -> float:
        """Area that both cover, in square pixels."""
        across = min(self.x2, other.x2) - max(self.x1, other.x1)
        down = min(self.y2, other.y2) - max(self.y1, other.y1)
        return max(across, 0.0) * max(down, 0.0)

    def iou(self, other: "Box") -> float:
        """Intersection over union, 0 to 1; 0 for boxes without area."""
        shared = self.intersection(other)
        union = self.area + other.area - shared
        return shared / union if union else 0.0

    def hull(self, other: "Box") -> "Box":
        """The smallest box that holds both."""
        return Box(min(self.x1, other.x1), min(self.y1, other.y1), max(self.x2, other.x2), max(self.y2, other.y2))

    def as_tuple(self) -> tuple[float, float, float, float]:
        """(x1, y1, x2, y2)."""
        return self.x1, self.y1, self.x2, self.y2
