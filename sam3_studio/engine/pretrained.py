"""The small files of a checkpoint folder."""

import json
from os import PathLike
from pathlib import Path
from typing import Any

from sam3_studio.core.errors import ModelError
from sam3_studio.engine.failures import checkpoint_errors_explained
from sam3_studio.model import locate

PROCESSOR_FILES = ("processor_config.json", "preprocessor_config.json")
"""How pictures are prepared, the newer kind of file first."""
TOKENIZER_FILES = (
    "tokenizer.json",
    "tokenizer_config.json",
    "special_tokens_map.json",
    "vocab.json",
    "merges.txt",
)
"""How texts are prepared."""
COMPANIONS = ("LICENSE", *PROCESSOR_FILES, *TOKENIZER_FILES)
"""Files that belong to the weights beside them, the model's own configuration left out."""


def folder_of(source: str | PathLike[str]) -> Path:
    """The folder of a checkpoint, which is named by the folder, a file in it, or a downloaded Hub repository.

    Raises:
        ModelError: there is no such checkpoint.
    """
    with checkpoint_errors_explained():
        path = locate(Path(source) if isinstance(source, PathLike) else source)
    return path if path.is_dir() else path.parent


def read_settings(path: Path) -> dict[str, Any]:
    """The object in a JSON file; empty when the file is absent.

    Raises:
        ModelError: the file is not JSON, or holds something else than an object.
    """
    if not path.is_file():
        return {}
    try:
        settings = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ModelError("{path} cannot be read ({reason}).", path=path, reason=error.strerror) from error
    except (ValueError, RecursionError) as error:
        raise ModelError(
            "{path} is not JSON ({reason}); fetch the checkpoint again.", path=path, reason=error
        ) from error
    if not isinstance(settings, dict):
        raise ModelError("{path} should hold an object; fetch the checkpoint again.", path=path)
    return settings
