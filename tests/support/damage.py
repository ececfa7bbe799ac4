"""Damaged copies of a checkpoint's files."""

import json
from collections.abc import Iterator
from typing import Any

Key = str | int

WRONG: tuple[Any, ...] = ("x", -3, None, [], 10**30)
"""Values that most keys cannot have."""


def damaged(content: Any) -> Iterator[tuple[str, Any]]:
    """Copies of JSON content with one value replaced, each with the words for what was done."""
    for path in _paths(content, ()):
        for value in WRONG:
            copy = json.loads(json.dumps(content))
            place = copy
            for key in path[:-1]:
                place = place[key]
            place[path[-1]] = value
            yield f"{'.'.join(map(str, path))} = {value!r}", copy


def _paths(content: Any, above: tuple[Key, ...]) -> Iterator[tuple[Key, ...]]:
    """Where every value is; of long tables the first few."""
    entries = content.items() if isinstance(content, dict) else enumerate(content) if isinstance(content, list) else ()
    for key, value in list(entries)[:16]:
        yield (*above, key)
        yield from _paths(value, (*above, key))
