"""A scene and the objects in it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

MOST_OBJECTS = 16
"""More than these are never drawn into one scene."""

SIZE_RANGES = {"small": (0.055, 0.074), "medium": (0.088, 0.132), "large": (0.155, 0.25)}
"""Radii as shares of the picture's side. The gaps keep "small" and "large" beyond doubt."""


@dataclass(frozen=True)
class SceneObject:
    """One object.

    Attributes:
        kind: index in `vocabulary.kinds`.
        color: of a shape, a name of `COLORS`; None for things, which have many.
        texture: of a shape, a name of `TEXTURES`; None for things.
        size: a name of `SIZES`.
    """

    kind: int
    color: str | None
    texture: str | None
    size: str

    @property
    def look(self) -> tuple[int, str | None]:
        """What two objects share that an exemplar box on one of them is to find: kind and colour."""
        return self.kind, self.color


@dataclass(frozen=True)
class Scene:
    """A picture and what is in it.

    Attributes:
        pixels: (height, width, 3) uint8 RGB.
        labels: (height, width) uint8, 0 for the background, i + 1 where object i is seen.
        objects: what was drawn and can be seen.
    """

    pixels: NDArray[np.uint8]
    labels: NDArray[np.uint8]
    objects: tuple[SceneObject, ...]
