"""Rewriting a checkpoint of any layout as a folder in the public one."""

import json
import os
import shutil
import tempfile
from pathlib import Path

from safetensors import SafetensorError
from safetensors.torch import save_file

from sam3_studio.core.errors import ModelError
from sam3_studio.engine.device import DTYPES, choose_device
from sam3_studio.engine.failures import checkpoint_errors_explained, failures_explained
from sam3_studio.engine.pretrained import COMPANIONS, folder_of
from sam3_studio.model import CONFIG_NAME, WEIGHTS_NAME, Sam3Model


def convert(source: str | Path, out: Path, dtype: str | None = None) -> Path:
    """Write `config.json`, `model.safetensors` and whatever small files come with them.

    The folder appears complete or not at all.

    Args:
        source: any checkpoint that `Sam3Model.from_pretrained` reads.
        out: the folder to write; it must not exist, or be empty.
        dtype: precision of the weights written, a name in `DTYPES`; None keeps the file's.

    Returns:
        The folder.

    Raises:
        MemoryShortageError: the weights do not fit into memory.
        ModelError: the source cannot be read, or the folder cannot be written.
    """
    _refuse_occupied(out)
    with checkpoint_errors_explained(), failures_explained(choose_device("cpu")):
        model = Sam3Model.from_pretrained(source, dtype=DTYPES[dtype] if dtype else None)
    return save_checkpoint(model, out, companions=folder_of(source))


def save_checkpoint(model: Sam3Model, out: Path, *, companions: Path) -> Path:
    """Write a model as a folder in the public layout, complete or not at all.

    Args:
        model: its weights are written as they are.
        out: the folder to write; it must not exist, or be empty.
        companions: folder with the small files that belong to it: tokenizer, processor.

    Returns:
        The folder.

    Raises:
        ModelError: the folder cannot be written.
    """
    _refuse_occupied(out)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        # Cleaning up finds nothing once the folder has been renamed.
        with tempfile.TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent, ignore_cleanup_errors=True) as name:
            _write(model, companions, Path(name))
            if out.exists():
                out.rmdir()
            Path(name).rename(out)
    except (OSError, SafetensorError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ModelError(
            "{out} cannot be written ({reason}); free some space or choose another place.", out=out, reason=reason
        ) from error
    return out


def _refuse_occupied(out: Path) -> None:
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise ModelError("{out} exists and is not an empty folder; choose another place.", out=out)


def _write(model: Sam3Model, companions: Path, folder: Path) -> None:
    """Fill a folder, and make sure it is on disk."""
    config = json.dumps(model.config.to_dict() | {"architectures": ["Sam3Model"]}, indent=2)
    (folder / CONFIG_NAME).write_text(config + "\n", encoding="utf-8")
    save_file(model.state_dict(), folder / WEIGHTS_NAME, metadata={"format": "pt"})
    for name in COMPANIONS:
        if (companions / name).is_file():
            shutil.copyfile(companions / name, folder / name)
    for path in folder.iterdir():
        path.chmod(0o644)
        with path.open("rb+") as file:
            os.fsync(file.fileno())
    folder.chmod(0o755)  # temporary folders are private
