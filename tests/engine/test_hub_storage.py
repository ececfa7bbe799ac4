import json
import os
from pathlib import Path

import pytest
from huggingface_hub import constants

from sam3_studio.engine.hub import resolve_cached

NAME = "owner/model"


def make_snapshot(cache: Path, commit: str, *, age: int = 0, without: str = "", **more: str) -> Path:
    folder = cache / "models--owner--model" / "snapshots" / commit
    folder.mkdir(parents=True)
    files = {"config.json": "{}", "model.safetensors": "", "tokenizer.json": "{}", **more}
    for name, text in files.items():
        if name != without:
            (folder / name).write_text(text)
    os.utime(folder, (1_000_000 - age, 1_000_000 - age))
    return folder


def test_an_empty_cache_holds_no_model(tmp_path):
    assert resolve_cached(NAME, cache=tmp_path) is None


def test_a_complete_snapshot_is_found(tmp_path):
    assert resolve_cached(NAME, cache=tmp_path) is None
    assert make_snapshot(tmp_path, "a") == resolve_cached(NAME, cache=tmp_path)


def test_the_cache_of_the_users_settings_is_the_default(tmp_path, monkeypatch):
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path))
    assert make_snapshot(tmp_path, "a") == resolve_cached(NAME)


@pytest.mark.parametrize("name", ["config.json", "model.safetensors", "tokenizer.json"])
def test_a_snapshot_that_lacks_a_file_is_not_used(tmp_path, name):
    complete = make_snapshot(tmp_path, "a", age=10)
    make_snapshot(tmp_path, "b", without=name)
    assert resolve_cached(NAME, cache=tmp_path) == complete


def test_vocabulary_and_merges_do_for_a_tokenizer(tmp_path):
    folder = make_snapshot(tmp_path, "a", without="tokenizer.json", **{"vocab.json": "", "merges.txt": ""})
    assert resolve_cached(NAME, cache=tmp_path) == folder


def test_of_two_complete_snapshots_the_newer_is_used(tmp_path):
    make_snapshot(tmp_path, "a", age=10)
    newer = make_snapshot(tmp_path, "b")
    assert resolve_cached(NAME, cache=tmp_path) == newer


def test_the_snapshot_that_main_stands_for_is_the_newest(tmp_path):
    main = make_snapshot(tmp_path, "a", age=10)
    make_snapshot(tmp_path, "b")
    references = tmp_path / "models--owner--model" / "refs"
    references.mkdir()
    (references / "main").write_text("a")
    assert resolve_cached(NAME, cache=tmp_path) == main


def test_shards_count_when_all_of_them_are_there(tmp_path):
    shards = [f"model-0000{number}-of-00002.safetensors" for number in (1, 2)]
    index = {"model.safetensors.index.json": json.dumps({"weight_map": dict(zip("ab", shards, strict=True))})}
    folder = make_snapshot(tmp_path, "a", without="model.safetensors", **index, **{shards[0]: ""})
    assert resolve_cached(NAME, cache=tmp_path) is None
    (folder / shards[1]).touch()
    assert resolve_cached(NAME, cache=tmp_path) == folder


@pytest.mark.parametrize("index", ["", "[]", "{}", '{"weight_map": {}}', '{"weight_map": {"a": "../config.json"}}'])
def test_an_index_that_makes_no_sense_is_no_weights(tmp_path, index):
    make_snapshot(tmp_path, "a", without="model.safetensors", **{"model.safetensors.index.json": index})
    assert resolve_cached(NAME, cache=tmp_path) is None


def test_a_path_is_in_no_cache(tmp_path):
    assert resolve_cached(f"../{tmp_path.name}", cache=tmp_path) is None
