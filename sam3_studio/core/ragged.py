"""Groups of different sizes, their members laid out one after the other."""

import numpy as np
from numpy.typing import NDArray


def members(counts: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Which group each member is of, and its number in it, from 0.

    Args:
        counts: (n) members of each group, 0 or more.

    Returns:
        Two arrays (counts.sum()).
    """
    group = np.repeat(np.arange(len(counts)), counts)
    return group, np.arange(len(group)) - np.repeat(np.cumsum(counts) - counts, counts)
