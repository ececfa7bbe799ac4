"""Which weights made a result, in a few characters."""

import hashlib
from collections.abc import Callable
from contextlib import suppress
from math import prod
from pathlib import Path

import torch

from sam3_studio.core.errors import ModelError
from sam3_studio.engine.failures import checkpoint_errors_explained
from sam3_studio.engine.loading import config_at
from sam3_studio.engine.pretrained import PROCESSOR_FILES, TOKENIZER_FILES
from sam3_studio.model import CONFIG_NAME, CheckpointError, find_weights, stored_tensors, weight_files

_WHOLE = 64 << 20
"""Bytes up to which a file is read as a whole."""
_PIECE = 1 << 12
"""Bytes that are read of each tensor in a larger one."""


def fingerprint(source: str | Path) -> str:
    """16 hexadecimal digits that change with a checkpoint's weights, configuration, tokenizer or processor.

    Of a file of more than 64 MiB only its size and 4 KiB of each tensor are read: a second, not a minute. A tensor that
    was trained further changes everywhere, but often it is one part of the model alone that is: its mask decoder, say.

    Raises:
        ModelError: the checkpoint cannot be found or read.
    """
    digest = hashlib.blake2b(digest_size=8)
    try:
        with checkpoint_errors_explained():
            small, weights = _files(source)
            for path in small:
                digest.update(path.name.encode() + (path.read_bytes() if path.is_file() else b""))
            for path in weights:
                _feed(path, digest)
    except OSError as error:
        raise ModelError(
            "{path} cannot be read ({reason}).", path=error.filename or source, reason=error.strerror
        ) from error
    return digest.hexdigest()


def watched(source: str | Path) -> Callable[[], bool]:
    """What tells later, from any thread and without reading weights, whether a checkpoint is still as it is now."""
    before = _states(source)

    def is_as_before() -> bool:
        return _states(source) == before

    return is_as_before


def version(source: str | Path, resolution: int | None = None) -> str:
    """What results depend on besides prompts: the fingerprint, and the resolution where that is not the weights' own.

    Args:
        source: of the weights.
        resolution: side in pixels, as in `Predictor.load`: what is rounded to the same number of patches is the same.

    Raises:
        ModelError: the checkpoint cannot be found or read.
        UsageError: the resolution cannot be used.
    """
    weights = fingerprint(source)
    if resolution is None:
        return weights
    own, used = (config_at(source, side).image_size for side in (None, resolution))
    return weights if used == own else f"{weights} at {used} px"


def _files(source: str | Path) -> tuple[list[Path], list[Path]]:
    """Of a checkpoint: the small files that results depend on, some of which may not be there, and the weights'."""
    weights = weight_files(find_weights(source))
    return [weights[0].parent / name for name in (CONFIG_NAME, *PROCESSOR_FILES, *TOKENIZER_FILES)], weights


def _states(source: str | Path) -> tuple[tuple[Path, int, int, int], ...]:
    """Path, time, size and number of each file of a checkpoint that is there; none where it cannot be found."""
    with suppress(OSError, CheckpointError):
        small, weights = _files(source)
        facts = [(path, path.stat()) for path in (*filter(Path.is_file, small), *weights)]
        return tuple((path, one.st_mtime_ns, one.st_size, one.st_ino) for path, one in facts)
    return ()


def _feed(path: Path, digest: hashlib.blake2b) -> None:
    """Feed a file to a hash, or of a large one its size and a piece out of the middle of each tensor."""
    size = path.stat().st_size
    digest.update(str(size).encode())
    if size <= _WHOLE:
        digest.update(path.read_bytes())
        return
    for name, tensor in sorted(stored_tensors(path).items()):
        elements = prod(tensor.shape)
        piece = torch.empty(min(elements, _PIECE // tensor.dtype.itemsize), dtype=tensor.dtype)
        tensor.read_into(piece, (elements - len(piece)) // 2)
        digest.update(f"{name} {tensor.shape} {tensor.dtype} ".encode())
        digest.update(piece.view(torch.uint8).numpy().tobytes())
