"""A JSON file read piece by piece is the file that Python's reader reads as a whole."""

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sam3_studio.dataset.verification import json_stream
from sam3_studio.dataset.verification.json_stream import pieces_of

VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=8)),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=3), inner, max_size=4)),
    max_leaves=12,
)


def read(text):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.json")
        path.write_text(text, "utf-8")
        return list(pieces_of(path))


def expected(content):
    for key, value in content.items():
        yield from ((key, element) for element in value) if isinstance(value, list) else [(key, value)]


@pytest.mark.parametrize("chunk", [1, 7, 1 << 20])
@given(st.dictionaries(st.text(max_size=5), VALUES, max_size=5), st.sampled_from([None, 1]), st.booleans())
def test_it_gives_every_value_and_every_element_of_a_list(chunk, content, indent, ascii_):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_stream, "_CHUNK", chunk)
        assert read(json.dumps(content, indent=indent, ensure_ascii=ascii_)) == list(expected(content))


@pytest.mark.parametrize("text", ["", "[]", "3", "{", '{"a"', '{"a": 1', '{"a": [1, 2', '{"a": 1,}', '{"a": 1} x', "{1: 2}"])
def test_what_is_no_object_or_was_cut_off_is_an_error(text):
    with pytest.raises(ValueError, match="."):
        read(text)
