"""`dataset.reading.json_stream`: the same as the whole file at once, whatever its pieces."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sam3_studio.core.errors import DatasetError
from sam3_studio.dataset.reading import json_stream
from sam3_studio.dataset.reading.json_stream import read_items

SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3)
)


def whole(path: Path, *lists: str) -> dict[str, Any]:
    """What was read, put together again."""
    found: dict[str, Any] = {}
    for key, value, text in read_items(path, lists):
        assert json.loads(text) == value
        if key in lists and key in found:
            found[key].append(value)
        else:
            found[key] = value
    return found


@given(
    content=st.dictionaries(st.sampled_from("abcde"), VALUES | st.lists(VALUES, max_size=6)),
    chunk=st.integers(1, 9),
    indent=st.sampled_from([None, 0, 3]),
    ascii_only=st.booleans(),
)
def test_what_is_read_in_pieces_is_the_whole(content, chunk: int, indent: int | None, ascii_only: bool) -> None:
    with TemporaryDirectory() as place, pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_stream, "_CHUNK", chunk)
        path = Path(place, "a.json")
        text = json.dumps(content, indent=indent, ensure_ascii=ascii_only)
        path.write_text(text, encoding="utf-8", errors="replace")
        expected = json.loads(path.read_text("utf-8"))
        assert whole(path, "a", "b") == expected


BROKEN = (
    "",
    "[]",
    "7",
    "{}}",
    '{"a": 1}}',
    '{"a": [1, 2',
    '{"a": [1 2]}',
    '{"a": [1,]}',
    '{"a": 1,}',
    '{"a" 1}',
    "{1: 2}",
    '{"a": 1} x',
    "{,}",
    '{"a": 0.}',
    '{"a": 1"b": 2}',
)


@pytest.mark.parametrize("text", BROKEN)
def test_what_is_no_object_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DatasetError, match="cannot be imported"):
        whole(path, "a")


def test_the_place_of_a_mistake_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_stream, "_CHUNK", 4)
    path = tmp_path / "a.json"
    path.write_text('{"a": [\n1,\n2,\n  x]}', encoding="utf-8")
    with pytest.raises(DatasetError, match="line 4, column 3"):
        whole(path, "a")


def test_the_byte_that_is_no_utf_8_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_stream, "_CHUNK", 3)
    path = tmp_path / "a.json"
    path.write_bytes('{"ä": "'.encode() + b"\xe4" + b'"}')
    with pytest.raises(DatasetError, match="byte 8 is not UTF-8"):
        whole(path)
