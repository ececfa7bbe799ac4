"""Files that are damaged from end to end."""

import json
import os
import sys
from pathlib import Path

import pytest
from limits import most_memory

from sam3_studio.core.errors import DatasetError
from sam3_studio.dataset import json_stream
from sam3_studio.dataset.class_files import read_class_names
from sam3_studio.dataset.reading import parsing
from sam3_studio.dataset.reading.found import Reading
from sam3_studio.dataset.reading.lines import lines_of
from sam3_studio.dataset.reading.parsing import MOST_BYTES, Place, read_json, read_pieces, read_text
from sam3_studio.dataset.reading.pictures import Pictures
from sam3_studio.dataset.reading.table import ImportFormat, format_of, read_labels

CONTENT = json.dumps({"images": [{"id": 1}], "annotations": [1, 2, 3], "note": "é"}, indent=1).encode()


@pytest.fixture
def path(tmp_path):
    return tmp_path / "labels.json"


def told(read, path):
    with pytest.raises(DatasetError) as error:
        read(path)
    text = str(error.value)
    assert str(path) in text
    assert text.endswith("Nothing was imported.")
    return text


@pytest.mark.parametrize("length", range(0, len(CONTENT), 7))
def test_json_that_was_cut_off_is_told_with_the_place_of_the_cut(path, length):
    path.write_bytes(CONTENT[:length])
    assert "it is no JSON of this kind, or the file was cut off" in told(read_json, path)


@pytest.mark.parametrize("size", [1, 5000, 2 << 30, MOST_BYTES + 1])
def test_a_file_of_zeros_is_told_without_reading_it_all(path, size):
    with path.open("wb") as file:
        os.truncate(file.fileno(), size)
    assert "it holds zeros instead of text" in told(read_text, path)


@pytest.mark.parametrize("read", [read_text, read_json])
def test_zeros_further_on_are_told_without_reading_them_all(path, read):
    path.write_bytes(b'{"images": [' + b" " * 5000)
    os.truncate(path, 2 << 30)
    with most_memory() as peak:
        assert "it holds zeros instead of text" in told(read, path)
    assert peak[0] < 32 << 20


HEAD = b'{"images": [{"id": 1}, {"id": 2'
"""Of a file whose end went wrong."""


@pytest.mark.parametrize(
    "head", [HEAD, HEAD + b"}", HEAD + b"},", HEAD + b', "a": "b', HEAD + b"}], ", HEAD + b'}], "b']
)
def test_zeros_after_a_valid_head_are_told_with_their_place_without_reading_them_all(path, head):
    path.write_bytes(head + b" " * 5000)
    os.truncate(path, 2 << 30)
    with most_memory() as peak:
        sentence = told(pieces, path)
    assert f"{path} cannot be imported, as line 1, column {len(head) + 5001} is wrong" in sentence
    assert peak[0] < 32 << 20


@pytest.mark.parametrize("typo", [b"{'id': 1}", b'{"id" 1}', b"1x", b'{"id": "a" "b"}', b"nul"])
def test_a_mistake_in_the_first_object_is_told_without_reading_what_follows(path, typo):
    path.write_bytes(b'{"images": [' + typo + b', {"id": 2}' * (6 << 20))
    with most_memory() as peak:
        assert "as line 1, column " in told(pieces, path)
    assert peak[0] < 32 << 20


def test_a_text_that_has_no_end_is_told_before_it_fills_memory(path, monkeypatch):
    monkeypatch.setattr(json_stream, "MOST_CHARACTERS", 4 << 20)
    path.write_bytes(HEAD + b', "a": "' + b"x" * (64 << 20))
    with most_memory() as peak:
        sentence = told(pieces, path)
    assert "one object has more than 128 MB, or a quotation mark is missing" in sentence
    assert "as line 1, column 24 is wrong" in sentence
    assert peak[0] < 64 << 20


def pieces(path):
    return list(read_pieces(path))


def lines(path):
    return list(lines_of(path))


def test_zeros_in_a_table_are_told_without_reading_them_all(path):
    path.write_bytes(b"picture,width\n" + b" " * 5000)
    os.truncate(path, 2 << 30)
    with most_memory() as peak:
        assert "it holds zeros instead of text" in told(lines, path)
    assert peak[0] < 32 << 20


@pytest.mark.parametrize("size", [7, 1 << 20])
def test_lines_end_as_they_were_written_and_keep_letters_of_several_bytes_whole(path, size, monkeypatch):
    monkeypatch.setattr(parsing, "_PIECE", size)
    text = "é€\U0001f600,1\r\na\rb\n\n" + "ü" * 30 + "\nend"
    path.write_bytes(text.encode("utf-8-sig"))
    assert lines(path) == ["é€\U0001f600,1\r\n", "a\r", "b\n", "\n", "ü" * 30 + "\n", "end"]


@pytest.mark.parametrize("content", [b"abc\nde\xe4f\n", b"abc\nde\xe4"])
def test_a_line_that_is_not_utf8_is_told_with_its_byte(path, content):
    path.write_bytes(content)
    assert "byte 6 is not UTF-8" in told(lines, path)


def test_a_file_that_is_too_large_is_told(path):
    with path.open("wb") as file:
        file.write(b" " * 5000)
        os.truncate(file.fileno(), MOST_BYTES + 1)
    assert "it has more than 4 GB" in told(read_text, path)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_utf_16_is_told(path, encoding):
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    path.write_bytes(mark + '{"note": 1}'.encode(encoding))
    assert "it is UTF-16" in told(read_json, path)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes among files")
def test_a_pipe_is_told_and_nobody_waits_for_it(path):
    os.mkfifo(path)
    assert "it is no file" in told(read_json, path)
    with pytest.raises(DatasetError, match="is no file"):
        read_class_names(path)
    with pytest.raises(DatasetError):
        format_of(path.parent)


def test_latin_1_is_told_with_its_byte(path):
    path.write_bytes('{"note": "é"}'.encode("latin-1"))
    assert "byte 10 is not UTF-8" in told(read_json, path)


def test_a_byte_order_mark_does_no_harm(path):
    path.write_text('{"a": 1}', "utf-8-sig")
    assert read_json(path) == {"a": 1}


def test_endless_nesting_is_told(path):
    path.write_text("[" * 200_000)
    assert "nested too deeply" in told(read_json, path)


def test_a_number_of_endless_digits_is_told(path):
    path.write_text("[" + "1" * 5000 + "]")
    told(read_json, path)


@pytest.mark.parametrize("make", [str, Path.mkdir], ids=["missing", "a folder"])
def test_what_cannot_be_read_is_told(path, make):
    make(path)
    told(read_text, path)


def test_a_place_further_in_says_where(path):
    error = Place(path, "annotations[3]").at(".bbox").wrong("it is short")
    assert f"{path} cannot be imported, as annotations[3].bbox is wrong: it is short." in str(error)


@pytest.mark.parametrize("name", ["a.json", "a.yaml", "a.csv", "labels/a.txt", "Annotations/a.xml", "masks/a.png"])
def test_two_gigabytes_of_zeros_are_told_whatever_they_are_to_be(tmp_path, name):
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    (tmp_path / "classes.txt").write_text("duck\n")
    (tmp_path / "classes.csv").write_text("number,class\n1,duck\n")
    path.touch()
    os.truncate(path, 2 << 30)
    formats = {".txt": "yolo", ".xml": "voc", ".png": "png"}
    format_ = ImportFormat(formats[path.suffix]) if path.suffix in formats else format_of(path)
    source = tmp_path if path.suffix in formats else path
    reading = Reading(Pictures(["a.jpg"], lambda _: (9, 9)))
    with pytest.raises(DatasetError, match=path.name):
        list(read_labels(source, format_, reading))
