"""Many masks in few bytes."""

import json
import struct
import zlib
from collections.abc import Sequence

from sam3_studio.core.annotation import Candidate
from sam3_studio.core.geometry import Box
from sam3_studio.core.rle import Rle

COMPRESSION = 1
"""The level of zlib. Masks are written while a person works: 6 takes three times as long and saves a twentieth."""


def packed_candidates(candidates: Sequence[Candidate]) -> bytes:
    """Candidates as bytes that `unpacked_candidates` reads."""
    numbers = [[*candidate.box.as_tuple(), candidate.score] for candidate in candidates]
    return _packed(numbers, [candidate.mask for candidate in candidates])


def unpacked_candidates(data: bytes) -> tuple[Candidate, ...]:
    """The candidates that were packed, in the same order.

    Raises:
        ValueError: the bytes are damaged.
    """
    numbers, masks = _unpacked(data)
    return tuple(Candidate(Box(*box), score, mask) for (*box, score), mask in zip(numbers, masks, strict=True))


def packed_scores(data: bytes) -> list[float]:
    """The scores of the candidates that were packed, in the same order, without a look at their masks.

    Raises:
        ValueError: the bytes are damaged.
    """
    return [row[-1] for row in _unpacked(data)[0]]


def packed_masks(masks: Sequence[Rle]) -> bytes:
    """Masks as bytes that `unpacked_masks` reads."""
    return _packed([], masks)


def unpacked_masks(data: bytes) -> tuple[Rle, ...]:
    """The masks that were packed, in the same order.

    Raises:
        ValueError: the bytes are damaged.
    """
    return _unpacked(data)[1]


def _packed(numbers: list[list[float]], masks: Sequence[Rle]) -> bytes:
    """The length of a table in JSON, the table, and the runs of all masks, compressed together."""
    shapes = [[mask.height, mask.width, len(mask.data), mask.area, *_box(mask)] for mask in masks]
    table = json.dumps({"numbers": numbers, "masks": shapes}, separators=(",", ":")).encode()
    return zlib.compress(b"".join([struct.pack("<I", len(table)), table, *(mask.data for mask in masks)]), COMPRESSION)


def _unpacked(data: bytes) -> tuple[list[list[float]], tuple[Rle, ...]]:
    try:
        content = zlib.decompress(data)
        (length,) = struct.unpack_from("<I", content)
        table = json.loads(content[4 : 4 + length])
        position, masks = 4 + length, []
        for height, width, size, *measures in table["masks"]:
            mask = Rle(height, width, content[position : position + size])
            masks.append(_measured(mask, *measures))
            position += size
        return table["numbers"], tuple(masks)
    except (KeyError, TypeError, struct.error, zlib.error) as error:
        raise ValueError(f"packed masks are damaged ({error})") from error


def _box(mask: Rle) -> tuple[float, ...]:
    return mask.box.as_tuple() if mask.box else ()


def _measured(mask: Rle, area: int | None = None, *box: float) -> Rle:
    """A mask with what was measured when it was packed; masks packed by earlier versions have none of that."""
    return mask if area is None else mask.measured(area, Box(*box) if box else None)
