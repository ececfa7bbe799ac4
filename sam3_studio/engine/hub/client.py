"""Model repositories of the Hugging Face Hub: download what image segmentation needs, find what is there already."""

import os
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sam3_studio.core.errors import DownloadError
from sam3_studio.engine.hub.errand import Errand, Progress, TokenRequiredError
from sam3_studio.engine.hub.storage import cached_repository

DEFAULT_REPOSITORY = "facebook/sam3"

_NAME = r"[A-Za-z0-9_]([A-Za-z0-9._-]{0,94}[A-Za-z0-9_])?"
_REPOSITORY = re.compile(rf"({_NAME}/)?{_NAME}")
_REVISION = re.compile(r"\w[\w.-]*(/\w[\w.-]*)*", re.ASCII)


def _free_space(path: Path) -> int:
    """Bytes free on the disk where `path` is or will be."""
    existing = next(parent for parent in (path, *path.parents) if parent.exists())
    return shutil.disk_usage(existing).free


def download(
    repo_id: str = DEFAULT_REPOSITORY,
    *,
    revision: str = "main",
    folder: Path | None = None,
    cache: Path | None = None,
    token: str | None = None,
    endpoint: str | None = None,
    original_weights: bool = False,
    progress: Progress | None = None,
    cancel: threading.Event | None = None,
    free_space: Callable[[Path], int] = _free_space,
) -> Path:
    """Download what image segmentation needs of a model; what is there already is not downloaded again.

    After an interruption of any kind, the same call goes on where the last one stopped. Every file is checked
    against the digest the hub lists for it.

    Args:
        repo_id: owner and name on the hub.
        revision: branch, tag or commit.
        folder: put the files here; by default they go to the cache that Hugging Face programs share.
        cache: another place for that cache (default: HF_HUB_CACHE, HF_HOME, or "~/.cache/huggingface/hub").
        token: of a person who may read the model (default: HF_TOKEN, or what `hf auth login` saved).
        endpoint: address of the hub (default: HF_ENDPOINT, or the public hub).
        original_weights: fetch Meta's "sam3.pt", too.
        progress: is told how far the download is, at least once per MiB.
        cancel: once set, the call ends with `CancelledError` within a block of 1 MiB.
        free_space: tells the bytes free where a path is or will be.

    Returns:
        The folder with the files.

    Raises:
        TokenRequiredError: the hub asks for a token, or does not know the one it got.
        DownloadError: anything else went wrong; the text says what to do.
        CancelledError: `cancel` was set, or Control-C pressed.
    """
    # The hub's client and its HTTP library take half a second to load.
    from huggingface_hub.constants import ENDPOINT  # noqa: PLC0415

    from sam3_studio.engine.hub.delivery import run  # noqa: PLC0415

    if not _is_repository_name(repo_id):
        raise DownloadError(f"{repo_id!r} is no model's name on the hub; such names look like {DEFAULT_REPOSITORY}.")
    if not _REVISION.fullmatch(revision) or ".." in revision:
        raise DownloadError(f"{revision!r} cannot be a branch, tag or commit of {repo_id}.")
    errand = Errand(
        repo_id,
        revision,
        endpoint=(endpoint or os.environ.get("HF_ENDPOINT") or ENDPOINT).rstrip("/"),
        token=_checked_token(token),
        place=folder or cached_repository(repo_id, cache),
        progress=progress,
    )
    return run(
        errand,
        in_folder=folder is not None,
        original_weights=original_weights,
        cancel=cancel or threading.Event(),
        free_space=free_space,
    )


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """A bar in the terminal, for the `progress` of `download`."""
    from tqdm import tqdm  # noqa: PLC0415 - only a terminal needs it

    with tqdm(unit="B", unit_scale=True, desc="Downloading") as bar:

        def show(done: int, total: int) -> None:
            if bar.total is None:
                # What an earlier download brought must not count as speed.
                bar.total, bar.initial, bar.n = total, done, done
                bar.refresh()
            bar.update(done - bar.n)

        yield show


def _checked_token(token: str | None) -> str | None:
    """A token as it goes into a header: without what a clipboard adds around it, None when nothing is left.

    Raises:
        TokenRequiredError: it holds characters that no token has.
    """
    token = (token or "").strip()
    if not re.fullmatch(r"[!-~]*", token):
        raise TokenRequiredError("This is no token: tokens are one word such as hf_AbCd1234; copy it again.")
    return token or None


def _is_repository_name(text: str) -> bool:
    """The hub's own rules (`huggingface_hub.utils.validate_repo_id`); the name becomes part of a path."""
    return _REPOSITORY.fullmatch(text) is not None and "--" not in text and ".." not in text
