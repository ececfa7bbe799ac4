"""COCO's compressed run lengths.

Each run length, from the fourth on as the difference from the one two before it, becomes groups of five bits, lowest
first, in ASCII from "0" on; the sixth bit says that another group follows, and the last group's fifth bit is the sign
(`rleToString` in https://github.com/cocodataset/cocoapi/blob/master/common/maskApi.c).
"""

import numpy as np
from numpy.typing import NDArray

from sam3_studio.core.rle import Rle

# Differences of 32-bit numbers have 33 bits.
_MOST_GROUPS = 7


def compressed_counts(mask: Rle) -> str:
    """The run lengths as COCO's `counts` string."""
    values = mask.counts.astype(np.int64)
    values[3:] -= values[1:-2].copy()
    rest = values[:, None] >> (5 * np.arange(_MOST_GROUPS + 1))  # (runs, 8) what is left before each group
    groups = rest[:, :-1] & 0x1F
    # A group is the last when all that follows repeats its own highest bit.
    last = rest[:, 1:] == -(groups >> 4)
    place, end = np.arange(_MOST_GROUPS), last.argmax(axis=1)[:, None]
    used, follows = place <= end, place < end
    letters = (groups + 0x20 * follows + 48).astype(np.uint8)
    return str(letters[used].tobytes(), "ascii")


def decompressed_counts(text: str) -> NDArray[np.int64]:
    """The run lengths of COCO's `counts` string, (n).

    Raises:
        ValueError: it is none.
    """
    groups = np.frombuffer(text.encode("ascii", "replace"), dtype=np.uint8).astype(np.int64) - 48
    if ((groups < 0) | (groups > 63)).any() or (len(groups) and groups[-1] & 0x20):
        raise ValueError("the letters are none of run lengths")
    if not len(groups):
        return groups
    ends = np.flatnonzero(groups & 0x20 == 0)
    starts = np.concatenate(([0], ends[:-1] + 1))
    lengths = ends - starts + 1
    if lengths.max() > _MOST_GROUPS:
        raise ValueError("a run is too long")
    place = np.arange(len(groups)) - np.repeat(starts, lengths)
    values = np.add.reduceat((groups & 0x1F) << (5 * place), starts)
    negative = groups[ends] & 0x10 != 0
    values -= negative.astype(np.int64) << (5 * lengths)
    # From the fourth on they are differences from the one two before: sums of every other one.
    for first in (1, 2):
        values[first::2] = np.cumsum(values[first::2])
    return values
