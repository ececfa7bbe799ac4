"""Columns that follow from others: searches and filters read them in the place of masks and lists."""

import json
import sqlite3

from sam3_studio.core.rle import Rle

TAGS = "(SELECT json_group_array(tag) FROM tags WHERE image = images.id)"
"""The tags of a picture, a list in JSON, in SQL."""


def search_text(name: str, note: str = "", tags: str = "[]") -> str:
    """What a picture is found by: its name, its note and its tags (a list in JSON), whatever their case."""
    words = () if tags == "[]" else json.loads(tags)  # as nearly always: JSON takes longer
    return "\n".join((name, note, *words)).casefold()


def note_search(connection: sqlite3.Connection, name: str) -> None:
    """Let a picture be found by its name, note and tags as they are now."""
    (note, tags) = connection.execute(f"SELECT note, {TAGS} FROM images WHERE name = ?", (name,)).fetchone()
    connection.execute("UPDATE images SET search = ? WHERE name = ?", (search_text(name, note, tags), name))


def mask_box(mask: Rle) -> tuple[int, int, int, int]:
    """The box (x1, y1, x2, y2) of an object's row in pixels; zeros for a mask without any."""
    x1, y1, x2, y2 = mask.box.as_tuple() if mask.box else (0, 0, 0, 0)
    return int(x1), int(y1), int(x2), int(y2)
