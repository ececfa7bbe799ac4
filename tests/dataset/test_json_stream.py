"""A JSON file read piece by piece is the file that Python's reader reads as a whole."""

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sam3_studio.dataset import json_stream
from sam3_studio.dataset.json_stream import LIST, EncodingError, JsonError, pieces_of

VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=8)),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=3), inner, max_size=4)),
    max_leaves=12,
)


def read(text):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.json")
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return list(pieces_of(path))


def expected(content):
    for key, value in content.items():
        yield from ((key, element) for element in ([LIST, *value] if isinstance(value, list) else [value]))


@pytest.mark.parametrize("chunk", [1, 7, 1 << 20])
@given(st.dictionaries(st.text(max_size=5), VALUES, max_size=5), st.sampled_from([None, 1]), st.booleans())
def test_it_gives_every_value_and_every_element_of_a_list(chunk, content, indent, ascii_):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_stream, "_CHUNK", chunk)
        assert read(json.dumps(content, indent=indent, ensure_ascii=ascii_)) == list(expected(content))


NO_OBJECTS = ("", "[]", "3", "{", '{"a"', '{"a": 1', '{"a": [1, 2', '{"a": 1,}', '{"a": 1} x', "{1: 2}", '{"a": 1.}')


@pytest.mark.parametrize("text", NO_OBJECTS)
def test_what_is_no_object_or_was_cut_off_is_an_error(text):
    with pytest.raises(JsonError):
        read(text)


@pytest.mark.parametrize("chunk", [1, 7, 1 << 20])
def test_an_error_says_where_it_is(chunk, monkeypatch):
    monkeypatch.setattr(json_stream, "_CHUNK", chunk)
    text = json.dumps({"é": [1, 2, {"b": "中"}], "c": "x"}, indent=1, ensure_ascii=False)
    for cut in range(len(text)):
        with pytest.raises(json.JSONDecodeError):
            json.loads(text[:cut])
        with pytest.raises(JsonError) as found:
            read(text[:cut])
        # Which of the last places is named differs from reader to reader.
        lines = text[:cut].split("\n")
        assert found.value.line <= len(lines)
    with pytest.raises(JsonError, match="line 3, column 3"):
        read('{\n "a": 1,\n  b}')


@pytest.mark.parametrize("chunk", [1, 3, 1 << 20])
def test_what_is_no_utf_8_is_told_with_its_byte(chunk, monkeypatch):
    monkeypatch.setattr(json_stream, "_CHUNK", chunk)
    with pytest.raises(EncodingError, match="byte 10 is not UTF-8"):
        read('{"note": "é"}'.encode("latin-1"))


def test_a_byte_order_mark_does_no_harm():
    assert read('{"a": 1}'.encode("utf-8-sig")) == [("a", 1)]
