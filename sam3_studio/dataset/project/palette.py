"""Colours that tell classes apart, for most colour-blind people too."""

from collections import Counter
from collections.abc import Iterable

Color = tuple[int, int, int]

PALETTE: tuple[Color, ...] = (
    # Okabe and Ito, without black (https://jfly.uni-koeln.de/color/), the ones that stand out most first.
    (230, 159, 0),
    (86, 180, 233),
    (0, 158, 115),
    (213, 94, 0),
    (240, 228, 66),
    (0, 114, 178),
    (204, 121, 167),
    # Paul Tol's muted scheme, without the blue that is nearly one of the above (https://sronpersonalpages.nl/~pault/).
    (136, 34, 85),
    (68, 170, 153),
    (153, 153, 51),
    (51, 34, 136),
    (204, 102, 119),
    (17, 119, 51),
    (221, 204, 119),
    (170, 68, 153),
)
"""(red, green, blue), 0 to 255 each, in the order in which new classes get them."""


def next_color(used: Iterable[Color]) -> Color:
    """The first colour of the palette that fewest classes have.

    Args:
        used: by the classes that are there, each as often as it is used; or how often each is, counted.
    """
    count = Counter(used)
    return min(PALETTE, key=count.__getitem__)
