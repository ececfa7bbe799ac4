"""Columns that follow from others: searches and filters read them in the place of masks and lists."""

import json

from sam3_studio.core.rle import Rle


def search_text(name: str, note: str = "", tags: str = "[]") -> str:
    """What a picture is found by: its name, its note and its tags (a list in JSON), whatever their case."""
    return "\n".join((name, note, *json.loads(tags))).casefold()


def mask_box(mask: Rle) -> tuple[int, int, int, int]:
    """The box (x1, y1, x2, y2) of an object's row in pixels; zeros for a mask without any."""
    x1, y1, x2, y2 = mask.box.as_tuple() if mask.box else (0, 0, 0, 0)
    return int(x1), int(y1), int(x2), int(y2)
