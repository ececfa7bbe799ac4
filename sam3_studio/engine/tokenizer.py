"""Prompts as token ids: CLIP's byte-pair encoding, 32 tokens a prompt."""

import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from os import PathLike
from pathlib import Path
from typing import Any, Self

import tokenizers
import torch
from tokenizers import Regex, models, normalizers, pre_tokenizers

from sam3_studio.core.errors import ModelError
from sam3_studio.core.resources import resource_path
from sam3_studio.core.sentence import Sentence
from sam3_studio.engine.batch import BatchFeature
from sam3_studio.engine.pretrained import folder_of, read_settings

START, END = "<|startoftext|>", "<|endoftext|>"
CONTEXT_LENGTH = 32  # positions of SAM 3's text encoder; plain CLIP has 77

# Words, single digits, and runs of anything else, as in OpenAI's simple_tokenizer.py.
WORD_PIECES = r"<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"


class PromptLengthWarning(UserWarning):
    """A prompt is longer than the model can read; its end was cut off."""


class Tokenizer:
    """Turns prompts into ids: lower case, NFC, white space collapsed, then byte pairs.

    Every prompt becomes one row: start, content, end, then padding up to `context_length`.

    Args:
        encoder: splits a prompt into ids, without start and end.
        pad_token: fills rows; it lies under a zero mask, so which one it is does not matter to the model.
        context_length: ids in a row.

    Raises:
        ModelError: the vocabulary lacks the start, end or padding token.
    """

    def __init__(
        self, encoder: tokenizers.Tokenizer, pad_token: str = END, context_length: int = CONTEXT_LENGTH
    ) -> None:
        encoder.no_padding()
        encoder.no_truncation()
        self._encoder = encoder
        self.context_length = context_length
        self.start_id, self.end_id, self.pad_id = (self._id_of(token) for token in (START, END, pad_token))

    def _id_of(self, token: str) -> int:
        number = self._encoder.token_to_id(token)
        if number is None:
            raise ModelError("The vocabulary has no token {token}; it is not one of CLIP's kind.", token=token)
        return number

    @classmethod
    def from_pretrained(cls, source: str | PathLike[str]) -> Self:
        """The tokenizer of a checkpoint.

        It is read from `tokenizer.json`, else from `merges.txt` with or without `vocab.json`; a checkpoint
        that brings neither has the public CLIP vocabulary.

        Args:
            source: its folder, a file in it, or the name of a Hub repository that was downloaded before.

        Raises:
            ModelError: there is no such checkpoint, or its files are damaged.
        """
        folder = folder_of(source)
        pad_token = _pad_token(folder)
        for name, read in (("tokenizer.json", _read_json), ("merges.txt", _read_merges)):
            if (folder / name).is_file():
                with _damage_told(Sentence("{path} is no tokenizer", path=folder / name)):
                    return cls(read(folder), pad_token)
        return cls.clip()

    @classmethod
    def clip(cls) -> Self:
        """The public CLIP vocabulary of 49,408 tokens, which SAM 3 was trained with."""
        return cls(_read_merges(resource_path("tokenizer/clip")))

    @property
    def vocab_size(self) -> int:
        """Number of ids, start and end included: one more than the largest."""
        return 1 + max(self._encoder.get_vocab(with_added_tokens=True).values())

    def encode(self, text: str) -> list[int]:
        """The ids of one prompt, start and end included, at most `context_length`; an empty prompt has two.

        Warns:
            PromptLengthWarning: the prompt was cut.
        """
        content, room = self._content(text), self._room
        if len(content) > room:
            warnings.warn(
                f"the prompt {text!r} has {len(content) + 2} tokens, the model reads {self.context_length}: "
                f"its end is left out",
                PromptLengthWarning,
                stacklevel=2,
            )
        return [self.start_id, *content[:room], self.end_id]

    def reads_all(self, text: str) -> bool:
        """Whether a prompt is not cut; it may be called from any thread."""
        return len(self._content(text)) <= self._room

    @property
    def _room(self) -> int:
        return self.context_length - 2

    def _content(self, text: str) -> list[int]:
        with _damage_told(Sentence("The tokenizer cannot read {text!r}", text=text)):
            return self._encoder.encode(text, add_special_tokens=False).ids

    def __call__(self, text: str | Sequence[str], return_tensors: str | None = None) -> BatchFeature:
        """Rows of ids for one prompt or several.

        Args:
            text: N prompts; a string is one.
            return_tensors: as in `BatchFeature.collate`.

        Returns:
            `input_ids` (N, context_length) and `attention_mask`, 1 on tokens and 0 on padding, both int64.

        Warns:
            PromptLengthWarning: a prompt was cut.

        Raises:
            ValueError: `text` is neither a string nor strings.
        """
        texts = [text] if isinstance(text, str) else text
        if not isinstance(texts, Sequence) or not texts or not all(isinstance(entry, str) for entry in texts):
            raise ValueError(f"text is a string or a list of strings, not {text!r}")
        ids = torch.full((len(texts), self.context_length), self.pad_id)
        mask = torch.zeros_like(ids)
        for row, entry in enumerate(texts):
            tokens = self.encode(entry)
            ids[row, : len(tokens)] = torch.tensor(tokens)
            mask[row, : len(tokens)] = 1
        return BatchFeature.collate({"input_ids": ids, "attention_mask": mask}, return_tensors)


@contextmanager
def _damage_told(what: Sentence) -> Iterator[None]:
    """Turn whatever the library raises over a damaged vocabulary into a sentence."""
    try:
        yield
    except ModelError:
        raise
    except Exception as error:  # the library raises nothing narrower
        raise ModelError("{what} ({reason}); fetch the checkpoint again.", what=what, reason=error) from error


def _pad_token(folder: Path) -> str:
    for name in ("tokenizer_config.json", "special_tokens_map.json"):
        token: Any = read_settings(folder / name).get("pad_token")
        if token:
            return str(token.get("content") if isinstance(token, dict) else token)
    return END


def _read_json(folder: Path) -> tokenizers.Tokenizer:
    # Not parsed here first: Python's parser keeps all other threads waiting, for CLIP's vocabulary a tenth of a second.
    return tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))


def _read_merges(folder: Path) -> tokenizers.Tokenizer:
    """From `merges.txt`, where each line after the first joins two tokens, and `vocab.json`, token -> id.

    Without `vocab.json` the ids are CLIP's: 256 bytes, 256 bytes that end a word, the merges in order, start,
    end.
    """
    lines = (folder / "merges.txt").read_text(encoding="utf-8").splitlines()[1:]
    merges = [(left, right) for left, _, right in (line.partition(" ") for line in lines if line.strip())]
    vocabulary = read_settings(folder / "vocab.json")
    if not vocabulary:
        alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
        tokens = [*alphabet, *(byte + "</w>" for byte in alphabet), *map("".join, merges), START, END]
        vocabulary = {token: number for number, token in enumerate(tokens)}
    encoder = tokenizers.Tokenizer(
        models.BPE(
            vocab=vocabulary,
            merges=merges,
            unk_token=END,
            continuing_subword_prefix="",
            end_of_word_suffix="</w>",
        )
    )
    encoder.normalizer = normalizers.Sequence(
        [normalizers.NFC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Lowercase()]
    )
    encoder.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(WORD_PIECES), behavior="removed", invert=True),
            pre_tokenizers.ByteLevel(add_prefix_space=False),
        ]
    )
    encoder.add_special_tokens([START, END])
    return encoder
