import json
import shutil

import pytest
import torch
from golden import ROOT

from sam3_studio.core.errors import ModelError
from sam3_studio.core.resources import resource_path
from sam3_studio.engine import PromptLengthWarning, Tokenizer

EXAMPLES = json.loads((ROOT / "clip_token_examples.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def clip() -> Tokenizer:
    return Tokenizer.clip()


@pytest.fixture
def small() -> Tokenizer:
    return Tokenizer.from_pretrained(ROOT / "A")


@pytest.mark.parametrize("text", EXAMPLES)
def test_the_shipped_vocabulary_gives_the_ids_of_public_clip(clip, text):
    assert clip.encode(text) == EXAMPLES[text]


def test_the_shipped_vocabulary_has_clips_size_and_special_ids(clip):
    assert (clip.vocab_size, clip.start_id, clip.end_id, clip.pad_id) == (49408, 49406, 49407, 49407)


def test_the_shipped_vocabulary_comes_with_its_licence():
    assert "Copyright (c) 2021 OpenAI" in (resource_path("tokenizer/clip") / "LICENSE").read_text()


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("YELLOW  School\tBus\n", "yellow school bus"),
        ("cafe\u0301", "caf\u00e9"),
        ("  cat  ", "cat"),
        ("\u00a0cat\u2003dog", "cat dog"),
    ],
)
def test_case_white_space_and_composition_make_no_difference(clip, text, same):
    assert clip.encode(text) == clip.encode(same)


@pytest.mark.parametrize("text", ["東京タワー", "🐱", "жук", "a\u200bb", "½ °C"])
def test_any_unicode_becomes_ids_inside_the_vocabulary(clip, text):
    ids = clip.encode(text)
    assert len(ids) > 2
    assert max(ids) == clip.end_id


def test_an_empty_prompt_is_start_and_end(clip):
    assert clip.encode("") == [clip.start_id, clip.end_id]


def test_rows_are_padded_to_32_under_a_zero_mask(clip):
    rows = clip(["cat", "yellow school bus"], return_tensors="pt")
    assert rows.input_ids.shape == rows.attention_mask.shape == (2, 32)
    assert rows.input_ids.dtype == rows.attention_mask.dtype == torch.int64
    assert rows.attention_mask.sum(1).tolist() == [3, 5]
    assert set(rows.input_ids[0, 3:].tolist()) == {clip.pad_id}


def test_one_string_is_one_row(clip):
    assert clip("cat", return_tensors="np").input_ids.shape == (1, 32)


def test_without_a_form_rows_are_lists(clip):
    assert clip("cat").input_ids[0][:3] == EXAMPLES["cat"]


def test_a_long_prompt_is_cut_to_32_ids_with_the_end_last(clip):
    with pytest.warns(PromptLengthWarning, match="the model reads 32"):
        ids = clip.encode("red cat " * 20)
    assert ids == [clip.start_id, *clip.encode("red cat " * 15)[1:31], clip.end_id]


def test_cutting_a_prompt_warns_and_names_it(clip):
    with pytest.warns(PromptLengthWarning, match="the prompt 'red cat .* has 42 tokens, the model reads 32"):
        clip.encode("red cat " * 20)


def test_a_prompt_of_exactly_32_tokens_is_not_cut(clip):
    assert len(clip.encode("cat " * 30)) == 32


def test_a_prompt_is_read_to_its_end_where_it_is_not_cut(clip):
    assert clip.reads_all("cat " * 30)
    assert not clip.reads_all("cat " * 31)


@pytest.mark.parametrize("text", [[], [None], 3, ["cat", 5]])
def test_what_is_not_text_is_refused(clip, text):
    with pytest.raises(ValueError, match="text is a string or a list of strings"):
        clip(text)


@pytest.mark.parametrize("model", ["A", "B"])
def test_vocab_and_merges_give_the_same_ids_as_tokenizer_json(model, tmp_path):
    for file in ("vocab.json", "merges.txt", "special_tokens_map.json"):
        shutil.copy(ROOT / model / file, tmp_path)
    new, old = Tokenizer.from_pretrained(ROOT / model), Tokenizer.from_pretrained(tmp_path)
    texts = [*EXAMPLES, "東京", "<|endoftext|>", "it's 12 o'clock!?"]
    assert [old.encode(text) for text in texts] == [new.encode(text) for text in texts]
    assert (old.start_id, old.end_id, old.pad_id) == (new.start_id, new.end_id, new.pad_id)


def test_a_checkpoint_without_a_vocabulary_gets_clips(tmp_path):
    assert Tokenizer.from_pretrained(tmp_path).encode("visual") == EXAMPLES["visual"]


def test_a_file_stands_for_its_folder(small):
    assert Tokenizer.from_pretrained(ROOT / "A" / "model.safetensors").vocab_size == small.vocab_size == 844


@pytest.mark.parametrize("pad", ["!", {"content": "!", "lstrip": False}])
def test_the_padding_token_is_the_checkpoints(tmp_path, pad):
    shutil.copy(ROOT / "A" / "tokenizer.json", tmp_path)
    (tmp_path / "tokenizer_config.json").write_text(json.dumps({"pad_token": pad}))
    assert Tokenizer.from_pretrained(tmp_path).pad_id == 0


def test_padding_and_truncation_stored_in_the_file_are_not_applied_twice(tmp_path):
    stored = json.loads((ROOT / "A" / "tokenizer.json").read_text(encoding="utf-8"))
    stored["truncation"] = {"max_length": 4, "strategy": "LongestFirst", "stride": 0, "direction": "Right"}
    (tmp_path / "tokenizer.json").write_text(json.dumps(stored), encoding="utf-8")
    text = "a yellow school bus"
    assert Tokenizer.from_pretrained(tmp_path).encode(text) == Tokenizer.from_pretrained(ROOT / "A").encode(text)


def test_a_damaged_vocabulary_is_named(tmp_path):
    (tmp_path / "tokenizer.json").write_text("{")
    with pytest.raises(ModelError, match=r"tokenizer\.json is no tokenizer"):
        Tokenizer.from_pretrained(tmp_path)


def test_a_vocabulary_of_another_kind_is_refused(tmp_path):
    stored = json.loads((ROOT / "A" / "tokenizer.json").read_text(encoding="utf-8").replace("startoftext", "s"))
    (tmp_path / "tokenizer.json").write_text(json.dumps(stored), encoding="utf-8")
    with pytest.raises(ModelError, match=r"no token <\|startoftext\|>"):
        Tokenizer.from_pretrained(tmp_path)


def test_a_missing_checkpoint_is_named(tmp_path):
    with pytest.raises(ModelError, match="nowhere does not exist"):
        Tokenizer.from_pretrained(tmp_path / "nowhere")
