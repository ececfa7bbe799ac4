"""Class names that others have written are read as their writers meant them."""

import json
import os
from pathlib import Path

import pytest
import yaml
from limits import most_memory

from sam3_studio.core.errors import DatasetError
from sam3_studio.dataset.class_files import read_class_list, read_class_names
from sam3_studio.dataset.formats.yolo import write_yolo


def names_in(path: Path, text: str) -> tuple[str, ...]:
    path.write_text(text, "utf-8")
    return read_class_names(path)


def test_text_has_one_name_a_line(tmp_path: Path) -> None:
    assert names_in(tmp_path / "classes.txt", "\ufeffduck\r\n\n  Gänsin \ntraffic light\nduck\n") == (
        "duck",
        "Gänsin",
        "traffic light",
    )


def test_a_coco_file_has_its_categories_in_the_order_of_their_ids(tmp_path: Path) -> None:
    content = {"categories": [{"id": 7, "name": "goose"}, {"id": 2, "name": "duck"}], "images": []}
    assert names_in(tmp_path / "a.json", json.dumps(content)) == ("duck", "goose")


YAMLS = [
    "train: a  # 4 images\n\n# Classes\nnames:\n  0: person\n  1: bicycle\n  2: traffic light\n\n# Zip\nurl: https://x.y/z\n",
    "names:\n- person\n- bicycle\n- traffic light\nnc: 3\nroboflow:\n  license: CC\n",
    "names:\n  - person\n  - 'bicycle'\n  - \"traffic light\"  # red\n",
    "train: ../train/images\nnc: 3\nnames: ['person', 'bicycle', 'traffic light']\nroboflow:\n  version: 1\n",
    "names: [person,\n        bicycle,  # two wheels\n        traffic light]\nnc: 3\n",
    "names: {0: person, 1: bicycle, 2: 'traffic light'}\n",
    "names:\n  2: traffic light\n  0: person\n  1: bicycle\n",
    '"names":\n  "0": person\n  "1": bicycle\n  "2": traffic light\n',
]


@pytest.mark.parametrize("text", YAMLS)
def test_a_data_yaml_is_read_however_ultralytics_and_others_write_it(tmp_path: Path, text: str) -> None:
    assert names_in(tmp_path / "data.yaml", text) == ("person", "bicycle", "traffic light")
    # What a reader of all of YAML sees.
    names = yaml.safe_load(text)["names"]
    assert list(names if isinstance(names, list) else [names[i] for i in sorted(names)]) == [
        "person",
        "bicycle",
        "traffic light",
    ]


def test_names_in_quotes_may_hold_anything(tmp_path: Path) -> None:
    text = """names: ['it''s, a [cat]', "a \\"dog\\" # 2", 'x: y']"""
    expected = ("it's, a [cat]", 'a "dog" # 2', "x: y")
    assert names_in(tmp_path / "data.yaml", text) == expected
    assert tuple(yaml.safe_load(text)["names"]) == expected


def test_names_that_yaml_takes_for_numbers_or_truth_values_are_read_as_they_are_written(tmp_path: Path) -> None:
    assert names_in(tmp_path / "data.yaml", "names: [no, 007, 1.0, null]\n") == ("no", "007", "1.0", "null")


def test_what_stands_beside_the_names_is_passed_over(tmp_path: Path) -> None:
    before = "path: &here ..\ndownload: |\n  names: {\ninside:\n  names: [goose]\n? [names]\n: [swan]\n"
    assert names_in(tmp_path / "data.yaml", f"{before}names: [duck]\nx: *here\n") == ("duck",)


@pytest.mark.parametrize(
    "text",
    ["nc: 2\t# so many\nnames: [duck, goose]\n", "names:\n  0:\tduck\n  1: goose\t# x\n", "names: [duck,\tgoose]\n"],
)
def test_tabs_between_words_are_blanks(tmp_path: Path, text: str) -> None:
    assert names_in(tmp_path / "data.yaml", text) == ("duck", "goose")


@pytest.mark.parametrize("flow", [None, False])
def test_names_are_read_as_pyyaml_escapes_them(tmp_path: Path, flow: bool | None) -> None:
    names = ("café", "\U0001f600", "鹅", 'a\tb "\\', "\x1b\xa0\u2028x")
    text = yaml.safe_dump({"names": list(names)}, default_flow_style=flow, width=1000)
    assert text.isascii()
    assert names_in(tmp_path / "data.yaml", text) == names


def test_names_are_read_as_json_takes_them_apart(tmp_path: Path) -> None:
    names = ("\U0001f600", "a/b")
    assert names_in(tmp_path / "data.yaml", f"names: {json.dumps(names)}") == names


@pytest.mark.parametrize("flow", [None, False])
@pytest.mark.parametrize("unicode", [True, False])
@pytest.mark.parametrize("mapped", [True, False])
def test_names_that_go_on_over_several_lines_are_read_as_pyyaml_breaks_them(
    tmp_path: Path, flow: bool | None, unicode: bool, mapped: bool
) -> None:
    parts = ["a long", "straße", "it's {e]}", '"q" \\', "a:b", "x#y, [c]", "红色的大汽车", "\\\\ no"]
    names = tuple(" ".join(parts[(i + j) % 8] for j in range(i % 9 + 1)) for i in range(40))
    value = dict(enumerate(names)) if mapped else list(names)
    text = yaml.safe_dump({"nc": 40, "names": value, "path": "x"}, default_flow_style=flow, allow_unicode=unicode)
    assert max(map(len, text.splitlines())) < 130
    assert names_in(tmp_path / "data.yaml", text) == tuple(dict.fromkeys(names))


@pytest.mark.parametrize(
    "text", ["names:\n- 'duck\n- goose\n", "names:\n- name: duck\n  id: 1\n", "names: ['duck, goose]\n"]
)
def test_names_that_yaml_would_not_read_are_told(tmp_path: Path, text: str) -> None:
    with pytest.raises(DatasetError, match="has no class names that can be read"):
        names_in(tmp_path / "data.yaml", text)


@pytest.mark.parametrize(("name", "encoding"), [("classes.txt", "utf-16"), ("data.yaml", "latin-1")])
def test_names_in_another_encoding_are_told_as_such(tmp_path: Path, name: str, encoding: str) -> None:
    (tmp_path / name).write_text("names: [Gänsin]\n", encoding)
    with pytest.raises(DatasetError, match=f"{name} is not UTF-8, so save it as UTF-8 first"):
        read_class_names(tmp_path / name)


@pytest.mark.parametrize("text", ["names:\n- duck\n-\n- goose\n", "names:\n  0: duck\n  1:  # none\n  2: goose\n"])
def test_an_entry_without_a_name_keeps_its_number_and_those_after_it(tmp_path: Path, text: str) -> None:
    (tmp_path / "data.yaml").write_text(text)
    assert read_class_list(tmp_path / "data.yaml").names == {0: "duck", 2: "goose"}


def test_the_data_yaml_of_this_program_is_read(tmp_path: Path) -> None:
    names = ("duck", 'a "goose"', "Gänsin: 鹅 # 1", "it's")
    write_yolo([], names, tmp_path, pictures="leave")
    assert read_class_names(tmp_path / "data.yaml") == names
    assert read_class_names(tmp_path / "classes.txt") == names


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", "{"),
        ("a.json", "[]"),
        ("a.json", '{"categories": [{"name": "duck"}]}'),
        ("a.yaml", "nc: 3\n"),
        ("a.yaml", "names:\n  duck\n"),
        ("a.yaml", "names: [duck\n"),
        ("a.yaml", "names: !!python/object\n"),
        ("a.yaml", "names: [[duck]]\n"),
        ("a.yaml", 'names:\n- "a\\qb"\n'),
        ("a.yaml", 'names:\n- "a" b\n'),
        ("a.yaml", 'names:\n- "a\\U00110000"\n'),
        ("a.yaml", 'names:\n- "a\\ud83d"\n'),
        ("a.yaml", "names:\nnc: 0\n"),
        ("a.yaml", "names: {0: duck, 0: goose}\n"),
        ("a.yaml", "names: {duck: 0}\n"),
        ("a.yaml", "- names\n- [duck]\n"),
        ("a.yaml", "others: &a [duck]\nnames: *a\n"),
        ("a.txt", "\n \n"),
    ],
)
def test_a_file_without_class_names_is_told(tmp_path: Path, name: str, text: str) -> None:
    with pytest.raises(DatasetError, match=f"{name} has no class names"):
        names_in(tmp_path / name, text)


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="cannot be read"):
        read_class_names(tmp_path / "none.txt")
    (tmp_path / "picture.jpg").write_bytes(b"\xff\xd8\xff\xe0\0\x10JFIF")
    with pytest.raises(DatasetError, match="has no class names that can be read"):
        read_class_names(tmp_path / "picture.jpg")


@pytest.mark.parametrize("name", ["a.json", "a.yaml", "a.txt"])
def test_zeros_after_a_valid_head_are_told_without_reading_them_all(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b'{"categories": [' if name == "a.json" else b"names: [" + b"duck\n" * 5000)
    os.truncate(tmp_path / name, 2 << 30)
    with most_memory() as peak, pytest.raises(DatasetError, match=f"{name} has no class names that can be read"):
        read_class_names(tmp_path / name)
    assert peak[0] < 48 << 20


def test_classes_after_many_labels_are_read_without_holding_these(tmp_path: Path) -> None:
    with (tmp_path / "a.json").open("w") as file:
        file.write(
            '{"annotations": [1' + f', "{"x" * (1 << 20)}"' * 64 + '], "categories": [{"id": 3, "name": "duck"}]}'
        )
    with most_memory() as peak:
        assert read_class_names(tmp_path / "a.json") == ("duck",)
    assert peak[0] < 32 << 20


def test_a_name_that_is_too_long_is_told(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"cannot be read \(File name too long\); check the spelling"):
        read_class_names(tmp_path / f"{'x' * 300}.txt")
