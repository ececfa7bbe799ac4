"""Whatever is wrong with a file, one sentence says so: files of the embedded model with one value changed."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from damage import damaged

from sam3_studio.core.errors import ModelError
from sam3_studio.core.resources import embedded_model
from sam3_studio.engine import Sam3ImageProcessor, Tokenizer

EMBEDDED = embedded_model()
PICTURE = np.zeros((8, 9, 3), dtype=np.uint8)


def prepare_a_picture(folder: Path) -> None:
    Sam3ImageProcessor.from_pretrained(folder)(PICTURE, PICTURE[..., 0])


def prepare_a_text(folder: Path) -> None:
    tokenizer = Tokenizer.from_pretrained(folder)
    assert max(tokenizer.encode("12 red, étoilé 猫")) < tokenizer.vocab_size


def content(name: str, key: str | None = None) -> Any:
    values = json.loads((EMBEDDED / name).read_text(encoding="utf-8"))
    return values[key] if key else values


def short_tokenizer() -> Any:
    """The tokenizer's file with a few of its merges, so that it is read quickly."""
    values = content("tokenizer.json")
    table = values["model"]
    table["merges"] = table["merges"][:3]
    table["vocab"] = {token: number for token, number in table["vocab"].items() if number < 530}
    return values


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "values", "use"),
    [
        ("processor_config.json", content("processor_config.json"), prepare_a_picture),
        ("preprocessor_config.json", content("processor_config.json", "image_processor"), prepare_a_picture),
        ("tokenizer_config.json", content("tokenizer_config.json"), prepare_a_text),
        ("tokenizer.json", short_tokenizer(), prepare_a_text),
    ],
)
def test_a_file_with_a_wrong_value_is_refused_or_works(
    tmp_path: Path, name: str, values: Any, use: Callable[[Path], None]
) -> None:
    (tmp_path / "model.safetensors").touch()
    if name == "tokenizer_config.json":
        (tmp_path / "tokenizer.json").write_bytes((EMBEDDED / "tokenizer.json").read_bytes())
    refusals = []
    for _, copy in damaged(values):
        (tmp_path / name).write_text(json.dumps(copy), encoding="utf-8")
        try:
            use(tmp_path)
        except ModelError as error:
            refusals.append(str(error))
    assert len(refusals) > 1
    assert [text for text in refusals if "\n" in text] == []


def test_merges_that_are_no_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / "merges.txt").write_bytes(b"#version\n\xff\xfe a\n")
    with pytest.raises(ModelError, match=r"merges\.txt is no tokenizer"):
        Tokenizer.from_pretrained(tmp_path)


@pytest.mark.parametrize("text", ["[" * 100_000, "\x00", '{"a": '], ids=["deep", "zero", "cut"])
def test_what_is_no_json_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "processor_config.json").write_text(text)
    with pytest.raises(ModelError, match="is not JSON"):
        Sam3ImageProcessor.from_pretrained(tmp_path)
