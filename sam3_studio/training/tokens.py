"""The tokenizer of the embedded model: CLIP's way of cutting words, learned on the words it knows."""

import json
from pathlib import Path

import tokenizers
from tokenizers import Regex, models, normalizers, pre_tokenizers, trainers

from sam3_studio.engine.tokenizer import END, START, WORD_PIECES
from sam3_studio.training.vocabulary import unknown_words, words

TOKENIZER_NAME = "tokenizer.json"

VOCABULARY_SIZE = 2048
"""Enough for every known word to be one token; unknown words fall into pieces."""


def _train_tokenizer() -> tokenizers.Tokenizer:
    """Byte pairs of the known words, and with what room is left, of frequent unknown ones. Always the same."""
    encoder = tokenizers.Tokenizer(models.BPE(unk_token=END, end_of_word_suffix="</w>"))
    encoder.normalizer = normalizers.Sequence(
        [normalizers.NFC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Lowercase()]
    )
    encoder.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(WORD_PIECES), behavior="removed", invert=True),
            pre_tokenizers.ByteLevel(add_prefix_space=False),
        ]
    )
    trainer = trainers.BpeTrainer(
        vocab_size=VOCABULARY_SIZE,
        special_tokens=[START, END],
        initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
        end_of_word_suffix="</w>",
        show_progress=False,
    )
    encoder.train_from_iterator([*words()] * 50 + [*unknown_words()], trainer)
    return encoder


def tokenizer_of(run: Path) -> tokenizers.Tokenizer:
    """The tokenizer that a run began with, whatever the vocabulary is now; a new run gets one."""
    path = run / TOKENIZER_NAME
    if not path.exists():
        _train_tokenizer().save(str(path))
    return tokenizers.Tokenizer.from_file(str(path))


def save_tokenizer(encoder: tokenizers.Tokenizer, folder: Path) -> None:
    """Write `tokenizer.json` and `tokenizer_config.json` in the public layout."""
    encoder.save(str(folder / TOKENIZER_NAME))
    settings = {"tokenizer_class": "CLIPTokenizerFast", "bos_token": START, "eos_token": END, "pad_token": END}
    (folder / "tokenizer_config.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")
